namespace Resolve.Client.Contracts;

/// <summary>The way of a ring's money: from victims through layers of accounts to where it leaves.</summary>
/// <param name="RingId">The ring.</param>
/// <param name="Loss">What the victims lost, a sum a currency, nothing counted twice.</param>
/// <param name="Traced">How much went from victims to accounts by transfers that reports state.</param>
/// <param name="Left">How much reached a point where it leaves the ring's accounts.</param>
/// <param name="Points">Where money was, by layer, then id.</param>
/// <param name="Flows">What went from point to point.</param>
/// <param name="Transfers">The single transfers by time; the first 2,000.</param>
/// <param name="TransferCount">How many there are.</param>
/// <param name="ToldAgainCount">How many times reports repeat a transfer that is listed already.</param>
public sealed record MoneyTrailData(
    string RingId,
    IReadOnlyList<MoneyData> Loss,
    IReadOnlyList<MoneyData> Traced,
    IReadOnlyList<MoneyData> Left,
    IReadOnlyList<MoneyPointData> Points,
    IReadOnlyList<MoneyFlowData> Flows,
    IReadOnlyList<MoneyTransferData> Transfers,
    int TransferCount,
    int ToldAgainCount)
{
    /// <summary>Gets the patterns that transfers between members make, by time: signs of laundering, no proof.</summary>
    public IReadOnlyList<MoneyPatternData> Patterns { get; init; } = [];
}

/// <summary>A pattern that transfers between members of a ring make.</summary>
/// <param name="Pattern"><c>cycle</c>, <c>peel-chain</c>, <c>stack</c>, <c>gather-scatter</c>, <c>fan-in</c> or <c>fan-out</c>.</param>
/// <param name="Points">The keys of those who take part: of a cycle or chain in the order of the money; of a fan and a gather-scatter the middle first; of a
/// stack by layers.</param>
/// <param name="Amount">The sum of its transfers; of a cycle and a chain what its first transfer began with.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TransferCount">How many transfers make it.</param>
/// <param name="First">The time of the first; null when it is unknown.</param>
/// <param name="Last">The time of the last.</param>
/// <param name="Reports">The reports that state the transfers.</param>
public sealed record MoneyPatternData(
    string Pattern,
    IReadOnlyList<string> Points,
    decimal Amount,
    string Currency,
    int TransferCount,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    IReadOnlyList<ReportKeyData> Reports);

/// <summary>Where money was.</summary>
/// <param name="Id">The entity's key; <c>victims</c> for all victims together.</param>
/// <param name="Label">What people read; empty for the victims.</param>
/// <param name="Part"><c>victims</c>, <c>account</c>, <c>cash-out</c> or <c>outside</c>.</param>
/// <param name="Layer">0 for victims, 1 for what they paid, and so on.</param>
/// <param name="Traced">Whether reports trace victims' money to it.</param>
/// <param name="Count">How many it stands for: the victims, or 1.</param>
/// <param name="Received">What came in, a sum a currency.</param>
/// <param name="Sent">What went out.</param>
/// <param name="RestMinutes">How long money rested there (median by amount, last in first out); null when it is unknown.</param>
public sealed record MoneyPointData(
    string Id,
    string Label,
    string Part,
    int Layer,
    bool Traced,
    int Count,
    IReadOnlyList<MoneyData> Received,
    IReadOnlyList<MoneyData> Sent,
    long? RestMinutes);

/// <summary>What went from one point to another in one currency.</summary>
/// <param name="From">The point it left.</param>
/// <param name="To">The point it reached.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TransferCount">In how many transfers.</param>
/// <param name="First">The first time; null when none is stated.</param>
/// <param name="Last">The last time.</param>
public sealed record MoneyFlowData(string From, string To, decimal Amount, string Currency, int TransferCount, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>One transfer, however many reports state it.</summary>
/// <param name="From">Who paid.</param>
/// <param name="To">Who was paid.</param>
/// <param name="Amount">How much; 0 when no report states it.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="At">When; null when no report states it.</param>
/// <param name="Reference">The bank's reference; null when no report states it.</param>
/// <param name="RestMinutes">How long the money had rested at the payer; null when it is unknown.</param>
/// <param name="Reports">The reports that state it.</param>
public sealed record MoneyTransferData(
    string From,
    string To,
    decimal Amount,
    string Currency,
    DateTimeOffset? At,
    string? Reference,
    long? RestMinutes,
    IReadOnlyList<ReportKeyData> Reports);
