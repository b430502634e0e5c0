using System.Diagnostics;
using Resolve.Rings;
using Resolve.Rings.Questions;
using Resolve.Runtime.Rings;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>The rings: each is computed by the silo that is its home, from that silo's snapshot, behind the rounds and never in their way.</summary>
internal sealed partial class ClusterLeader
{
    private static readonly TimeSpan RingRetry = TimeSpan.FromMilliseconds(50);

    private readonly Lock _ringGate = new();
    private readonly SemaphoreSlim _ringSignal = new(0, 1);
    private HashSet<string> _touched = new(StringComparer.Ordinal);
    private HashSet<long> _suspended = [];
    private bool _allRings = true;
    private ClusterView? _postedView; // the newest at which all silos know whose rings they compute
    private long _ringPin;
    private volatile bool _announce;
    private volatile bool _areRingsAwaited; // as of the last round
    private RingPace _ringPace = null!;
    private volatile string? _ringFailure;
    private volatile RingsNow _rings = RingsOf(new RingCatalog(), null);
    private volatile RingPlace _ringPlace = new(null, 0);

    /// <summary>Gets the rings as they are now.</summary>
    /// <exception cref="ReplicaNotReadyException">This leader is new, and its rings are not yet of all that the one before had.</exception>
    public RingSnapshot Rings => RingsComputed.Snapshot;

    private RingsNow RingsComputed => _rings is { View: { } view } rings && view.Position >= Interlocked.Read(ref _begunAt)
        ? rings
        : throw new ReplicaNotReadyException("A new leader computes the rings.");

    private (ClusterView? View, int Count) _ringView => (_ringPlace.View, _ringPlace.Count);

    /// <summary>Gets the rings of nodes by their node keys.</summary>
    public string?[] RingsOf(string[] nodeKeys)
    {
        RingsNow rings = RingsComputed;
        return [.. nodeKeys.Select(t => rings.RingOf.GetValueOrDefault(t))];
    }

    /// <summary>Gets a ring by its id, with the silo that has its reports.</summary>
    public HomedRing? HomedRingOf(string id)
    {
        RingsNow rings = RingsComputed;
        return RingQuestions.Get(rings.Snapshot, id) is { } ring && rings.View is { } view
            ? new HomedRing(ring, view.Map.Silos[rings.HostOf[ring.Id]], view) : null;
    }

    private static RingsNow RingsOf(RingCatalog catalog, ClusterView? view) => new(catalog.Publish(view?.Position ?? -1), catalog.RingOf, catalog.HostOf, view);

    /// <summary>Assigns a home to the reports that belong together by the silos' claims, and sends the homes to the silos at their current position.</summary>
    private async Task<ReplicaDelta[]> GiveHomesAsync(PartitionMap map, ReplicaAnswer[] answers, ReplicaDelta[] sent, bool all,
        CancellationToken cancellationToken)
    {
        IEnumerable<RingClaims> claims = all
            ? (await Task.WhenAll(map.Silos.Select(s => ClaimsOfAsync(map, s))).ConfigureAwait(false)).SelectMany(c => c)
            : answers.Select(a => a.Claims.Read());
        ReplicaDelta[] plans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
        await _plannerGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _planner.PlanRings(map, claims, plans);
        }
        finally
        {
            _plannerGate.Release();
        }
        IEnumerable<int> siloIndexes = Enumerable.Range(0, plans.Length).Where(siloIndex => all || !plans[siloIndex].IsEmpty);
        await Task.WhenAll(siloIndexes.Select(siloIndex => SendDeltaAsync(map, siloIndex, plans[siloIndex], sent[siloIndex]))).ConfigureAwait(false);
        return plans;
    }

    private async Task<List<RingClaims>> ClaimsOfAsync(PartitionMap map, SiloAddress silo)
    {
        var claims = new List<RingClaims>();
        for (int from = 0; from >= 0;)
        {
            ClaimPage page = await replicas.At(silo).ClaimsAsync(_lock.Epoch, new GraphMoment(_position, map.Number), map, from).ConfigureAwait(false);
            claims.Add(page.Read());
            from = page.Next;
        }
        return claims;
    }

    private void PostToRings(ReplicaAnswer[] answers, bool all)
    {
        lock (_ringGate)
        {
            foreach (ReplicaAnswer answer in answers)
            {
                _touched.UnionWith(answer.Touched);
                _suspended.UnionWith(answer.Suspended ?? []);
            }
            _areRingsAwaited = Array.Exists(answers, static a => a.AwaitsRings);
            _allRings |= all;
            _postedView = _view;
            if (_ringSignal.CurrentCount == 0) _ringSignal.Release();
        }
    }

    private async Task RingsAsync(CancellationToken cancellationToken)
    {
        var catalog = new RingCatalog();
        while (true)
        {
            await _ringSignal.WaitAsync(cancellationToken).ConfigureAwait(false);
            HashSet<string> touched;
            HashSet<long> suspended;
            bool all;
            ClusterView view;
            lock (_ringGate)
            {
                (touched, suspended, all, view) = (_touched, _suspended, _allRings, _postedView!);
                (_touched, _suspended, _allRings) = (new(StringComparer.Ordinal), [], false);
                Interlocked.Exchange(ref _ringPin, view.Position);
            }
            long started = Stopwatch.GetTimestamp();
            TimeSpan? took = null;
            try
            {
                if (all) catalog = new RingCatalog();
                HostRingChanges[] news = await Task.WhenAll(view.Map.Silos.Select((s, siloIndex) => RefreshAsync(s, siloIndex, view.Moment, all)))
                    .ConfigureAwait(false);
                HashSet<string> changed = catalog.Take(news);
                _rings = RingsOf(catalog, view);
                _ringPlace = new RingPlace(view, catalog.Count);
                _ringFailure = null;
                _announce = true;
                took = Stopwatch.GetElapsedTime(started);
                metrics.RingsDone(took.Value);
                _publisher.Post(new ClusterAlertState(_alertSilos, view, _rings, new AlertChanges(all, changed, touched, suspended)));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.RingsFailed(e.GetType().Name, e.Message);
                lock (_ringGate)
                {
                    _allRings = true; // one silo may have reported what another has not
                    if (_ringSignal.CurrentCount == 0) _ringSignal.Release();
                }
            }
            if (took is { } round) await _ringPace.RestAsync(round, touched.Count, cancellationToken).ConfigureAwait(false);
            else await Task.Delay(RingRetry, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HostRingChanges> RefreshAsync(SiloAddress silo, int siloIndex, GraphMoment moment, bool all)
    {
        IReplicaService host = replicas.At(silo);
        var came = new List<HostedRing>();
        RingPage page = await host.RefreshRingsAsync(_lock.Epoch, moment, all).ConfigureAwait(false);
        string[] gone = page.Gone;
        while (true)
        {
            foreach (DescribedRing ring in page.Rings) came.Add(new HostedRing(ring.Ring, ring.Members));
            if (page.IsLast) return new HostRingChanges(siloIndex, came, gone);
            page = await host.MoreRingsAsync(_lock.Epoch, moment).ConfigureAwait(false);
        }
    }

    private sealed record RingPlace(ClusterView? View, int Count);
}
