using Resolve.Alerts;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Rings;

namespace Resolve.Silo.Cluster;

/// <summary>What alerts are found in where the graph is divided among silos: the leader has the rings, the silos are asked for their nodes, at one journal
/// position.</summary>
internal sealed class ClusterAlertState(ClusterAlertState.Silos silos, ClusterView view, RingsNow rings, AlertChanges changes) : IAlertState
{
    private const int ReadAtOnce = 4;

    /// <inheritdoc/>
    public long Position => view.Position;

    /// <inheritdoc/>
    public IAlertState With(IAlertState earlier) => new ClusterAlertState(silos, view, rings, changes.With(((ClusterAlertState)earlier).Changes));

    /// <inheritdoc/>
    public RingChanges RingsSince(IAlertState? before)
    {
        if (changes.IsAll) return new RingChanges([.. rings.Snapshot.All()], [], true);
        return new RingChanges(
            [.. changes.Rings.Select(rings.Snapshot.Find).OfType<Ring>()], [.. changes.Rings.Where(id => rings.Snapshot.Find(id) is null)], false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string?>> RingsOfAsync(IReadOnlyList<EntityKey> keys, CancellationToken cancellationToken)
    {
        // An identifier's node key is its key; a person's is known to whoever has it.
        string?[] nodeKeys = [.. keys.Select(k => k.Kind == EntityKind.Person ? null : k.ToString())];
        int[] persons = [.. Enumerable.Range(0, keys.Count).Where(i => nodeKeys[i] is null)];
        if (persons.Length > 0)
        {
            EntityKey[] asked = [.. persons.Select(i => keys[i])];
            foreach (Located?[] found in await AskAllAsync(s => s.LocateAsync(view.Moment, view.Map, asked), cancellationToken).ConfigureAwait(false))
                for (int i = 0; i < found.Length; i++) nodeKeys[persons[i]] ??= found[i]?.Token;
        }
        return [.. nodeKeys.Select(RingOf)];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RingEvidenceSummary>> ReadAsync(IReadOnlyList<RingQuestion> questions, CancellationToken cancellationToken)
    {
        var summaries = new RingEvidenceSummary[questions.Count];
        await AskAsync(
            async () =>
            {
                await Parallel.ForAsync(0, summaries.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken },
                    async (i, _) =>
                    summaries[i] = await HomeOf(questions[i].Ring).ReadRingAsync(view.Moment, questions[i]).ConfigureAwait(false)).ConfigureAwait(false);
                return summaries;
            },
            cancellationToken).ConfigureAwait(false);
        return summaries;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WatchSighting>> SeenAsync(IReadOnlyList<WatchInForce> watches, IReadOnlySet<string> changed,
        CancellationToken cancellationToken)
    {
        IReadOnlySet<string> touched = changes.IsAll ? new HashSet<string>()
            : await silos.TouchedAsync(watches, changes.Touched, cancellationToken).ConfigureAwait(false);
        WatchQuestion[] asked =
        [
            .. watches.Where(w => changes.IsAll || changed.Contains(w.Watch.Id) || touched.Contains(w.Watch.Id))
                .Select(w => new WatchQuestion(w.Watch.Id, w.Watch.Entity, w.Position, w.Watch.Until)),
        ];
        if (asked.Length == 0) return [];
        WatchSighting[][] seen = await AskAllAsync(s => s.SightingsAsync(view.Moment, view.Map, asked), cancellationToken).ConfigureAwait(false);
        return [.. seen.SelectMany(s => s).Select(s => s with { Ring = RingOf(s.Ring) })];
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SuspendedLinks>> SuspendedAsync(CancellationToken cancellationToken)
    {
        if (!changes.IsAll && changes.Suspended.Count == 0) return [];
        long[]? reports = changes.IsAll ? null : [.. changes.Suspended];
        SuspendedLinks[][] found = await AskAllAsync(s => s.SuspendedLinksAsync(view.Moment, view.Map, reports), cancellationToken).ConfigureAwait(false);
        return [.. found.SelectMany(f => f).Select(l =>
            l with { Later = [.. l.Later.Select(r => r with { Shared = [.. r.Shared.Select(s => s with { Ring = RingOf(s.Ring) })] })] })];
    }

    private AlertChanges Changes => changes;

    private IReplicaService HomeOf(Ring ring) => silos.Partitions.At(view.Map.Silos[rings.HostOf[ring.Id]]);

    private string? RingOf(string? nodeKey) => nodeKey is null ? null : rings.RingOf.GetValueOrDefault(nodeKey);

    private Task<T[]> AskAllAsync<T>(Func<IReplicaService, Task<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(() => Task.WhenAll(view.Map.Silos.Select(s => ask(silos.Partitions.At(s)))), cancellationToken);

    /// <summary>A silo that does not answer, or no longer holds this position, is asked again at a later one.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ReplicaNotReadyException or OrleansException or TimeoutException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new JournalException(JournalFailure.Unavailable, "A silo cannot be asked now.", e);
        }
    }

    /// <summary>How the silos are asked.</summary>
    /// <param name="Partitions">Their partitions.</param>
    /// <param name="TouchedAsync">Gets the ids of the watches whose entities are among these node keys.</param>
    internal sealed record Silos(IReplicaServiceClient Partitions,
        Func<IReadOnlyList<WatchInForce>, IReadOnlySet<string>, CancellationToken, Task<IReadOnlySet<string>>> TouchedAsync);
}

/// <summary>What changed since alerts were last looked for.</summary>
/// <param name="IsAll">Whether everything may have: silos came or went, or the leader is new.</param>
/// <param name="Rings">The ids of rings that are new, changed or gone.</param>
/// <param name="Touched">The nodes, by their node keys.</param>
/// <param name="Suspended">The journal positions of suspended reports that may have got a link.</param>
internal sealed record AlertChanges(bool IsAll, IReadOnlySet<string> Rings, IReadOnlySet<string> Touched, IReadOnlySet<long> Suspended)
{
    /// <summary>Adds what changed earlier.</summary>
    public AlertChanges With(AlertChanges earlier) => new(
        IsAll || earlier.IsAll,
        new HashSet<string>([.. Rings, .. earlier.Rings], StringComparer.Ordinal),
        new HashSet<string>([.. Touched, .. earlier.Touched], StringComparer.Ordinal),
        new HashSet<long>([.. Suspended, .. earlier.Suspended]));
}

/// <summary>The rings as they are at a position.</summary>
/// <param name="Snapshot">The rings.</param>
/// <param name="RingOf">The id of the ring of each node, by its node key.</param>
/// <param name="HostOf">The silo index of each ring's home, by the ring's id.</param>
/// <param name="View">The position and who answers for what; null while there are no rings.</param>
internal sealed record RingsNow(RingSnapshot Snapshot, IReadOnlyDictionary<string, string> RingOf, IReadOnlyDictionary<string, int> HostOf, ClusterView? View);
