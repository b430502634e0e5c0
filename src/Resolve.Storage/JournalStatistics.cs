namespace Resolve.Storage;

/// <summary>What a journal has done since it was opened, for the host's metrics. All numbers only grow, except the two that say so.</summary>
/// <param name="Appends">The calls to append that were acknowledged.</param>
/// <param name="Entries">The entries in them.</param>
/// <param name="PayloadBytes">The bytes of their payloads.</param>
/// <param name="Batches">The transactions that carried them: one wait for the disk each.</param>
/// <param name="FailedBatches">The transactions that were rolled back.</param>
/// <param name="LastCommitDuration">How long the last acknowledged transaction took, from its begin to the disk's answer; goes up and down.</param>
/// <param name="Waiting">The appends which wait for their transaction now; goes up and down.</param>
public readonly record struct JournalStatistics(
    long Appends,
    long Entries,
    long PayloadBytes,
    long Batches,
    long FailedBatches,
    TimeSpan LastCommitDuration,
    int Waiting);
