using Resolve.Decisions;
using Resolve.Reports;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Sequencing;

/// <summary>Withdraws reports and takes decisions back: a new version above the highest durable one.</summary>
/// <remarks>
/// Between the look and the submission another version may come. Then the new version is a conflict or superseded, and the
/// fact still counts: the caller looks again, so that an answer "withdrawn" is true.
/// </remarks>
internal static class Retraction
{
    private const int AttemptsMax = 100;

    /// <summary>Withdraws a report.</summary>
    /// <param name="key">The report.</param>
    /// <param name="version">The version of the withdrawal; null for the one above the highest.</param>
    /// <param name="highest">Looks the highest durable version up, after what is in flight; null when none is known.</param>
    /// <param name="submit">Submits the withdrawal.</param>
    /// <returns>The receipt; null when the report is unknown.</returns>
    /// <exception cref="NoHigherVersionException">The report has the highest version there is.</exception>
    public static Task<Receipt?> WithdrawAsync(ReportKey key, int? version, Func<Task<KnownVersion?>> highest, Func<Report, Task<Receipt>> submit) =>
        version is { } given
            ? OnceAsync(submit(new Report { Key = key, Version = given, Withdrawn = true }))
            : AboveHighestAsync(JournalEntryKind.Report, key, highest, known =>
                submit(new Report { Key = key, Version = known.Version + 1, Withdrawn = true }));

    /// <summary>Takes a decision back.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="at">When it is taken back.</param>
    /// <param name="highest">Looks the highest durable version up, after what is in flight; null when none is known.</param>
    /// <param name="read">Reads the decision at a journal position.</param>
    /// <param name="submit">Submits the new version.</param>
    /// <returns>The receipt; null when the decision is unknown.</returns>
    /// <exception cref="NoHigherVersionException">The decision has the highest version there is.</exception>
    public static Task<Receipt?> UndoAsync(
        string id, DateTimeOffset at, Func<Task<KnownVersion?>> highest, Func<long, Task<Decision>> read, Func<Decision, Task<Receipt>> submit) =>
        AboveHighestAsync(JournalEntryKind.Decision, new ReportKey(FactMeta.DecisionSource, id), highest, async known =>
        {
            Decision decision = await read(known.Position).ConfigureAwait(false);
            return await submit(decision with { Version = known.Version + 1, Withdrawn = true, At = at, Model = null }).ConfigureAwait(false);
        });

    private static async Task<Receipt?> OnceAsync(Task<Receipt> receipt) => await receipt.ConfigureAwait(false);

    private static async Task<Receipt?> AboveHighestAsync(
        JournalEntryKind kind, ReportKey key, Func<Task<KnownVersion?>> highest, Func<KnownVersion, Task<Receipt>> submit)
    {
        for (int attempt = 1; ; attempt++)
        {
            if (await highest().ConfigureAwait(false) is not { } known) return null;
            if (known.Withdrawn) return new Receipt(key, known.Version, SubmissionOutcome.Duplicate, known.Position, []);
            if (known.Version == int.MaxValue) throw new NoHigherVersionException(kind);
            Receipt receipt = await submit(known).ConfigureAwait(false);
            if (receipt.Outcome is SubmissionOutcome.Accepted or SubmissionOutcome.Duplicate || attempt == AttemptsMax) return receipt;
        }
    }
}
