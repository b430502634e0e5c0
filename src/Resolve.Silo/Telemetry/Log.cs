namespace Resolve.Silo.Telemetry;

/// <summary>What a silo says. Numbers are never used again; nothing personal is said.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "This silo leads now; epoch {Epoch}")]
    public static partial void TermBegan(this ILogger logger, long epoch);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Information, Message = "The journal was read to {Position} in {Seconds:F1} s")]
    public static partial void JournalRead(this ILogger logger, long position, double seconds);

    [LoggerMessage(EventId = 6003, Level = LogLevel.Error, Message = "The leader's epoch ended on a fault; the next one starts from the journal")]
    public static partial void TermFailed(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 6004, Level = LogLevel.Information, Message = "{Silos} silos have their partitions at {Position} after {Seconds:F1} s")]
    public static partial void Synced(this ILogger logger, int silos, long position, double seconds);

    [LoggerMessage(EventId = 6005, Level = LogLevel.Warning, Message = "A round failed ({Fault}: {Text}); the silos are asked what they hold")]
    public static partial void RoundFailed(this ILogger logger, string fault, string text);

    [LoggerMessage(EventId = 6006, Level = LogLevel.Warning, Message = "Silo {Silo} missed a view ({Fault})")]
    public static partial void CommitMissed(this ILogger logger, string silo, string fault);

    [LoggerMessage(EventId = 6007, Level = LogLevel.Warning, Message = "A round of rings failed ({Fault}: {Text}); all are computed again")]
    public static partial void RingsFailed(this ILogger logger, string fault, string text);

    [LoggerMessage(EventId = 6010, Level = LogLevel.Error, Message = "The partitions could not be fed and begin again")]
    public static partial void IndexDropped(this ILogger logger, Exception fault);

    [LoggerMessage(EventId = 6011, Level = LogLevel.Warning, Message = "The leader could not be reached ({Fault})")]
    public static partial void LeaderAway(this ILogger logger, string fault);

    [LoggerMessage(EventId = 6012, Level = LogLevel.Information, Message = "This silo's partitions were handed over after {Seconds:F1} s")]
    public static partial void Drained(this ILogger logger, double seconds);

    [LoggerMessage(EventId = 6013, Level = LogLevel.Warning, Message = "This silo's partitions could not be handed over ({Fault}); the others notice")]
    public static partial void NotDrained(this ILogger logger, string fault);

    [LoggerMessage(EventId = 6014, Level = LogLevel.Warning,
        Message = "Calls no longer reach the leader {Leader} of this silo; it stops, and the one they reach takes the lease")]
    public static partial void LeaderLost(this ILogger logger, Guid leader);
}
