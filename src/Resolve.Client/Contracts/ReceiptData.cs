namespace Resolve.Client.Contracts;

/// <summary>What came of submitting or withdrawing one report.</summary>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The version submitted.</param>
/// <param name="Outcome">A word of <see cref="OutcomeWords"/>.</param>
/// <param name="Position">The journal position of this version, from 1: give it as <c>atLeast</c> to see its effect in an answer.</param>
/// <param name="Warnings">What was kept and not understood; empty when all was.</param>
public sealed record ReceiptData(string Source, string Id, int Version, string Outcome, long Position, IReadOnlyList<FieldErrorData> Warnings);

/// <summary>What came of one line of a batch.</summary>
/// <param name="Line">The line number in the request, from 1; blank lines count and get no answer.</param>
/// <param name="Outcome">A word of <see cref="OutcomeWords"/>.</param>
public sealed record BatchLineData(long Line, string Outcome)
{
    /// <summary>Gets the report's source; null when the line was rejected.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the report's id; null when the line was rejected.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the version; null when the line was rejected.</summary>
    public int? Version { get; init; }

    /// <summary>Gets the journal position; null when the report was not taken.</summary>
    public long? Position { get; init; }

    /// <summary>Gets what was kept and not understood; null when all was.</summary>
    public IReadOnlyList<FieldErrorData>? Warnings { get; init; }

    /// <summary>Gets what is wrong with a line that was not taken; null when it was.</summary>
    public IReadOnlyList<FieldErrorData>? Errors { get; init; }
}

/// <summary>The words of <see cref="ReceiptData.Outcome"/> and <see cref="BatchLineData.Outcome"/>.</summary>
public static class OutcomeWords
{
    /// <summary>Taken and durable; it counts now.</summary>
    public const string Accepted = "accepted";

    /// <summary>Taken and durable; a higher version is current.</summary>
    public const string Superseded = "superseded";

    /// <summary>The same version with the same body was there already; nothing changed.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>The same version with another body was there already; nothing changed.</summary>
    public const string Conflict = "conflict";

    /// <summary>The line is not a valid report; sending it again will not help.</summary>
    public const string Rejected = "rejected";

    /// <summary>The report could not be made durable; it was not taken, and may be sent again.</summary>
    public const string Failed = "failed";
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Path">The field, such as <c>mentions[2].value</c>; empty for the whole.</param>
/// <param name="Code">A stable word, such as <c>required</c>; listed in docs/api.md.</param>
/// <param name="Message">A sentence for people, without the value.</param>
public sealed record FieldErrorData(string Path, string Code, string Message);
