using System.Globalization;
using System.Text.Json;
using Resolve.Identifiers;
using Resolve.Identifiers.Explanations;
using Resolve.Reports;

namespace Resolve.Tables;

/// <summary>Reads mappings; every fault names its place.</summary>
internal static class CsvMappingReader
{
    private static readonly JsonDocumentOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false };
    private static readonly string[] s_reportTexts = ["unit", "receivedAt", "occurredAt", "province", "narrative"];
    private static readonly string[] s_reportOthers = ["source", "id", "delimiter", "typologies", "loss", "currency", "mentions", "links"];
    private static readonly string[] s_personTexts = ["role", "name", "dob", "sex", "nationality"];
    private static readonly string[] s_personLists = ["aliases", "documents", "addresses", "phones", "emails", "accounts"];
    private static readonly string[] s_linkTexts = ["amount", "currency", "at", "reference"];
    private static readonly string[] s_documentTypes = ["cccd", "cmnd", "passport", "national-id", "driver-licence", "other"];

    public static CsvMapping Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8, s_options);
            return ReadRoot(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new CsvMappingException($"The mapping is not JSON that can be read: {e.Message}", e);
        }
    }

    private static CsvMapping ReadRoot(JsonElement root)
    {
        Known(root, "", [.. s_reportTexts, .. s_reportOthers]);
        CsvText? loss = Text(root, "loss", "");
        List<CsvMention> mentions = List(root, "mentions", "", ReadMention);
        if (mentions.Count == 0 && !root.TryGetProperty("narrative",
            out _)) throw new CsvMappingException("mentions: a mapping makes at least one mention, or a narrative.");
        if (mentions.GroupBy(m => m.Ref, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new CsvMappingException($"mentions: the ref '{twice.Key}' stands twice.");
        List<CsvLink> links = List(root, "links", "", ReadLink);
        foreach (CsvLink link in links)
            foreach (string end in (string[])[link.From, link.To])
                if (!mentions.Exists(m => m.Ref == end)) throw new CsvMappingException($"links: no mention of the mapping has the ref '{end}'.");
        return new CsvMapping
        {
            // A plain text is the source itself, not a column: all rows of a file come from one system.
            Source = root.TryGetProperty("source", out JsonElement source) && source.ValueKind == JsonValueKind.String
                ? new CsvText([], source.GetString(), [], default)
                : Text(root, "source", "") ?? throw new CsvMappingException("source: missing. It is the name of the sending system."),
            Id = Id(root, out bool content),
            IdFromContent = content,
            Delimiter = Delimiter(root),
            Texts = Texts(root, s_reportTexts, ""),
            Typologies = List(root, "typologies", "", Text),
            Loss = loss,
            LossCurrency = Text(root, "currency", ""),
            Mentions = mentions,
            Links = links,
        };
    }

    /// <summary>Reads where the id comes from: a text, and with <c>"content": true</c> the row itself where the text is empty or not given.</summary>
    private static CsvText? Id(JsonElement root, out bool content)
    {
        content = root.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Object && id.TryGetProperty("content", out JsonElement asked)
            && asked.ValueKind == JsonValueKind.True;
        if (!content) return Text(root, "id", "")
            ?? throw new CsvMappingException("id: missing. It is the column of the report's id, or { \"content\": true }.");
        Known(id, "id", ["content", "column", "columns"]);
        return Text(id, "column", "id") ?? Text(id, "columns", "id");
    }

    private static CsvMention ReadMention(JsonElement element, string path)
    {
        string kind = Word(element, "kind", path);
        if (!WireNames.MentionKinds.Contains(kind)) throw new CsvMappingException($"{path}.kind: '{kind}' is none of "
            + $"{string.Join(", ", WireNames.MentionKinds)}.");
        string[] texts = kind == "person" ? s_personTexts : ["role", "value", .. EntityKinds.Find(kind)!.Fields];
        Known(element, path, kind == "person" ? ["kind", "ref", .. texts, .. s_personLists] : ["kind", "ref", .. texts]);
        var mention = new CsvMention
        {
            Kind = kind,
            Ref = element.TryGetProperty("ref", out _) ? Word(element, "ref", path) : "m"
                + (1 + int.Parse(path.AsSpan(9, path.Length - 10), CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
            Texts = Texts(element, texts, path),
            Aliases = List(element, "aliases", path, Text),
            Documents = List(element, "documents", path, ReadDocument),
            Addresses = List(element, "addresses", path, Text),
            Phones = List(element, "phones", path, Text),
            Emails = List(element, "emails", path, Text),
            Accounts = List(element, "accounts", path, ReadAccount),
        };
        if (kind != "person" && !mention.Texts.Any(t =>
            t.Name == "value")) throw new CsvMappingException($"{path}.value: missing. It is the column of the identifier.");
        return mention;
    }

    private static CsvDocument ReadDocument(JsonElement element, string path)
    {
        Known(element, path, ["type", "column", "columns", "country"]);
        string word = Word(element, "type", path);
        string type = IdentifierParser.DocumentType(word) ?? word;
        if (!s_documentTypes.Contains(type)) throw new CsvMappingException($"{path}.type: '{type}' is none of {string.Join(", ", s_documentTypes)}.");
        CsvText number = Text(element, "column", path) ?? Text(element, "columns", path)
            ?? throw new CsvMappingException($"{path}.column: missing. It is the column of the number.");
        // A plain text is the state itself, as for the source.
        CsvText? country = element.TryGetProperty("country", out JsonElement c) && c.ValueKind == JsonValueKind.String
            ? new CsvText([], c.GetString(), [], default) : Text(element, "country", path);
        return new CsvDocument(type, number, country);
    }

    private static CsvAccount ReadAccount(JsonElement element, string path)
    {
        Known(element, path, ["number", "bank", "holder"]);
        return new CsvAccount(Text(element, "number", path) ?? throw new CsvMappingException($"{path}.number: missing."), Text(element, "bank", path),
            Text(element, "holder", path));
    }

    private static CsvLink ReadLink(JsonElement element, string path)
    {
        Known(element, path, ["from", "to", "kind", .. s_linkTexts]);
        string kind = Word(element, "kind", path);
        if (!WireNames.LinkKinds.Contains(kind)) throw new CsvMappingException($"{path}.kind: '{kind}' is none of {string.Join(", ", WireNames.LinkKinds)}.");
        return new CsvLink(Word(element, "from", path), Word(element, "to", path), kind, Texts(element, s_linkTexts, path));
    }

    private static List<(string Name, CsvText Text)> Texts(JsonElement element, string[] names, string path)
    {
        var texts = new List<(string, CsvText)>();
        foreach (string name in names)
        {
            // The role is a word of the wire, the same for all rows, unless it says {"column": …}.
            if (name == "role" && element.TryGetProperty("role", out JsonElement role) && role.ValueKind == JsonValueKind.String)
            {
                string word = role.GetString()!;
                if (!WireNames.Roles.Contains(word)) throw new CsvMappingException($"{path}.role: '{word}' is none of {string.Join(", ", WireNames.Roles)}.");
                texts.Add((name, new CsvText([], word, [], default)));
            }
            else if (Text(element, name, path) is { } text)
            {
                texts.Add((name, text));
            }
        }
        return texts;
    }

    private static CsvText? Text(JsonElement parent, string name, string path) =>
        parent.TryGetProperty(name, out JsonElement element) ? Text(element, Join(path, name)) : null;

    /// <summary>Reads a selector: a column, a list of columns, or an object with column or columns or constant.</summary>
    private static CsvText Text(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return new CsvText([Column(element, path)], null, [], default);
            case JsonValueKind.Array:
                return new CsvText(Columns(element, path), null, [], default);
            case JsonValueKind.Object:
                Known(element, path, ["column", "columns", "constant", "format", "formats", "offset"]);
                string[] formats = element.TryGetProperty("formats", out JsonElement many) ? [.. Columns(many, path + ".formats")]
                    : element.TryGetProperty("format", out JsonElement one) ? [Column(one, path + ".format")] : [];
                TimeSpan offset = element.TryGetProperty("offset", out JsonElement o) ? Offset(o, path + ".offset") : TimeSpan.FromHours(7);
                if (element.TryGetProperty("constant", out JsonElement constant)) return new CsvText([], Column(constant, path + ".constant"), formats, offset);
                if (element.TryGetProperty("columns", out JsonElement columns)) return new CsvText(Columns(columns, path + ".columns"), null, formats, offset);
                if (!element.TryGetProperty("column", out JsonElement column)) throw new CsvMappingException($"{path}: an object here has a column, columns "
                    + "or a constant.");
                return new CsvText([Column(column, path + ".column")], null, formats, offset);
            default:
                throw new CsvMappingException($"{path}: a column's name, a list of them, or an object is expected here.");
        }
    }

    private static string[] Columns(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Array
            || element.GetArrayLength() == 0) throw new CsvMappingException($"{path}: a list with at least one text is expected here.");
        return [.. element.EnumerateArray().Select((item, i) => Column(item, $"{path}[{i}]"))];
    }

    private static string Column(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String && element.GetString()!.Trim() is { Length: > 0 } text ? text
            : throw new CsvMappingException($"{path}: a text that is not empty is expected here.");

    private static TimeSpan Offset(JsonElement element, string path) =>
        DateTimeOffset.TryParseExact("2000-01-01T00:00:00" + (element.ValueKind == JsonValueKind.String ? element.GetString() : ""), "yyyy-MM-dd'T'HH:mm:sszzz",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? time.Offset
            : throw new CsvMappingException($"{path}: an offset such as +07:00 is expected here.");

    private static char Delimiter(JsonElement root)
    {
        if (!root.TryGetProperty("delimiter", out JsonElement element)) return ',';
        return element.ValueKind == JsonValueKind.String && element.GetString() is [var c] && c is not ('"' or '\r' or '\n')
            ? c
            : throw new CsvMappingException("delimiter: one character is expected here, such as \";\" or \"\\t\".");
    }

    private static string Word(JsonElement parent, string name, string path) =>
        parent.TryGetProperty(name, out JsonElement element) ? Column(element, Join(path, name))
            : throw new CsvMappingException($"{Join(path, name)}: missing.");

    private static List<T> List<T>(JsonElement parent, string name, string path, Func<JsonElement, string, T> read)
    {
        if (!parent.TryGetProperty(name, out JsonElement element)) return [];
        string at = Join(path, name);
        if (element.ValueKind != JsonValueKind.Array) throw new CsvMappingException($"{at}: a list is expected here.");
        return [.. element.EnumerateArray().Select((item, i) => read(item, $"{at}[{i}]"))];
    }

    private static void Known(JsonElement element, string path, ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new CsvMappingException($"{(path.Length == 0 ? "The mapping" : path)}: an object is expected "
            + "here.");
        foreach (JsonProperty property in element.EnumerateObject())
            if (!names.Contains(property.Name)) throw new CsvMappingException($"{Join(path, property.Name)}: unknown. Known here: "
                + $"{string.Join(", ", names.ToArray())}.");
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
