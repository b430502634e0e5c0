namespace Resolve.Client.Durable.Outbox;

/// <summary>A report as the outbox stores it.</summary>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The report's version.</param>
/// <param name="Tag">What the caller knows it by.</param>
/// <param name="Body">The report in UTF-8, on one line.</param>
internal sealed record OutboxRow(string Source, string Id, int Version, string? Tag, byte[] Body)
{
    /// <summary>Gets the number; 0 before it is stored.</summary>
    public long Number { get; init; }

    /// <summary>Gets when the outbox accepted it, in milliseconds since 1970 UTC.</summary>
    public long AcceptedAt { get; init; }
}

/// <summary>Why a stored report will not be taken by the service as it is.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Reason">A word.</param>
/// <param name="Errors">The fields that are wrong, as JSON; null for none.</param>
internal sealed record ParkedNote(long Number, string Reason, byte[]? Errors);

/// <summary>What an outbox holds.</summary>
/// <param name="LastNumber">The number of the newest report that was ever stored; 0 before the first.</param>
/// <param name="Waiting">How many reports wait.</param>
/// <param name="WaitingBytes">Their bytes.</param>
/// <param name="Parked">How many reports are parked.</param>
/// <param name="UsedBytes">The bytes of the file that are in use.</param>
/// <param name="FirstWaiting">The number of the oldest waiting report; null when none waits.</param>
/// <param name="OldestWaitingAt">When it was accepted, in milliseconds since 1970 UTC; null when none waits.</param>
internal sealed record OutboxCounts(long LastNumber, long Waiting, long WaitingBytes, long Parked, long UsedBytes, long? FirstWaiting, long? OldestWaitingAt);
