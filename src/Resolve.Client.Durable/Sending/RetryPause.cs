namespace Resolve.Client.Durable.Sending;

/// <summary>How long to wait after each failure in a row: twice as long each time, up to a bound, with a random part so that many senders part.</summary>
internal sealed class RetryPause(TimeSpan first, TimeSpan most)
{
    /// <summary>The longest wait that a service can ask for; more would leave a feed silent for a mistyped header.</summary>
    public static readonly TimeSpan AskedMax = TimeSpan.FromMinutes(10);

    /// <summary>Gets the failures since the last success.</summary>
    public int Failures { get; private set; }

    public void Succeeded() => Failures = 0;

    /// <summary>Counts a failure.</summary>
    /// <param name="asked">How long the service asks to wait; null when it does not.</param>
    /// <param name="random">A number from 0 to 1.</param>
    /// <returns>How long to wait: from half the doubled pause to all of it, and at least what the service asked.</returns>
    public TimeSpan Failed(TimeSpan? asked, double random)
    {
        double doubled = Math.Min(most.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(Failures, 30)));
        Failures++;
        var pause = TimeSpan.FromMilliseconds(doubled * (0.5 + (random / 2)));
        if (asked is not { } least) return pause;
        least = least < AskedMax ? least : AskedMax;
        return pause > least ? pause : least + TimeSpan.FromMilliseconds(first.TotalMilliseconds * random);
    }
}
