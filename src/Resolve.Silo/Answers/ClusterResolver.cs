using System.Runtime.InteropServices;
using Resolve.Decisions;
using Resolve.Runtime.Sequencing;
using Resolve.Graph.Questions;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Answers;

/// <summary>The cluster as the API sees it from inside a silo.</summary>
internal sealed partial class ClusterResolver(Coordinator coordinator) : IResolveService, IPersonReview
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken) =>
        await Submissions.SubmitAsync(reports, batch => coordinator.SubmitAsync(batch, cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Receipt> DecideAsync(Decision decision, CancellationToken cancellationToken) =>
        Submissions.DecideAsync(decision, payload => coordinator.DecideAsync(payload, cancellationToken));

    /// <inheritdoc/>
    public Task<Receipt?> UndoAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => coordinator.UndoAsync(id, at, cancellationToken);

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(PersonQuestion<T> question, CancellationToken cancellationToken) => coordinator.AskAsync(question, cancellationToken);

    /// <inheritdoc/>
    public Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken) =>
        Submissions.WithdrawAsync(this, key, version, () => coordinator.KnownAsync(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken) =>
        await coordinator.GetReportAsync(key, cancellationToken).ConfigureAwait(false) is var (position, payload) ? Submissions.View(position, payload) : null;

    /// <inheritdoc/>
    public async ValueTask<TAnswer> AskAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken) =>
        await coordinator.AnswerAsync(question, atLeast, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ServiceState GetState() => coordinator.GetState();
}

/// <summary>What silos and gateways do alike with submissions.</summary>
internal static class Submissions
{
    /// <summary>Submits reports and makes their receipts: here, and nowhere after, they are extracted.</summary>
    public static async Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, Func<ReportBatch, Task<SubmitAnswer>> submit)
    {
        if (reports.Count == 0) return [];
        Offer[] offers = [.. reports.Select(r => FactPayload.Of(r))];
        SubmitAnswer answer = await submit(new ReportBatch([.. offers.Select(PayloadOf)], [.. offers.Select(ContentOf)])).ConfigureAwait(false);
        answer.ThrowIfFailed();
        return [.. offers.Select((o, i) => FactPayload.ReceiptOf(o, (SubmissionOutcome)answer.Outcomes[i], answer.Positions[i]))];
    }

    /// <summary>Submits a decision and makes its receipt.</summary>
    public static async Task<Receipt> DecideAsync(Decision decision, Func<byte[], Task<SubmitAnswer>> submit)
    {
        Offer offer = FactPayload.Of(decision);
        SubmitAnswer answer = await submit(PayloadOf(offer)).ConfigureAwait(false);
        answer.ThrowIfFailed();
        return FactPayload.ReceiptOf(offer, (SubmissionOutcome)answer.Outcomes[0], answer.Positions[0]);
    }

    /// <summary>Withdraws a report.</summary>
    public static Task<Receipt?> WithdrawAsync(IResolveService service, ReportKey key, int? version, Func<Task<KnownReport>> ask,
        CancellationToken cancellationToken) =>
        Retraction.WithdrawAsync(
            key,
            version,
            async () => (await ask().ConfigureAwait(false)).Durable,
            async withdrawal => (await service.SubmitAsync([withdrawal], cancellationToken).ConfigureAwait(false))[0]);

    private static byte[] ContentOf(Offer report) => ReportContentCodec.Encode(report.Content!, report.Meta.Hash);

    private static byte[] PayloadOf(Offer offer) => MemoryMarshal.TryGetArray(offer.Payload, out ArraySegment<byte> array) && array.Count == array.Array!.Length
        ? array.Array
        : offer.Payload.ToArray();

    /// <summary>Shows a report from its text.</summary>
    public static StoredReportView View(long position, byte[] payload) => FactPayload.ViewOf(new JournalRecord(position, JournalEntryKind.Report, payload));
}
