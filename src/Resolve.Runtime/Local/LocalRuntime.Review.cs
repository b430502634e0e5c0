using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Local;

public sealed partial class LocalRuntime
{
    private const int PairsComparedMax = 400;

    /// <inheritdoc/>
    public async Task<Receipt> DecideAsync(Decision decision, CancellationToken cancellationToken) =>
        (await SubmitTogetherAsync([FactPayload.Of(decision)], cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => Retraction.UndoAsync(
        id,
        at,
        () => HighestAsync(_sequencer.Decisions, new ReportKey(FactMeta.DecisionSource, id), cancellationToken),
        async position => FactPayload.ReadDecision((await _journal.ReadOneAsync(position, cancellationToken).ConfigureAwait(false))!.Value),
        decision => DecideAsync(decision, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Decision>> ListDecisionsAsync(CancellationToken cancellationToken) =>
        AskWriterAsync<IReadOnlyList<Decision>>(_ => [.. _engine.DecisionsInForce.Select(d => d with { Model = null })], cancellationToken);

    /// <inheritdoc/>
    public Task<PersonComparison?> WhyAsync(EntityKey first, EntityKey second, CancellationToken cancellationToken) => AskWriterAsync(
        graph =>
        {
            if (!graph.TryFind(first, out int a) || !graph.TryFind(second, out int b) || graph.KindOf(a) != EntityKind.Person || graph.KindOf(b) != EntityKind.Person) return null;
            var pairs = new List<ComparedRecords>();
            foreach ((PersonRecord one, PersonRecord other) in PairsOf(graph, first, second, a, b).Take(PairsComparedMax))
                pairs.Add(new ComparedRecords(one.FingerprintText, other.FingerprintText, _engine.Persons.Explain(one, other)));
            pairs.Sort(static (x, y) => y.Explanation.Total.CompareTo(x.Explanation.Total) is var order and not 0 ? order : string.CompareOrdinal(x.First + x.Second, y.First + y.Second));
            if (pairs.Count > PersonComparison.PairCountMax) pairs.RemoveRange(PersonComparison.PairCountMax, pairs.Count - PersonComparison.PairCountMax);
            return new PersonComparison(graph.KeyOf(a), graph.KeyOf(b), pairs);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<PersonHistory?> HowAsync(EntityKey person, CancellationToken cancellationToken) => AskWriterAsync(
        graph =>
        {
            if (!graph.TryFind(person, out int node) || graph.KindOf(node) != EntityKind.Person) return null;
            PersonResolver resolver = _engine.Persons;
            string Name(int vertex) => graph.VertexAt(vertex).Record!.FingerprintText;
            HistoryStep[] steps = [.. resolver.How(node).Select(s => new HistoryStep(Name(s.First), Name(s.Second), s.Weight, s.GroupTotal, s.Outcome))];
            var possible = new List<PersonHit>();
            foreach (int vertex in graph.VerticesOf(in node))
                foreach (Persons.SearchHit hit in resolver.PossiblySame(vertex)) possible.Add(HitOf(graph, hit, null));
            return new PersonHistory(graph.KeyOf(node), [.. graph.RecordsOf(node).Select(r => r.FingerprintText)], steps, OncePerPerson(possible, int.MaxValue))
            {
                Events = resolver.Timeline(node, graph.FirstMentionOf),
            };
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PersonHit>> SearchPersonsAsync(PersonRecord description, int limit, CancellationToken cancellationToken) => AskWriterAsync(
        graph =>
        {
            PersonResolver resolver = _engine.Persons;
            // A person has several records; look at enough of them to fill the page.
            IReadOnlyList<Persons.SearchHit> hits = resolver.Search(description, Math.Min(limit * 8L, 2_000) is var most && most > int.MaxValue ? int.MaxValue : (int)most);
            return OncePerPerson([.. hits.Select(h => HitOf(graph, h, resolver.Explain(description, graph.VertexAt(h.Id).Record!)))], limit);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<PersonModel> TrainAsync(TrainingOptions? options, CancellationToken cancellationToken)
    {
        GraphSnapshot graph = Graph;
        return await Task.Run(
            () => ModelTrainer.Train(Enumerable.Range(0, graph.VertexCount).Where(graph.IsThere).Select(v => graph.VertexAt(v).Record).OfType<PersonRecord>(), options),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<ModelInForce> GetModelAsync(CancellationToken cancellationToken) => AskWriterAsync(
        _ => new ModelInForce(_engine.Persons.Model, _engine.AdoptedModel is { } adopted ? adopted with { Model = null } : null),
        cancellationToken);

    private static IEnumerable<(PersonRecord One, PersonRecord Other)> PairsOf(GraphSnapshot graph, EntityKey first, EntityKey second, int a, int b)
    {
        if (a != b) return from one in graph.RecordsOf(a) from other in graph.RecordsOf(b) select (one, other);
        // One person: compare the two mentions asked for, else each of its records with each.
        int x = graph.RecordOfMention(first), y = graph.RecordOfMention(second);
        if (x >= 0 && y >= 0 && x != y) return [(graph.VertexAt(x).Record!, graph.VertexAt(y).Record!)];
        PersonRecord[] records = [.. graph.RecordsOf(a)];
        return from i in Enumerable.Range(0, records.Length) from j in Enumerable.Range(i + 1, records.Length - i - 1) select (records[i], records[j]);
    }

    private static PersonHit HitOf(GraphSnapshot graph, Persons.SearchHit hit, PairExplanation? explanation)
    {
        int node = graph.NodeOf(hit.Id);
        return new PersonHit(graph.KeyOf(node), EntityReader.LabelOf(graph, node), graph.VertexAt(hit.Id).Record!.FingerprintText, hit.Total, hit.Band, explanation);
    }

    private static IReadOnlyList<PersonHit> OncePerPerson(List<PersonHit> hits, int limit) =>
        [.. hits.OrderByDescending(h => h.WeightMillibits).ThenBy(h => h.Record, StringComparer.Ordinal).DistinctBy(h => h.Person).Take(limit)];

    /// <summary>Asks between two batches, when graph and resolver tell of the same facts.</summary>
    private async Task<T> AskWriterAsync<T>(Func<GraphSnapshot, T> question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Enqueue(new WriterCall(() => answer.TrySetResult(question(_graph.Newest)), e => answer.TrySetException(e)));
        _queue.Writer.TryWrite(null); // where the queue is full the writer is awake
        if (_isStopped) FailCalls(Stopping(null));
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
