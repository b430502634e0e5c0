using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>What victims lost by a ring's reports, nothing counted twice (ADR 0015).</summary>
/// <remarks>
/// A report counts what it claims or what it says its victims paid, whichever is more; of what they paid, transfers that an
/// earlier report of the ring stated count there. A claim of one victim, one day and one sum counts once, whoever reports it.
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
        var transfers = new TransferDeduplicator();
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
                paid[currency] = (all + amount, transfers.IsNew(graph, report, link) ? fresh + amount : fresh);
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

/// <summary>Recognizes a transfer that several reports state.</summary>
/// <remarks>
/// Two statements are one transfer when they give one reference, currency and amount; or the same ends, currency, amount and
/// time, or in two reports the same ends, currency, amount and day, for people remember days better than minutes, unless
/// both give references that differ. Two of one sum on one day in one report are two, and when another report states them again they are
/// these two. Without reference and time nothing identifies them, and they count as two.
/// </remarks>
internal sealed class TransferDeduplicator
{
    private readonly Dictionary<(string Reference, decimal Amount, string Currency), int> _byReference = [];
    private readonly Dictionary<(int From, int To, decimal Amount, string Currency, int Day), List<int>> _byDay = [];
    private readonly List<(string? Reference, long? At)> _transfers = []; // of each transfer what the reports stated so far
    private readonly HashSet<int> _own = []; // the transfers of the report that is being read
    private StoredReport? _report;

    /// <summary>Adds a report's statement of a transfer.</summary>
    /// <returns>Whether the transfer is new.</returns>
    public bool IsNew(GraphSnapshot graph, StoredReport report, in StoredLink link) => NumberOf(graph, report, link).IsNew;

    /// <summary>Adds a report's statement of a transfer; those of one report must come one after the other.</summary>
    /// <returns>The transfer's number, from 0, and whether it is new.</returns>
    public (int Number, bool IsNew) NumberOf(GraphSnapshot graph, StoredReport report, in StoredLink link)
    {
        if (!ReferenceEquals(report, _report)) _own.Clear();
        _report = report;
        LinkDetail? detail = link.Detail;
        decimal amount = detail?.Amount ?? 0;
        string currency = detail?.Currency ?? "VND";
        string? reference = string.IsNullOrWhiteSpace(detail?.Reference) ? null : Tidy(detail.Reference);
        long? at = detail?.At?.UtcTicks;
        List<int>? ofDay = detail?.At is not { } time ? null
            : DayOf((graph.NodeOf(report.Mentions[link.FromMention].Vertex), graph.NodeOf(report.Mentions[link.ToMention].Vertex), amount, currency,
                RingTime.DayOf(time).DayNumber));
        int number = reference is not null && _byReference.TryGetValue((reference, amount, currency), out int known) ? known : -1;
        if (number < 0 && ofDay is not null)
        {
            number = Find(ofDay, n => _transfers[n].At == at && MayBe(n, reference));
            // Without an amount, the same day is too little to identify a transfer.
            if (number < 0 && amount > 0) number = Find(ofDay, n => !_own.Contains(n) && MayBe(n, reference));
        }
        bool isNew = number < 0;
        if (isNew)
        {
            number = _transfers.Count;
            _transfers.Add((null, null));
        }
        _transfers[number] = (_transfers[number].Reference ?? reference, _transfers[number].At ?? at);
        _own.Add(number);
        if (reference is not null) _byReference.TryAdd((reference, amount, currency), number);
        if (ofDay?.Contains(number) == false) ofDay.Add(number);
        return (number, isNew);
    }

    private bool MayBe(int number, string? reference) => reference is null || _transfers[number].Reference is null || _transfers[number].Reference == reference;

    private static int Find(List<int> numbers, Predicate<int> fits)
    {
        int place = numbers.FindIndex(fits);
        return place < 0 ? -1 : numbers[place];
    }

    private List<int> DayOf((int, int, decimal, string, int) key)
    {
        if (!_byDay.TryGetValue(key, out List<int>? numbers)) _byDay.Add(key, numbers = []);
        return numbers;
    }

    private static string Tidy(string reference) => string.Concat(reference.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
