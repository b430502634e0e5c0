using System.Text;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Rings;
using Resolve.Runtime.Rings;
using Resolve.Silo.Cluster;
using Resolve.Graph.Questions;
using Resolve.Runtime.Export;

namespace Resolve.Silo.Answers;

/// <summary>Writes the cluster's state in the one canonical form: each silo its nodes, merged here. The bytes are those of the embedded host.</summary>
internal sealed class ClusterExport(ShareHost host, IShareServiceClient shares, IGrainFactory grains, IJournal journal)
{
    private const int ReadAheadCount = 256, ReadersMax = 4, StoriesAtOnce = 500;

    private IConductorGrain Conductor => grains.GetGrain<IConductorGrain>(ConductorGrain.Key);

    /// <summary>Waits until graph and rings are at a position.</summary>
    public async Task<ShareView> ViewAtAsync(long position, CancellationToken cancellationToken) => await host.RingViewAtAsync(position, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes an export of what is acknowledged now.</summary>
    public async Task WriteAsync(ExportKind kind, bool asCsv, Stream output, CancellationToken cancellationToken)
    {
        ShareView view = await ViewAtAsync(host.View?.JournalPosition ?? 0, cancellationToken).ConfigureAwait(false);
        await ((kind, asCsv) switch
        {
            (ExportKind.Reports, _) => WriteReportsAsync(output, cancellationToken),
            (ExportKind.Persons, true) => WritePersonsCsvAsync(view, output, cancellationToken),
            (ExportKind.Persons, false) => WritePersonsAsync(output, cancellationToken),
            (ExportKind.Rings, true) => WriteRingsCsvAsync(output, cancellationToken),
            (ExportKind.Rings, false) => WriteRingsAsync(output, cancellationToken),
            _ => WriteAsync(kind, view, output, cancellationToken),
        }).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the live reports as they were sent.</summary>
    public async Task WriteReportsAsync(Stream output, CancellationToken cancellationToken)
    {
        foreach (long[] positions in (await Conductor.LiveReportsAsync().ConfigureAwait(false)).Chunk(ReadAheadCount))
        {
            var facts = new JournalRecord?[positions.Length];
            await Parallel.ForAsync(0, positions.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadersMax, CancellationToken = cancellationToken }, async (i, stop) =>
                facts[i] = await journal.ReadOneAsync(positions[i], stop).ConfigureAwait(false)).ConfigureAwait(false);
            for (int i = 0; i < facts.Length; i++)
            {
                if (facts[i] is not { } fact) throw new JournalException(JournalFailure.Damaged, $"The journal's entry {positions[i]} is gone.");
                await output.WriteAsync(fact.Payload, cancellationToken).ConfigureAwait(false);
                output.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>Writes entities, records, links or persons as NDJSON.</summary>
    public async Task WriteAsync(ExportKind kind, ShareView view, Stream output, CancellationToken cancellationToken)
    {
        await foreach ((string _, byte[] line) in MergedAsync(view, kind, asPersonRows: false).ConfigureAwait(false))
        {
            await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            output.WriteByte((byte)'\n');
        }
    }

    /// <summary>Writes persons with the merges that made them and their events. Facts that come meanwhile wait till it is done.</summary>
    /// <exception cref="JournalException">Silos came or went meanwhile: ask again.</exception>
    public async Task WritePersonsAsync(Stream output, CancellationToken cancellationToken)
    {
        StoryReadingBegun reading = await Conductor.BeginStoriesAsync().ConfigureAwait(false);
        try
        {
            ShareView view = reading.View with { RingPosition = reading.View.Position, RingMap = reading.View.Map };
            var lines = new List<(string Order, byte[] Line)>();
            await foreach ((string Order, byte[] Line) line in MergedAsync(view, ExportKind.Persons, asPersonRows: false).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                lines.Add(line);
                if (lines.Count == StoriesAtOnce) await TellAsync().ConfigureAwait(false);
            }
            await TellAsync().ConfigureAwait(false);

            async Task TellAsync()
            {
                byte[][] stories = await Conductor.StoriesAsync(reading.Id, [.. lines.Select(l => EntityKey.Parse(l.Order))]).ConfigureAwait(false)
                    ?? throw new JournalException(JournalFailure.Unavailable, "Silos came or went while persons were exported. Ask again.");
                for (int i = 0; i < stories.Length; i++)
                {
                    // Both are objects: the story's members follow the person's.
                    byte[] line = lines[i].Line;
                    line[^1] = (byte)',';
                    await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                    await output.WriteAsync(stories[i].AsMemory(1), cancellationToken).ConfigureAwait(false);
                    output.WriteByte((byte)'\n');
                }
                lines.Clear();
            }
        }
        finally
        {
            await Conductor.EndStoriesAsync(reading.Id).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the rings as NDJSON.</summary>
    public async Task WriteRingsAsync(Stream output, CancellationToken cancellationToken) =>
        await CanonicalExport.WriteAsync(ExportKind.Rings, await RingsAsync().ConfigureAwait(false), output, null, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes which entity is in which ring.</summary>
    public async Task WriteRingsCsvAsync(Stream output, CancellationToken cancellationToken) =>
        await CanonicalExport.WriteRingsCsvAsync(await RingsAsync().ConfigureAwait(false), output, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes which mention belongs to which person.</summary>
    public async Task WritePersonsCsvAsync(ShareView view, Stream output, CancellationToken cancellationToken)
    {
        var rows = new List<(string, string)>();
        await foreach ((string record, byte[] person) in MergedAsync(view, ExportKind.Persons, asPersonRows: true).ConfigureAwait(false))
            rows.Add((record, Encoding.UTF8.GetString(person)));
        await CanonicalExport.WriteCsvAsync("record_id,cluster_id", rows, output, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RingSnapshot> RingsAsync()
    {
        var rings = new List<Ring>();
        string? cursor = null;
        do
        {
            Page<Ring> page = await Conductor.ListRingsAsync(RingFilter.None, 1_000, cursor).ConfigureAwait(false);
            rings.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return RingCatalog.SnapshotOf(rings, 0);
    }

    private static SiloAddress[] SilosOf(ShareView view) => (view.RingMap ?? view.Map).Silos;

    private async IAsyncEnumerable<(string Order, byte[] Line)> MergedAsync(ShareView view, ExportKind kind, bool asPersonRows)
    {
        var heads = new PriorityQueue<IAsyncEnumerator<(string Order, byte[] Line)>, (string Order, int Silo)>(
            Comparer<(string Order, int Silo)>.Create(static (a, b) => string.CompareOrdinal(a.Order, b.Order) is var order and not 0 ? order : a.Silo.CompareTo(b.Silo)));
        SiloAddress[] silos = SilosOf(view);
        for (int silo = 0; silo < silos.Length; silo++)
        {
            IAsyncEnumerator<(string Order, byte[] Line)> lines = LinesAsync(silos[silo], view, kind, asPersonRows).GetAsyncEnumerator();
            if (await lines.MoveNextAsync().ConfigureAwait(false)) heads.Enqueue(lines, (lines.Current.Order, silo));
        }
        while (heads.TryDequeue(out IAsyncEnumerator<(string Order, byte[] Line)>? lines, out (string Order, int Silo) at))
        {
            yield return lines.Current;
            if (await lines.MoveNextAsync().ConfigureAwait(false)) heads.Enqueue(lines, (lines.Current.Order, at.Silo));
            else await lines.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<(string Order, byte[] Line)> LinesAsync(SiloAddress silo, ShareView view, ExportKind kind, bool asPersonRows)
    {
        IShareService service = shares.At(silo);
        Guid export = await service.ExportAsync(view.RingPosition, view.RingMap ?? view.Map, kind, asPersonRows).ConfigureAwait(false);
        ExportPage page;
        do
        {
            page = await service.ExportNextAsync(export).ConfigureAwait(false);
            for (int i = 0; i < page.Lines.Length; i++) yield return (page.Orders[i], page.Lines[i]);
        }
        while (!page.IsLast);
    }
}
