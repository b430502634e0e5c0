using Resolve.Cli.Generate;
using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Export;
using Resolve.Runtime.Sequencing;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Facts;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>The leader's plan and the silos' indexes, without Orleans: each silo is exact for its own nodes, whatever the order.</summary>
public class ReplicaPlannerTests
{
    private static SiloAddress[] Silos { get; } =
        [.. Enumerable.Range(1, 4).Select(i => SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1_000 + i), i))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_lines_of_all_silos_merged_are_the_lines_of_one_process(ulong seed)
    {
        var random = new SplitMix(seed);
        List<Report> facts = new RandomFacts(seed).Make(60);
        EntityKey[] persons =
            [.. facts.SelectMany(f => f.Mentions.Where(m => m.Kind == MentionKind.Person).Select(m => PersonKeys.ToKey(PersonKeys.Of(f.Key, m.Ref))))];
        var decisions = new Dictionary<string, Decision>();
        var map = PartitionMap.Assign(1, Silos.Take(1 + random.Below(4)));
        var planner = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        ReplicaIndex[] indexes = [.. map.Silos.Select(static _ => new ReplicaIndex())];
        var contents = new Dictionary<long, ReportContent>();
        var ledger = new Ledger();
        ReplicaGraph[] graphs = [];
        long position = 0;
        int number = 0;
        foreach (Report[] batch in random.Shuffle(facts).Chunk(1 + random.Below(9)))
        {
            foreach (Report fact in batch)
            {
                position++;
                Ledger.Verdict verdict = ledger.Offer(fact.Key, fact.Version, fact.Withdrawn, (UInt128)position, position, () => number++);
                if (verdict.Outcome == Runtime.Ports.SubmissionOutcome.Accepted) Apply(planner, contents, fact, position);
            }
            if (random.Chance(40))
            {
                // Persons are merged across silos, kept apart, and let go again.
                Decision decision = Decide(random, persons, decisions.Count);
                planner.Apply(decisions[decision.Id] = decision);
            }
            planner.Recluster();
            ReplicaDelta[] plans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
            if (random.Chance(20))
            {
                // Silos come and go: the map changes, and what they hold is all they know.
                map = PartitionMap.Assign(map.Number + 1, Silos.Take(1 + random.Below(4)));
                ReplicaIndex[] before = indexes;
                indexes = [.. map.Silos.Select((_, siloIndex) => siloIndex < before.Length ? before[siloIndex] : new ReplicaIndex())];
                plans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
                planner.PlanAll(map, [.. indexes.Select(static i => i.Parts.ToArray())], plans);
            }
            else planner.Plan(map, plans);
            graphs = [.. indexes.Select((index, siloIndex) => Feed(index, map.PartitionsOf(siloIndex), plans[siloIndex], contents, position))];
        }
        ReplicaGraph whole = Whole(facts, [.. decisions.Values]);
        foreach (ReplicaGraph graph in graphs) AssertPersons(whole, graph);
        string expected = Lines([(whole, static _ => true)]);
        Assert.Equal(expected, Lines(graphs.Select((g, siloIndex) => (g, (Func<int, bool>)(node => map.Owners[g.PartitionOf(node)] == siloIndex)))));
    }

    [Fact]
    public void A_person_whose_earliest_report_is_withdrawn_has_its_next_key_wherever_it_stands()
    {
        // The person is linked to many numbers, so that every silo has it at the other end of a link, and no silo but one has all its mentions.
        Report Of(int i) => new()
        {
            Key = new ReportKey("a", $"{i:00}"),
            ReceivedAt = new DateTimeOffset(2026, 1, 1 + i, 0, 0, 0, TimeSpan.Zero),
            Mentions =
            [
                new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = "Trần Thị Bích",
                    Documents = [new DocumentMention("cccd", "001084000012")] },
                new Mention { Ref = "n", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"09{20_000_000 + (i * 7)}" },
            ],
            Links = [new ReportLink("p", "n", LinkKind.Contacted)], // what a person holds would be part of its record
        };
        Report[] reports = [.. Enumerable.Range(0, 20).Select(Of)];
        var map = PartitionMap.Assign(1, Silos);
        var planner = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        ReplicaIndex[] indexes = [.. map.Silos.Select(static _ => new ReplicaIndex())];
        var contents = new Dictionary<long, ReportContent>();
        ReplicaGraph[] Round(long position)
        {
            planner.Recluster();
            ReplicaDelta[] plans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
            planner.Plan(map, plans);
            return [.. indexes.Select((index, siloIndex) => Feed(index, map.PartitionsOf(siloIndex), plans[siloIndex], contents, position))];
        }
        long position = 0;
        foreach (Report report in reports) Apply(planner, contents, report, ++position);
        AssertKeys(Round(position), reports[0]);
        Apply(planner, contents, reports[0] with { Version = 2, Withdrawn = true, Mentions = [], Links = [] }, ++position);
        AssertKeys(Round(position), reports[1]);
        Apply(planner, contents, reports[9] with { Version = 2, ReceivedAt = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero) }, ++position);
        AssertKeys(Round(position), reports[9]);

        static void AssertKeys(ReplicaGraph[] graphs, Report earliest)
        {
            var expected = PersonKeys.ToKey(PersonKeys.Of(earliest.Key, "p"));
            Assert.All(graphs, graph =>
            {
                int person = Assert.Single(graph.Graph.Nodes(), n => graph.Graph.KindOf(n) == EntityKind.Person);
                Assert.Equal(expected, graph.KeyOf(person));
            });
        }
    }

    [Fact]
    public void Many_silos_have_few_whole_reports_few_descriptions_of_persons_and_each_piece_of_evidence_at_its_ends()
    {
        Report[] reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 2_000, Rings = 60, Seed = 5 }).Reports()];
        var map = PartitionMap.Assign(1, Enumerable.Range(1, 16)
            .Select(i => SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 2_000 + i), i)));
        var planner = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        ReplicaIndex[] indexes = [.. map.Silos.Select(static _ => new ReplicaIndex())];
        var contents = new Dictionary<long, ReportContent>();
        long position = 0;
        foreach (Report report in reports) Apply(planner, contents, report, ++position);
        planner.Recluster();
        ReplicaDelta[] plans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
        planner.PlanAll(map, [.. indexes.Select(static i => i.Parts.ToArray())], plans);
        ReplicaGraph[] graphs = [.. indexes.Select((index, siloIndex) => Feed(index, map.PartitionsOf(siloIndex), plans[siloIndex], contents, position))];
        ReplicaGraph whole = Whole([.. reports]);
        Assert.DoesNotContain(plans, plan => plan.Adds.Exists(static a => a.Wanted == SliceCut.Whole.Records)); // no report has a home yet
        Assert.InRange(LinksOf(graphs), LinksOf([whole]), 2 * LinksOf([whole]));
        Assert.Equal(DescriptionsOf([whole]), DescriptionsOf(graphs));

        static long LinksOf(IEnumerable<ReplicaGraph> graphs) =>
            graphs.Sum(g => Enumerable.Range(0, g.Graph.ReportCount).Sum(i => g.Graph.ReportAt(i)?.Links.LongLength ?? 0));
        static long DescriptionsOf(IEnumerable<ReplicaGraph> graphs) =>
            graphs.Sum(g => Enumerable.Range(0, g.Graph.VertexCount).LongCount(v => g.Graph.IsThere(v) && g.Graph.VertexAt(v).Record is { IsStub: false }));
    }

    [Fact]
    public void A_silo_that_comes_or_goes_moves_its_own_shares_only()
    {
        var three = PartitionMap.Assign(1, Silos.Take(3));
        var four = PartitionMap.Assign(2, Silos);
        for (int partition = 0; partition < Partitions.Count; partition++)
            Assert.True(three.OwnerOf(partition).Equals(four.OwnerOf(partition)) || four.OwnerOf(partition).Equals(Silos[3]));
        Assert.All(Silos, silo => Assert.Contains(Enumerable.Range(0, Partitions.Count), partition => four.OwnerOf(partition).Equals(silo)));
    }

    /// <summary>Whatever person stands in a part, it is the one of the whole.</summary>
    private static void AssertPersons(ReplicaGraph whole, ReplicaGraph part)
    {
        for (int vertex = 0; vertex < part.Graph.VertexCount; vertex++)
        {
            if (!part.Graph.IsThere(vertex)) continue;
            Assert.True(whole.TryFindVertex(part.NodeKeyOfVertex(vertex), out int same));
            Assert.Equal(whole.KeyOf(whole.Graph.NodeOf(same)), part.KeyOf(part.Graph.NodeOf(vertex)));
            Assert.Equal((whole.NameOf(same), whole.PartitionOf(same), whole.NodeKeyOf(same)),
                (part.NameOf(vertex), part.PartitionOf(vertex), part.NodeKeyOf(vertex)));
        }
    }

    private static ReplicaGraph Feed(ReplicaIndex index, ulong partitions, ReplicaDelta plan, Dictionary<long, ReportContent> contents, long position)
    {
        if (plan.Resets) index.ResetPersons();
        foreach (long removed in plan.Removes) index.Remove(removed);
        foreach ((long narrowed, ulong wanted) in plan.Narrows) index.Narrow(narrowed, PartitionReplica.CutOf(partitions, wanted));
        foreach ((Fact fact, ulong wanted) in plan.Adds) index.Add(fact.Position, contents[fact.Position], PartitionReplica.CutOf(partitions, wanted));
        foreach ((UInt128[] person, ulong key) in plan.Persons) index.Cluster(person, key);
        return index.Publish(position).Graph;
    }

    private static void Apply(ReplicaPlanner planner, Dictionary<long, ReportContent> contents, Report fact, long position)
    {
        contents[position] = ReportExtractor.Extract(fact);
        planner.Apply(PackedReport.Of(contents[position], (UInt128)position), position);
    }

    private static Decision Decide(SplitMix random, EntityKey[] persons, int number) => new()
    {
        Id = $"d{random.Below(5)}",
        Version = 1 + number,
        Withdrawn = random.Chance(25),
        At = new DateTimeOffset(2026, 6, 1, 0, random.Below(60), 0, TimeSpan.Zero),
        Kind = random.Chance(70) ? DecisionKind.Same : DecisionKind.Different,
        Persons = [random.Pick(persons), random.Pick(persons)],
    };

    private static ReplicaGraph Whole(List<Report> facts, params Decision[] decisions)
    {
        var planner = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        var contents = new Dictionary<long, ReportContent>();
        long position = 0;
        foreach (Report fact in facts.GroupBy(f => f.Key).Select(g => g.MaxBy(f => f.Version)!))
            Apply(planner, contents, fact, ++position);
        foreach (Decision decision in decisions) planner.Apply(decision);
        planner.Recluster();
        ReplicaDelta[] plans = [new ReplicaDelta()];
        planner.Plan(PartitionMap.Assign(1, Silos.Take(1)), plans);
        return Feed(new ReplicaIndex(), ulong.MaxValue, plans[0], contents, position);
    }

    private static string Lines(IEnumerable<(ReplicaGraph Graph, Func<int, bool> Which)> parts)
    {
        var lines = new List<(string Order, string Line)>();
        foreach ((ReplicaGraph graph, Func<int, bool> which) in parts)
        {
            foreach (ExportKind kind in new[] { ExportKind.Entities, ExportKind.Records, ExportKind.Links, ExportKind.Persons })
            {
                foreach ((string order, Action<System.Text.Json.Utf8JsonWriter> write) in CanonicalExport.Lines(kind, graph.Graph, which))
                {
                    using var buffer = new MemoryStream();
                    using (var writer = new System.Text.Json.Utf8JsonWriter(buffer, CanonicalJson.WriterOptions)) write(writer);
                    lines.Add(($"{kind}{order}", System.Text.Encoding.UTF8.GetString(buffer.ToArray())));
                }
            }
        }
        return string.Join('\n', lines.OrderBy(l => l.Order, StringComparer.Ordinal).ThenBy(l => l.Line, StringComparer.Ordinal).Select(l => l.Line));
    }
}
