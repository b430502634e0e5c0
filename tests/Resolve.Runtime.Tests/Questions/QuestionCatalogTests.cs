using System.Text;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Questions;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Questions;

namespace Resolve.Runtime.Tests.Questions;

/// <summary>Each question has a word, a form that comes back as it was, and a handler.</summary>
public class QuestionCatalogTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7));

    private static EntityKey Phone => EntityKey.Parse("phone:+84912345678");

    private static GraphFilter Filter => new()
    {
        Kinds = [EntityKind.Phone],
        LinkKinds = [LinkKind.Holds],
        Roles = [MentionRole.Victim],
        From = s_time,
        WeightMillibitsMin = 7,
        HubDegreeMax = 9,
    };

    /// <summary>One of each question with no member at its default.</summary>
    private static object[] Samples =>
    [
        new EntityQuestion(Phone),
        new EntityLinksQuestion(Phone, Filter, 5, "o2"),
        new ExpandQuestion { From = [Phone], Hops = 2, Limit = 7, Filter = Filter, Cursor = "o7", WithLinks = false, HopLimit = 3 },
        new PathQuestion { From = Phone, To = EntityKey.Parse("account:970436:1"), HopsMax = 3, Count = 2, Filter = Filter, Order = PathOrder.Weight },
        new CommonQuestion([Phone, EntityKey.Parse("account:970436:1")], Filter),
        new NeighboursQuestion(Phone, Filter, 4, "o4"),
        new SubgraphQuestion([Phone], Filter),
        new CountQuestion([Phone], 3, Filter),
        new TimelineQuestion([Phone], s_time, s_time.AddDays(1), 6, "o6"),
        new SearchQuestion("0912 345 678 Ổn", 3),
        new RingListQuestion(new RingFilter { Province = "79", ScoreMin = 4, AsOf = s_time, Order = RingOrder.Score, CrossBorder = true }, 4, "o1"),
        new RingByIdQuestion("ring:0123456789abcdef"),
        new RingOfQuestion(Phone),
        new RingHistoryQuestion("ring:0123456789abcdef"),
        new MoneyTrailQuestion("ring:0123456789abcdef"),
    ];

    [Fact]
    public void Every_question_of_the_engine_has_a_word_and_a_sample_here()
    {
        Type[] all = [.. typeof(IQuestion<>).Assembly.GetTypes().Concat(typeof(QuestionCatalog).Assembly.GetTypes())
            .Where(static t => t.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuestion<>)))];
        Assert.NotEmpty(all);
        Assert.Equal(all.Select(static t => t.Name).Order(), QuestionCatalog.Types.Select(static t => t.Name).Order());
        Assert.Equal(all.Select(static t => t.Name).Order(), Samples.Select(static s => s.GetType().Name).Order());
    }

    [Fact]
    public void A_question_comes_back_as_it_was()
    {
        foreach (dynamic question in Samples) CheckRoundTrip(question);
    }

    [Fact]
    public void A_question_that_this_version_does_not_have_is_refused_by_name() =>
        Assert.Contains("'weather'", Assert.Throws<NotSupportedException>(static () => QuestionCatalog.Read<string>("weather", "{}"u8.ToArray())).Message);

    [Fact]
    public async Task The_local_host_has_a_handler_for_each()
    {
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions(), null, CancellationToken.None);
        Assert.All(QuestionCatalog.Types, type => Assert.True(runtime.Questions.Handle(type), type.Name));
    }

    private static void CheckRoundTrip<TAnswer>(IQuestion<TAnswer> question)
    {
        (string word, byte[] document) = QuestionCatalog.Write(question);
        IQuestion<TAnswer> read = QuestionCatalog.Read<TAnswer>(word, document);
        Assert.Equal(question.GetType(), read.GetType());
        (string again, byte[] same) = QuestionCatalog.Write(read);
        Assert.Equal(word, again);
        Assert.Equal(Encoding.UTF8.GetString(document), Encoding.UTF8.GetString(same));
        // Every member was written, so that none is lost on the way.
        foreach (System.Reflection.PropertyInfo member in question.GetType().GetProperties().Where(static p => p.CanWrite))
            Assert.Contains($"\"{member.Name}\":", Encoding.UTF8.GetString(document), StringComparison.Ordinal);
    }
}
