using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Resolve.Reports;

/// <summary>The one form of JSON that is hashed, stored and exported: no white space, known members in a fixed order, others sorted by ordinal.</summary>
public static class CanonicalJson
{
    /// <summary>Gets the options that every canonical writer uses: text is escaped only where JSON demands it.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>How many times as long as what came the canonical form is at most: an escaped byte takes six, and members that the reader adds the
    /// rest.</summary>
    internal const int GrowthMax = 8;

    /// <summary>Writes a value with its members sorted.</summary>
    /// <param name="value">The value.</param>
    /// <param name="json">The canonical text.</param>
    /// <returns>False when the value holds text that is not Unicode, or a NUL.</returns>
    public static bool TryWrite(JsonElement value, out string json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            try
            {
                if (!Write(value, writer))
                {
                    json = "";
                    return false;
                }
            }
            catch (InvalidOperationException)
            {
                json = "";
                return false;
            }
        }
        json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return true;
    }

    private static bool Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    if (!Write(member.Value, writer)) return false;
                }
                writer.WriteEndObject();
                return true;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement member in value.EnumerateArray())
                    if (!Write(member, writer)) return false;
                writer.WriteEndArray();
                return true;
            case JsonValueKind.String:
                string text = value.GetString()!;
                if (text.Contains('\0')) return false;
                writer.WriteStringValue(text);
                return true;
            default:
                writer.WriteRawValue(value.GetRawText());
                return true;
        }
    }
}
