using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>What victims lost by a ring's reports, nothing counted twice (ADR 0015).</summary>
/// <remarks>
/// A report counts what it claims or what it says its victims paid, whichever is more; of what they paid, transfers that an
/// earlier report of the ring told count there. A claim of one victim, one day and one sum counts once, whoever reports it.
/// </remarks>
internal static class RingLoss
{
    /// <summary>Sums the losses.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="reports">The ring's reports, by their own times.</param>
    /// <returns>A sum a currency, by currency.</returns>
    public static IReadOnlyList<Money> Of(GraphSnapshot graph, IReadOnlyList<StoredReport> reports)
    {
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var claims = new HashSet<(int Victim, long Day, Money Loss)>();
        var told = new TransferBook();
        foreach (StoredReport report in reports)
        {
            bool isAgain = false;
            if (report.Loss is { Amount: > 0 } claim && report.OccurredAt is { } at && VictimOf(graph, report) is >= 0 and var victim)
                isAgain = !claims.Add((victim, at.UtcTicks / TimeSpan.TicksPerDay, claim));
            var paid = new SortedDictionary<string, (decimal All, decimal New)>(StringComparer.Ordinal);
            foreach (StoredLink link in report.Links)
            {
                if (!IsVictimsTransfer(graph, report, link) || link.Detail is not { Amount: > 0 } detail) continue;
                string currency = detail.Currency ?? "VND";
                (decimal all, decimal fresh) = paid.GetValueOrDefault(currency);
                decimal amount = detail.Amount!.Value;
                paid[currency] = (all + amount, told.IsNew(graph, report, link) ? fresh + amount : fresh);
            }
            if (isAgain) continue;
            if (report.Loss is { Amount: > 0 } loss)
            {
                (decimal all, decimal fresh) = paid.GetValueOrDefault(loss.Currency);
                paid[loss.Currency] = (all, Math.Max(fresh, loss.Amount - (all - fresh)));
            }
            foreach ((string currency, (decimal _, decimal amount)) in paid)
                if (amount > 0) sums[currency] = sums.GetValueOrDefault(currency) + amount;
        }
        return [.. sums.Select(s => new Money(s.Value, s.Key))];
    }

    /// <summary>The one person whom a report names as victim; -1 when it names none or several.</summary>
    private static int VictimOf(GraphSnapshot graph, StoredReport report)
    {
        int victim = -1;
        foreach (StoredMention mention in report.Mentions)
        {
            if (mention.Role != MentionRole.Victim) continue;
            int node = graph.NodeOf(mention.Vertex);
            if (graph.KindOf(node) != EntityKind.Person || node == victim) continue;
            if (victim >= 0) return -1;
            victim = node;
        }
        return victim;
    }

    internal static bool IsVictimsTransfer(GraphSnapshot graph, StoredReport report, in StoredLink link) =>
        graph.LinkAt(link.Link).Kind == LinkKind.Transferred
        && report.Mentions[link.FromMention].Role == MentionRole.Victim && report.Mentions[link.ToMention].Role != MentionRole.Victim;
}

/// <summary>Knows the transfers that were told, so that one told again is seen to be the same.</summary>
/// <remarks>
/// Two tellings are one transfer when they give one reference, currency and amount; or the same ends, currency, amount and
/// time. Without reference and time nothing tells, and they count as two.
/// </remarks>
internal sealed class TransferBook
{
    private readonly Dictionary<(string Reference, decimal Amount, string Currency), int> _byReference = [];
    private readonly Dictionary<(int From, int To, decimal Amount, string Currency, long At), int> _byEnds = [];
    private readonly List<string?> _references = []; // of each transfer; null while no telling gave one

    /// <summary>Takes a telling in.</summary>
    /// <returns>Whether it is of a transfer that was not told before.</returns>
    public bool IsNew(GraphSnapshot graph, StoredReport report, in StoredLink link) => NumberOf(graph, report, link).IsNew;

    /// <summary>Takes a telling in.</summary>
    /// <returns>The transfer's number, from 0, and whether it was not told before.</returns>
    public (int Number, bool IsNew) NumberOf(GraphSnapshot graph, StoredReport report, in StoredLink link)
    {
        LinkDetail? detail = link.Detail;
        decimal amount = detail?.Amount ?? 0;
        string currency = detail?.Currency ?? "VND";
        string? reference = string.IsNullOrWhiteSpace(detail?.Reference) ? null : Tidy(detail.Reference);
        (int, int, decimal, string, long)? byEnds = detail?.At is not { } at ? null
            : (graph.NodeOf(report.Mentions[link.FromMention].Vertex), graph.NodeOf(report.Mentions[link.ToMention].Vertex), amount, currency, at.UtcTicks);
        int number = -1;
        if (reference is not null && _byReference.TryGetValue((reference, amount, currency), out int known)) number = known;
        else if (byEnds is { } e && _byEnds.TryGetValue(e, out known) && (reference is null || _references[known] is null)) number = known;
        bool isNew = number < 0;
        if (isNew)
        {
            number = _references.Count;
            _references.Add(null);
        }
        _references[number] ??= reference;
        if (reference is not null) _byReference.TryAdd((reference, amount, currency), number);
        if (byEnds is { } ends) _byEnds.TryAdd(ends, number);
        return (number, isNew);
    }

    private static string Tidy(string reference) => string.Concat(reference.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
