using System.Globalization;
using System.Text;
using Resolve.Cli.Generate;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Rings;
using Resolve.Runtime.Content;
using Resolve.Runtime.Rings;
using Resolve.Silo.Cluster;
using Fact = Resolve.Silo.Cluster.Fact;

namespace Resolve.Cluster.Benchmarks;

/// <summary>What the indexes of some silos hold in sum.</summary>
/// <param name="Silos">How many silos.</param>
/// <param name="Bytes">Bytes of all indexes after a full collection.</param>
/// <param name="Reports">Reports or parts of reports that are held.</param>
/// <param name="Mentions">Mentions in these.</param>
/// <param name="Links">Links in these, a piece of evidence each.</param>
/// <param name="Vertices">Identifiers and records that are there.</param>
internal sealed record HeldInAll(int Silos, long Bytes, long Reports, long Mentions, long Links, long Vertices);

/// <summary>Feeds the indexes of some silos as the leader does, round by round with homes for ring groups, and counts what they hold.</summary>
/// <remarks>The leader's plan, the cut and the indexes are those of the product; there is no Orleans, no database and no clock in it, so that it gives the
/// same numbers each time.</remarks>
internal sealed class MemoryBenchmark(int reportCount)
{
    private const int RoundCount = 1_000;

    private readonly byte[][] _packed =
        [.. new ReportGenerator(new GeneratorOptions { Reports = reportCount, Rings = reportCount / 50, Seed = 1 }).Reports()
            .Select((r, i) => ReportContentCodec.Encode(ReportExtractor.Extract(r), (UInt128)i))];

