using Orleans.Concurrency;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Graph.Questions;

namespace Resolve.Silo.Cluster;

/// <summary>The thin shell over <see cref="Conductor"/>: one activation, awake as long as its silo lives.</summary>
[Reentrant]
internal sealed class ConductorGrain(IServiceProvider services) : Grain, IConductorGrain
{
    /// <summary>The key of the only one.</summary>
    public const string Key = "conductor:all";

    private Conductor? _conductor;

    private Conductor Conductor => _conductor ?? throw new JournalException(JournalFailure.Unavailable, "The conductor has stopped; the next one is about to start.");

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _conductor = ActivatorUtilities.CreateInstance<Conductor>(services);
        _conductor.Start();
        services.GetRequiredService<LocalConductor>().Begin(_conductor);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_conductor is { } conductor) await conductor.DisposeAsync();
        _conductor = null;
    }

    /// <inheritdoc/>
    public Task WakeAsync()
    {
        // A conductor that failed is replaced by one that reads the journal again.
        if (Conductor.HasStopped) DeactivateOnIdle();
        else DelayDeactivation(TimeSpan.FromMinutes(10));
        return Task.CompletedTask;
    }

    public Task<SubmitAnswer> SubmitAsync(ReportBatch reports) => Conductor.SubmitAsync(reports, JournalEntryKind.Report);

    public Task<SubmitAnswer> SubmitQuietlyAsync(ReportBatch reports) => Conductor.SubmitAsync(reports, JournalEntryKind.Report, isQuiet: true);

    public Task<SubmitAnswer> DecideAsync(byte[] payload) => Conductor.SubmitAsync(new ReportBatch([payload], [[]]), JournalEntryKind.Decision);

    public Task<KnownReport> KnownDecisionAsync(string id) => Conductor.KnownDecisionAsync(id);

    public Task<KnownReport> KnownAsync(string source, string id) => Conductor.KnownAsync(new ReportKey(source, id));

    public Task LeaveAsync(SiloAddress silo) => Conductor.LeaveAsync(silo);

    public Task<Page<Ring>> ListRingsAsync(RingFilter filter, int limit, string? cursor) =>
        Task.FromResult(RingQuestions.List(Conductor.Rings, filter, limit, cursor));

    public Task<Ring?> GetRingAsync(string id) => Task.FromResult(RingQuestions.Get(Conductor.Rings, id));

    public Task<HomedRing?> GetHomedRingAsync(string id) => Task.FromResult(Conductor.HomedRingOf(id));

    public Task<string?[]> RingsOfAsync(string[] tokens) => Task.FromResult(Conductor.RingsOf(tokens));

    // Questions about persons compute; they leave the grain's thread to submissions.
    public Task<byte[]> AskPersonsAsync(byte[] question) => Task.Run(() => PersonQuestion.AnswerAsync(question, Conductor));

    public Task<byte[]> WorkOnPersonsAsync(byte[] question) => AskPersonsAsync(question);

    public Task<StoryReadingBegun> BeginStoriesAsync() => Task.Run(Conductor.BeginStoriesAsync);

    public Task<byte[][]?> StoriesAsync(Guid reading, EntityKey[] persons) => Task.Run(() => Conductor.StoriesAsync(reading, persons));

    public Task EndStoriesAsync(Guid reading) => Conductor.EndStoriesAsync(reading);

    public Task<long> PositionAsync() => Conductor.PositionAsync();

    public Task<long[]> LiveReportsAsync() => Conductor.LiveReportsAsync();
}
