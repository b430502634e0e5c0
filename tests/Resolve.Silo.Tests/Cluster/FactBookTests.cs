using Resolve.Graph;
using Resolve.Persons;
using Resolve.Reports;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Facts;
using Resolve.Runtime.Content;
using Resolve.Runtime.Export;
using Resolve.Runtime.Sequencing;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>The conductor's plan and the silos' indexes, without Orleans: each silo is exact for its own nodes, whatever the order.</summary>
public class FactBookTests
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
        string expected = Lines([(Whole(facts), static _ => true)]);
        var map = ShareMap.Assign(1, Silos.Take(1 + random.Below(4)));
        var book = new FactBook(static m => new PersonResolver(m ?? PersonModel.Default));
        ShareIndex[] indexes = [.. map.Silos.Select(static _ => new ShareIndex())];
        var contents = new Dictionary<long, ReportContent>();
        var ledger = new Ledger();
        ShareGraph[] graphs = [];
        long position = 0;
        int number = 0;
        foreach (Report[] batch in random.Shuffle(facts).Chunk(1 + random.Below(9)))
        {
            foreach (Report fact in batch)
            {
                position++;
                Ledger.Verdict verdict = ledger.Offer(fact.Key, fact.Version, fact.Withdrawn, (UInt128)position, position, () => number++);
                if (verdict.Outcome == Runtime.Ports.SubmissionOutcome.Accepted) Apply(book, contents, fact, position);
            }
            book.Settle();
            SlotPlan[] plans = [.. map.Silos.Select(static _ => new SlotPlan())];
            if (random.Chance(20))
            {
                // Silos come and go: the map changes, and what they hold is all they know.
                map = ShareMap.Assign(map.Number + 1, Silos.Take(1 + random.Below(4)));
                ShareIndex[] before = indexes;
                indexes = [.. map.Silos.Select((_, slot) => slot < before.Length ? before[slot] : new ShareIndex())];
                plans = [.. map.Silos.Select(static _ => new SlotPlan())];
                book.PlanAll(map, [.. indexes.Select(i => (IReadOnlySet<long>)i.Positions.ToHashSet())], plans);
            }
            else book.Plan(map, plans);
            graphs = [.. indexes.Select((index, slot) => Feed(index, plans[slot], contents, position))];
        }
        Assert.Equal(expected, Lines(graphs.Select((g, slot) => (g, (Func<int, bool>)(node => map.Owners[g.ShareOf(node)] == slot)))));
    }

    [Fact]
    public void A_silo_that_comes_or_goes_moves_its_own_shares_only()
    {
        var three = ShareMap.Assign(1, Silos.Take(3));
        var four = ShareMap.Assign(2, Silos);
        for (int share = 0; share < Shares.Count; share++)
            Assert.True(three.OwnerOf(share).Equals(four.OwnerOf(share)) || four.OwnerOf(share).Equals(Silos[3]));
        Assert.All(Silos, silo => Assert.Contains(Enumerable.Range(0, Shares.Count), share => four.OwnerOf(share).Equals(silo)));
    }

    private static ShareGraph Feed(ShareIndex index, SlotPlan plan, Dictionary<long, ReportContent> contents, long position)
    {
        if (plan.Resets) index.ResetPersons();
        foreach (long removed in plan.Removes) index.Remove(removed);
        foreach (Fact fact in plan.Adds) index.Add(fact.Position, contents[fact.Position]);
        foreach (UInt128[] person in plan.Persons) index.Cluster(person);
        return index.Publish(position).Graph;
    }

    private static void Apply(FactBook book, Dictionary<long, ReportContent> contents, Report fact, long position)
    {
        contents[position] = ReportExtractor.Extract(fact);
        book.Apply(PackedReport.Of(contents[position], (UInt128)position), position);
    }

    private static ShareGraph Whole(List<Report> facts)
    {
        var book = new FactBook(static m => new PersonResolver(m ?? PersonModel.Default));
        var contents = new Dictionary<long, ReportContent>();
        long position = 0;
        foreach (Report fact in facts.GroupBy(f => f.Key).Select(g => g.MaxBy(f => f.Version)!))
            Apply(book, contents, fact, ++position);
        book.Settle();
        SlotPlan[] plans = [new SlotPlan()];
        book.Plan(ShareMap.Assign(1, Silos.Take(1)), plans);
        return Feed(new ShareIndex(), plans[0], contents, position);
    }

    private static string Lines(IEnumerable<(ShareGraph Graph, Func<int, bool> Which)> parts)
    {
        var lines = new List<(string Order, string Line)>();
        foreach ((ShareGraph graph, Func<int, bool> which) in parts)
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
