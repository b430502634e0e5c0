using Resolve.Client.Contracts;

namespace Resolve.Client.Durable;

/// <summary>A report for the outbox.</summary>
/// <param name="Json">The report in UTF-8, one JSON object with <c>source</c> and <c>id</c>, at most 1 MiB.</param>
/// <param name="Tag">
/// What the caller knows it by, such as a file and row; null for nothing. At most 500 characters.
/// It stays in the outbox, is never sent, and comes back with the outcome.
/// </param>
public sealed record FeedReport(ReadOnlyMemory<byte> Json, string? Tag = null);

/// <summary>How far a caller has read what it feeds from, stored in one transaction with the reports read up to there.</summary>
/// <param name="Name">What was read, such as a file; 1 to 500 characters.</param>
/// <param name="Value">How far, in the caller's own words; at most 4,000 characters.</param>
public sealed record FeedBookmark(string Name, string Value);

/// <summary>What is known of a report of the feed.</summary>
/// <param name="Number">Its number in the outbox.</param>
/// <param name="State">How far it is.</param>
public sealed record FeedStatus(long Number, FeedReportState State)
{
    /// <summary>Gets the report's source; null when it was acknowledged in an earlier run.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the report's id; null when it was acknowledged in an earlier run.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the report's version; null when it was acknowledged in an earlier run.</summary>
    public int? Version { get; init; }

    /// <summary>Gets what the caller knows it by; null when nothing was given or it was acknowledged in an earlier run.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets when the outbox accepted it; null when it was acknowledged in an earlier run.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Gets the number under which it was sent again; null unless <see cref="State"/> is <see cref="FeedReportState.Resent"/>.</summary>
    public long? ResentAs { get; init; }
}

/// <summary>How far a report of a feed is.</summary>
public enum FeedReportState
{
    /// <summary>The outbox holds it; the service has not acknowledged it yet.</summary>
    Waiting,

    /// <summary>The service will not take it as it is; the outbox keeps it with the reason.</summary>
    Parked,

    /// <summary>The service has it on disk; the outbox has dropped it.</summary>
    Acknowledged,

    /// <summary>It was parked, and is sent again under another number.</summary>
    Resent,

    /// <summary>It was parked, and somebody gave it up.</summary>
    Discarded,
}

/// <summary>A report that the service will not take as it is.</summary>
/// <param name="Number">Its number in the outbox.</param>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The report's version.</param>
/// <param name="Reason">
/// <c>rejected</c> (not a valid report), <c>conflict</c> (another body was sent under this version), <c>http-413</c> (too large for a server on
/// the way), or <c>http-500</c> (the service fails on it each time, and took the next).
/// </param>
/// <param name="Errors">The fields that are wrong; empty when the service named none.</param>
/// <param name="Json">The report as it was accepted.</param>
public sealed record ParkedReport(
    long Number, string Source, string Id, int Version, string Reason, IReadOnlyList<FieldErrorData> Errors, ReadOnlyMemory<byte> Json)
{
    /// <summary>Gets what the caller knows it by; null when nothing was given.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets when the outbox accepted it.</summary>
    public DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>What came of a report of the feed.</summary>
/// <param name="Number">Its number in the outbox.</param>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The report's version.</param>
/// <param name="State"><see cref="FeedReportState.Acknowledged"/> or <see cref="FeedReportState.Parked"/>.</param>
/// <param name="Outcome">The service's word, one of <see cref="OutcomeWords"/>, or the reason of <see cref="ParkedReport.Reason"/>.</param>
public sealed record FeedOutcome(long Number, string Source, string Id, int Version, FeedReportState State, string Outcome)
{
    /// <summary>Gets what the caller knows it by; null when nothing was given.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets the journal position; null when the report was not taken.</summary>
    public long? Position { get; init; }

    /// <summary>Gets what was kept and not understood; empty when all was.</summary>
    public IReadOnlyList<FieldErrorData> Warnings { get; init; } = [];

    /// <summary>Gets what is wrong with a parked report; empty for others.</summary>
    public IReadOnlyList<FieldErrorData> Errors { get; init; } = [];
}

/// <summary>How far a feed is.</summary>
/// <param name="Waiting">How many reports the outbox holds that are not acknowledged.</param>
/// <param name="WaitingBytes">Their bytes.</param>
/// <param name="Parked">How many reports are parked.</param>
/// <param name="Acknowledged">How many reports the service has acknowledged since the feed was opened.</param>
/// <param name="OutboxBytes">What the outbox takes on disk, without its log and without room that it will use again.</param>
/// <param name="LastNumber">The number of the newest report; 0 before the first.</param>
public sealed record FeedProgress(long Waiting, long WaitingBytes, long Parked, long Acknowledged, long OutboxBytes, long LastNumber)
{
    /// <summary>Gets since when the oldest report waits; null when none does.</summary>
    public DateTimeOffset? OldestWaitingSince { get; init; }

    /// <summary>Gets how many requests failed since the last that succeeded.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>Gets why the last request failed, without personal data; null when the last one succeeded or none was sent.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Gets when the feed sends again after a failure; null when it does not pause.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
