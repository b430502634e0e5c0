using System.Globalization;
using System.Text;

namespace Resolve.Cluster.Benchmarks;

/// <summary>What was measured of one way to ask.</summary>
internal sealed record Asked(double MedianMs, double P95Ms, double CpuMs, double Messages, double KiB);

/// <summary>What was measured of one cluster. Times in seconds, rates a second, unless the name says otherwise.</summary>
internal sealed record Measured
{
    public int Silos { get; init; }
    public int Reports { get; init; }
    public string Orleans { get; init; } = "";
    public string Load { get; set; } = "";
    public double Acknowledged { get; set; }
    public double Visible { get; set; }
    public double Ringed { get; set; }
    public double ReportCpuMs { get; set; }
    public double ReportMessages { get; set; }
    public double ReportKiB { get; set; }
    public int Entities { get; set; }
    public int Links { get; set; }
    public Asked? Nodes { get; set; }
    public Asked? Whole { get; set; }
    public Asked? First { get; set; }
    public Asked? GrainByGrain { get; set; }
    public double JoinSeconds { get; set; }
    public int JoinShares { get; set; }
    public double LeaveSeconds { get; set; }
    public double? DeathAcknowledged { get; set; }
    public double? DeathAnswered { get; set; }
}

/// <summary>Writes the report.</summary>
internal static class ResultTable
{
    public static string Of(IReadOnlyList<Measured> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# What the cluster costs").AppendLine();
        text.AppendLine(Text($"Measured {DateTime.UtcNow:yyyy-MM-dd} on {Environment.ProcessorCount} cores shared by all silos, the load and PostgreSQL ")
            + Text($"(`fsync=on`); .NET {Environment.Version}, Orleans {results[0].Orleans}. Repeat with"));
        text.AppendLine().AppendLine("    dotnet run -c Release --project benchmarks/Resolve.Cluster.Benchmarks").AppendLine();
        text.AppendLine("All silos of a cluster live in one process and talk over real sockets. CPU is that process's; messages are those that crossed a "
            + "socket, replies and the cluster's own among them.");
        text.AppendLine("The reports are those of `resolve generate`, seed 1, in batches of 200 from 4 feeds. The question walks three hops from a member of "
            + "a ring, the one whose walk comes nearest to 1,000 entities.");
        text.AppendLine("*Grain by grain* gives the same answer (compared in the run) by calling each reached entity's grain, a level at a time; its grains "
            + "are resident and keep their cards. Others may have used the machine: load is its average over a minute.").AppendLine();
        text.AppendLine("| | " + string.Join(" | ", results.Select(r => Text($"{r.Silos} silo{(r.Silos == 1 ? "" : "s")}"))) + " |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("--:|", results.Count)));
        void Row(string name, Func<Measured, string> value) => text.AppendLine($"| {name} | {string.Join(" | ", results.Select(value))} |");
        Row("reports", r => Text($"{r.Reports:N0}"));
        Row("acknowledged", r => Text($"{r.Acknowledged:N0}/s"));
        Row("visible to questions", r => Text($"{r.Visible:N0}/s"));
        Row("in rings", r => Text($"{r.Ringed:N0}/s"));
        Row("a report: CPU", r => Text($"{r.ReportCpuMs:F2} ms"));
        Row("a report: messages", r => Text($"{r.ReportMessages:F2}, {r.ReportKiB:F1} KiB"));
        Row("three hops reach", r => Text($"{r.Entities:N0} entities, {r.Links:N0} links"));
        Row("**entities and links**, warm", r => Of(r.Whole));
        Row("entities only, warm", r => Of(r.Nodes));
        Row("entities and links, the first question after a report", r => Of(r.First));
        Row("grain by grain, entities and links", r => Of(r.GrainByGrain));
        Row("ahead of grain by grain (median, CPU)", r => r is { Whole: { } ours, GrainByGrain: { } theirs }
            ? Text($"{theirs.MedianMs / ours.MedianMs:F1}×, {theirs.CpuMs / ours.CpuMs:F1}×") : "");
        Row("a silo joins: its partitions answer after", r => Text($"{r.JoinSeconds:F1} s, {r.JoinShares} of 64 partitions"));
        Row("a silo leaves: the others have its partitions after", r => Text($"{r.LeaveSeconds:F1} s"));
        Row("a silo dies: next report acknowledged after", r => r.DeathAcknowledged is { } s ? Text($"{s:F1} s") : "");
        Row("a silo dies: complete answer after", r => r.DeathAnswered is { } s ? Text($"{s:F1} s") : "");
        Row("load", r => r.Load);
        text.AppendLine();
        text.AppendLine("A question's cell: median, 95th percentile, CPU, messages and KiB on sockets.");
        return text.ToString();
    }

    private static string Of(Asked? a) => a is null ? "" : Text($"{a.MedianMs:F1} ms, {a.P95Ms:F1} ms, {a.CpuMs:F1} ms, {a.Messages:F0}, {a.KiB:F0} KiB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
