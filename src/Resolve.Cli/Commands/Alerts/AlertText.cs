using Resolve.Alerts;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Alerts;

/// <summary>Alerts as people read them, and as the API writes them.</summary>
internal static class AlertText
{
    /// <summary>Writes one alert on one line.</summary>
    public static void Write(TextWriter output, AlertData a)
    {
        string because = string.Join(", ", a.Because.Select(k => $"{k.Source}/{k.Id}"));
        string unread = a.Read == false ? "*" : " ";
        output.WriteLine(SafeText.Clean($"{a.Number,6}{unread} {Format.Time(a.At)}  {a.Kind,-16}  {WhatOf(a)}; because of {because}; for "
            + $"{(a.Units.Count == 0 ? "central units" : string.Join(' ', a.Units))}"));
    }

    /// <summary>Writes an alert as the API does.</summary>
    public static AlertData Of(DeliveredAlert delivered, bool forUnit)
    {
        Alert a = delivered.Alert;
        return new AlertData(delivered.Number, a.Id, AlertWords.Of(a.Kind), delivered.At, a.Units,
            [.. a.Because.Select(k => new ReportKeyData(k.Source, k.Id))], a.Position)
        {
            Ring = a.Ring,
            Absorbed = a.Absorbed,
            Provinces = a.Provinces.Count == 0 ? null : a.Provinces,
            Countries = a.Countries.Count == 0 ? null : a.Countries,
            Signs = a.Signs.Count == 0 ? null : a.Signs,
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

    private static string WhatOf(AlertData a)
    {
        string places = string.Join(", ", (a.Provinces ?? [])
            .Concat((a.Countries ?? []).Select(c => a.Signs is { } signs ? $"{c} ({string.Join(' ', signs)})" : c)));
        string entities = string.Join(' ', a.Entities ?? []);
        return a.Kind switch
        {
            "ring-new" => $"{a.Ring} with {Format.Many(a.MemberCount ?? 0, "member")} in {Format.Many(a.ReportCount ?? 0, "report")}, "
                + $"{Format.Sum(a.LossVnd ?? 0)} VND; {places}",
            "ring-reached" => $"{a.Ring} reached {places}",
            "rings-merged" => $"{a.Absorbed} went into {a.Ring}{(places.Length > 0 ? $", which thereby reached {places}" : "")}",
            "watch-seen" => $"{entities} was seen (watch {a.Watch}{(a.Case is null ? "" : $", case {a.Case}")})",
            _ => $"suspended report {a.Suspended?.Source}/{a.Suspended?.Id} shares {entities}",
        };
    }
}
