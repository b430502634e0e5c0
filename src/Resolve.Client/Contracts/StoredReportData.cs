using System.Text.Json;

namespace Resolve.Client.Contracts;

/// <summary>A report as it is kept.</summary>
/// <param name="Position">The journal position of the current version.</param>
/// <param name="Report">The report in canonical JSON, unknown fields included.</param>
/// <param name="Mentions">What was read out of each mention, in the report's order, then what it implies.</param>
public sealed record StoredReportData(long Position, JsonElement Report, IReadOnlyList<ReadMentionData> Mentions);

/// <summary>What was read out of a mention.</summary>
/// <param name="Ref">The mention's ref.</param>
/// <param name="Role">Its role.</param>
/// <param name="Implied">Whether the report names it only inside another mention or its text.</param>
public sealed record ReadMentionData(string Ref, string Role, bool Implied)
{
    /// <summary>Gets the key of the entity it names; null for a person and for a mention that names no entity.</summary>
    public string? Entity { get; init; }

    /// <summary>Gets the fingerprint of the person's record; null for anything else.</summary>
    public string? Record { get; init; }

    /// <summary>Gets the keys it may mean when it is ambiguous; null when it is not.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>Gets why it names no entity, as a stable word; null when it does.</summary>
    public string? Reason { get; init; }
}
