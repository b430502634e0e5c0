using Resolve.Alerts;
using Resolve.Client.Contracts;
using Resolve.Decisions;

namespace Resolve.Api.Alerts;

/// <summary>Writes alerts and watches as contracts.</summary>
internal static class AlertMapping
{
    public static AlertData ToData(this DeliveredAlert delivered, bool forUnit)
    {
        Alert a = delivered.Alert;
        return new AlertData(
            delivered.Number, a.Id, AlertWords.Of(a.Kind), delivered.At, a.Units, [.. a.Because.Select(k => new ReportKeyData(k.Source, k.Id))], a.Position)
        {
            Ring = a.Ring,
            Absorbed = a.Absorbed,
            Provinces = Some(a.Provinces),
            Countries = Some(a.Countries),
            Signs = Some(a.Signs),
            Entities = a.Entities.Count == 0 ? null : [.. a.Entities.Select(e => e.ToString())],
            Watch = a.Watch,
            Case = a.Case,
            Suspended = a.Suspended is { } s ? new ReportKeyData(s.Source, s.Id) : null,
            MemberCount = a.MemberCount == 0 ? null : a.MemberCount,
            ReportCount = a.ReportCount == 0 ? null : a.ReportCount,
            LossVnd = a.LossVnd == 0 ? null : a.LossVnd,
            Read = forUnit ? delivered.IsRead : null,
        };
    }

    public static WatchData ToWatch(this Decision d) =>
        new(d.Id, d.Version, d.Entity.ToString(), d.Unit!, d.At) { Case = d.Case, Reason = d.Reason, By = d.By, Until = d.Until };

    private static IReadOnlyList<string>? Some(IReadOnlyList<string> texts) => texts.Count == 0 ? null : texts;
}
