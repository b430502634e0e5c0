using System.Buffers;
using System.Text.Json;

namespace Resolve.Api.Persons;

/// <summary>Gives a decision what the sender left to the host: its id and its time.</summary>
internal static class DecisionBody
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Adds <c>id</c> and <c>at</c> where they are missing; the reader reports whatever else is wrong.</summary>
    /// <param name="utf8">The decision as sent.</param>
    /// <param name="clock">The clock for <c>at</c>.</param>
    /// <returns>The decision with both, or the same bytes.</returns>
    public static byte[] Complete(byte[] utf8, TimeProvider clock)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, s_options);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return utf8;
            bool hasId = root.TryGetProperty("id"u8, out _), hasAt = root.TryGetProperty("at"u8, out _);
            if (hasId && hasAt) return utf8;
            var buffer = new ArrayBufferWriter<byte>(utf8.Length + 128);
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            DateTimeOffset now = clock.GetUtcNow();
            if (!hasId) json.WriteString("id"u8, Guid.CreateVersion7(now));
            if (!hasAt) json.WriteString("at"u8, now);
            foreach (JsonProperty member in root.EnumerateObject()) member.WriteTo(json);
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return utf8;
        }
    }
}
