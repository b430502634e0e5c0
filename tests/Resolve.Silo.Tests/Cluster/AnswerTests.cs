using Resolve.Rings.Questions;
using Resolve.Cli.Generate;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Questions;
using Resolve.Runtime.Review;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Questions to a cluster are answered as the embedded host answers them.</summary>
public class AnswerTests
{
    private static CancellationToken None => CancellationToken.None;

    [PostgresFact]
    public async Task Every_question_gets_the_answer_of_the_embedded_host()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 600, Rings = 12, Seed = 3 }).Reports()];
        await using var journal = new InMemoryJournal();
        await using LocalRuntime embedded = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero }, null, None);
        await using TestCluster cluster = await TestCluster.StartAsync(3);
        // One batch, in one order: positions are the same too.
        await embedded.SubmitAsync(reports, None);
        await cluster.Resolver.SubmitAsync(reports, None);
        Coordinator coordinator = cluster.Service<Coordinator>();
        Assert.All(QuestionCatalog.Types, type => Assert.True(coordinator.Questions.Handle(type), type.Name));
        LocalRuntime one = embedded;
        ClusterResolver many = cluster.Resolver;
        long last = reports.Count;

        Page<Ring> rings = await one.AskAsync(new RingListQuestion(RingFilter.None, 50, null), last, None);
        AssertEqual(rings, await many.AskAsync(new RingListQuestion(RingFilter.None, 50, null), last, None));
        EntityKey[] keys = [.. rings.Items.SelectMany(r => r.Members.Take(2)).Select(m => m.Key), .. rings.Items.SelectMany(r => r.Victims.Take(1)),
            EntityKey.Parse("phone:+84999999999"), EntityKey.Parse("person:0123456789abcdef")];
        int cuts = 0;
        foreach (EntityKey key in keys)
        {
            AssertEqual(await one.AskAsync(new EntityQuestion(key), last, None), await many.AskAsync(new EntityQuestion(key), last, None));
            AssertEqual(await one.AskAsync(new EntityLinksQuestion(key, GraphFilter.None, 7, null), last, None),
                await many.AskAsync(new EntityLinksQuestion(key, GraphFilter.None, 7, null), last, None));
            AssertEqual((await one.AskAsync(new RingOfQuestion(key), last, None))?.Id, (await many.AskAsync(new RingOfQuestion(key), last, None))?.Id);
            var question = new ExpandQuestion { From = [key], Hops = 3, Limit = 60 };
            ExpandAnswer first = await one.AskAsync(question, last, None);
            AssertEqual(first, await many.AskAsync(question, last, None));
            if (first.Cursor is { } cursor) AssertEqual(await one.AskAsync(question with { Cursor = cursor }, last, None),
                await many.AskAsync(question with { Cursor = cursor }, last, None));
            var narrow = question with { Filter = new GraphFilter { Kinds = [EntityKind.Phone, EntityKind.Account],
                LinkKinds = [LinkKind.Holds, LinkKind.Transferred, LinkKind.Contacted], HubDegreeMax = 12 } };
            AssertEqual(await one.AskAsync(narrow, last, None), await many.AskAsync(narrow, last, None));
            var cut = question with { HopLimit = 4 };
            AssertEqual(await one.AskAsync(cut, last, None), await many.AskAsync(cut, last, None));
            cuts += (await many.AskAsync(cut, last, None)).Nodes.Count(static n => n.IsCut);
            var count = new CountQuestion([key], 3, narrow.Filter);
            AssertEqual(await one.AskAsync(count, last, None), await many.AskAsync(count, last, None));
            var neighbours = new NeighboursQuestion(key, GraphFilter.None, 3, null);
            Page<Neighbour>? nearest = await one.AskAsync(neighbours, last, None);
            AssertEqual(nearest, await many.AskAsync(neighbours, last, None));
            if (nearest?.Cursor is { } more) AssertEqual(await one.AskAsync(neighbours with { Cursor = more }, last, None),
                await many.AskAsync(neighbours with { Cursor = more }, last, None));
        }
        for (int i = 0; i + 1 < keys.Length; i += 3)
        {
            var paths = new PathQuestion { From = keys[i], To = keys[i + 1], HopsMax = 4, Count = 3 };
            AssertEqual(await one.AskAsync(paths, last, None), await many.AskAsync(paths, last, None));
            PathQuestion oneWay = paths with { Filter = new GraphFilter { Roles = [MentionRole.Suspect, MentionRole.Holder] } };
            AssertEqual(await one.AskAsync(oneWay, last, None), await many.AskAsync(oneWay, last, None));
            AssertEqual(await one.AskAsync(paths with { Order = PathOrder.Weight }, last, None),
                await many.AskAsync(paths with { Order = PathOrder.Weight }, last, None));
            AssertEqual(await one.AskAsync(new CommonQuestion([keys[i], keys[i + 1]], GraphFilter.None), last, None),
                await many.AskAsync(new CommonQuestion([keys[i], keys[i + 1]], GraphFilter.None), last, None));
        }
        Assert.NotEqual(0, cuts);
        AssertEqual(await one.AskAsync(new SubgraphQuestion(keys, GraphFilter.None), last, None), await many.AskAsync(new SubgraphQuestion(keys,
            GraphFilter.None), last, None));
        var timeline = new TimelineQuestion(keys, null, null, 40, null);
        TimelineAnswer events = await one.AskAsync(timeline, last, None);
        AssertEqual(events, await many.AskAsync(timeline, last, None));
        AssertEqual(await one.AskAsync(timeline with { Cursor = events.Cursor!, From = events.Events[9].Time }, last, None),
            await many.AskAsync(timeline with { Cursor = events.Cursor!, From = events.Events[9].Time }, last, None));
        foreach (string text in new[] { "nguyen", "Trần", "nguyen v", "van nguyen", "c", keys[0].Value.ToString(), "0907", "09", "7043", "+849" })
            AssertEqual(await one.AskAsync(new SearchQuestion(text, 20), last, None), await many.AskAsync(new SearchQuestion(text, 20), last, None));
        AssertEqual((await one.GetReportAsync(reports[5].Key, None))!.Report.Key, (await many.GetReportAsync(reports[5].Key, None))!.Report.Key);
    }

    [PostgresFact]
    public async Task Every_question_about_persons_gets_the_answer_of_the_embedded_host()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 500, Rings = 10, Seed = 5 }).Reports()];
        await using var journal = new InMemoryJournal();
        await using LocalRuntime one = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero }, null, None);
        await using TestCluster cluster = await TestCluster.StartAsync(3);
        await one.SubmitAsync(reports, None);
        await cluster.FeedAsync(reports, 60);
        ClusterResolver many = cluster.Service<ClusterResolver>(2);
        EntityKey[] persons = [.. one.Graph.Nodes().Where(n => one.Graph.KindOf(n) == EntityKind.Person).OrderByDescending(n => one.Graph.RecordsOf(n).Count())
            .Select(n => one.Graph.KeyOf(n)).Take(25)];
        PersonRecord[] records = [.. one.Graph.Nodes().Where(n => one.Graph.KindOf(n) == EntityKind.Person).Take(25)
            .Select(n => one.Graph.RecordsOf(n).First())];
        int compared = 0, possible = 0;
        for (int i = 0; i < persons.Length; i++)
        {
            PersonHistory history = (await one.HowAsync(persons[i], None))!;
            AssertEqual(history, await many.HowAsync(persons[i], None));
            possible += history.PossiblySame.Count;
            foreach (EntityKey other in history.PossiblySame.Select(p => p.Person).Append(persons[i]).Append(persons[(i + 1) % persons.Length]))
            {
                PersonComparison why = (await one.WhyAsync(persons[i], other, None))!;
                AssertEqual(why, await many.WhyAsync(persons[i], other, None));
                compared += why.Pairs.Count;
            }
        }
        foreach (PersonRecord record in records) AssertEqual(await one.SearchPersonsAsync(record, 5, None), await many.SearchPersonsAsync(record, 5, None));
        Assert.NotEqual((0, 0), (compared, possible));
        AssertEqual(ModelText(await one.TrainAsync(null, None)), ModelText(await many.TrainAsync(null, None)));
    }

    [PostgresFact]
    public async Task Walks_around_hubs_by_filters_that_pass_one_way_get_the_answer_of_the_embedded_host()
    {
        // A phone with more links than an answer has places, and links whose ends differ in kind and role.
        var random = new SplitMix(9);
        List<Report> reports =
        [
            .. Enumerable.Range(0, 160).Select(i => new Report
            {
                Key = new ReportKey("hub", i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                OccurredAt = i % 3 == 0 ? null : new DateTimeOffset(2026, 1, 1 + (i % 28), 0, 0, 0, TimeSpan.Zero),
                Mentions =
                [
                    new Mention { Ref = "h", Kind = MentionKind.Phone, Role = i % 2 == 0 ? MentionRole.Suspect : MentionRole.Victim, Value = i % 5 == 0
                        ? "0912345677" : "0912345678" },
                    new Mention { Ref = "a", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"09{20_000_000 + random.Below(120)}" },
                    new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = $"Trần Văn {(char)('A' + random.Below(20))}",
                        BirthDate = "1990-01-02" },
                ],
                Links = [new ReportLink("h", "a", LinkKind.Contacted), new ReportLink("p", "h", LinkKind.Holds), new ReportLink("p", "a", LinkKind.Holds)],
            }),
        ];
        await using var journal = new InMemoryJournal();
        await using LocalRuntime one = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero }, null, None);
        await using TestCluster cluster = await TestCluster.StartAsync(3);
        await one.SubmitAsync(reports, None);
        await cluster.Resolver.SubmitAsync(reports, None);
        GraphFilter[] filters =
        [
            GraphFilter.None,
            new() { Kinds = [EntityKind.Phone] },
            new() { Roles = [MentionRole.Victim] },
            new() { Roles = [MentionRole.Suspect], Kinds = [EntityKind.Person], From = new DateTimeOffset(2026, 1, 9, 0, 0, 0, TimeSpan.Zero) },
            new() { HubDegreeMax = 5, WeightMillibitsMin = 4_000 },
        ];
        bool hasLinks = false, hasHub = false;
        foreach (GraphFilter filter in filters)
        {
            foreach (int limit in new[] { 2, 9, 500 })
            {
                var question = new ExpandQuestion { From = [EntityKey.Parse("phone:+84912345678"), EntityKey.Parse("phone:+84912345677")], Hops = 3,
                    Limit = limit, Filter = filter };
                ExpandAnswer expected = await one.AskAsync(question, reports.Count, None);
                hasLinks |= expected.Links.Count > 0;
                hasHub |= expected.Nodes.Any(n => n.Entity.LinkCount > (4 * expected.Nodes.Count) + 64);
                AssertEqual(expected, await cluster.Resolver.AskAsync(question, reports.Count, None));
                if (expected.Cursor is { } cursor)
                    AssertEqual(await one.AskAsync(question with { Cursor = cursor }, reports.Count, None),
                        await cluster.Resolver.AskAsync(question with { Cursor = cursor }, reports.Count, None));
            }
        }
        Assert.True(hasLinks && hasHub);
    }

    [PostgresFact]
    public async Task Versions_are_judged_as_the_embedded_host_judges_them()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2);
        ClusterResolver service = cluster.Resolver;
        var key = new ReportKey("a", "1");
        Report Version(int version, string phone) =>
            new() { Key = key, Version = version, Mentions = [new Mention { Ref = "m", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = phone }] };
        Assert.Equal((SubmissionOutcome.Accepted, 1), await SubmitAsync(Version(2, "0912345678")));
        Assert.Equal((SubmissionOutcome.Duplicate, 1), await SubmitAsync(Version(2, "0912345678")));
        Assert.Equal((SubmissionOutcome.Conflict, 0), await SubmitAsync(Version(2, "0912345679")));
        Assert.Equal((SubmissionOutcome.Superseded, 2), await SubmitAsync(Version(1, "0912345670")));
        Assert.Null(await service.AskAsync(new EntityQuestion(EntityKey.Parse("phone:+84912345670")), 2, None));
        Assert.NotNull(await service.AskAsync(new EntityQuestion(EntityKey.Parse("phone:+84912345678")), 2, None));
        Receipt? withdrawn = await service.WithdrawAsync(key, null, None);
        Assert.Equal((3, SubmissionOutcome.Accepted, 3L), (withdrawn!.Version, withdrawn.Outcome, withdrawn.Position));
        Assert.Null(await service.AskAsync(new EntityQuestion(EntityKey.Parse("phone:+84912345678")), 3, None));
        Assert.Null(await service.GetReportAsync(key, None));
        Assert.Equal(SubmissionOutcome.Duplicate, (await service.WithdrawAsync(key, null, None))!.Outcome);
        Assert.Null(await service.WithdrawAsync(new ReportKey("a", "unknown"), null, None));

        async Task<(SubmissionOutcome, long)> SubmitAsync(Report report)
        {
            Receipt receipt = (await service.SubmitAsync([report], None))[0];
            return (receipt.Outcome, receipt.Position);
        }
    }

    [PostgresFact]
    public async Task A_silo_that_joins_and_one_that_dies_leave_the_state_as_it_was()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 800, Rings = 16, Seed = 4 }).Reports()];
        string expected = await StateDigest.AfterAsync(reports, 200, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero });
        await using TestCluster cluster = await TestCluster.StartAsync(2);
        await cluster.FeedAsync(reports.Take(400), 50);
        await cluster.Orleans.StartAdditionalSiloAsync();
        await cluster.FeedAsync(reports.Skip(400).Take(200), 50);
        await cluster.Orleans.KillSiloAsync(cluster.Orleans.Silos[1]);
        long last = 0;
        foreach (Report[] batch in reports.Skip(600).Chunk(50))
        {
            while (true)
            {
                try
                {
                    last = Math.Max(last, (await cluster.Resolver.SubmitAsync(batch, None)).Max(r => r.Position));
                    break;
                }
                catch (JournalException)
                {
                    await Task.Delay(100);
                }
            }
        }
        EqualityProperties.AssertSame(expected, await cluster.DigestAsync(last));
    }

    [Fact]
    public async Task What_began_before_a_silo_joined_is_answered_whole()
    {
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 300, Rings = 8, Seed = 9 }).Reports()];
        await using TestCluster cluster = await TestCluster.StartAsync(1, ClusterStore.Memory);
        long last = await cluster.FeedAsync(reports, 100);
        string expected = await cluster.DigestAsync(last);
        ClusterView view = await cluster.Service<PartitionReplica>().RingViewAtAsync(last, None);
        StateExport before = await cluster.Service<ClusterExport>().AtAsync(last, None);

        await cluster.Orleans.StartAdditionalSiloAsync();
        // No report comes: the silos divide the graph again at the same position.
        while (cluster.Service<PartitionReplica>().View is not { RingMap.Silos.Length: 2 } now || now.RingPosition != view.Position) await Task.Delay(20);

        Assert.NotEqual(view.Moment, cluster.Service<PartitionReplica>().View!.Moment);
        EqualityProperties.AssertSame(expected, await StateDigest.OfAsync(before));
        EqualityProperties.AssertSame(expected, await cluster.DigestAsync(last));
    }

    private static string ModelText(PersonModel model)
    {
        using var bytes = new MemoryStream();
        model.Write(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void AssertEqual<T>(T expected, T actual) => Assert.Equal(JsonText.Of(expected), JsonText.Of(actual));
}
