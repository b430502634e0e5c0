namespace Resolve.Alerts;

/// <summary>What a store of alerts remembers for its writer.</summary>
/// <param name="Position">The journal position up to which alerts are delivered.</param>
/// <param name="Newest">The number of the newest alert that inboxes show.</param>
/// <param name="Ids">The ids of all alerts, silent ones included.</param>
/// <param name="Rings">The alerts on new rings, silent ones included: by which members each ring was known.</param>
public sealed record AlertMark(long Position, long Newest, IReadOnlyCollection<string> Ids, IReadOnlyCollection<Alert> Rings);
