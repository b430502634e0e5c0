using System.Globalization;
using System.Text.Json;

namespace Resolve.Reports;

/// <summary>The errors of one report, up to the limit.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> _errors = [];

    public int Count => _errors.Count;

    public void Add(string path, string code, string message)
    {
        if (_errors.Count < ReportLimits.ErrorCountMax) _errors.Add(new FieldError(path, code, message));
    }

    public bool HasAt(string path) => _errors.Exists(e => e.Path == path);

    public FieldError[] ToArray() => [.. _errors];
}

/// <summary>Reads the members of one JSON object, noting each wrong one, and keeps those that nobody asked for.</summary>
internal sealed class ObjectReader(JsonElement element, string path, FieldErrors errors, List<UnknownField> unknown)
{
    private readonly List<string> _known = [];

    public void Wrong(string name, string code, string message) => errors.Add(PathOf(name), code, message);

    /// <summary>A short text that names something: no control characters, no blanks around it.</summary>
    public string? Key(string name, bool required = true)
    {
        string? text = Text(name, ReportKey.PartLengthMax, required);
        if (text is null) return null;
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Any(char.IsControl))
            Wrong(name, FieldErrorCodes.Format, "It is not empty, has no control characters and no blanks around it.");
        return text;
    }

    public string? Word(string name, bool required = false) => Text(name, 64, required);

    public string? Text(string name, int lengthMax = ReportLimits.TextLengthMax, bool required = false)
    {
        if (!TryGet(name, required, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong(name, FieldErrorCodes.Type, "It is a text.");
            return null;
        }
        return TextOf(value, name, lengthMax);
    }

    public List<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach ((JsonElement member, string at) in Members(name, ReportLimits.ListCountMax))
        {
            if (member.ValueKind == JsonValueKind.String)
            {
                if (TextOf(member, at, ReportLimits.TextLengthMax) is { } text) texts.Add(text);
            }
            else
            {
                Wrong(at, FieldErrorCodes.Type, "It is a text.");
            }
        }
        return texts;
    }

    public List<T> Objects<T>(string name, int countMax, Func<ObjectReader, T> read)
    {
        var objects = new List<T>();
        foreach ((JsonElement member, string at) in Members(name, countMax))
        {
            if (member.ValueKind == JsonValueKind.Object) objects.Add(read(new ObjectReader(member, PathOf(at), errors, unknown)));
            else Wrong(at, FieldErrorCodes.Type, "It is an object.");
        }
        return objects;
    }

    public ObjectReader? Object(string name)
    {
        if (!TryGet(name, required: false, out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new ObjectReader(value, PathOf(name), errors, unknown);
        Wrong(name, FieldErrorCodes.Type, "It is an object.");
        return null;
    }

    public bool Boolean(string name)
    {
        if (!TryGet(name, required: false, out JsonElement value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(name, FieldErrorCodes.Type, "It is true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public int? Integer(string name, int min, int max)
    {
        if (!TryGet(name, required: false, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long number))
        {
            Wrong(name, FieldErrorCodes.Type, "It is a whole number.");
            return null;
        }
        if (number < min || number > max)
        {
            Wrong(name, FieldErrorCodes.Range, $"It is from {min} to {max}.");
            return null;
        }
        return (int)number;
    }

    public decimal? Amount(string name, bool required = false)
    {
        if (!TryGet(name, required, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Number)
        {
            Wrong(name, FieldErrorCodes.Type, "It is a number.");
            return null;
        }
        if (!value.TryGetDecimal(out decimal amount) || amount < 0 || amount > ReportLimits.AmountMax)
        {
            Wrong(name, FieldErrorCodes.Range, "An amount is from 0 to 10^18.");
            return null;
        }
        return amount;
    }

    public string? Currency(string name)
    {
        if (Word(name) is not { } currency) return null;
        if (currency.Length is < 3 or > 5 || !currency.All(char.IsAsciiLetter))
            Wrong(name, FieldErrorCodes.Format, "A currency is an ISO 4217 code such as VND.");
        return currency.ToUpperInvariant();
    }

    public DateTimeOffset? Time(string name)
    {
        if (Word(name) is not { } text) return null;
        if (!IsoTime.TryParse(text, out DateTimeOffset time))
        {
            Wrong(name, FieldErrorCodes.Format, "A time is ISO 8601 with an offset, such as 2026-03-02T08:15:00+07:00.");
            return null;
        }
        if (time.Year is < ReportLimits.YearMin or > ReportLimits.YearMax)
        {
            Wrong(name, FieldErrorCodes.Range, string.Create(CultureInfo.InvariantCulture, $"A year is from {ReportLimits.YearMin} to {ReportLimits.YearMax}."));
            return null;
        }
        return time;
    }

    public void KeepUnknown()
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (_known.Contains(NameOf(member))) continue;
            if (CanonicalJson.TryWrite(member.Value, out string json)) unknown.Add(new UnknownField(path, NameOf(member), json));
            else Wrong(NameOf(member), FieldErrorCodes.Encoding, "It holds a lone surrogate or a NUL.");
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private IEnumerable<(JsonElement Member, string At)> Members(string name, int countMax)
    {
        if (!TryGet(name, required: false, out JsonElement value)) yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, FieldErrorCodes.Type, "It is a list.");
            yield break;
        }
        int count = value.GetArrayLength();
        if (count > countMax)
        {
            Wrong(name, FieldErrorCodes.TooMany, $"It has at most {countMax} members; this one has {count}.");
            yield break;
        }
        int i = 0;
        foreach (JsonElement member in value.EnumerateArray()) yield return (member, $"{name}[{i++}]");
    }

    private string? TextOf(JsonElement value, string name, int lengthMax)
    {
        string? text;
        try
        {
            text = value.GetString();
        }
        catch (InvalidOperationException)
        {
            Wrong(name, FieldErrorCodes.Encoding, "It holds a lone surrogate.");
            return null;
        }
        if (text!.Length > lengthMax)
        {
            Wrong(name, FieldErrorCodes.TooLong, $"It has at most {lengthMax} characters; this one has {text.Length}.");
            return null;
        }
        if (text.Contains('\0'))
        {
            Wrong(name, FieldErrorCodes.Encoding, "It holds a NUL.");
            return null;
        }
        return text;
    }

    private bool TryGet(string name, bool required, out JsonElement value)
    {
        _known.Add(name);
        if (element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null) return true;
        if (required) Wrong(name, FieldErrorCodes.Required, "It is required.");
        return false;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
