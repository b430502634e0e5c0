using Resolve.Identifiers;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>How persons came to be, for an export of all: rounds wait meanwhile, so that persons and their stories are of one moment, as in the embedded
/// host.</summary>
internal sealed partial class ClusterLeader
{
    /// <summary>For how long a reader of stories may be silent before rounds go on without it.</summary>
    private static readonly TimeSpan StoryLease = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StoryWatchInterval = TimeSpan.FromMilliseconds(200);

    private volatile StoryReading? _stories;

    /// <summary>Begins a reading: rounds wait until it ends, its reader is silent, or silos come or go.</summary>
    public async Task<StoryReadingBegun> BeginStoriesAsync()
    {
        ClusterView view = await WithRoundGateAsync(static view => Task.FromResult(view), keepsGate: true).ConfigureAwait(false);
        var reading = new StoryReading(Guid.NewGuid(), view, new PersonTimelines(PersonsAt(view))) { UsedAt = clock.GetTimestamp() };
        _stories = reading;
        _ = Task.Run(() => GuardAsync(reading), CancellationToken.None);
        return new StoryReadingBegun(reading.Id, view);
    }

    /// <summary>Writes the timelines of persons as JSON objects; null for a reading that has ended.</summary>
    public async Task<byte[][]?> StoriesAsync(Guid id, EntityKey[] persons)
    {
        if (_stories is not { } reading || reading.Id != id) return null;
        await reading.Gate.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (reading.HasEnded) return null;
            reading.UsedAt = clock.GetTimestamp();
            return await reading.Stories.WriteAsync(persons).ConfigureAwait(false);
        }
        finally
        {
            reading.Gate.Release();
        }
    }

    /// <summary>Ends a reading; one that has ended is nothing.</summary>
    public Task EndStoriesAsync(Guid id)
    {
        if (_stories is { } reading && reading.Id == id) reading.Asked.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task GuardAsync(StoryReading reading)
    {
        while (!reading.Asked.Task.IsCompleted && !HasStopped && !_stop.IsCancellationRequested
            && clock.GetElapsedTime(reading.UsedAt) < StoryLease && reading.View.Map.Has(ActiveSilos()))
        {
            await Task.WhenAny(reading.Asked.Task, Task.Delay(StoryWatchInterval, clock, CancellationToken.None)).ConfigureAwait(false);
        }
        // Whoever asks now is answered first, of the moment that the reading began at.
        await reading.Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        reading.HasEnded = true;
        reading.Gate.Release();
        _stories = null;
        _roundGate.Release();
    }

    private sealed class StoryReading(Guid id, ClusterView view, PersonTimelines stories)
    {
        public Guid Id { get; } = id;

        public ClusterView View { get; } = view;

        public PersonTimelines Stories { get; } = stories;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long UsedAt { get; set; }

        public bool HasEnded { get; set; }
    }
}
