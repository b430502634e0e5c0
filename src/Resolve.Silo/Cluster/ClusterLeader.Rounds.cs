using System.Diagnostics;
using Resolve.Graph;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>The rounds: from what was journaled to all silos at one position, which questions then see.</summary>
internal sealed partial class ClusterLeader
{
    private async Task RoundsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            bool? done;
            await _roundGate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                done = await NextRoundAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _roundGate.Release();
            }
            if (done is null) await WaitForWorkAsync(cancellationToken).ConfigureAwait(false);
            else if (!done.Value) await Task.Delay(100, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what waits and leads the silos there.</summary>
    /// <returns>Whether all are there; null when there was nothing to do.</returns>
    private async Task<bool?> NextRoundAsync(CancellationToken cancellationToken)
    {
        bool took = await TakeFactsAsync(cancellationToken).ConfigureAwait(false);
        List<SiloAddress> silos = ActiveSilos();
        if (_map is null || !_map.Has(silos)) _mustSync = true;
        if (silos.Count == 0 || !_ready.Task.IsCompleted || (!took && !_mustSync && !_announce && !HasAlertChanges)) return null;
        if (!took && !_mustSync) return await AnnounceAsync(cancellationToken).ConfigureAwait(false);
        if (_mustSync && (_map is null || !_map.Has(silos))) _map = PartitionMap.Assign(NextMapNumber(), silos);
        return await RoundAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the silos, which are all at the position, know how far rings and alerts are.</summary>
    private async Task<bool> AnnounceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CommitAsync(_map!).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (IsOfSilo(e, cancellationToken))
        {
            logger.RoundFailed(e.GetType().Name, e.Message);
            _mustSync = true;
            return false;
        }
    }

    /// <summary>Determines whether a silo failed or left, which the next round makes up for. Anything else is a fault of the engine, or a newer leader, and
    /// ends the epoch.</summary>
    private static bool IsOfSilo(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        StaleEpochException => false,
        OrleansException or TimeoutException or ReplicaNotReadyException or IOException or System.Net.Sockets.SocketException => true,
        AggregateException many => many.InnerExceptions.All(inner => IsOfSilo(inner, cancellationToken)),
        _ => false,
    };

    private long NextMapNumber() => (_lock.Epoch << 16) + ++_mapNumber;

    private async Task WaitForWorkAsync(CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(100); // members and finished rings are looked for this often
        try
        {
            await _facts.Reader.WaitToReadAsync(pause.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came.
        }
    }

    private async Task<bool> TakeFactsAsync(CancellationToken cancellationToken)
    {
        int count = 0;
        bool hasDecisions = false;
        await _plannerGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (count < RoundCountMax && _facts.Reader.TryRead(out JournaledFact fact))
            {
                count++;
                _position = fact.Position;
                if (fact.IsQuiet) _publisher.PassOver(fact.Position);
                if (fact.Decision is { } decision)
                {
                    _planner.Apply(decision);
                    hasDecisions = true;
                }
                if (fact.Report is not { } report) continue;
                _planner.Apply(report, fact.Position);
                if (report.Meta.Withdrawn) _livePositions.Remove(report.Meta.Key);
                else _livePositions[report.Meta.Key] = fact.Position;
            }
            if (hasDecisions) FindWatches();
        }
        finally
        {
            _plannerGate.Release();
        }
        return count > 0;
    }

    /// <summary>Brings all silos to the position and lets questions see it.</summary>
    /// <returns>Whether all have it.</returns>
    private async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        PartitionMap map = _map!;
        bool syncs = _mustSync;
        ReplicaDelta[] plans = [.. map.Silos.Select(static _ => new ReplicaDelta())];
        try
        {
            HeldReports[]? held = syncs ? await Task.WhenAll(map.Silos.Select(s => replicas.At(s).BeginAsync(_lock.Epoch))).ConfigureAwait(false) : null;
            await _plannerGate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (syncs) _blocks.Forget();
                RecordChanges changes = _planner.CollectChanges();
                _planner.ApplyClusters(await _blocks.ReclusterAsync(_planner, changes, map, _lock.Epoch).ConfigureAwait(false));
                if (held is null) _planner.Plan(map, plans);
                else _planner.PlanAll(map, [.. held.Select(static h => h.Parts)], plans);
            }
            finally
            {
                _plannerGate.Release();
            }
            ReplicaAnswer[] answers = await Task.WhenAll(plans.Select((plan, siloIndex) => SendDeltaAsync(map, siloIndex, plan, ofThisRound: null)))
                .ConfigureAwait(false);
            _entityCounts = [.. answers.Select(a => a.EntityCount)];
            _linkCounts = [.. answers.Select(a => a.LinkCount)];
            await CommitAsync(map).ConfigureAwait(false);
            ReplicaDelta[] ringPlans = await GiveHomesAsync(map, answers, plans, syncs, cancellationToken).ConfigureAwait(false);
            ReplicaPlanner.Sent([.. plans, .. ringPlans]);
            PostToRings(answers, syncs);
            _mustSync = false;
            metrics.RoundDone(Stopwatch.GetElapsedTime(started), syncs);
            if (syncs) logger.Synced(map.Silos.Length, _position, Stopwatch.GetElapsedTime(started).TotalSeconds);
            return true;
        }
        catch (Exception e) when (IsOfSilo(e, cancellationToken))
        {
            logger.RoundFailed(e.GetType().Name, e.Message);
            _mustSync = true;
            return false;
        }
    }

    /// <summary>Sends a silo its part of a round.</summary>
    /// <param name="map">The map.</param>
    /// <param name="siloIndex">The silo.</param>
    /// <param name="plan">What it gets.</param>
    /// <param name="ofThisRound">What it got for the graph in this round, when this is about rings: the silo remembers the contents of these reports.</param>
    private async Task<ReplicaAnswer> SendDeltaAsync(PartitionMap map, int siloIndex, ReplicaDelta plan, ReplicaDelta? ofThisRound)
    {
        HashSet<Fact> remembered = plan.Adds.Count == 0 || ofThisRound is null ? [] : [.. ofThisRound.Adds.Select(static a => a.Fact)];
        IReplicaService service = replicas.At(map.Silos[siloIndex]);
        for (int from = 0; ; from += PartCount)
        {
            bool isFirst = from == 0, isLast = from + PartCount >= plan.Adds.Count;
            List<(Fact Fact, ulong Wanted)> adds = plan.Adds.GetRange(from, Math.Min(PartCount, plan.Adds.Count - from));
            var batch = new ReplicaBatch
            {
                Epoch = _lock.Epoch,
                Position = _position,
                Map = map,
                Resets = isLast && plan.Resets,
                Publishes = isLast,
                Removes = isFirst ? [.. plan.Removes] : [],
                Narrows = isFirst ? [.. plan.Narrows.Select(static n => n.Position)] : [],
                NarrowsWanted = isFirst ? [.. plan.Narrows.Select(static n => n.Wanted)] : [],
                Adds = [.. adds.Select(static a => a.Fact.Position)],
                Wanted = [.. adds.Select(static a => a.Wanted)],
                ExtractorVersion = ReportExtractor.Version,
                Contents = [.. adds.Select(a => remembered.Contains(a.Fact) ? [] : a.Fact.Content)],
                Persons = isLast ? [.. plan.Persons.Select(static p => p.Records)] : [],
                PersonKeys = isLast ? [.. plan.Persons.Select(static p => p.KeyHash)] : [],
                Excluded = isLast ? plan.Excluded : null,
                IsOfRings = ofThisRound is not null,
                Homes = isLast ? [.. plan.Homes] : [],
                NoHomes = isLast ? [.. plan.NoHomes] : [],
                Hubs = isLast ? [.. plan.Hubs] : [],
                NoHubs = isLast ? [.. plan.NoHubs] : [],
            };
            ReplicaAnswer answer = await service.AdvanceAsync(batch).ConfigureAwait(false);
            if (isLast) return answer;
        }
    }

    private async Task CommitAsync(PartitionMap map)
    {
        _announce = false;
        (ClusterView? ringView, int ringCount) = _ringView;
        _view = new ClusterView(
            _position,
            map,
            _writer.Position,
            ringView?.Position ?? -1,
            ringView?.Map,
            ringCount,
            _planner.ReportCount,
            _planner.RecordCount,
            _entityCounts.Sum(),
            _linkCounts.Sum(),
            _writer.QueueLength,
            _ringFailure ?? AlertFailure,
            _publisher.Gate.Newest.Position,
            _publisher.NewestNumber);
        DateTimeOffset now = clock.GetUtcNow();
        _published.Enqueue((now, _view.Moment));
        while (_published.Count > 2 && now - _published.Peek().At > SnapshotAge) _published.Dequeue();
        GraphMoment[] needed =
        [
            _published.Peek().Moment, ringView?.Moment ?? default, new GraphMoment(Math.Min(Interlocked.Read(ref _ringPin), _publisher.NeededPosition), 0),
        ];
        GraphMoment keepFrom = needed.Min();
        foreach (SiloAddress silo in map.Silos)
        {
            try
            {
                await replicas.At(silo).CommitAsync(_lock.Epoch, _view, keepFrom).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not StaleEpochException)
            {
                logger.CommitMissed(silo.ToString(), e.GetType().Name); // the silo gets the next commit; if it is gone, the membership says so
            }
        }
    }
}
