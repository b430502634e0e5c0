using System.Runtime.CompilerServices;
using System.Text;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Rings;
using Resolve.Runtime.Export;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;

namespace Resolve.Silo.Answers;

/// <summary>Gives exports of the cluster's state: each silo has the lines of its nodes, the leader rings and timelines.</summary>
internal sealed class ClusterExport(
    PartitionReplica host, IReplicaServiceClient replicas, IGrainFactory grains, IJournal journal, SiloOptions options, TimeProvider clock)
{
    /// <summary>How long to wait before an export is begun again: a view without the silo that left comes with the next round.</summary>
    private static readonly TimeSpan MoveInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes an export of what is acknowledged now.</summary>
    /// <exception cref="JournalException">Silos came or went after the first byte was written, or for longer than a question waits.</exception>
    public async Task WriteAsync(ExportKind kind, bool asCsv, Stream output, CancellationToken cancellationToken)
    {
        var written = new WriteWatch(output);
        long started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await WriteOnceAsync(kind, asCsv, written, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (JournalException e) when (e.Failure == JournalFailure.Unavailable && !written.HasWritten
                && clock.GetElapsedTime(started) < options.QuestionPatience)
            {
                // A silo of the view has left. Nobody has seen a byte, so the export begins again with the next view.
            }
            await Task.Delay(MoveInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteOnceAsync(ExportKind kind, bool asCsv, Stream output, CancellationToken cancellationToken)
    {
        // A silo learns how far the journal is with the next round; the leader knows what it has acknowledged.
        long acknowledged = await grains.GetGrain<ILeaderGrain>(LeaderGrain.Key).PositionAsync().ConfigureAwait(false);
        StateExport now = await AtAsync(acknowledged, cancellationToken).ConfigureAwait(false);
        await now.WriteAsync(kind, asCsv, output, progress: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives an export when graph and rings are at a position or later.</summary>
    public async Task<StateExport> AtAsync(long position, CancellationToken cancellationToken)
    {
        ClusterView view = await host.RingViewAtAsync(position, cancellationToken).ConfigureAwait(false);
        return new StateExport(new Source(replicas, grains.GetGrain<ILeaderGrain>(LeaderGrain.Key), view), journal);
    }

    private static async Task<T> AskAsync<T>(Task<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (Exception e) when (PassingFailure.Is(e))
        {
            throw new JournalException(JournalFailure.Unavailable, "Silos came or went during the export. Ask again.", e);
        }
    }

    private sealed class Source(IReplicaServiceClient replicas, ILeaderGrain leader, ClusterView view) : IExportSource
    {
        private const int RingPageCount = 1_000;

        public IReadOnlyList<IExportPart> Parts { get; } = PartsAt(replicas, view.RingMoment, view.RingMap ?? view.Map);

        public async ValueTask<IReadOnlyCollection<long>> LiveReportsAsync(CancellationToken cancellationToken) =>
            await AskAsync(leader.LiveReportsAsync()).ConfigureAwait(false);

        public async ValueTask<IReadOnlyCollection<Ring>> RingsAsync(CancellationToken cancellationToken)
        {
            var rings = new List<Ring>();
            string? cursor = null;
            do
            {
                Page<Ring> page = await AskAsync(leader.ListRingsAsync(RingFilter.None, RingPageCount, cursor)).ConfigureAwait(false);
                rings.AddRange(page.Items);
                cursor = page.Cursor;
            }
            while (cursor is not null);
            return rings;
        }

        public async Task<int> AtOneMomentAsync(Func<TimelineMoment, Task<int>> write, CancellationToken cancellationToken)
        {
            TimelineReadingBegun reading = await leader.BeginTimelinesAsync().ConfigureAwait(false);
            try
            {
                return await write(new TimelineMoment(PartsAt(replicas, reading.View.Moment, reading.View.Map), TimelinesAsync)).ConfigureAwait(false);
            }
            finally
            {
                await leader.EndTimelinesAsync(reading.Id).ConfigureAwait(false);
            }

            async Task<byte[][]> TimelinesAsync(IReadOnlyList<EntityKey> persons) => await leader.TimelinesAsync(reading.Id, [.. persons]).ConfigureAwait(false)
                ?? throw new JournalException(JournalFailure.Unavailable, "Silos came or went while persons were exported. Ask again.");
        }

        private static IExportPart[] PartsAt(IReplicaServiceClient replicas, GraphMoment moment, PartitionMap map) =>
            [.. map.Silos.Select(s => new Part(replicas.At(s), moment, map))];
    }

    /// <summary>The nodes of one silo.</summary>
    private sealed class Part(IReplicaService silo, GraphMoment moment, PartitionMap map) : IExportPart
    {
        public async IAsyncEnumerable<(string Order, ReadOnlyMemory<byte> Line)> LinesAsync(
            ExportKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (ExportPage page in PagesAsync(kind, asPersonRows: false, cancellationToken).ConfigureAwait(false))
                for (int i = 0; i < page.Lines.Length; i++) yield return (page.Orders[i], page.Lines[i]);
        }

        public async IAsyncEnumerable<(string Record, string Person)> PersonRowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (ExportPage page in PagesAsync(ExportKind.Persons, asPersonRows: true, cancellationToken).ConfigureAwait(false))
                for (int i = 0; i < page.Lines.Length; i++) yield return (page.Orders[i], Encoding.UTF8.GetString(page.Lines[i]));
        }

        private async IAsyncEnumerable<ExportPage> PagesAsync(ExportKind kind, bool asPersonRows, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Guid export = await AskAsync(silo.ExportAsync(moment, map, kind, asPersonRows)).ConfigureAwait(false);
            ExportPage page;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                page = await AskAsync(silo.ExportNextAsync(export)).ConfigureAwait(false);
                yield return page;
            }
            while (!page.IsLast);
        }
    }
}
