using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Questions;
using Resolve.Runtime.Questions;
using Resolve.Runtime.Review;

namespace Resolve.Runtime.Local;

/// <summary>Questions on the graph and its rings: each is answered from the state in memory.</summary>
public sealed partial class LocalRuntime
{
    /// <summary>Gets the handlers of this host.</summary>
    internal QuestionHandlers Questions => field ??= new QuestionHandlers()
        .Add((EntityQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => GraphQuestions.Describe(graph, q.Key), cancel))
        .Add((EntityLinksQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(
            atLeast, graph => GraphQuestions.Links(graph, q.Key, q.Filter, q.Limit, q.Cursor), cancel))
        .Add((ExpandQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => GraphQuestions.Expand(graph, q, cancel), cancel))
        .Add((PathQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => PathFinder.Find(graph, q, cancel), cancel))
        .Add((CommonQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(
            atLeast, graph => GraphQuestions.Common(graph, q.Keys, q.Filter), cancel))
        .Add((NeighboursQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => Neighbours.Of(graph, q), cancel))
        .Add((SubgraphQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(
            atLeast, graph => SubgraphAnswer.Of(GraphQuestions.Expand(graph, q.AsExpand(), cancel)), cancel))
        .Add((CountQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => GraphQuestions.Count(graph, q, cancel), cancel))
        .Add((TimelineQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => Timelines.Of(graph, q), cancel))
        .Add((SearchQuestion q, long atLeast, CancellationToken cancel) => OfGraphAsync(atLeast, graph => Find(graph, q, cancel), cancel))
        .Add((RingListQuestion q, long atLeast, CancellationToken cancel) => OfRingsAsync(
            atLeast, rings => RingQuestions.List(rings, q.Filter, q.Limit, q.Cursor), cancel))
        .Add((RingByIdQuestion q, long atLeast, CancellationToken cancel) => OfRingsAsync(atLeast, rings => RingQuestions.Get(rings, q.Id), cancel))
        .Add((RingOfQuestion q, long atLeast, CancellationToken cancel) => OfRingsAsync(atLeast, rings => RingQuestions.GetOf(rings, q.Key), cancel))
        .Add((RingHistoryQuestion q, long atLeast, CancellationToken cancel) => HistoryAsync(q, atLeast, cancel))
        .Add((MoneyTrailQuestion q, long atLeast, CancellationToken cancel) => OfRingsAsync(atLeast, rings => RingQuestions.Money(rings, q.Id), cancel));

    /// <inheritdoc/>
    public async ValueTask<TAnswer> AskAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken) =>
        await Questions.AnswerAsync(question, atLeast, cancellationToken).ConfigureAwait(false);

    private async Task<T> OfGraphAsync<T>(long atLeast, Func<GraphSnapshot, T> answer, CancellationToken cancellationToken) =>
        answer(await GraphAtAsync(atLeast, cancellationToken).ConfigureAwait(false));

    private async Task<T> OfRingsAsync<T>(long atLeast, Func<RingSnapshot, T> answer, CancellationToken cancellationToken) =>
        answer(await RingsAtAsync(atLeast, cancellationToken).ConfigureAwait(false));

    private async Task<RingHistory?> HistoryAsync(RingHistoryQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        RingSnapshot rings = await RingsAtAsync(atLeast, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Decision> decisions = await AskAsync(new DecisionsQuestion(), cancellationToken).ConfigureAwait(false);
        return RingQuestions.History(rings, question.Id, _options.Rings, decisions);
    }

    private EntityHit[] Find(GraphSnapshot graph, SearchQuestion question, CancellationToken cancellationToken)
    {
        RingSnapshot rings = Rings;
        return [.. Search.Find(graph, key => rings.RingOf(key)?.Id, question.Text, question.Limit, cancellationToken)];
    }
}
