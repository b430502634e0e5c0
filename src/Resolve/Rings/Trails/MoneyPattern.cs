using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.Trails;

/// <summary>A pattern that transfers between members of a ring make (<c>docs/rings.md</c>): a sign of laundering, no proof.</summary>
/// <param name="Word">A stable word: <c>cycle</c>, <c>peel-chain</c>, <c>stack</c>, <c>gather-scatter</c>, <c>fan-in</c> or <c>fan-out</c>.</param>
/// <param name="Points">Who takes part: of a cycle or chain in the order of the money; of a fan and a gather-scatter the middle first; of a stack by layers.
/// Others by key.</param>
/// <param name="Amount">The sum of its transfers; of a cycle and a chain what its first transfer began with.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TransferCount">How many transfers make it.</param>
/// <param name="First">The time of the first; of its earliest report where no transfer states one.</param>
/// <param name="Last">The time of the last.</param>
/// <param name="Reports">The reports that state the transfers, sorted.</param>
public sealed record MoneyPattern(
    string Word,
    IReadOnlyList<EntityKey> Points,
    decimal Amount,
    string Currency,
    int TransferCount,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    IReadOnlyList<ReportKey> Reports);
