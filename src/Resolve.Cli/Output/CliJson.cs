using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Resolve.Identifiers.Explanations;

namespace Resolve.Cli.Output;

/// <summary>The generated serializers of what only the command line prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(GenerateSummary))]
[JsonSerializable(typeof(ParseExplanation))]
[JsonSerializable(typeof(VerifySummary))]
[JsonSerializable(typeof(EvaluateSummary))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Gets the serializers that leave Vietnamese letters readable.</summary>
    public static CliJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
