using System.Text.Json;
using Resolve.Graph;
using Resolve.Persons;
using Resolve.Reports;

namespace Resolve.Embedded;

public sealed partial class EmbeddedResolver
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
                var steps = new Dictionary<int, List<MergeStep>>();
                IEnumerable<Action<Utf8JsonWriter>> lines = CanonicalExport.Persons(graph, static _ => true, (w, node) => WriteStory(w, graph, node, steps)).Select(l => l.Line);
                return CanonicalExport.WriteLinesAsync(lines, output, progress, cancellationToken).GetAwaiter().GetResult();
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void WriteStory(Utf8JsonWriter w, GraphSnapshot graph, int node, Dictionary<int, List<MergeStep>> steps)
    {
        if (graph.VerticesOf(in node).Length > 1)
        {
            if (!steps.ContainsKey(node)) Collect(graph, node, steps);
            w.WriteStartArray("steps");
            foreach (MergeStep step in steps[node])
            {
                w.WriteStartObject();
                w.WriteString("first", graph.VertexAt(step.First).Record!.FingerprintText);
                w.WriteString("second", graph.VertexAt(step.Second).Record!.FingerprintText);
                if (step.Weight is { } weight) w.WriteNumber("weightMillibits", weight);
                if (step.GroupTotal is { } total) w.WriteNumber("groupMillibits", total);
                w.WriteEndObject();
            }
            w.WriteEndArray();
            steps.Remove(node);
        }
        w.WriteStartArray("events");
        foreach (PersonEvent e in _engine.Persons.Timeline(node, graph.FirstMentionOf)) Write(w, e);
        w.WriteEndArray();
    }

    // The merges of all persons of the component, which is clustered once.
    private void Collect(GraphSnapshot graph, int node, Dictionary<int, List<MergeStep>> steps)
    {
        steps[node] = [];
        foreach (MergeStep step in _engine.Persons.How(node))
        {
            if (step.Outcome != "merged") continue;
            int person = graph.NodeOf(step.First);
            if (!steps.TryGetValue(person, out List<MergeStep>? of)) steps.Add(person, of = []);
            of.Add(step);
        }
    }

    private static void Write(Utf8JsonWriter w, PersonEvent e)
    {
        w.WriteStartObject();
        w.WriteString("at", IsoTime.Format(e.At.ToUniversalTime()));
        w.WriteString("kind", PersonStory.WordOf(e.Kind));
        if (e.Before.Count > 0) CanonicalExport.Strings(w, "before", [.. e.Before.Select(k => k.ToString())]);
        CanonicalExport.Strings(w, "after", [.. e.After.Select(k => k.ToString())]);
        w.WriteString(e.Cause.IsDecision ? "decision" : "mention", e.Cause.Id);
        if (e.Cause.Record is not null) w.WriteString("record", e.Cause.Record);
        if (e.Because is { } because)
        {
            w.WriteStartObject("because");
            w.WriteString("first", because.First);
            w.WriteString("second", because.Second);
            if (because.WeightMillibits is { } weight) w.WriteNumber("weightMillibits", weight);
            w.WriteString("outcome", because.Outcome);
            w.WriteEndObject();
        }
        w.WriteEndObject();
    }
}
