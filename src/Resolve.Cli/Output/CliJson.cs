using System.Text.Json.Serialization;
using Resolve.Cli.Commands;
using Resolve.Cli.Commands.Evaluation;
using Resolve.Cli.Commands.Import;
using Resolve.Identifiers;

namespace Resolve.Cli.Output;

/// <summary>The generated serializers of what only the command line prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(GenerateSummary))]
[JsonSerializable(typeof(ParseExplanation))]
[JsonSerializable(typeof(VerifySummary))]
[JsonSerializable(typeof(EvaluateSummary))]
internal sealed partial class CliJson : JsonSerializerContext;
