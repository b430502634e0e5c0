using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.Trails;

/// <summary>The way of a ring's money: from victims through layers of accounts to where it leaves (ADR 0015).</summary>
/// <param name="RingId">The ring.</param>
/// <param name="Loss">What the victims lost, a sum a currency: <see cref="Ring.Loss"/>, nothing counted twice.</param>
/// <param name="Traced">How much of it went to accounts by transfers that the reports state, a sum a currency.</param>
/// <param name="Left">How much reached a point where money leaves the accounts, a sum a currency.</param>
/// <param name="Points">Victims, accounts and others that money went through, by layer, then key.</param>
/// <param name="Flows">What went from one point to another, a row a currency: by layer of the start, then amount from high to low.</param>
/// <param name="Transfers">The single transfers, by time, then ends; at most <see cref="MoneyTrails.TransferCountMax"/>.</param>
/// <param name="TransferCount">How many there are.</param>
/// <param name="ToldAgainCount">How many times reports repeat a transfer that is listed already.</param>
public sealed record MoneyTrail(
    string RingId,
    IReadOnlyList<Money> Loss,
    IReadOnlyList<Money> Traced,
    IReadOnlyList<Money> Left,
    IReadOnlyList<MoneyPoint> Points,
    IReadOnlyList<MoneyFlow> Flows,
    IReadOnlyList<MoneyTransfer> Transfers,
    int TransferCount,
    int ToldAgainCount)
{
    /// <summary>Gets the patterns that transfers between members make, by time, then word.</summary>
    public IReadOnlyList<MoneyPattern> Patterns { get; init; } = [];
}

/// <summary>Where money was.</summary>
/// <param name="Id">The entity's key; <c>victims</c> for all victims together.</param>
/// <param name="Label">What people read; empty for the victims.</param>
/// <param name="Part"><c>victims</c>, <c>account</c>, <c>cash-out</c> (it leaves here: abroad, on a chain, or the trail ends) or <c>outside</c> (no
/// member).</param>
/// <param name="Layer">0 for victims, 1 for what they paid, and so on; what no victim's money is known to have reached comes after what paid it, from
/// 1.</param>
/// <param name="IsTraced">Whether reports trace victims' money to it.</param>
/// <param name="Count">How many it stands for: the victims, or 1.</param>
/// <param name="Received">What came in, a sum a currency.</param>
/// <param name="Sent">What went out.</param>
/// <param name="RestMinutes">How long money rested: the median over what went out, weighed by amount, last in first out; null when nothing can be
/// matched.</param>
public sealed record MoneyPoint(
    string Id,
    string Label,
    string Part,
    int Layer,
    bool IsTraced,
    int Count,
    IReadOnlyList<Money> Received,
    IReadOnlyList<Money> Sent,
    long? RestMinutes);

/// <summary>What went from one point to another in one currency.</summary>
/// <param name="From">The point it left.</param>
/// <param name="To">The point it reached.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TransferCount">In how many transfers.</param>
/// <param name="First">The first time; null when none is stated.</param>
/// <param name="Last">The last time.</param>
public sealed record MoneyFlow(string From, string To, decimal Amount, string Currency, int TransferCount, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>One transfer, however many reports state it.</summary>
/// <param name="From">Who paid.</param>
/// <param name="To">Who was paid.</param>
/// <param name="Amount">How much; 0 when no report states it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="At">When; null when no report states it.</param>
/// <param name="Reference">The bank's reference; null when no report states it.</param>
/// <param name="RestMinutes">How long the money had rested at <paramref name="From"/>, last in first out; null when it is unknown.</param>
/// <param name="Reports">The reports that state it, sorted.</param>
public sealed record MoneyTransfer(
    EntityKey From,
    EntityKey To,
    decimal Amount,
    string Currency,
    DateTimeOffset? At,
    string? Reference,
    long? RestMinutes,
    IReadOnlyList<ReportKey> Reports);
