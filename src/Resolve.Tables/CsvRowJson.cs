using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Resolve.Identifiers.Text;
using Resolve.Reports;

namespace Resolve.Tables;

/// <summary>Writes a row as the JSON of a report, so that one reader checks reports of every origin.</summary>
internal sealed class CsvRowJson(CsvMapping mapping, Dictionary<string, int> places)
{
    /// <summary>The format of an amount that the file has as a plain number with a decimal point, never with thousands parted.</summary>
    private const string NumberFormat = "number";

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly List<(string From, string To)> _held = [];
    private readonly HashSet<string> _refs = new(StringComparer.Ordinal);

    /// <summary>Returns the report of a row, or what is wrong with it.</summary>
    public ReportReadResult Read(string[] fields)
    {
        string? id = mapping.Id is { } text ? Value(fields, text) : null;
        Write(fields, id);
        if (id is null && mapping.IdFromContent) Write(fields, $"row-{StableHash.Of128(_buffer.WrittenSpan):x32}");
        ReportReadResult read = ReportReader.Read(_buffer.WrittenMemory.ToArray());
        return read.Errors.Count == 0 ? read : new ReportReadResult(null, [.. read.Errors.Select(WithFormats)]);
    }

    private void Write(string[] fields, string? id)
    {
        _buffer.ResetWrittenCount();
        _held.Clear();
        _refs.Clear();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            Text(json, "source", Value(fields, mapping.Source));
            Text(json, "id", id);
            foreach ((string name, CsvText text) in mapping.Texts) Text(json, name, name.EndsWith("At", StringComparison.Ordinal)
                ? Time(fields, text) : Value(fields, text));
            List(json, "typologies", fields, mapping.Typologies);
            if (mapping.Loss is { } loss && Value(fields, loss) is { } lost)
            {
                json.WriteStartObject("loss");
                Amount(json, "amount", lost, loss.Formats);
                if (mapping.LossCurrency is { } currency) Text(json, "currency", Currency(Value(fields, currency)));
                json.WriteEndObject();
            }
            json.WriteStartArray("mentions");
            foreach (CsvMention mention in mapping.Mentions) Mention(json, fields, mention);
            json.WriteEndArray();
            Links(json, fields);
            json.WriteEndObject();
        }
    }

    /// <summary>Says which formats of the mapping were tried on a time that none of them fits.</summary>
    private FieldError WithFormats(FieldError error)
    {
        if (error.Code != FieldErrorCodes.Format) return error;
        CsvText? text = mapping.Texts.FirstOrDefault(t => t.Name == error.Path && t.Name.EndsWith("At", StringComparison.Ordinal)).Text;
        if (text is null && error.Path.StartsWith("links[", StringComparison.Ordinal) && error.Path.EndsWith(".at", StringComparison.Ordinal))
            text = mapping.Links.SelectMany(l => l.Texts).FirstOrDefault(t => t.Name == "at" && t.Text.Formats.Count > 0).Text;
        return text is not { Formats.Count: > 0 } ? error
            : error with { Message = $"No format of the mapping fits the time; tried {string.Join(", ", text.Formats)}." };
    }

    private void Mention(Utf8JsonWriter json, string[] fields, CsvMention mention)
    {
        bool any = mention.Texts.Any(t => t.Text.Constant is null && Value(fields, t.Text) is not null)
            || mention.Aliases.Any(a => Value(fields, a) is not null)
            || mention.Documents.Any(d => Value(fields, d.Number) is not null) || mention.Addresses.Any(a => Value(fields, a) is not null);
        bool valued = mention.Kind == "person" || mention.Texts.Any(t => t.Name == "value" && Value(fields, t.Text) is not null);
        if (!any || !valued) return;
        json.WriteStartObject();
        json.WriteString("ref", mention.Ref);
        json.WriteString("kind", mention.Kind);
        foreach ((string name, CsvText text) in mention.Texts) Text(json, name, name == "dob" ? Date(fields, text) : name == "role"
            ? Value(fields, text)?.ToLowerInvariant() : Value(fields, text));
        List(json, "aliases", fields, mention.Aliases);
        List(json, "addresses", fields, mention.Addresses);
        if (mention.Documents.Count > 0)
        {
            json.WriteStartArray("documents");
            foreach (CsvDocument document in mention.Documents)
            {
                if (Value(fields, document.Number) is not { } number) continue;
                json.WriteStartObject();
                json.WriteString("type", document.Type);
                json.WriteString("number", number);
                if (document.Country is { } country) Text(json, "country", Value(fields, country));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        _refs.Add(mention.Ref);
        string? role = mention.Texts.FirstOrDefault(t => t.Name == "role").Text is { } r ? Value(fields, r)?.ToLowerInvariant() : null;
        Held(json, fields, mention, role);
    }

    /// <summary>Writes what a person holds as mentions of their own, in the person's role.</summary>
    private void Held(Utf8JsonWriter json, string[] fields, CsvMention mention, string? role)
    {
        for (int i = 0; i < mention.Phones.Count; i++) HeldOne(json, mention.Ref, $"{mention.Ref}-phone{i + 1}", "phone", role,
            Value(fields, mention.Phones[i]), null);
        for (int i = 0; i < mention.Emails.Count; i++) HeldOne(json, mention.Ref, $"{mention.Ref}-email{i + 1}", "online", role,
            Value(fields, mention.Emails[i]), j => j.WriteString("platform", "email"));
        for (int i = 0; i < mention.Accounts.Count; i++)
        {
            CsvAccount account = mention.Accounts[i];
            HeldOne(json, mention.Ref, $"{mention.Ref}-account{i + 1}", "account", role, Value(fields, account.Number), j =>
            {
                if (account.Bank is { } bank) Text(j, "bank", Value(fields, bank));
                if (account.Holder is { } holder) Text(j, "holder", Value(fields, holder));
            });
        }
    }

    private void HeldOne(Utf8JsonWriter json, string person, string reference, string kind, string? role, string? value, Action<Utf8JsonWriter>? more)
    {
        if (value is null) return;
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteString("kind", kind);
        Text(json, "role", role);
        json.WriteString("value", value);
        more?.Invoke(json);
        json.WriteEndObject();
        _held.Add((person, reference));
    }

    private void Links(Utf8JsonWriter json, string[] fields)
    {
        json.WriteStartArray("links");
        foreach ((string from, string to) in _held)
        {
            json.WriteStartObject();
            json.WriteString("from", from);
            json.WriteString("to", to);
            json.WriteString("kind", "holds");
            json.WriteEndObject();
        }
        foreach (CsvLink link in mapping.Links)
        {
            if (!_refs.Contains(link.From) || !_refs.Contains(link.To)) continue;
            json.WriteStartObject();
            json.WriteString("from", link.From);
            json.WriteString("to", link.To);
            json.WriteString("kind", link.Kind);
            foreach ((string name, CsvText text) in link.Texts)
                if (name == "amount" && Value(fields, text) is { } amount) Amount(json, name, amount, text.Formats);
                else Text(json, name, name == "at" ? Time(fields, text) : name == "currency" ? Currency(Value(fields, text)) : Value(fields, text));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void List(Utf8JsonWriter json, string name, string[] fields, IReadOnlyList<CsvText> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(name);
        foreach (CsvText text in texts)
            if (Value(fields, text) is { } value) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    /// <summary>Writes an amount as the file has it, which the reader reads as people write money; as a number where the mapping says that the file has
    /// those.</summary>
    private static void Amount(Utf8JsonWriter json, string name, string value, IReadOnlyList<string> formats)
    {
        if (formats.Contains(NumberFormat) && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount)
            && amount is >= 0 and <= ReportLimits.AmountMax) json.WriteNumber(name, amount);
        else json.WriteString(name, value);
    }

    /// <summary>Returns the code of a currency that the file writes in words, such as đồng.</summary>
    private static string? Currency(string? text) => text is null ? null : TextFold.FoldTight(text) switch
    {
        "d" or "dong" or "vnd" or "vietnamdong" or "dongvietnam" or "dongvn" => "VND",
        "" when text.Contains('₫', StringComparison.Ordinal) => "VND",
        "" when text.Contains('$', StringComparison.Ordinal) => "USD",
        "dola" or "dolamy" or "usdollar" => "USD",
        _ => text,
    };

    /// <summary>Returns a text, or null when nothing is there.</summary>
    private string? Value(string[] fields, CsvText text)
    {
        if (text.Constant is not null) return text.Constant;
        string joined = text.Columns.Count == 1
            ? fields[places[text.Columns[0]]].Trim()
            : string.Join(' ', text.Columns.Select(c => fields[places[c]].Trim()).Where(v => v.Length > 0));
        return joined.Length == 0 ? null : mapping.Compose ? CanonicalText.Compose(joined) : joined;
    }

    /// <summary>Returns a date of birth in ISO form as far as its format goes, or as written when it is none: the mention keeps it.</summary>
    private string? Date(string[] fields, CsvText text)
    {
        string? value = Value(fields, text);
        if (value is null) return null;
        foreach (string format in text.Formats)
            if (DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
                return date.ToString(format.Contains('d', StringComparison.Ordinal) ? "yyyy-MM-dd" : format.Contains('M', StringComparison.Ordinal) ? "yyyy-MM"
                    : "yyyy", CultureInfo.InvariantCulture);
        return SheetDate.TryRead(value, out DateTime day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;
    }

    /// <summary>Returns a time in ISO form, or as written when no format fits: the reader then refuses it by name.</summary>
    private string? Time(string[] fields, CsvText text)
    {
        string? value = Value(fields, text);
        if (value is null) return null;
        foreach (string format in text.Formats)
        {
            if (format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal))
            {
                if (DateTimeOffset.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out DateTimeOffset exact)) return exact.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
            }
            else if (DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
            {
                return new DateTimeOffset(local, text.Offset).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
            }
        }
        TimeSpan offset = text.Formats.Count > 0 || text.Offset != default ? text.Offset : TimeSpan.FromHours(7);
        return SheetDate.TryRead(value, out DateTime sheet) ? new DateTimeOffset(sheet, offset)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) : value;
    }
}