    /// <summary>Measures one number of silos.</summary>
    public HeldInAll Run(int silos)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        (ReplicaIndex[] indexes, ReplicaGraph[] graphs) = Feed(silos);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        StoredReport[] held = [.. graphs.SelectMany(static g => Enumerable.Range(0, g.Graph.ReportCount).Select(g.Graph.ReportAt)).OfType<StoredReport>()];
        GC.KeepAlive(indexes);
        return new HeldInAll(
            silos,
            bytes,
            held.Length,
            held.Sum(static r => (long)r.Mentions.Length),
            held.Sum(static r => (long)r.Links.Length),
            graphs.Sum(static g => Enumerable.Range(0, g.Graph.VertexCount).LongCount(g.Graph.IsThere)));
    }

    /// <summary>Writes the report.</summary>
    public string Table(IReadOnlyList<HeldInAll> results, IReadOnlyList<HeldInAll> wholeReports)
    {
        var text = new StringBuilder();
        text.AppendLine("# What the silos' indexes hold").AppendLine();
        text.AppendLine(Text($"Measured {DateTime.UtcNow:yyyy-MM-dd}; .NET {Environment.Version}; {reportCount:N0} reports of `resolve generate`, seed 1, ")
            + Text($"{reportCount / 50:N0} rings, in rounds of {RoundCount:N0}. Repeat with"));
        text.AppendLine().AppendLine("    dotnet run -c Release --project benchmarks/Resolve.Cluster.Benchmarks -- memory").AppendLine();
        text.AppendLine("The plan of the leader, the cut and the indexes of all silos run in one process without Orleans and database. Bytes are those of "
            + "all indexes in sum after a full collection,");
        text.AppendLine("texts of each silo its own; journal, leader and blocks are not in them. The counts have no noise.").AppendLine();
        if (wholeReports.Count > 0) text.AppendLine("*Before* is the program in which silos held whole reports, fed in the same way.").AppendLine();
        text.AppendLine("| | bytes | to one silo | parts of reports | mentions | links | identifiers and records |")
            .AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        void Rows(string name, IReadOnlyList<HeldInAll> rows)
        {
            foreach (HeldInAll r in rows)
            {
                HeldInAll one = rows[0];
                text.AppendLine(Text($"| {name}, {r.Silos} silo{(r.Silos == 1 ? "" : "s")} | {r.Bytes / 1048576.0:N0} MiB | {(double)r.Bytes / one.Bytes:F2} ")
                    + Text($"| {r.Reports:N0} ({(double)r.Reports / one.Reports:F2}) | {r.Mentions:N0} ({(double)r.Mentions / one.Mentions:F2}) | ")
                    + Text($"{r.Links:N0} ({(double)r.Links / one.Links:F2}) | {r.Vertices:N0} ({(double)r.Vertices / one.Vertices:F2}) |"));
            }
        }
        if (wholeReports.Count > 0) Rows("whole reports (before)", wholeReports);
        Rows("slices", results);
        return text.ToString();
    }

    private (ReplicaIndex[] Indexes, ReplicaGraph[] Graphs) Feed(int silos)
    {
        var map = PartitionMap.Assign(1, Enumerable.Range(1, silos)
            .Select(i => SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 3_000 + i), i)));
        var planner = new ReplicaPlanner(static m => new PersonResolver(m ?? PersonModel.Default));
        var model = new RingModel();
        ReplicaIndex[] indexes = [.. map.Silos.Select(static _ => new ReplicaIndex())];
        RingClaimant[] claimants = [.. map.Silos.Select(_ => new RingClaimant(model))];
        var graphs = new ReplicaGraph[silos];
        long position = 0;
        foreach (byte[][] round in _packed.Chunk(RoundCount))
        {
            foreach (byte[] packed in round) planner.Apply(PackedReport.Read(packed), ++position);
            planner.Recluster();
            ReplicaDelta[] plans = [.. map.Silos.Select(static _ => new ReplicaDelta())], ringPlans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
            if (graphs[0] is null) planner.PlanAll(map, [.. indexes.Select(static i => i.Parts.ToArray())], plans);
            else planner.Plan(map, plans);
            var claims = new RingClaims[silos];
            for (int siloIndex = 0; siloIndex < silos; siloIndex++)
            {
                int own = siloIndex;
                (graphs[siloIndex], IReadOnlyCollection<int> touched) = Advance(indexes[siloIndex], map, siloIndex, plans[siloIndex], position);
                ReplicaGraph graph = graphs[siloIndex];
                claims[siloIndex] = claimants[siloIndex].Of(graph.Graph, touched, v => map.Owners[graph.PartitionOfVertex(v)] == own, graph.NameOfVertex);
            }
            planner.PlanRings(map, claims, ringPlans);
            for (int siloIndex = 0; siloIndex < silos; siloIndex++) (graphs[siloIndex], _) = Advance(indexes[siloIndex], map, siloIndex,
                ringPlans[siloIndex], position);
            ReplicaPlanner.Sent([.. plans, .. ringPlans]);
        }
        return (indexes, graphs);
    }

    private (ReplicaGraph Graph, IReadOnlyCollection<int> Touched) Advance(ReplicaIndex index, PartitionMap map, int siloIndex,
        ReplicaDelta plan, long position)
    {
        ulong partitions = map.PartitionsOf(siloIndex);
        foreach (long removed in plan.Removes) index.Remove(removed);
        foreach ((long narrowed, ulong wanted) in plan.Narrows) index.Narrow(narrowed, PartitionReplica.CutOf(partitions, wanted));
        // Each silo unpacks for itself, as over the wire.
        foreach ((Fact fact, ulong wanted) in plan.Adds) index.Add(fact.Position, ReportContentCodec.Decode(_packed[fact.Position - 1]),
            PartitionReplica.CutOf(partitions, wanted));
        foreach ((UInt128[] person, ulong key) in plan.Persons) index.Cluster([.. person], key);
        if (plan.Homes.Count + plan.NoHomes.Count + plan.Hubs.Count + plan.NoHubs.Count > 0) index.SetRings(plan.Homes, plan.NoHomes, plan.Hubs, plan.NoHubs);
        return index.Publish(position);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
