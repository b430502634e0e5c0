using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Rings;
using Resolve.Rings.Questions;
using Resolve.Runtime.Questions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.Silo.Grains;
using Resolve.Silo.Placement;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Answers;

/// <summary>Answers questions by asking the silos: each once a step, all at one journal position, so that an answer is of one moment.</summary>
/// <remarks>When partitions move in the middle the question is asked again by the next view; it is refused rather than answered in part.</remarks>
internal sealed partial class Coordinator(
    PartitionReplica host, IReplicaServiceClient replicas, ReplicaCalls calls, NodeLocator locator, IGrainFactory grains, IJournal journal, IAlertStore alerts,
        SiloOptions options, SiloMetrics metrics, TimeProvider clock)
{
    private static readonly TimeSpan GrainPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan MoveInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets the handlers of the cluster.</summary>
    public QuestionHandlers Questions => field ??= new QuestionHandlers()
        .Add<EntityQuestion, EntityDetail?>(DescribeAsync)
        .Add<EntityLinksQuestion, Page<LinkView>?>(LinksAsync)
        .Add<ExpandQuestion, ExpandAnswer>(ExpandAsync)
        .Add<PathQuestion, PathAnswer>(PathsAsync)
        .Add<CommonQuestion, CommonAnswer>(CommonAsync)
        .Add<NeighboursQuestion, Page<Neighbour>?>(NeighboursAsync)
        .Add<SubgraphQuestion, SubgraphAnswer>(SubgraphAsync)
        .Add<CountQuestion, CountAnswer>(CountAsync)
        .Add<TimelineQuestion, TimelineAnswer>(TimelineAsync)
        .Add<SearchQuestion, EntityHit[]>(SearchAsync)
        .Add<RingListQuestion, Page<Ring>>(RingsAsync)
        .Add<RingByIdQuestion, Ring?>(RingAsync)
        .Add<RingOfQuestion, Ring?>(RingOfAsync)
        .Add<RingHistoryQuestion, RingHistory?>(RingHistoryAsync)
        .Add<MoneyTrailQuestion, MoneyTrail?>(MoneyTrailAsync);

    private ILeaderGrain ClusterLeader => grains.GetGrain<ILeaderGrain>(LeaderGrain.Key);

    /// <summary>Gets how far this silo knows the cluster to be.</summary>
    public ServiceState GetState()
    {
        if (host.View is not { } v) return new ServiceState(0, 0, 0, default, 0, 0, "The silo has no partitions yet.");
        return new ServiceState(
            v.JournalPosition,
            v.Position,
            Math.Max(v.RingPosition, 0),
            new GraphCounts(v.ReportCount, v.EntityCount, v.RecordCount, v.LinkCount),
            v.RingCount,
            v.QueueLength,
            v.Failure);
    }

    /// <summary>Submits reports; the outcomes are those of durable facts.</summary>
    public Task<SubmitAnswer> SubmitAsync(ReportBatch reports, CancellationToken cancellationToken) =>
        ToLeaderAsync(c => c.SubmitAsync(reports), cancellationToken);

    /// <summary>Gets what is known of a report.</summary>
    public Task<KnownReport> KnownAsync(ReportKey key, CancellationToken cancellationToken) =>
        ToLeaderAsync(c => c.KnownAsync(key.Source, key.Id), cancellationToken);

    /// <summary>Gets the text of the current version of a report, as soon as it is durable; null when there is none.</summary>
    public async Task<(long Position, byte[] Payload)?> GetReportAsync(ReportKey key, CancellationToken cancellationToken)
    {
        KnownReport known = await KnownAsync(key, cancellationToken).ConfigureAwait(false);
        if (known.Version == 0 || known.Withdrawn) return null;
        JournalRecord? record = await journal.ReadOneAsync(known.Position, cancellationToken).ConfigureAwait(false);
        return record is { } fact ? (known.Position, fact.Payload.ToArray()) : null;
    }

    /// <summary>Answers a question on the graph or its rings.</summary>
    public Task<TAnswer> AnswerAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken) =>
        Questions.AnswerAsync(question, atLeast, cancellationToken);

    /// <summary>Describes an entity: its grain does.</summary>
    private Task<EntityDetail?> DescribeAsync(EntityQuestion question, long atLeast, CancellationToken cancellationToken) => AskEntityAsync(
        question.Key,
        atLeast,
        static (grain, view) => grain.DescribeAsync(view.Position),
        (view, now, partition) => Owner(view, partition).DescribeAsync(view.Moment, now),
        cancellationToken);

    /// <summary>Lists the links of an entity: its grain does.</summary>
    private async Task<Page<LinkView>?> LinksAsync(EntityLinksQuestion question, long atLeast, CancellationToken cancellationToken)
    {
        (EntityKey key, GraphFilter filter, int limit, string? cursor) = question;
        Cursors.Read(cursor);
        return await AskEntityAsync(
            key,
            atLeast,
            (grain, view) => grain.LinksAsync(new LinksRequest(view.Position, filter, limit, cursor)),
            (view, now, partition) => Owner(view, partition).LinksAsync(view.Moment, now, filter, limit, cursor),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Searches.</summary>
    private Task<EntityHit[]> SearchAsync(SearchQuestion question, long atLeast, CancellationToken cancellationToken) => AskAsync(
        atLeast,
        async view =>
        {
            (string text, int limit) = question;
            RankedHit[][] found = await Task.WhenAll(view.Map.Silos.Select(s => replicas.At(s).SearchAsync(view.Moment, view.Map, text, limit)))
                .ConfigureAwait(false);
            RankedHit[] hits = [.. found.SelectMany(h => h).OrderBy(h => h.Rank).ThenByDescending(h => h.Entity.ReportCount)
                .ThenBy(h => h.Entity.Key).Take(limit)];
            string?[] rings = hits.Length == 0 ? [] : await ClusterLeader.RingsOfAsync([.. hits.Select(h => h.Token)]).ConfigureAwait(false);
            return hits.Select((h, i) => new EntityHit(h.Entity, h.Match, rings[i])).ToArray();
        },
        cancellationToken);

    /// <summary>Asks an entity's grain; when it cannot be woken, as without the database, or is not where it should be twice, the silo that it belongs
    /// to.</summary>
    private Task<T?> AskEntityAsync<T>(
        EntityKey key, long atLeast, Func<IEntityGrain, ClusterView, Task<T?>> ask, Func<ClusterView, EntityKey, byte, Task<T?>> askOwner,
            CancellationToken cancellationToken)
        where T : class
    {
        bool hasMoved = false;
        return AskAsync(
            atLeast,
            async view =>
            {
                if (!hasMoved)
                {
                    try
                    {
                        return await ask(EntityGrains.Of(grains, key), view).WaitAsync(GrainPatience, clock, cancellationToken).ConfigureAwait(false);
                    }
                    catch (ReplicaNotReadyException)
                    {
                        hasMoved = true;
                        throw;
                    }
                    catch (Exception e) when (e is not OperationCanceledException)
                    {
                        // It cannot be woken, or not soon: the grain directory follows a silo that came or went some seconds later than the views do.
                    }
                }
                if (key.Kind != EntityKind.Person) return await askOwner(view, key, (byte)Partitions.Of(key)).ConfigureAwait(false);
                return (await LocateAsync(view, [key]).ConfigureAwait(false))[0] is { } found ? await askOwner(view, found.Key, found.Partition)
                    .ConfigureAwait(false) : null;
            },
            cancellationToken);
    }

    private IReplicaService Owner(ClusterView view, int partition) => replicas.At(view.Map.OwnerOf(partition));

    private Task<Located?[]> LocateAsync(ClusterView view, EntityKey[] keys) => locator.LocateAsync(view, keys);

    /// <summary>Calls the leader; while it moves from one silo to another the call waits and is made again, which changes nothing that was done.</summary>
    private async Task<T> ToLeaderAsync<T>(Func<ILeaderGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            bool isLast = clock.GetElapsedTime(started) > options.QuestionPatience;
            try
            {
                T answer = await call(ClusterLeader).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (isLast || answer is not SubmitAnswer { MayBeMadeAgain: true }) return answer;
            }
            catch (Exception e) when (PassingFailure.Is(e))
            {
                if (isLast) throw new JournalException(JournalFailure.Unknown,
                    "The leader is moving. Durability is unknown; resubmit, which is idempotent.", e);
            }
            catch (JournalException e) when (e.Failure == JournalFailure.Unavailable && !isLast)
            {
                // The leader's silo stops; the next leader is about to start.
            }
            await Task.Delay(MoveInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<T> AskAsync<T>(long atLeast, Func<ClusterView, Task<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(() => host.ViewAtAsync(atLeast, cancellationToken), ask, cancellationToken);

    private Task<T> AskRingsAsync<T>(long atLeast, Func<ClusterView, Task<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(() => host.RingViewAtAsync(atLeast, cancellationToken), ask, cancellationToken);

    private async Task<T> AskAsync<T>(Func<ValueTask<ClusterView>> wait, Func<ClusterView, Task<T>> ask, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            ClusterView view = await wait().ConfigureAwait(false);
            try
            {
                return await ask(view).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (PassingFailure.Is(e))
            {
                if (clock.GetElapsedTime(started) > options.QuestionPatience)
                    throw new JournalException(JournalFailure.Unavailable,
                        "Partitions are moving between silos, and no complete answer can be given now. Ask again.", e);
                await Task.Delay(MoveInterval, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
