using Resolve.Rings.Questions;
using Resolve.Decisions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Review;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>Questions on rings: the leader has them, and a ring's home has what it rests on.</summary>
internal sealed partial class Coordinator
{
    /// <summary>Lists rings.</summary>
    private async Task<Page<Ring>> RingsAsync(RingListQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        (RingFilter filter, int limit, string? cursor) = question;
        Cursors.Read(cursor);
        return await AskRingsAsync(atLeast, _ => ClusterLeader.ListRingsAsync(filter, limit, cursor), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets a ring by an id that it has, absorbed or bore before.</summary>
    private Task<Ring?> RingAsync(RingByIdQuestion question, long atLeast, CancellationToken cancellationToken) =>
        AskRingsAsync(atLeast, view => FindAsync(view, question.Id), cancellationToken);

    /// <summary>Gets the history of a ring.</summary>
    private async Task<RingHistory?> RingHistoryAsync(RingHistoryQuestion asked, long atLeast, CancellationToken cancellationToken)
    {
        IReadOnlyList<Decision> decisions = await AskAsync(new DecisionsQuestion(), cancellationToken).ConfigureAwait(false);
        return await AskHomeAsync(
            asked.Id,
            atLeast,
            async found =>
            {
                IReplicaService home = replicas.At(found.Home);
                EntityKey[] persons = [.. decisions.Where(d => d.Kind is DecisionKind.Different or DecisionKind.Exclude).SelectMany(d => d.Persons).Distinct()];
                Located?[] located = await LocateAsync(found.View, persons).ConfigureAwait(false);
                string[][] tied = await TiesAsync(found.View, [.. located.OfType<Located>()]).ConfigureAwait(false);
                string[] nodeKeys =
                [
                    .. (await home.TiesOfRingAsync(found.View.Moment, found.Ring).ConfigureAwait(false))
                        .Concat(located.OfType<Located>().Select(l => l.Token)).Concat(tied.SelectMany(t => t)).Distinct(StringComparer.Ordinal),
                ];
                string?[] ids = await ClusterLeader.RingsOfAsync(nodeKeys).ConfigureAwait(false);
                Dictionary<string, string> ringOf = nodeKeys.Zip(ids).Where(r => r.Second is not null)
                    .ToDictionary(r => r.First, r => r.Second!, StringComparer.Ordinal);
                var decided = new List<DecidedByKey>();
                for (int i = 0; i < persons.Length; i++)
                {
                    if (located[i] is not { } person) continue;
                    IEnumerable<string?> rings = tied[decided.Count].Select(ringOf.GetValueOrDefault);
                    decided.Add(new DecidedByKey(persons[i], person.Key, ringOf.GetValueOrDefault(person.Token),
                        [.. rings.OfType<string>().Distinct(StringComparer.Ordinal)]));
                }
                var question = new RingHistoryRequest(found.Ring, [.. decisions.Where(d => d.Kind is DecisionKind.Different or DecisionKind.Exclude)],
                    [.. ringOf.Keys], [.. ringOf.Values], [.. decided]);
                return await home.RingHistoryAsync(found.View.Moment, question).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Follows the money of a ring.</summary>
    private Task<MoneyTrail?> MoneyTrailAsync(MoneyTrailQuestion question, long atLeast, CancellationToken cancellationToken) =>
        AskHomeAsync(question.Id, atLeast, found => replicas.At(found.Home).MoneyTrailAsync(found.View.Moment, found.Ring), cancellationToken);

    /// <summary>Finds the ring of an entity.</summary>
    private Task<Ring?> RingOfAsync(RingOfQuestion question, long atLeast, CancellationToken cancellationToken) => AskRingsAsync(
        atLeast,
        async view =>
        {
            if ((await LocateAsync(view, [question.Key]).ConfigureAwait(false))[0] is not { } node) return null;
            string? id = (await ClusterLeader.RingsOfAsync([node.Token]).ConfigureAwait(false))[0];
            return id is null ? null : await ClusterLeader.GetRingAsync(id).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Finds a ring; an id that none bears now names a mention, which some silo holds.</summary>
    private async Task<Ring?> FindAsync(ClusterView view, string id)
    {
        if (await ClusterLeader.GetRingAsync(id).ConfigureAwait(false) is { } ring) return ring;
        string?[] nodeKeys = await Task.WhenAll(view.Map.Silos.Select(s => replicas.At(s).RingAliasAsync(view.Moment, id))).ConfigureAwait(false);
        if (nodeKeys.FirstOrDefault(t => t is not null) is not { } nodeKey) return null;
        string? now = (await ClusterLeader.RingsOfAsync([nodeKey]).ConfigureAwait(false))[0];
        return now is null ? null : await ClusterLeader.GetRingAsync(now).ConfigureAwait(false);
    }

    /// <summary>Asks the silo that has a ring's reports; null when there is no such ring.</summary>
    private Task<T?> AskHomeAsync<T>(string id, long atLeast, Func<HomedRing, Task<T>> ask, CancellationToken cancellationToken)
        where T : class => AskRingsAsync(
            atLeast,
            async view =>
            {
                if (await FindAsync(view, id).ConfigureAwait(false) is not { } ring) return null;
                return await ask(await ClusterLeader.GetHomedRingAsync(ring.Id).ConfigureAwait(false)
                    ?? throw new ReplicaNotReadyException("The ring has changed in between.")).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Lists whom evidence ties to some nodes, by node keys.</summary>
    private async Task<string[][]> TiesAsync(ClusterView view, Located[] nodes)
    {
        UInt128[] names = Array.ConvertAll(nodes, n => n.Name);
        return ReplicaCalls.Place(
            await calls.AskOwnersAsync(
                view,
                Array.ConvertAll(nodes, n => n.Partition),
                (s, p) => s.TiesAsync(view.Moment, ReplicaCalls.Pack(names, p)),
                (h, p) => h.Ties(view.Moment, ReplicaCalls.Pack(names, p))).ConfigureAwait(false),
            nodes.Length);
    }
}
