using System.Text.Json.Serialization;

namespace Resolve.Cli.Commands.Review;

/// <summary>What <c>train</c> wrote, as <c>--json</c> prints it; weights in thousandths of a bit.</summary>
internal sealed record TrainSummary(string File, string Name, int Records, int SameThresholdMillibits, int PossibleThresholdMillibits);

/// <summary>The generated serializers of what only these commands print.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainSummary))]
internal sealed partial class ReviewJson : JsonSerializerContext;
