using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Resolve.Alerts;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Reports;

namespace Resolve.Api.OpenApi;

/// <summary>The closed sets of words in the contracts, as enums of the OpenAPI document, from the tables that readers and writers use.</summary>
internal static class OpenApiWords
{
    private static readonly string[] s_outcomes =
        [OutcomeWords.Accepted, OutcomeWords.Superseded, OutcomeWords.Duplicate, OutcomeWords.Conflict];

    private static readonly string[] s_strengths = ["strong", "medium", "weak"];
    private static readonly string[] s_bands = ["same", "possible", "no"];

    private static readonly (string Schema, string Property, IReadOnlyList<string> Words)[] s_words =
    [
        ("MentionData", "kind", WireNames.MentionKinds),
        ("MentionData", "role", WireNames.Roles),
        ("ReadMentionData", "role", WireNames.Roles),
        ("RoleCountData", "role", WireNames.Roles),
        ("EntityMentionData", "role", WireNames.Roles),
        ("EvidenceData", "fromRole", WireNames.Roles),
        ("EvidenceData", "toRole", WireNames.Roles),
        ("ReportLinkData", "kind", WireNames.LinkKinds),
        ("LinkData", "kind", WireNames.LinkKinds),
        ("ReportData", "status", WireNames.Statuses),
        ("ReceiptData", "outcome", s_outcomes),
        ("BatchLineData", "outcome", [.. s_outcomes, OutcomeWords.Rejected, OutcomeWords.Failed]),
        ("EntitySummaryData", "kind", WireNames.MentionKinds),
        ("RingMemberData", "kind", WireNames.MentionKinds),
        ("ForeignTieData", "strength", s_strengths),
        ("ForeignIndicatorData", "strength", s_strengths),
        ("PairExplanationData", "band", s_bands),
        ("PersonHitData", "band", s_bands),
        ("PairDecisionData", "kind", ["same", "different"]),
        ("PersonEventData", "cause", ["report", "decision"]),
        ("DecisionData", "kind", [.. Enum.GetValues<DecisionKind>().Select(DecisionReader.WordOf)]),
        ("AlertData", "kind", [.. Enum.GetValues<AlertKind>().Select(AlertWords.Of)]),
    ];

    /// <summary>Puts the words into the schemas.</summary>
    /// <exception cref="InvalidOperationException">A schema or property of the table is not in the document: a contract was renamed.</exception>
    public static void Apply(OpenApiDocument document)
    {
        foreach ((string schema, string property, IReadOnlyList<string> words) in s_words)
        {
            if (document.Components?.Schemas?.TryGetValue(schema, out IOpenApiSchema? known) != true
                || known?.Properties?.TryGetValue(property, out IOpenApiSchema? member) != true || member is not OpenApiSchema text)
                throw new InvalidOperationException($"The OpenAPI document has no text {schema}.{property}; correct {nameof(OpenApiWords)}.");
            text.Enum = [.. words.Select(w => (JsonNode)JsonValue.Create(w)!)];
            if (text.Type is { } type && type.HasFlag(JsonSchemaType.Null)) text.Enum.Add(JsonNullSentinel.JsonNull);
        }
    }
}
