using Resolve.Graph;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Rings.Trails;

/// <summary>One transfer: the first report that states it gives its ends, later reports add what is missing.</summary>
internal sealed class Transfer
{
    /// <summary>The point that all victims are together; others are nodes.</summary>
    public const int Victims = -1;

    private readonly DateTimeOffset _reported;

    public Transfer(GraphSnapshot graph, StoredReport report, in StoredLink link)
    {
        From = graph.NodeOf(report.Mentions[link.FromMention].Vertex);
        To = graph.NodeOf(report.Mentions[link.ToMention].Vertex);
        FromPoint = report.Mentions[link.FromMention].Role == MentionRole.Victim ? Victims : From;
        ToPoint = report.Mentions[link.ToMention].Role == MentionRole.Victim ? Victims : To;
        Victim = FromPoint == Victims ? VictimOf(graph, report, From) : -1;
        Amount = link.Detail?.Amount ?? 0;
        Currency = link.Detail?.Currency ?? "VND";
        _reported = report.OwnTime;
    }

    public int From { get; }

    public int To { get; }

    public int FromPoint { get; }

    public int ToPoint { get; }

    /// <summary>Gets the person who paid; the payer's account when no person is named.</summary>
    public int Victim { get; }

    public decimal Amount { get; }

    public string Currency { get; }

    public DateTimeOffset? At { get; private set; }

    public string? Reference { get; private set; }

    public HashSet<ReportKey> Reports { get; } = [];

    /// <summary>Gets the time of the transfer; the time of its first report when none states it.</summary>
    public DateTimeOffset When => At ?? _reported;

    public void Take(StoredReport report, LinkDetail? detail)
    {
        Reports.Add(report.Key);
        At ??= detail?.At;
        Reference ??= string.IsNullOrWhiteSpace(detail?.Reference) ? null : detail.Reference.Trim();
    }

    private static int VictimOf(GraphSnapshot graph, StoredReport report, int payer)
    {
        if (graph.KindOf(payer) == Identifiers.EntityKind.Person) return payer;
        int[] persons = [.. report.Mentions.Where(m => m.Role == MentionRole.Victim).Select(m => graph.NodeOf(m.Vertex))
            .Where(n => graph.KindOf(n) == Identifiers.EntityKind.Person).Distinct()];
        return persons.Length == 1 ? persons[0] : payer;
    }
}
