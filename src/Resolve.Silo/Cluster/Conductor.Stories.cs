using System.Buffers;
using System.Text.Json;
using Resolve.Runtime.Local;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Reports;

namespace Resolve.Silo.Cluster;

/// <summary>How persons came to be, for an export of all: rounds wait meanwhile, so that persons and their stories are of one moment, as in the embedded host.</summary>
internal sealed partial class Conductor
{
    /// <summary>For how long a reader of stories may be silent before rounds go on without it.</summary>
    private static readonly TimeSpan StoryLease = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StoryWatchInterval = TimeSpan.FromMilliseconds(200);

    private volatile StoryReading? _stories;

    /// <summary>Begins a reading: rounds wait until it ends, its reader is silent, or silos come or go.</summary>
    public async Task<StoryReadingBegun> BeginStoriesAsync()
    {
        ShareView view = await WithRoundGateAsync(static view => Task.FromResult(view), keepsGate: true).ConfigureAwait(false);
        var stories = new PersonStories(_book.Persons, id => _book.EntryAt(id).First.Id, id => _book.EntryAt(id).Record.FingerprintText);
        var reading = new StoryReading(Guid.NewGuid(), view, stories) { UsedAt = clock.GetTimestamp() };
        _stories = reading;
        _ = Task.Run(() => GuardAsync(reading), CancellationToken.None);
        return new StoryReadingBegun(reading.Id, view);
    }

    /// <summary>Tells the stories of persons as objects of JSON; null for a reading that has ended.</summary>
    public async Task<byte[][]?> StoriesAsync(Guid id, EntityKey[] persons)
    {
        if (_stories is not { } reading || reading.Id != id) return null;
        await reading.Gate.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (reading.HasEnded) return null;
            reading.UsedAt = clock.GetTimestamp();
            RecordEntry[] records = [.. persons.Select(k => _book.Find(k)?.First ?? throw new ShareNotReadyException("A person is not known here."))];
            RecordEntry[] timed = [.. records.SelectMany(r => _book.Persons.TimelineRecords(r.Id)).Distinct().Select(_book.EntryAt)];
            RecordMark[] marks = await AskOwnersAsync(reading.View, timed, (silo, asked) => silo.MarkRecordsAsync(reading.View.Position, asked)).ConfigureAwait(false);
            var firsts = timed.Select((r, i) => (r.Id, Mark: marks[i])).ToDictionary(r => r.Id, r => new FirstMention(r.Mark.Time, new ReportKey(r.Mark.Source, r.Mark.Id), r.Mark.Ref));
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions);
            byte[][] told = new byte[records.Length][];
            for (int i = 0; i < told.Length; i++)
            {
                writer.WriteStartObject();
                reading.Stories.Write(writer, records[i].Id, records[i].Members.Length > 1, r => firsts[r]);
                writer.WriteEndObject();
                writer.Flush();
                told[i] = buffer.WrittenSpan.ToArray();
                buffer.ResetWrittenCount();
                writer.Reset();
            }
            return told;
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

    private sealed class StoryReading(Guid id, ShareView view, PersonStories stories)
    {
        public Guid Id { get; } = id;

        public ShareView View { get; } = view;

        public PersonStories Stories { get; } = stories;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long UsedAt { get; set; }

        public bool HasEnded { get; set; }
    }
}
