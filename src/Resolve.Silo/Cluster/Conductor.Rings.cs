using System.Diagnostics;
using Resolve.Rings;
using Resolve.Silo.Grains;

namespace Resolve.Silo.Cluster;

/// <summary>The rings: scanned from the silos' snapshots, behind the rounds and never in their way.</summary>
internal sealed partial class Conductor
{
    private readonly Lock _ringGate = new();
    private readonly SemaphoreSlim _ringSignal = new(0, 1);
    private HashSet<string> _touched = new(StringComparer.Ordinal), _peers = new(StringComparer.Ordinal);
    private HashSet<long> _suspended = [];
    private bool _scanAll = true;
    private long _ringPin;
    private volatile bool _announce;
    private volatile string? _ringFailure;
    private volatile RingsNow _rings = new(new RingScanner(RingModel.Default).Publish(-1), new Dictionary<string, string>(), new Dictionary<string, string[]>());
    private volatile RingPlace _ringPlace = new(null, 0);

    /// <summary>Gets the rings as they are now.</summary>
    public RingSnapshot Rings => _rings.Snapshot;

    private (ShareView? View, int Count) _ringView => (_ringPlace.View, _ringPlace.Count);

    /// <summary>Gets the rings of nodes by their names among silos.</summary>
    public string?[] RingsOf(string[] tokens)
    {
        RingsNow rings = _rings;
        return [.. tokens.Select(t => rings.RingOf.GetValueOrDefault(t))];
    }

    private void PostToRings(ShareAnswer[] answers, bool scansAll)
    {
        lock (_ringGate)
        {
            foreach (ShareAnswer answer in answers)
            {
                _touched.UnionWith(answer.Touched);
                _peers.UnionWith(answer.Peers);
                _suspended.UnionWith(answer.Suspended ?? []);
            }
            _scanAll |= scansAll;
            if (_ringSignal.CurrentCount == 0) _ringSignal.Release();
        }
    }

    private async Task RingsAsync(CancellationToken cancellationToken)
    {
        var scanner = new RingScanner(model.Rings);
        while (true)
        {
            await _ringSignal.WaitAsync(cancellationToken).ConfigureAwait(false);
            HashSet<string> touched, peers;
            HashSet<long> suspended;
            bool all;
            ShareView view;
            lock (_ringGate)
            {
                (touched, peers, suspended, all, view) = (_touched, _peers, _suspended, _scanAll, _view!);
                (_touched, _peers, _suspended, _scanAll) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal), [], false);
                Interlocked.Exchange(ref _ringPin, view.Position);
            }
            try
            {
                long started = Stopwatch.GetTimestamp();
                if (all) scanner = new RingScanner(model.Rings);
                IReadOnlyCollection<string> changed = await ScanAsync(scanner, view, touched, peers, all).ConfigureAwait(false);
                IEnumerable<string> gone = all ? _rings.Snapshot.All().Select(r => r.Id).Where(id => !scanner.Rings.ContainsKey(id)) : [];
                _rings = new RingsNow(scanner.Publish(view.Position), scanner.RingOfNode(), scanner.MembersOfRing());
                _ringPlace = new RingPlace(view, scanner.Rings.Count);
                _ringFailure = null;
                _announce = true;
                metrics.RingsDone(Stopwatch.GetElapsedTime(started));
                _desk.Post(new ClusterAlertState(_alertSilos, view, _rings, new AlertChanges(all, changed.ToHashSet(StringComparer.Ordinal), touched, suspended)));
                TellRings(scanner, [.. changed, .. gone], view.Position);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.RingsFailed(e.GetType().Name, e.Message);
                lock (_ringGate)
                {
                    _scanAll = true; // the scanner may be half changed
                    if (_ringSignal.CurrentCount == 0) _ringSignal.Release();
                }
            }
            await Task.Delay(options.RingInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyCollection<string>> ScanAsync(RingScanner scanner, ShareView view, HashSet<string> touched, HashSet<string> peers, bool all)
    {
        if (all)
        {
            string[][] conductors = await Task.WhenAll(view.Map.Silos.Select(s => shares.At(s).ConductorsAsync(view.Position, view.Map))).ConfigureAwait(false);
            (touched, peers) = ([.. conductors.SelectMany(c => c)], []);
        }
        return await scanner.RefreshAsync(new RingSource(shares, view), touched, peers).ConfigureAwait(false);
    }

    /// <summary>Lets each changed ring's grain know; a ring that is missed is told of at its next change.</summary>
    private void TellRings(RingScanner scanner, string[] ids, long position)
    {
        if (!options.TellsRingGrains) return;
        (string Id, Ring? Ring)[] news = [.. ids.Select(id => (id, scanner.Rings.GetValueOrDefault(id)))];
        _ = Task.Run(() => Parallel.ForEachAsync(news, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = _stop.Token }, async (ring, _) =>
        {
            try
            {
                await grains.GetGrain<IRingGrain>(ring.Id).TellAsync(ring.Ring, position).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.RingGrainMissed(e.GetType().Name);
            }
        }));
    }

    private sealed record RingPlace(ShareView? View, int Count);
}
