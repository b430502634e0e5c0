using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>What a report contributes to the graph: a pure function of the report (see <see cref="ReportExtractor"/>).</summary>
/// <param name="Report">What is kept of the report itself.</param>
/// <param name="Mentions">Its mentions in order, then those implied by it (account holders, identifiers in the narrative).</param>
/// <param name="Links">Its links in order, then those implied; ends are indices of <paramref name="Mentions"/> that name an entity.</param>
public sealed record ReportContent(ReportHead Report, IReadOnlyList<ContentMention> Mentions, IReadOnlyList<ContentLink> Links)
{
    /// <summary>Gets how many mentions of persons the whole report has, where this is a part of it; null where it is the whole. Implied ones are not
    /// counted.</summary>
    internal int? PersonCountOfWhole { get; init; }
}

/// <summary>A mention as the engine reads it.</summary>
/// <param name="Ref">The mention's ref.</param>
/// <param name="Role">Its role.</param>
/// <param name="Key">The entity's key; default for a person and for a value that names no entity.</param>
/// <param name="Record">The person's record; null for anything else.</param>
/// <param name="Candidates">The entities it may name when it is ambiguous; shown, never linked.</param>
/// <param name="Reason">Why it names no entity, as a stable word, or <c>birth-of-nobody</c> beside a record whose date of birth is not compared; else
/// null.</param>
/// <param name="Implied">Whether the report names it only inside another mention or its text.</param>
public sealed record ContentMention(
    string Ref,
    MentionRole Role,
    EntityKey Key,
    PersonRecord? Record,
    IReadOnlyList<EntityKey> Candidates,
    string? Reason,
    bool Implied)
{
    /// <summary>Gets whether it names an entity.</summary>
    public bool NamesEntity => Record is not null || !Key.IsDefault;
}

/// <summary>A link as the engine reads it.</summary>
/// <param name="From">The index of the mention it starts at.</param>
/// <param name="To">The index of the mention it ends at.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Detail">Amount, time and reference; null when the report states none.</param>
public readonly record struct ContentLink(int From, int To, LinkKind Kind, LinkDetail? Detail);

/// <summary>What a report states about a link beside its ends and kind.</summary>
/// <param name="Amount">The amount, in whole units of the currency.</param>
/// <param name="Currency">The ISO 4217 code; <c>VND</c> by default.</param>
/// <param name="At">When.</param>
/// <param name="Reference">The bank's or operator's reference.</param>
public sealed record LinkDetail(decimal? Amount, string? Currency, DateTimeOffset? At, string? Reference);
