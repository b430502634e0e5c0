using Resolve.Graph;
using Resolve.Rings;
using Resolve.Runtime.Export;
using Resolve.Runtime.Review;

namespace Resolve.Runtime.Local;

public sealed partial class LocalRuntime
{
    /// <summary>Gives an export of the state at a position or later. Reports imported elsewhere give the same state.</summary>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Gives up waiting for the rings.</param>
    /// <returns>The export; persons with their timelines are of the moment at which they are written.</returns>
    public async Task<StateExport> ExportAtAsync(long position, CancellationToken cancellationToken) =>
        new(new ExportSource(this, await RingsAtAsync(position, cancellationToken).ConfigureAwait(false)), _journal);

    private sealed class ExportSource(LocalRuntime runtime, RingSnapshot rings) : IExportSource
    {
        public IReadOnlyList<IExportPart> Parts { get; } = [new ExportPart(rings.Graph)];

        public ValueTask<IReadOnlyCollection<long>> LiveReportsAsync(CancellationToken cancellationToken)
        {
            GraphSnapshot graph = rings.Graph;
            IEnumerable<StoredReport> live = Enumerable.Range(0, graph.ReportCount).Select(graph.ReportAt).OfType<StoredReport>();
            return ValueTask.FromResult<IReadOnlyCollection<long>>([.. live.OrderBy(static r => r.Key).Select(static r => r.Position)]);
        }

        public ValueTask<IReadOnlyCollection<Ring>> RingsAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyCollection<Ring>>([.. rings.All()]);

        // Who asks waits for the writing to end, which looks at the token: the writer must not write where nobody waits.
        public Task<int> AtOneMomentAsync(Func<TimelineMoment, Task<int>> write, CancellationToken cancellationToken) => runtime.AskWriterAsync(
            graph =>
            {
                var timelines = new PersonTimelines(new LocalPersons(runtime._engine.Persons, graph));
                return write(new TimelineMoment([new ExportPart(graph)], timelines.WriteAsync));
            },
            CancellationToken.None);
    }

    /// <summary>The whole graph.</summary>
    private sealed class ExportPart(GraphSnapshot graph) : IExportPart
    {
        public IAsyncEnumerable<(string Order, ReadOnlyMemory<byte> Line)> LinesAsync(ExportKind kind, CancellationToken cancellationToken) =>
            CanonicalExport.Rendered(CanonicalExport.Lines(kind, graph, static _ => true)).ToAsyncEnumerable();

        public IAsyncEnumerable<(string Record, string Person)> PersonRowsAsync(CancellationToken cancellationToken) =>
            CanonicalExport.PersonRows(graph, static _ => true).ToAsyncEnumerable();
    }
}
