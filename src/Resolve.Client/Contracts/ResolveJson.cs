using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Resolve.Client.Contracts;

/// <summary>How the contracts stand on the wire: camelCase, nulls left out, text escaped only where JSON demands it.</summary>
/// <remarks>Both the client and the API use it. Members that a contract does not know are refused on requests and ignored on answers.</remarks>
public static class ResolveJson
{
    /// <summary>Gets the options for answers: members that are not known are ignored, so that an older client reads a newer server.</summary>
    public static JsonSerializerOptions Answers { get; } = Make(strict: false);

    /// <summary>Gets the options for requests: a member that is not known is an error, so that a misspelt filter is not silently dropped.</summary>
    public static JsonSerializerOptions Requests { get; } = Make(strict: true);

    private static JsonSerializerOptions Make(bool strict)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            RespectRequiredConstructorParameters = strict,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = strict ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip,
            MaxDepth = 32,
            TypeInfoResolver = ResolveJsonContext.Default,
        };
        options.Converters.Add(new TimeConverter());
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>The generated serializers of the contracts.</summary>
[JsonSerializable(typeof(ReportData))]
[JsonSerializable(typeof(ReceiptData))]
[JsonSerializable(typeof(BatchLineData))]
[JsonSerializable(typeof(StoredReportData))]
[JsonSerializable(typeof(EntityData))]
[JsonSerializable(typeof(PageData<LinkData>))]
[JsonSerializable(typeof(PageData<RingData>))]
[JsonSerializable(typeof(RingData))]
[JsonSerializable(typeof(RingHistoryData))]
[JsonSerializable(typeof(MoneyTrailData))]
[JsonSerializable(typeof(ExpandRequest))]
[JsonSerializable(typeof(ExpandData))]
[JsonSerializable(typeof(PathsRequest))]
[JsonSerializable(typeof(PathsData))]
[JsonSerializable(typeof(CommonRequest))]
[JsonSerializable(typeof(CommonData))]
[JsonSerializable(typeof(PageData<NeighbourData>))]
[JsonSerializable(typeof(SubgraphRequest))]
[JsonSerializable(typeof(SubgraphData))]
[JsonSerializable(typeof(CountRequest))]
[JsonSerializable(typeof(CountData))]
[JsonSerializable(typeof(TimelineRequest))]
[JsonSerializable(typeof(TimelineData))]
[JsonSerializable(typeof(SearchData))]
[JsonSerializable(typeof(StateData))]
[JsonSerializable(typeof(HealthData))]
[JsonSerializable(typeof(ProblemData))]
[JsonSerializable(typeof(DecisionData))]
[JsonSerializable(typeof(DecisionsData))]
[JsonSerializable(typeof(PersonComparisonData))]
[JsonSerializable(typeof(PersonHistoryData))]
[JsonSerializable(typeof(PersonModelData))]
[JsonSerializable(typeof(PersonSearchRequest))]
[JsonSerializable(typeof(PersonSearchData))]
[JsonSerializable(typeof(AlertData))]
[JsonSerializable(typeof(AlertsData))]
[JsonSerializable(typeof(AlertsReadRequest))]
[JsonSerializable(typeof(AlertsReadData))]
[JsonSerializable(typeof(WatchRequest))]
[JsonSerializable(typeof(WatchData))]
[JsonSerializable(typeof(WatchesData))]
[JsonSerializable(typeof(ParseRequestData))]
[JsonSerializable(typeof(ParseData))]
internal sealed partial class ResolveJsonContext : JsonSerializerContext;
