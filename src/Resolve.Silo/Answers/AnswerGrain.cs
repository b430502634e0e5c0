using Resolve.Runtime.Questions;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Resolve.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Reports;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>A report's text on its way to a gateway.</summary>
[GenerateSerializer, Immutable, Alias("resolve.report-text")]
internal sealed record ReportText([property: Id(0)] long Position, [property: Id(1)] byte[] Payload);

/// <summary>How far the cluster is, for a gateway.</summary>
[GenerateSerializer, Immutable, Alias("resolve.state")]
internal sealed record StateNow([property: Id(0)] long[] Numbers, [property: Id(1)] string? Failure);

/// <summary>Takes the questions of gateways, which are no silos: one call from a gateway, answered where it arrives.</summary>
[Alias("resolve.answers"), Version(1)]
internal interface IAnswerGrain : IGrainWithIntegerKey
{
    [Alias("submit"), ResponseTimeout("00:00:12")]
    Task<SubmitAnswer> SubmitAsync(ReportBatch reports);

    [Alias("submit-quietly"), ResponseTimeout("00:00:12")]
    Task<SubmitAnswer> SubmitQuietlyAsync(ReportBatch reports);

    [Alias("alerts")]
    Task<DeliveredAlert[]> ListAlertsAsync(AlertQuery query);

    [Alias("count-alerts")]
    Task<AlertCounts> CountAlertsAsync(AlertQuery query);

    [Alias("mark-alerts-read")]
    Task<int> MarkAlertsReadAsync(string unit, long[] numbers, long upTo);

    [Alias("known")]
    Task<KnownReport> KnownAsync(string source, string id);

    [Alias("report")]
    Task<ReportText?> GetReportAsync(string source, string id);

    /// <summary>Answers a question on the graph or its rings.</summary>
    /// <param name="word">The word that names the question (<see cref="QuestionCatalog"/>).</param>
    /// <param name="question">The question as JSON.</param>
    /// <param name="atLeast">The least journal position.</param>
    [Alias("ask")]
    Task<TAnswer> AskAsync<TAnswer>(string word, byte[] question, long atLeast);

    [Alias("decide"), ResponseTimeout("00:01:00")]
    Task<SubmitAnswer> DecideAsync(byte[] payload);

    [Alias("undo"), ResponseTimeout("00:01:00")]
    Task<Receipt?> UndoAsync(string id, DateTimeOffset at);

    /// <summary>Answers a question about persons (<see cref="PersonQuestion"/>).</summary>
    [Alias("ask-persons"), ResponseTimeout("00:01:30")]
    Task<byte[]> AskPersonsAsync(byte[] question);

    /// <summary>Answers one that takes long.</summary>
    [Alias("work-on-persons"), ResponseTimeout("01:00:30")]
    Task<byte[]> WorkOnPersonsAsync(byte[] question);

    [Alias("state")]
    Task<StateNow> GetStateAsync();
}

/// <inheritdoc cref="IAnswerGrain"/>
[StatelessWorker, Reentrant]
internal sealed class AnswerGrain(Coordinator coordinator, IHostApplicationLifetime lifetime) : Grain, IAnswerGrain
{
    /// <summary>No gateway waits longer for an answer.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static CancellationToken None => CancellationToken.None;

    public Task<SubmitAnswer> SubmitAsync(ReportBatch reports) => AnsweredAsync(coordinator.SubmitAsync(reports, None));

    public Task<SubmitAnswer> SubmitQuietlyAsync(ReportBatch reports) => AnsweredAsync(coordinator.SubmitQuietlyAsync(reports, None));

    public Task<SubmitAnswer> DecideAsync(byte[] payload) => AnsweredAsync(coordinator.DecideAsync(payload, None));

    public Task<DeliveredAlert[]> ListAlertsAsync(AlertQuery query) => WithinAsync(async t => (await coordinator.ListAlertsAsync(query, t)).ToArray());

    public Task<AlertCounts> CountAlertsAsync(AlertQuery query) => WithinAsync(t => coordinator.CountAlertsAsync(query, t).AsTask());

    public Task<int> MarkAlertsReadAsync(string unit, long[] numbers, long upTo) =>
        WithinAsync(t => coordinator.MarkAlertsReadAsync(unit, numbers, upTo, t).AsTask());

    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at) => coordinator.UndoAsync(id, at, None);

    public Task<byte[]> AskPersonsAsync(byte[] question) => coordinator.AskPersonsAsync(question, takesLong: false, None);

    public Task<byte[]> WorkOnPersonsAsync(byte[] question) => coordinator.AskPersonsAsync(question, takesLong: true, None);

    public Task<KnownReport> KnownAsync(string source, string id) => coordinator.KnownAsync(new ReportKey(source, id), None);

    public async Task<ReportText?> GetReportAsync(string source, string id) =>
        await coordinator.GetReportAsync(new ReportKey(source, id), None) is var (position, payload) ? new ReportText(position, payload) : null;

    public Task<TAnswer> AskAsync<TAnswer>(string word, byte[] question, long atLeast) =>
        WithinAsync(t => coordinator.AnswerAsync(QuestionCatalog.Read<TAnswer>(word, question), atLeast, t));

    public Task<StateNow> GetStateAsync()
    {
        ServiceState s = coordinator.GetState();
        (long Position, long Newest) alerts = coordinator.AlertProgress;
        return Task.FromResult(new StateNow(
            [s.JournalPosition, s.GraphPosition, s.RingPosition, s.Counts.Reports, s.Counts.Entities, s.Counts.Records, s.Counts.Links, s.RingCount,
                s.QueueLength, alerts.Newest, alerts.Position], s.Failure));
    }

    private static async Task<SubmitAnswer> AnsweredAsync(Task<SubmitAnswer> submission)
    {
        try
        {
            return await submission;
        }
        catch (JournalException e)
        {
            return SubmitAnswer.Of(e);
        }
    }

    /// <summary>A question that its gateway gave up must not hold a silo's stop: one that waits for a position is given up with it.</summary>
    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        given.CancelAfter(s_patience);
        try
        {
            return await ask(given.Token);
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            throw new TimeoutException("The silo is stopping, or did not come to the position in time.");
        }
    }
}
