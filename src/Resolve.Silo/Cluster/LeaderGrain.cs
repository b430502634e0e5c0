using Orleans.Concurrency;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Questions;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>The thin shell over <see cref="ClusterLeader"/>: one activation, awake as long as its silo lives.</summary>
[Reentrant]
internal sealed class LeaderGrain(IServiceProvider services) : Grain, ILeaderGrain
{
    /// <summary>The key of the only one.</summary>
    public const string Key = "leader:all";

    private ClusterLeader? _leader;

    private ClusterLeader ClusterLeader => _leader
        ?? throw new JournalException(JournalFailure.Unavailable, "The leader has stopped; the next one is about to start.");

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _leader = ActivatorUtilities.CreateInstance<ClusterLeader>(services);
        _leader.Start();
        services.GetRequiredService<LocalLeader>().Begin(_leader);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_leader is { } leader)
        {
            await leader.DisposeAsync();
            services.GetRequiredService<LocalLeader>().Ended(leader);
        }
        _leader = null;
    }

    /// <inheritdoc/>
    public async Task<Guid> WakeAsync()
    {
        ClusterLeader leader = ClusterLeader;
        // A leader that failed is replaced by one that reads the journal again. One that has waited in vain may be a second one: the directory is asked anew.
        if (leader.WaitsInVain) await leader.StopAsync(finishesAlerts: false);
        if (leader.HasStopped) DeactivateOnIdle();
        else DelayDeactivation(TimeSpan.FromMinutes(10));
        return leader.Id;
    }

    public Task<SubmitAnswer> SubmitAsync(ReportBatch reports) => ClusterLeader.SubmitAsync(reports, JournalEntryKind.Report);

    public Task<SubmitAnswer> SubmitQuietlyAsync(ReportBatch reports) => ClusterLeader.SubmitAsync(reports, JournalEntryKind.Report, isQuiet: true);

    public Task<SubmitAnswer> DecideAsync(byte[] payload) => ClusterLeader.SubmitAsync(new ReportBatch([payload], [[]]), JournalEntryKind.Decision);

    public Task<KnownReport> KnownDecisionAsync(string id) => ClusterLeader.KnownDecisionAsync(id);

    public Task<KnownReport> KnownAsync(string source, string id) => ClusterLeader.KnownAsync(new ReportKey(source, id));

    public Task LeaveAsync(SiloAddress silo) => ClusterLeader.LeaveAsync(silo);

    public Task<Page<Ring>> ListRingsAsync(RingFilter filter, int limit, string? cursor) =>
        Task.FromResult(RingQuestions.List(ClusterLeader.Rings, filter, limit, cursor));

    public Task<Ring?> GetRingAsync(string id) => Task.FromResult(RingQuestions.Get(ClusterLeader.Rings, id));

    public Task<HomedRing?> GetHomedRingAsync(string id) => Task.FromResult(ClusterLeader.HomedRingOf(id));

    public Task<string?[]> RingsOfAsync(string[] nodeKeys) => Task.FromResult(ClusterLeader.RingsOf(nodeKeys));

    // Questions about persons compute; they leave the grain's thread to submissions.
    public Task<byte[]> AskPersonsAsync(byte[] question) => Task.Run(() => PersonQuestion.AnswerAsync(question, ClusterLeader));

    public Task<byte[]> WorkOnPersonsAsync(byte[] question) => AskPersonsAsync(question);

    public Task<TimelineReadingBegun> BeginTimelinesAsync() => Task.Run(ClusterLeader.BeginTimelinesAsync);

    public Task<byte[][]?> TimelinesAsync(Guid reading, EntityKey[] persons) => Task.Run(() => ClusterLeader.TimelinesAsync(reading, persons));

    public Task EndTimelinesAsync(Guid reading) => ClusterLeader.EndTimelinesAsync(reading);

    public Task<long> PositionAsync() => ClusterLeader.PositionAsync();

    public Task<long[]> LiveReportsAsync() => ClusterLeader.LiveReportsAsync();
}
