namespace Resolve.Client.Durable;

/// <summary>The settings of a <see cref="DurableFeed"/>.</summary>
/// <remarks>Each value is checked when the feed is opened; one out of range throws <see cref="ArgumentOutOfRangeException"/> there.</remarks>
public sealed class DurableFeedOptions
{
    /// <summary>Gets or sets the file of the outbox. It is made when it is missing; its folder too.</summary>
    /// <value>No default. Use a local disk: a network share does not promise that what was written is kept.</value>
    public string Path { get; set; } = "";

    /// <summary>Gets or sets how many reports one request carries at most.</summary>
    /// <value>Default 500, 1 to 2,000.</value>
    public int FlushLinesMax { get; set; } = 500;

    /// <summary>Gets or sets how many bytes of reports one request carries at most; a single larger report is sent alone.</summary>
    /// <value>Default 4 MiB, 1 KiB to 8 MiB.</value>
    public int FlushBytesMax { get; set; } = 4 << 20;

    /// <summary>Gets or sets how long a report waits for others before it is sent.</summary>
    /// <value>Default 200 milliseconds, 0 to 1 minute.</value>
    public TimeSpan FlushAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets or sets how large the outbox file may grow; beside it SQLite keeps a log of at most some 16 MiB.</summary>
    /// <value>Default 1 GiB, 1 MiB to 1 TiB.</value>
    public long OutboxBytesMax { get; set; } = 1L << 30;

    /// <summary>Gets or sets what happens to a report for which the outbox has no room.</summary>
    /// <value>Default <see cref="OutboxFullMode.Refuse"/>.</value>
    public OutboxFullMode FullMode { get; set; }

    /// <summary>Gets or sets the first pause after a failed request; it doubles with each further failure, with a random part of up to half.</summary>
    /// <value>Default 250 milliseconds, 1 millisecond to 1 minute.</value>
    public TimeSpan RetryFirst { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets the longest pause after a failed request. A longer <c>Retry-After</c> of the service is honoured.</summary>
    /// <value>Default 5 seconds, from <see cref="RetryFirst"/> to 1 hour.</value>
    public TimeSpan RetryMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the feed waits for the next answer of a request before it gives the connection up and sends again.</summary>
    /// <value>Default 30 seconds, 100 milliseconds to 10 minutes.</value>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets whether the reports are of the past, for which the service sends no alerts.</summary>
    /// <value>Default false.</value>
    public bool Quiet { get; set; }

    /// <summary>Gets or sets what is called for each report that was acknowledged or parked, after the outbox has noted it.</summary>
    /// <value>Default none. Calls come one after the other and hold up the next request; exceptions are counted and otherwise ignored.</value>
    /// <remarks>A crash between the note and the call loses the call, never the report.</remarks>
    public Action<FeedOutcome>? OnOutcome { get; set; }

    /// <summary>Gets or sets the clock of pauses and times.</summary>
    /// <value>Default the system's.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    internal DurableFeedOptions Checked()
    {
        ArgumentException.ThrowIfNullOrEmpty(Path);
        ArgumentNullException.ThrowIfNull(Clock);
        Check(FlushLinesMax, 1, 2_000, nameof(FlushLinesMax));
        Check(FlushBytesMax, 1 << 10, 8 << 20, nameof(FlushBytesMax));
        Check(FlushAfter, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(FlushAfter));
        Check(OutboxBytesMax, 1L << 20, 1L << 40, nameof(OutboxBytesMax));
        Check(RetryFirst, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), nameof(RetryFirst));
        Check(RetryMax, RetryFirst, TimeSpan.FromHours(1), nameof(RetryMax));
        Check(AnswerTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(AnswerTimeout));
        return (DurableFeedOptions)MemberwiseClone();
    }

    private static void Check<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            throw new ArgumentOutOfRangeException(name, value, $"It must be from {least} to {most}.");
    }
}

/// <summary>What happens to a report for which the outbox has no room.</summary>
public enum OutboxFullMode
{
    /// <summary><see cref="DurableFeed.EnqueueAsync(ReadOnlyMemory{byte}, string, CancellationToken)"/> throws <see cref="OutboxFullException"/>.</summary>
    Refuse,

    /// <summary>The call waits until reports that were acknowledged have made room.</summary>
    Wait,
}
