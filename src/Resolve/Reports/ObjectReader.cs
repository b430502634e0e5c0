using System.Globalization;
using System.Text;
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
internal sealed class ObjectReader
{
    private readonly JsonProperty[] _members;
    private readonly bool[] _asked; // by member
    private int _left;              // members that nobody asked for yet; no name is asked for twice
    private readonly FieldErrors _errors;
    private readonly List<UnknownField> _unknown;
    private readonly ObjectReader? _parent;
    private readonly string _name;
    private readonly int _index;

    public ObjectReader(JsonElement root, FieldErrors errors, List<UnknownField> unknown)
        : this(root, errors, unknown, parent: null, name: "", index: -1)
    {
    }

    private ObjectReader(JsonElement element, FieldErrors errors, List<UnknownField> unknown, ObjectReader? parent, string name, int index)
    {
        _members = new JsonProperty[element.GetPropertyCount()];
        int count = 0;
        foreach (JsonProperty member in element.EnumerateObject()) _members[count++] = member;
        _asked = count == 0 ? [] : new bool[count];
        _left = count;
        (_errors, _unknown, _parent, _name, _index) = (errors, unknown, parent, name, index);
    }

    /// <summary>Where the object stands, such as <c>mentions[2]</c>; put together only when it must be shown.</summary>
    private string Path => _parent is null ? "" : _parent.PathOf(_index < 0 ? _name : $"{_name}[{_index}]");

    public void Wrong(ReadOnlySpan<byte> name, string code, string message) => Wrong(Encoding.UTF8.GetString(name), code, message);

    private void Wrong(string name, string code, string message) => _errors.Add(PathOf(name), code, message);

