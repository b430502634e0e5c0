namespace Resolve.Client.Contracts;

/// <summary>A failed request, as RFC 9457 problem details.</summary>
/// <param name="Type">A stable URI reference, such as <c>/problems/report-invalid</c>; listed in docs/api.md.</param>
/// <param name="Title">A sentence for people; the same for every problem of the type.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record ProblemData(string? Type, string? Title, int Status)
{
    /// <summary>Gets what happened this time, without personal data.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the fields or parameters that are wrong; null when the problem is of another sort.</summary>
    public IReadOnlyList<FieldErrorData>? Errors { get; init; }

    /// <summary>Gets the journal position that questions see now, of a problem about waiting for one.</summary>
    public long? Position { get; init; }

    /// <summary>Gets what kind of failure the journal has: <c>storage</c>, <c>read-only</c>, <c>in-use</c>, <c>damaged</c> or <c>unavailable</c>.</summary>
    public string? Failure { get; init; }
}
