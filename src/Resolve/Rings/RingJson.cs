using System.Text.Json;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>A ring as canonical JSON: every list sorted, nothing that depends on the order of arrival.</summary>
public static class RingJson
{
    /// <summary>Writes a ring.</summary>
    /// <param name="w">The writer, with <see cref="CanonicalJson.WriterOptions"/>.</param>
    /// <param name="ring">The ring.</param>
    public static void Write(Utf8JsonWriter w, Ring ring)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(ring);
        w.WriteStartObject();
        w.WriteString("id", ring.Id);
        w.WriteStartArray("members");
        foreach (RingMember member in ring.Members)
        {
            w.WriteStartObject();
            w.WriteString("key", member.Key.ToString());
            w.WriteString("label", member.Label);
            w.WriteNumber("reports", member.ReportCount);
            w.WriteNumber("links", member.LinkCount);
            Strings(w, "namesakes", member.Namesakes.Select(k => k.ToString()));
            WriteRoles(w, member.Roles);
            if (member.Use is { } use) WriteUse(w, use);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        Strings(w, "victims", ring.Victims.Select(v => v.ToString()));
        Strings(w, "reports", ring.Reports.Select(r => r.ToString()));
        w.WriteStartArray("loss");
        foreach (Money loss in ring.Loss)
        {
            w.WriteStartObject();
            w.WritePropertyName("amount");
            w.WriteRawValue(ReportWriter.Format(loss.Amount));
            w.WriteString("currency", loss.Currency);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        Strings(w, "provinces63", ring.Provinces63);
        Strings(w, "provinces34", ring.Provinces34);
        WritePlaces(w, "places63", ring.Places63);
        WritePlaces(w, "places34", ring.Places34);
        w.WriteStartArray("foreignTies");
        foreach (ForeignTie tie in ring.ForeignTies)
        {
            w.WriteStartObject();
            w.WriteString("country", tie.Country);
            w.WriteStartArray("indicators");
            foreach (ForeignIndicator indicator in tie.Indicators)
            {
                w.WriteStartObject();
                w.WriteString("key", indicator.Key.ToString());
                w.WriteString("sign", indicator.Sign);
                w.WriteString("strength", WordOf(indicator.Strength));
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteEndObject();
        }
        w.WriteEndArray();
        Strings(w, "typologies", ring.Typologies);
        w.WriteStartArray("timeline");
        foreach (RingDay day in ring.Timeline)
        {
            w.WriteStartObject();
            w.WriteString("day", day.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            w.WriteNumber("reports", day.ReportCount);
            w.WriteEndObject();
        }
        w.WriteEndArray();
        w.WriteStartObject("leads");
        w.WriteNumber("identifiedPersons", ring.Leads.IdentifiedPersonCount);
        w.WriteNumber("domesticAccounts", ring.Leads.DomesticAccountCount);
        w.WriteNumber("devices", ring.Leads.DeviceCount);
        w.WriteNumber("namedNumbers", ring.Leads.NamedNumberCount);
        w.WriteEndObject();
        if (ring.FirstSeen is { } first) w.WriteString("firstSeen", IsoTime.Format(first));
        if (ring.LastSeen is { } last) w.WriteString("lastSeen", IsoTime.Format(last));
        w.WriteEndObject();
    }

    /// <summary>Returns the word for a strength.</summary>
    /// <param name="strength">The strength.</param>
    /// <returns><c>strong</c>, <c>medium</c>, <c>weak</c> or <c>none</c>.</returns>
    public static string WordOf(SignStrength strength) => strength switch
    {
        SignStrength.Strong => "strong",
        SignStrength.Medium => "medium",
        SignStrength.Weak => "weak",
        _ => "none",
    };

    private static void WritePlaces(Utf8JsonWriter w, string name, IReadOnlyList<ProvinceShare> places)
    {
        w.WriteStartArray(name);
        foreach (ProvinceShare place in places)
        {
            w.WriteStartObject();
            w.WriteString("name", place.Name);
            w.WriteNumber("reports", place.ReportCount);
            w.WriteNumber("victims", place.VictimCount);
            w.WriteNumber("suspects", place.SuspectCount);
            w.WriteNumber("accounts", place.AccountCount);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    /// <summary>Only what another ring uses, too, has a use.</summary>
    private static void WriteUse(Utf8JsonWriter w, RingUse use)
    {
        w.WriteStartObject("use");
        WriteTime("first", use.First);
        WriteTime("last", use.Last);
        w.WriteEndObject();

        void WriteTime(string name, DateTimeOffset? time)
        {
            if (time is { } known) w.WriteString(name, IsoTime.Format(known));
            else w.WriteNull(name);
        }
    }

    private static void WriteRoles(Utf8JsonWriter w, IReadOnlyList<MemberRole> roles)
    {
        w.WriteStartArray("roles");
        foreach (MemberRole role in roles)
        {
            w.WriteStartObject();
            w.WriteString("role", role.Word);
            w.WriteNumber("score", role.Score);
            w.WriteStartArray("reasons");
            foreach (RoleReason reason in role.Reasons)
            {
                w.WriteStartObject();
                w.WriteString("reason", reason.Word);
                w.WriteNumber("points", reason.Points);
                Strings(w, "reports", reason.Reports.Select(r => r.ToString()));
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter w, string name, IEnumerable<string> values)
    {
        w.WriteStartArray(name);
        foreach (string value in values) w.WriteStringValue(value);
        w.WriteEndArray();
    }
}
