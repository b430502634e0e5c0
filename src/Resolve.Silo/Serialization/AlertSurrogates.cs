using Resolve.Alerts;
using Resolve.Runtime.Ports;

namespace Resolve.Silo.Serialization;

/// <summary>An alert as an inbox holds it; the alert itself as stores keep it.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.told-alert")]
internal struct DeliveredAlertSurrogate
{
    [Id(0)] public long Number;
    [Id(1)] public DateTimeOffset At;
    [Id(2)] public string Alert;
    [Id(3)] public bool IsRead;
}

/// <inheritdoc cref="DeliveredAlertSurrogate"/>
[RegisterConverter]
internal sealed class DeliveredAlertConverter : IConverter<DeliveredAlert, DeliveredAlertSurrogate>
{
    public DeliveredAlert ConvertFromSurrogate(in DeliveredAlertSurrogate s) => new(s.Number, s.At, AlertJson.Read(s.Alert), s.IsRead);

    public DeliveredAlertSurrogate ConvertToSurrogate(in DeliveredAlert v) =>
        new() { Number = v.Number, At = v.At, Alert = AlertJson.Write(v.Alert), IsRead = v.IsRead };
}

/// <summary>How many alerts there are.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.alert-counts")]
internal struct AlertCountsSurrogate
{
    [Id(0)] public int Total;
    [Id(1)] public int Unread;
    [Id(2)] public long Newest;
}

/// <inheritdoc cref="AlertCountsSurrogate"/>
[RegisterConverter]
internal sealed class AlertCountsConverter : IConverter<AlertCounts, AlertCountsSurrogate>
{
    public AlertCounts ConvertFromSurrogate(in AlertCountsSurrogate s) => new(s.Total, s.Unread, s.Newest);

    public AlertCountsSurrogate ConvertToSurrogate(in AlertCounts v) => new() { Total = v.Total, Unread = v.Unread, Newest = v.Newest };
}

/// <summary>Which alerts to list, as a document.</summary>
[RegisterConverter]
internal sealed class AlertQueryConverter : IConverter<AlertQuery, JsonSurrogate>
{
    public AlertQuery ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<AlertQuery>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in AlertQuery value) => DocumentJson.Write(value);
}

/// <summary>A ring that its reports are asked of, as a document.</summary>
[RegisterConverter]
internal sealed class RingQuestionConverter : IConverter<RingQuestion, JsonSurrogate>
{
    public RingQuestion ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<RingQuestion>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in RingQuestion value) => DocumentJson.Write(value);
}

/// <summary>What a ring's reports state, as a document.</summary>
[RegisterConverter]
internal sealed class RingEvidenceSummaryConverter : IConverter<RingEvidenceSummary, JsonSurrogate>
{
    public RingEvidenceSummary ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<RingEvidenceSummary>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in RingEvidenceSummary value) => DocumentJson.Write(value);
}

/// <summary>A report that names a watched entity, as a document.</summary>
[RegisterConverter]
internal sealed class WatchSightingConverter : IConverter<WatchSighting, JsonSurrogate>
{
    public WatchSighting ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<WatchSighting>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in WatchSighting value) => DocumentJson.Write(value);
}

/// <summary>A suspended report's links, as a document.</summary>
[RegisterConverter]
internal sealed class SuspendedLinksConverter : IConverter<SuspendedLinks, JsonSurrogate>
{
    public SuspendedLinks ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<SuspendedLinks>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in SuspendedLinks value) => DocumentJson.Write(value);
}
