using System.Text.Json;

namespace Resolve.Client.Durable.Outbox;

/// <summary>Reads from a report what the outbox must know, and refuses what could never be sent.</summary>
internal static class ReportIdentity
{
    /// <summary>The most bytes of a report that the service takes.</summary>
    public const int SizeBytesMax = 1 << 20;

    private const int PartLengthMax = 200, TagLengthMax = 500, DepthMax = 64;

    /// <summary>Makes a row of a report.</summary>
    /// <exception cref="ArgumentException">It is no JSON object with a source and an id, or too large.</exception>
    public static OutboxRow Read(FeedReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Json.Length > SizeBytesMax) throw new ArgumentException($"A report has at most {SizeBytesMax} bytes.", nameof(report));
        if (report.Tag?.Length > TagLengthMax) throw new ArgumentException($"A tag has at most {TagLengthMax} characters.", nameof(report));
        byte[] body = OneLine(report.Json.Span);
        try
        {
            return Read(body, report.Tag);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException("A report is one JSON object in UTF-8.", nameof(report), e);
        }
    }

    /// <summary>Copies JSON without line breaks; between tokens they are blanks, and inside texts JSON allows none.</summary>
    private static byte[] OneLine(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        byte[] line = json.ToArray();
        if (line.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') < 0) return line;
        for (int i = 0; i < line.Length; i++)
            if (line[i] is (byte)'\n' or (byte)'\r') line[i] = (byte)' ';
        return line;
    }

    private static OutboxRow Read(byte[] body, string? tag)
    {
        (string? source, string? id, int version) = (null, null, 1);
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DepthMax });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("source"u8)) source = Text(ref reader);
            else if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("version"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int given)) version = given;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        if (reader.Read()) throw new JsonException();
        return new OutboxRow(Part(source, "source"), Part(id, "id"), version, tag, body);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static string Part(string? value, string name) =>
        value is { Length: > 0 and <= PartLengthMax }
            ? value
            : throw new ArgumentException($"A report has a \"{name}\", a text of 1 to {PartLengthMax} characters.", name);
}
