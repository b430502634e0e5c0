using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Runtime.Serialization;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Review;

/// <summary>The questions about persons are written once, over a port: their answers are functions of the facts, whoever stands behind the port.</summary>
public partial class PersonQuestionProperties
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answers_are_the_same_whatever_order_the_facts_came_in_and_whatever_numbers_records_have() => Check(async (facts, decisions, random) =>
    {
        PlainPersons one = Plain(facts, decisions, facts.Count + 1), other = Plain(random.Shuffle(facts), random.Shuffle(decisions), 1 + random.Below(5));
        Assert.Equal(await AnswersAsync(one, one), await AnswersAsync(other, one));
        Assert.Equal(one.Excluded.Select(r => one.RecordAt(r).Fingerprint).Order(), other.Excluded.Select(r => other.RecordAt(r).Fingerprint).Order());
    });

    [Fact]
    public void The_local_runtime_answers_as_plain_tables_do() => Check(async (facts, decisions, random) =>
    {
        PlainPersons plain = Plain(facts, decisions, facts.Count + 1);
        await using var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
            null, CancellationToken.None);
        foreach (Report[] batch in random.Shuffle(facts).Chunk(7)) await runtime.SubmitAsync(batch, CancellationToken.None);
        foreach (Decision decision in random.Shuffle(decisions)) await runtime.DecideAsync(decision, CancellationToken.None);
        Assert.Equal(await AnswersAsync(plain, plain), Labels().Replace(await AnswersAsync(runtime, plain), "\"Label\":\"\""));
    });

    [Fact]
    public void A_question_that_is_carried_as_bytes_has_the_answer_that_it_has_here() => Check(async (facts, decisions, _) =>
    {
        PlainPersons persons = Plain(facts, decisions, facts.Count + 1);
        Assert.Equal(await AnswersAsync(persons, persons), await AnswersAsync(persons, persons, isCarried: true));
    });

    [Fact]
    public void A_search_finds_a_person_once_heaviest_first_and_why_compares_at_most_ten_pairs() => Check(async (facts, decisions, _) =>
    {
        PlainPersons persons = Plain(facts, decisions, facts.Count + 1);
        EntityKey[] keys = [.. persons.Keys.Order()];
        foreach (EntityKey key in keys.Take(6))
        {
            PersonRecord record = persons.RecordAt(persons.FindMention(key));
            IReadOnlyList<PersonHit> all = await new PersonSearch(record, 100).AnswerAsync(persons, CancellationToken.None);
            Assert.Equal(all.Select(h => h.Person).Distinct(), all.Select(h => h.Person));
            Assert.Equal(all.OrderByDescending(h => h.WeightMillibits).ThenBy(h => h.Record, StringComparer.Ordinal), all);
            Assert.All(all, h => Assert.Equal(h.WeightMillibits, h.Explanation!.Total));
            IReadOnlyList<PersonHit> first = await new PersonSearch(record, 1).AnswerAsync(persons, CancellationToken.None);
            Assert.Equal(all.Take(1).Select(h => h.Person), first.Select(h => h.Person));
            PersonComparison why = (await new WhyQuestion(key, keys[^1]).AnswerAsync(persons, CancellationToken.None))!;
            Assert.InRange(why.Pairs.Count, 0, PersonComparison.PairCountMax);
            Assert.Equal(why.Pairs.OrderByDescending(p => p.Explanation.Total).Select(p => p.Explanation.Total), why.Pairs.Select(p => p.Explanation.Total));
        }
    });

    [Theory]
    [InlineData(typeof(DecisionsQuestion), "{\"$type\":\"decisions\"}")]
    [InlineData(typeof(ModelQuestion), "{\"$type\":\"model\"}")]
    [InlineData(typeof(WhyQuestion), "{\"$type\":\"why\",\"First\":\"person:0123456789abcdef\",\"Second\":\"person:0123456789abcdee\"}")]
    [InlineData(typeof(HowQuestion), "{\"$type\":\"how\",\"Person\":\"person:0123456789abcdef\"}")]
    [InlineData(typeof(TrainingQuestion), "{\"$type\":\"training\",\"Options\":null}")]
    public void A_question_travels_in_the_words_it_always_had(Type type, string expected)
    {
        PersonQuestion question = Documents.Read<PersonQuestion>(Encoding.UTF8.GetBytes(expected));
        Assert.IsType(type, question);
        Assert.Equal(expected, Encoding.UTF8.GetString(Documents.Write(question)));
    }

    [Fact]
    public async Task A_search_for_no_hits_is_refused_and_an_unknown_person_has_no_answer()
    {
        PlainPersons persons = Plain([], [], 1);
        var nobody = EntityKey.Parse("person:0123456789abcdef");
        Assert.Null(await new HowQuestion(nobody).AnswerAsync(persons, CancellationToken.None));
        Assert.Null(await new WhyQuestion(nobody, nobody).AnswerAsync(persons, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await new PersonSearch(new PersonRecord { Fingerprint = 1 }, 0)
            .AnswerAsync(persons, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new PersonTimelines(persons).WriteAsync([nobody]));
    }

    private static PlainPersons Plain(IReadOnlyList<Report> facts, IReadOnlyList<Decision> decisions, int stepCount)
    {
        var persons = new PlainPersons();
        var versions = new Dictionary<ReportKey, int>();
        int count = 0;
        var queue = new Queue<Decision>(decisions);
        foreach (Report fact in facts)
        {
            if (versions.GetValueOrDefault(fact.Key) < fact.Version)
            {
                versions[fact.Key] = fact.Version;
                persons.Put(fact);
            }
            if (++count % stepCount != 0) continue;
            if (queue.TryDequeue(out Decision? decision)) persons.Resolution.Apply(decision);
            persons.Recluster();
        }
        foreach (Decision decision in queue) persons.Resolution.Apply(decision);
        persons.Recluster();
        return persons;
    }

    private static async Task<string> AnswersAsync(IPersonMoments moments, PlainPersons world, bool isCarried = false)
    {
        var text = new StringBuilder();
        EntityKey[] keys = [.. world.Keys.Order()];
        await AddAsync(new DecisionsQuestion());
        await AddAsync(new ModelQuestion());
        for (int i = 0; i < keys.Length; i++)
        {
            await AddAsync(new HowQuestion(keys[i]));
            await AddAsync(new WhyQuestion(keys[i], keys[((7 * i) + 3) % keys.Length]));
            await AddAsync(new WhyQuestion(keys[i], keys[i]));
            await AddAsync(new PersonSearch(world.RecordAt(world.FindMention(keys[i])), 1 + (i % 4)));
        }
        foreach (byte[] timeline in await moments.AtOneMomentAsync(p => new PersonTimelines(p).WriteAsync(world.PersonKeysNow), CancellationToken.None))
            text.AppendLine(Encoding.UTF8.GetString(timeline));
        return text.ToString();

        async Task AddAsync<T>(PersonQuestion<T> question) => text.AppendLine(Encoding.UTF8.GetString(Documents.Write(isCarried
            ? await question.CarryAsync(q => PersonQuestion.AnswerAsync(q, moments))
            : await question.AnswerAsync(moments, CancellationToken.None))));
    }

    private static void Check(Func<List<Report>, List<Decision>, SplitMix, Task> property) => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        seed =>
        {
            var random = new SplitMix(seed);
            List<Report> facts = new RandomFacts(seed).Make(5 + random.Below(20));
            property(facts, Decisions(facts, random), random).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>Decides on persons of any version, also of versions that are superseded and of reports that are withdrawn, and now and then on a
    /// model.</summary>
    private static List<Decision> Decisions(List<Report> facts, SplitMix random)
    {
        PlainPersons all = new();
        foreach (Report fact in facts) all.Put(fact);
        all.Recluster();
        EntityKey[] keys = [.. all.Keys.Order()];
        var decisions = new List<Decision>();
        if (random.Chance(30)) decisions.Add(new Decision { Id = "model", At = s_start, Kind = DecisionKind.AdoptModel, Model = OtherModel });
        if (keys.Length < 2) return decisions;
        for (int i = random.Below(6); i > 0; i--)
        {
            EntityKey first = random.Pick<EntityKey>(keys), second = random.Pick<EntityKey>(keys);
            DecisionKind kind = (DecisionKind)(1 + random.Below(3));
            if (kind != DecisionKind.Exclude && first == second) continue;
            decisions.Add(new Decision { Id = $"d{i}", At = s_start.AddDays(random.Below(40)), Kind = kind, Persons = kind == DecisionKind.Exclude
                ? [first] : [first, second] });
        }
        return decisions;
    }

    /// <summary>Gets a model whose persons are others than those of the default.</summary>
    private static string OtherModel
    {
        get
        {
            using var bytes = new MemoryStream();
            PersonModel.Default.Write(bytes);
            return SameThreshold().Replace(Encoding.UTF8.GetString(bytes.ToArray()), static m => m.Groups[1].Value + PersonModel.Default.PossibleThreshold);
        }
    }

    [GeneratedRegex("\"Label\":\"[^\"]*\"")]
    private static partial Regex Labels();

    [GeneratedRegex("(\"sameThreshold\"\\s*:\\s*)\\d+")]
    private static partial Regex SameThreshold();
}
