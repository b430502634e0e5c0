using Resolve.Runtime.Questions;
using Resolve.Decisions;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.Silo.Telemetry;

namespace Resolve.Silo.Answers;

/// <summary>The cluster as the API sees it from a gateway: an Orleans client that holds nothing.</summary>
internal sealed partial class GatewayResolver(IGrainFactory grains, GatewayLoss loss, SiloOptions options, TimeProvider clock,
    ILogger<GatewayResolver> logger) : BackgroundService, IResolveService, IPersonReview
{
    private static readonly TimeSpan StateInterval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

    private volatile StateNow _state = new(new long[9], "The gateway has not reached the cluster yet.");
    private long _acknowledged; // what this gateway has acknowledged is journaled, whatever the last state that it fetched says

    private IAnswerGrain Answers => grains.GetGrain<IAnswerGrain>(0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) =>
        await Submissions.SubmitAsync(reports, batch => TakeAsync(a => a.SubmitAsync(batch), cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) =>
        Submissions.WithdrawAsync(this, key, version, () => CallAsync(a => a.KnownAsync(key.Source, key.Id), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) =>
        await CallAsync(a => a.GetReportAsync(key.Source, key.Id), cancellationToken).ConfigureAwait(false) is { } text
            ? Submissions.View(text.Position, text.Payload) : null;

    /// <inheritdoc/>
    public async ValueTask<TAnswer> AskAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken)
    {
        (string word, byte[] document) = QuestionCatalog.Write(question);
        return await CallAsync(a => a.AskAsync<TAnswer>(word, document, atLeast), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<Receipt> DecideAsync(Decision decision, CancellationToken cancellationToken) =>
        Submissions.DecideAsync(decision, payload => TakeAsync(a => a.DecideAsync(payload), cancellationToken));

    /// <inheritdoc/>
    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        CallAsync(a => a.UndoAsync(id, at), cancellationToken);

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(PersonQuestion<T> question, CancellationToken cancellationToken) =>
        question.CarryAsync(q => CallAsync(a => question.TakesLong ? a.WorkOnPersonsAsync(q) : a.AskPersonsAsync(q), cancellationToken, question.TakesLong));

    /// <inheritdoc/>
    public ServiceState GetState()
    {
        StateNow state = _state;
        long[] n = state.Numbers;
        return new ServiceState(Math.Max(n[0], Interlocked.Read(ref _acknowledged)), n[1], n[2], new GraphCounts((int)n[3], (int)n[4], (int)n[5], (int)n[6]),
            (int)n[7], (int)n[8], state.Failure);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(StateInterval);
        try
        {
            do
            {
                try
                {
                    Take(await Answers.GetStateAsync().WaitAsync(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(false));
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    logger.LeaderAway(e.GetType().Name);
                    _state = _state with { Failure = "The gateway cannot reach the cluster." };
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Submits, and notes how far the journal is by that.</summary>
    private async Task<SubmitAnswer> TakeAsync(Func<IAnswerGrain, Task<SubmitAnswer>> call, CancellationToken cancellationToken)
    {
        SubmitAnswer answer = await CallAsync(call, cancellationToken).ConfigureAwait(false);
        long last = answer.Positions.Length == 0 ? 0 : answer.Positions.Max();
        for (long known = Interlocked.Read(ref _acknowledged); known < last;)
            known = Interlocked.CompareExchange(ref _acknowledged, last, known) is var found && found == known ? last : found;
        return answer;
    }

    /// <summary>Calls a silo; where it is about to stop, or has, another is called. All calls may be made twice: a report sent again is the same
    /// report.</summary>
    private async Task<T> CallAsync<T>(Func<IAnswerGrain, Task<T>> call, CancellationToken cancellationToken, bool takesLong = false)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            bool isLast = clock.GetElapsedTime(started) > options.QuestionPatience;
            try
            {
                // What takes minutes is not started over because some silo was lost; it has a time-out of its own.
                T answer = takesLong
                    ? await call(Answers).WaitAsync(cancellationToken).ConfigureAwait(false)
                    : await loss.WatchAsync(() => call(Answers), clock, cancellationToken).ConfigureAwait(false);
                if (isLast || answer is not SubmitAnswer { MayBeMadeAgain: true }) return answer;
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                if (isLast) throw new JournalException(JournalFailure.Unknown,
                    "The cluster cannot answer now. What was submitted may be durable; resubmit, which is idempotent.", e);
            }
            catch (JournalException e) when (e.Failure == JournalFailure.Unavailable && !isLast)
            {
                // Partitions or the leader are moving.
            }
            await Task.Delay(RetryInterval, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
