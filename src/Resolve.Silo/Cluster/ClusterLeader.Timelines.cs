using Resolve.Identifiers;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>How persons came to be, for an export of all: rounds wait meanwhile, so that persons and their timelines are of one moment, as in the embedded
/// host.</summary>
internal sealed partial class ClusterLeader
{
    /// <summary>For how long a reader of timelines may be silent before rounds go on without it.</summary>
    private static readonly TimeSpan TimelineLease = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan TimelineWatchInterval = TimeSpan.FromMilliseconds(200);

    private volatile TimelineReading? _timelines;

    /// <summary>Begins a reading: rounds wait until it ends, its reader is silent, or silos come or go.</summary>
    public async Task<TimelineReadingBegun> BeginTimelinesAsync()
    {
        ClusterView view = await WithRoundGateAsync(static view => Task.FromResult(view), keepsGate: true).ConfigureAwait(false);
        var reading = new TimelineReading(Guid.NewGuid(), view, new PersonTimelines(PersonsAt(view))) { UsedAt = clock.GetTimestamp() };
        _timelines = reading;
        _ = Task.Run(() => GuardAsync(reading), CancellationToken.None);
        return new TimelineReadingBegun(reading.Id, view);
    }

    /// <summary>Writes the timelines of persons as JSON objects; null for a reading that has ended.</summary>
    public async Task<byte[][]?> TimelinesAsync(Guid id, EntityKey[] persons)
    {
        if (_timelines is not { } reading || reading.Id != id) return null;
        await reading.Gate.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (reading.HasEnded) return null;
            reading.UsedAt = clock.GetTimestamp();
            return await reading.Timelines.WriteAsync(persons).ConfigureAwait(false);
        }
        finally
        {
            reading.Gate.Release();
        }
    }

    /// <summary>Ends a reading; one that has ended is nothing.</summary>
    public Task EndTimelinesAsync(Guid id)
    {
        if (_timelines is { } reading && reading.Id == id) reading.Asked.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task GuardAsync(TimelineReading reading)
    {
        while (!reading.Asked.Task.IsCompleted && !HasStopped && !_stop.IsCancellationRequested
            && clock.GetElapsedTime(reading.UsedAt) < TimelineLease && reading.View.Map.Has(ActiveSilos()))
        {
            await Task.WhenAny(reading.Asked.Task, Task.Delay(TimelineWatchInterval, clock, CancellationToken.None)).ConfigureAwait(false);
        }
        // Whoever asks now is answered first, of the moment that the reading began at.
        await reading.Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        reading.HasEnded = true;
        reading.Gate.Release();
        _timelines = null;
        _roundGate.Release();
    }

    private sealed class TimelineReading(Guid id, ClusterView view, PersonTimelines timelines)
    {
        public Guid Id { get; } = id;

        public ClusterView View { get; } = view;

        public PersonTimelines Timelines { get; } = timelines;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long UsedAt { get; set; }

        public bool HasEnded { get; set; }
    }
}
