using System.Diagnostics;
using System.Threading.Channels;
using Resolve.Reports;
using Resolve.Runtime.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Rings;
using Resolve.Runtime.Sequencing;
using Resolve.Silo.Configuration;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Cluster;

/// <summary>The leader at work: three loops (facts, rounds, rings) over states that each belong to one of them.</summary>
/// <remarks>
/// A round takes the facts that were journaled since the last, resolves persons, sends each silo what it must hold now, and
/// when all have it, lets questions see it. The leader asks a silo that failed what it holds and sends what is missing; a silo that is gone
/// loses its partitions. Whatever fails here ends the epoch, and the next leader computes everything from the journal.
/// </remarks>
internal sealed partial class ClusterLeader(
    IJournal journal,
    ILeaderLeases locks,
    IAlertStore alerts,
    IReplicaServiceClient replicas,
    IClusterMembershipService membership,
    ClusterModel model,
    SiloOptions options,
    SiloMetrics metrics,
    ILocalSiloDetails local,
    TimeProvider clock,
    ILogger<ClusterLeader> logger) : IAsyncDisposable
{
    private const int RoundCountMax = 4_000, PartCount = 5_000;
    private static readonly TimeSpan SnapshotAge = TimeSpan.FromSeconds(10);

    /// <summary>An orderly stop may take longer; a leader that gives way to it begins anew.</summary>
    private static readonly TimeSpan LeaseWaitMax = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<JournaledFact> _facts = Channel.CreateBounded<JournaledFact>(new BoundedChannelOptions(20_000) { SingleReader = true,
        SingleWriter = true });
    private readonly ReplicaPlanner _planner = new(model.MakeResolver);
    private readonly PersonBlocks _blocks = new(replicas, local);
    private readonly SemaphoreSlim _plannerGate = new(1, 1);
    private readonly SemaphoreSlim _roundGate = new(1, 1); // whoever has it sees planner, resolver and silos at one position
    private readonly HashSet<SiloAddress> _leaving = [];
    private readonly Dictionary<ReportKey, long> _livePositions = [];
    private readonly Queue<(DateTimeOffset At, GraphMoment Moment)> _published = new();
    private SequencerLoop _writer = null!;
    private ILeaderLease _lock = null!;
    private long _started;
    private long _begunAt = long.MaxValue; // the journal position that the leader before may have answered from
    private Task _run = Task.CompletedTask;
    private PartitionMap? _map;
    private long _position, _mapNumber;
    private bool _mustSync = true;
    private volatile ClusterView? _view;
    private int[] _entityCounts = [], _linkCounts = [];

    /// <summary>Gets what tells this leader from every other one.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Gets whether it has stopped, by order or by a fault.</summary>
    public bool HasStopped => _run.IsCompleted;

    /// <summary>Gets whether it has the lease, or had it before it stopped.</summary>
    public bool HasLed => _lock is not null;

    /// <summary>Gets whether it has waited for the lease for so long that another leader may have it whom calls should reach instead.</summary>
    public bool WaitsInVain => !HasLed && _started != 0 && clock.GetElapsedTime(_started) > LeaseWaitMax;

    /// <summary>Begins to work.</summary>
    public void Start()
    {
        _started = clock.GetTimestamp();
        _run = Task.Run(RunAsync);
    }

    /// <summary>Submits reports or decisions.</summary>
    public async Task<SubmitAnswer> SubmitAsync(ReportBatch facts, JournalEntryKind kind, bool isQuiet = false)
    {
        try
        {
            await ReadyAsync().ConfigureAwait(false);
            await AlertsBegunAsync().ConfigureAwait(false);
            Interlocked.Increment(ref _submitting);
            try
            {
                if (_isClosing) throw new OperationCanceledException();
                return await _writer.SubmitAsync(facts, kind, isQuiet, _stop.Token).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _submitting);
            }
        }
        catch (OperationCanceledException)
        {
            return SubmitAnswer.Of(new JournalException(JournalFailure.Unknown,
                "The leader is stopping. Durability is unknown; resubmit, which is idempotent."));
        }
    }

    /// <summary>Gets what is known of a report.</summary>
    public async Task<KnownReport> KnownAsync(ReportKey key)
    {
        await ReadyAsync().ConfigureAwait(false);
        return await _writer.KnownAsync(JournalEntryKind.Report, key).ConfigureAwait(false);
    }

    /// <summary>Gets what is known of a decision.</summary>
    public async Task<KnownReport> KnownDecisionAsync(string id)
    {
        await ReadyAsync().ConfigureAwait(false);
        return await _writer.KnownAsync(JournalEntryKind.Decision, new ReportKey(FactMeta.DecisionSource, id)).ConfigureAwait(false);
    }

    /// <summary>Takes a silo's partitions away; ends when a view without it is the one that questions go by.</summary>
    public async Task LeaveAsync(SiloAddress silo)
    {
        if (ActiveSilos() is [var last] && last.Equals(silo)) await FinishAlertsAsync().ConfigureAwait(false);
        lock (_leaving) _leaving.Add(silo);
        await ReadyAsync().ConfigureAwait(false);
        while (!HasStopped && !(_view is { } view && view.Map.IndexOf(silo) < 0 && (view.RingMap is null || view.RingMap.IndexOf(silo) < 0)))
        {
            if (ActiveSilos().Count == 0) return; // the last one takes its partitions with it
            await Task.Delay(20, _stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Gets the journal position up to which facts are acknowledged.</summary>
    public async Task<long> PositionAsync()
    {
        await ReadyAsync().ConfigureAwait(false);
        return _writer.Position;
    }

    /// <summary>Lists the journal positions of the live reports by source and id.</summary>
    public async Task<long[]> LiveReportsAsync()
    {
        await ReadyAsync().ConfigureAwait(false);
        // A leader that has just begun has read the journal, and takes what it read round by round.
        for (long upTo = _writer.Position; !HasStopped;)
        {
            await _plannerGate.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                if (_position >= upTo) return [.. _livePositions.OrderBy(p => p.Key).Select(p => p.Value)];
            }
            finally
            {
                _plannerGate.Release();
            }
            await Task.Delay(20, _stop.Token).ConfigureAwait(false);
        }
        throw new JournalException(JournalFailure.Unavailable, "The leader stopped; the next one is about to start.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(finishesAlerts: true).ConfigureAwait(false);

    /// <summary>Stops; the lease is free then.</summary>
    /// <param name="finishesAlerts">Whether to deliver the pending alerts first, which takes a moment; else the next leader finds them.</param>
    public async Task StopAsync(bool finishesAlerts)
    {
        _isClosing = true;
        if (finishesAlerts) await FinishAlertsAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        // Calls that are under way still look at the nodeKey and the gates, which hold nothing that must be freed.
    }

    private async Task ReadyAsync()
    {
        await _ready.Task.WaitAsync(_stop.Token).ConfigureAwait(false);
        if (HasStopped) throw new JournalException(JournalFailure.Unavailable, "The leader stopped; the next one is about to start.");
    }

    private async Task RunAsync()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await using ILeaderLease taken = await locks.TakeAsync(ending.Token).ConfigureAwait(false);
            _lock = taken;
            logger.TermBegan(taken.Epoch);
            await using AlertPublisher publisher = await OpenPublisherAsync(ending.Token).ConfigureAwait(false);
            int reports = 0;
            _ringPace = new RingPace(options.RingInterval, clock, () => _areRingsAwaited);
            _writer = new SequencerLoop(
                journal, new Sequencer(journal, taken.Epoch, () => reports++), journal.RefreshAsync, fact =>
                {
                    _ringPace.Posted();
                    return _facts.Writer.WriteAsync(fact, ending.Token);
                });
            Task rounds = Task.Run(() => RoundsAsync(ending.Token), CancellationToken.None);
            long started = Stopwatch.GetTimestamp();
            await _writer.CatchUpAsync(ending.Token).ConfigureAwait(false);
            logger.JournalRead(_writer.Position, Stopwatch.GetElapsedTime(started).TotalSeconds);
            Interlocked.Exchange(ref _begunAt, _writer.Position);
            _ready.TrySetResult();
            Task[] loops = [Task.Run(() => _writer.RunAsync(ending.Token), CancellationToken.None), rounds, RingsAsync(ending.Token),
                WatchLockAsync(ending.Token)];
            Task first = await Task.WhenAny(loops).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(loops).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            await first.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The leader was asked to stop.
        }
#pragma warning disable CA1031 // Whatever went wrong, the epoch is over: the next leader starts from the journal.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.TermFailed(e);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            _ready.TrySetResult();
        }
    }

    private async Task WatchLockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken).ConfigureAwait(false);
            await _lock.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private List<SiloAddress> ActiveSilos()
    {
        lock (_leaving)
            return [.. membership.CurrentSnapshot.Members.Values.Where(m => m.Status == SiloStatus.Active && !_leaving.Contains(m.SiloAddress))
                .Select(m => m.SiloAddress)];
    }
}
