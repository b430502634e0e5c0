using System.Text.Json.Serialization;

namespace Resolve.Cli.Commands.Review;

/// <summary>What <c>train</c> wrote, as <c>--json</c> prints it; weights in thousandths of a bit.</summary>
internal sealed record TrainSummary(string File, string Name, int Records, int SameThresholdMillibits, int PossibleThresholdMillibits);

/// <summary>The model that persons are resolved by, as <c>--json</c> prints it.</summary>
/// <param name="Decision">The decision that adopted it; null for the model that ships.</param>
/// <param name="Name">Its name; null where a server does not tell it.</param>
internal sealed record ModelSummary(Client.Contracts.DecisionData? Decision, string? Name)
{
    /// <summary>Gets how many records it was trained on; 0 for the one that ships.</summary>
    public int? TrainedRecords { get; init; }

    /// <summary>Gets the total at which two records are the same person.</summary>
    public int? SameThresholdMillibits { get; init; }

    /// <summary>Gets the total at which two records are possibly the same person.</summary>
    public int? PossibleThresholdMillibits { get; init; }
}

/// <summary>The generated serializers of what only these commands print.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainSummary))]
[JsonSerializable(typeof(ModelSummary))]
internal sealed partial class ReviewJson : JsonSerializerContext;
