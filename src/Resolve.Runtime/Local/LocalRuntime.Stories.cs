using System.Text.Json;
using Resolve.Runtime.Export;

namespace Resolve.Runtime.Local;

public sealed partial class LocalRuntime
{
    /// <summary>Writes persons as <see cref="CanonicalExport"/> does, each with the merges that made it (<c>steps</c>) and its <c>events</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="progress">Is told the lines written, now and then.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The number of lines.</returns>
    /// <remarks>The same facts give the same bytes. Facts that come meanwhile wait till it is done, so that persons and their stories are of one moment.</remarks>
    public async Task<int> ExportPersonsAsync(Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        return await AskWriterAsync(
            graph =>
            {
                var stories = new PersonStories(_engine.Persons, graph.NodeOf, record => graph.VertexAt(record).Record!.FingerprintText);
                IEnumerable<Action<Utf8JsonWriter>> lines = CanonicalExport
                    .Persons(graph, static _ => true, (w, node) => stories.Write(w, node, graph.VerticesOf(in node).Length > 1, graph.FirstMentionOf)).Select(l => l.Line);
                return CanonicalExport.WriteLinesAsync(lines, output, progress, cancellationToken).GetAwaiter().GetResult();
            },
            cancellationToken).ConfigureAwait(false);
    }
}
