using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Reports;

namespace Resolve.Runtime.Ports;

/// <summary>What a host of the engine offers: facts in, answers out. The API, the command line and the console speak to this.</summary>
/// <remarks>
/// Thread-safe. Questions take <c>atLeast</c>, a journal position: the answer is computed at that position or later, and
/// the call waits until the host has reached it. 0 takes the newest there is without waiting.
/// </remarks>
public interface IResolveService
{
    /// <summary>Submits reports. Each is judged by itself; all that are accepted are durable when the call returns.</summary>
    /// <param name="reports">The reports, in order.</param>
    /// <param name="cancellationToken">Gives up waiting; what was begun is finished.</param>
    /// <returns>A receipt a report, in the same order.</returns>
    /// <exception cref="JournalException">The facts could not be made durable; none of these reports was taken.</exception>
    Task<IReadOnlyList<Receipt>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken cancellationToken);

    /// <summary>Withdraws a report: from then on it is as if it had never come.</summary>
    /// <param name="key">The report.</param>
    /// <param name="version">The version of the withdrawal; null for the one after the highest known.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The receipt; null when no version was given and the report is unknown. Withdrawn before is <see cref="SubmissionOutcome.Duplicate"/>.</returns>
    /// <exception cref="JournalException">The fact could not be made durable.</exception>
    Task<Receipt?> WithdrawAsync(ReportKey key, int? version, CancellationToken cancellationToken);

    /// <summary>Gets the current version of a report.</summary>
    /// <param name="key">The report.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The report as it was sent and its place in the journal; null when it is unknown or withdrawn.</returns>
    ValueTask<StoredReportView?> GetReportAsync(ReportKey key, CancellationToken cancellationToken);

    /// <summary>Answers a question on the graph or its rings.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="FormatException">The question's cursor is not one of this question's.</exception>
    ValueTask<TAnswer> AskAsync<TAnswer>(IQuestion<TAnswer> question, long atLeast, CancellationToken cancellationToken);

    /// <summary>Gets how far the host is.</summary>
    /// <returns>The state, as of now.</returns>
    ServiceState GetState();
}

/// <summary>What came of submitting a report.</summary>
/// <param name="Key">The report.</param>
/// <param name="Version">The version submitted.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Position">The journal position of this version; 0 when it was refused.</param>
/// <param name="Warnings">What was kept and not understood: unknown fields, mentions that name no entity.</param>
public sealed record Receipt(ReportKey Key, int Version, SubmissionOutcome Outcome, long Position, IReadOnlyList<FieldError> Warnings);

/// <summary>What comes of submitting a report.</summary>
public enum SubmissionOutcome
{
    /// <summary>Taken and durable; it counts now.</summary>
    Accepted,

    /// <summary>Taken and durable; a higher version is current.</summary>
    Superseded,

    /// <summary>The same version with the same body is there already; nothing changed.</summary>
    Duplicate,

    /// <summary>The same version with another body is there already; nothing changed.</summary>
    Conflict,
}

/// <summary>A report as it is kept.</summary>
/// <param name="Report">The current version.</param>
/// <param name="Position">Its place in the journal.</param>
/// <param name="Content">What the engine reads out of it.</param>
public sealed record StoredReportView(Report Report, long Position, ReportContent Content);

/// <summary>How far a host is.</summary>
/// <param name="JournalPosition">The newest durable fact.</param>
/// <param name="GraphPosition">The facts that questions see.</param>
/// <param name="RingPosition">The facts that rings are computed from.</param>
/// <param name="Counts">How much there is.</param>
/// <param name="RingCount">How many rings.</param>
/// <param name="QueueLength">Submissions waiting.</param>
/// <param name="Failure">Why nothing can be submitted now; null when all is well.</param>
public sealed record ServiceState(long JournalPosition, long GraphPosition, long RingPosition, GraphCounts Counts, int RingCount,
    int QueueLength, string? Failure);