    /// <summary>A short text that names something: no control characters, no blanks around it.</summary>
    public string? Key(ReadOnlySpan<byte> name, bool required = true)
    {
        string? text = Text(name, ReportKey.PartLengthMax, required);
        if (text is null) return null;
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Any(char.IsControl))
            Wrong(name, FieldErrorCodes.Format, "It is not empty, has no control characters and no blanks around it.");
        return Identifiers.Text.CanonicalText.Compose(text); // an id written with marks of their own is the same id
    }

    public string? Word(ReadOnlySpan<byte> name, bool required = false) => Text(name, 64, required);

    /// <summary>Reads one of some words; anything else is left to be kept as unknown, since other systems use the name for words of their own.</summary>
    public int KnownWord(ReadOnlySpan<byte> name, IReadOnlyList<string> words)
    {
        for (int i = 0; i < _members.Length; i++)
        {
            if (!_members[i].NameEquals(name)) continue;
            if (_members[i].Value.ValueKind != JsonValueKind.String || TextOf(_members[i].Value, 64, out _, out _) is not { } text) return -1;
            for (int word = 0; word < words.Count; word++)
            {
                if (words[word] != text) continue;
                _asked[i] = true;
                return word;
            }
            return -1;
        }
        return -1;
    }

    public string? Text(ReadOnlySpan<byte> name, int lengthMax = ReportLimits.TextLengthMax, bool required = false)
    {
        if (!TryGet(name, required, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong(name, FieldErrorCodes.Type, "It is a text.");
            return null;
        }
        string? text = TextOf(value, lengthMax, out string? code, out string message);
        if (code is not null) Wrong(name, code, message);
        return text;
    }

    public IReadOnlyList<string> Texts(ReadOnlySpan<byte> name)
    {
        if (!TryGetList(name, ReportLimits.ListCountMax, out JsonElement list)) return [];
        var texts = new List<string>(list.GetArrayLength());
        int i = -1;
        foreach (JsonElement member in list.EnumerateArray())
        {
            i++;
            string? code = FieldErrorCodes.Type, message = "It is a text.";
            if (member.ValueKind == JsonValueKind.String && TextOf(member, ReportLimits.TextLengthMax, out code, out message) is { } text) texts.Add(text);
            else Wrong($"{Encoding.UTF8.GetString(name)}[{i}]", code!, message);
        }
        return texts;
    }

    public IReadOnlyList<T> Objects<T>(ReadOnlySpan<byte> name, int countMax, Func<ObjectReader, T> read)
    {
        if (!TryGetList(name, countMax, out JsonElement list)) return [];
        var objects = new List<T>(list.GetArrayLength());
        string text = Encoding.UTF8.GetString(name);
        int i = -1;
        foreach (JsonElement member in list.EnumerateArray())
        {
            i++;
            if (member.ValueKind == JsonValueKind.Object) objects.Add(read(new ObjectReader(member, _errors, _unknown, this, text, i)));
            else Wrong($"{text}[{i}]", FieldErrorCodes.Type, "It is an object.");
        }
        return objects;
    }

    public ObjectReader? Object(ReadOnlySpan<byte> name)
    {
        if (!TryGet(name, required: false, out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new ObjectReader(value, _errors, _unknown, this, Encoding.UTF8.GetString(name), -1);
        Wrong(name, FieldErrorCodes.Type, "It is an object.");
        return null;
    }

    public bool Boolean(ReadOnlySpan<byte> name)
    {
        if (!TryGet(name, required: false, out JsonElement value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(name, FieldErrorCodes.Type, "It is true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public int? Integer(ReadOnlySpan<byte> name, int min, int max)
    {
        if (!TryGet(name, required: false, out JsonElement value)) return null;
        // 1.0 and 1e0 are whole: programs that know only floating-point numbers write them so.
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out decimal number) || decimal.Truncate(number) != number)
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

    public decimal? Amount(ReadOnlySpan<byte> name, bool required = false)
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

    /// <summary>Reads an amount that may stand as text, as people and spreadsheets write it; one that cannot be read is kept as written.</summary>
    /// <param name="name">The member.</param>
    /// <param name="required">Whether it must be there.</param>
    /// <param name="currency">The currency that the text names; null when it names none.</param>
    public decimal? WrittenAmount(ReadOnlySpan<byte> name, bool required, out string? currency)
    {
        currency = null;
        if (!IsText(name)) return Amount(name, required);
        if (Text(name) is not { } text) return null; // wrong as a text, and noted
        if (!Identifiers.Narratives.Amounts.TryParse(text, out decimal amount, out string written))
        {
            Keep(name);
            return null;
        }
        if (written != "VND") currency = written;
        return amount;
    }

    /// <summary>Keeps a member that was asked for and not understood, as it came.</summary>
    public void Keep(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _members.Length; i++)
            if (_asked[i] && _members[i].NameEquals(name)) (_asked[i], _left) = (false, _left + 1);
    }

    public string? Currency(ReadOnlySpan<byte> name)
    {
        if (Word(name) is not { } currency) return null;
        if (currency.Length is < 3 or > 5 || !currency.All(char.IsAsciiLetter))
            Wrong(name, FieldErrorCodes.Format, "A currency is an ISO 4217 code such as VND.");
        return currency.ToUpperInvariant();
    }

    public DateTimeOffset? Time(ReadOnlySpan<byte> name)
    {
        if (Word(name) is not { } text) return null;
        if (!IsoTime.TryParse(text, out DateTimeOffset time))
        {
            Wrong(name, FieldErrorCodes.Format, "A time is ISO 8601 with an offset, such as 2026-03-02T08:15:00+07:00.");
            return null;
        }
        if (time.Year is < ReportLimits.YearMin or > ReportLimits.YearMax)
        {
            Wrong(name, FieldErrorCodes.Range, string.Create(CultureInfo.InvariantCulture,
                $"A year is from {ReportLimits.YearMin} to {ReportLimits.YearMax}."));
            return null;
        }
        return time;
    }

    private bool IsText(ReadOnlySpan<byte> name)
    {
        foreach (JsonProperty member in _members)
            if (member.NameEquals(name)) return member.Value.ValueKind == JsonValueKind.String;
        return false;
    }

    public void KeepUnknown()
    {
        for (int i = 0; i < _members.Length; i++)
        {
            if (_asked[i]) continue;
            string name = NameOf(_members[i]);
            if (CanonicalJson.TryWrite(_members[i].Value, out string json)) _unknown.Add(new UnknownField(Path, name, json));
            else Wrong(name, FieldErrorCodes.Encoding, "It holds a lone surrogate or a NUL.");
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

    private bool TryGetList(ReadOnlySpan<byte> name, int countMax, out JsonElement list)
    {
        if (!TryGet(name, required: false, out list)) return false;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, FieldErrorCodes.Type, "It is a list.");
            return false;
        }
        int count = list.GetArrayLength();
        if (count <= countMax) return true;
        Wrong(name, FieldErrorCodes.TooMany, $"It has at most {countMax} members; this one has {count}.");
        return false;
    }

    private static string? TextOf(JsonElement value, int lengthMax, out string? code, out string message)
    {
        (code, message) = (null, "");
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            (code, message) = (FieldErrorCodes.Encoding, "It holds a lone surrogate.");
            return null;
        }
        if (text.Length > lengthMax) (code, message) = (FieldErrorCodes.TooLong, $"It has at most {lengthMax} characters; this one has {text.Length}.");
        else if (text.Contains('\0')) (code, message) = (FieldErrorCodes.Encoding, "It holds a NUL.");
        return code is null ? text : null;
    }

    private bool TryGet(ReadOnlySpan<byte> name, bool required, out JsonElement value)
    {
        for (int i = 0; _left > 0 && i < _members.Length; i++)
        {
            if (_asked[i] || !_members[i].NameEquals(name)) continue;
            _asked[i] = true;
            _left--;
            value = _members[i].Value;
            if (value.ValueKind != JsonValueKind.Null) return true;
            break;
        }
        value = default;
        if (required) Wrong(name, FieldErrorCodes.Required, "It is required.");
        return false;
    }

    private string PathOf(string name) => Path is { Length: > 0 } path ? $"{path}.{name}" : name;
}
