using System.Text.Json;
using Resolve.Reports;

namespace Resolve.Rings;

/// <summary>A ring as canonical JSON: every list sorted, nothing that tells of the order of arrival.</summary>
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
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteEndObject();
        }
        w.WriteEndArray();
        Strings(w, "typologies", ring.Typologies);
        if (ring.FirstSeen is { } first) w.WriteString("firstSeen", IsoTime.Format(first));
        if (ring.LastSeen is { } last) w.WriteString("lastSeen", IsoTime.Format(last));
        w.WriteEndObject();
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
