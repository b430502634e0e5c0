using Resolve.Identifiers.Accounts;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Devices;

/// <summary>What a text was read as: one device, several, or none and why.</summary>
/// <param name="Key">The key; default when there is none.</param>
/// <param name="Candidates">The devices it may be, sorted by key.</param>
/// <param name="Reason">Why there is no key, as a stable word; null when there is one.</param>
/// <param name="Type">The type that was read: <c>imei</c>, <c>imsi</c>, <c>iccid</c>, <c>eid</c>, <c>mac</c>, <c>adid</c>, <c>serial</c>; null when
/// none.</param>
/// <param name="Detail">What the value shows: the TAC of an IMEI, state and carrier of an IMSI; null when nothing.</param>
public readonly record struct DeviceReading(EntityKey Key, IReadOnlyList<EntityKey> Candidates, string? Reason, string? Type = null, string? Detail = null);

/// <summary>Reads IMEI and IMEISV, IMSI, ICCID, EID, MAC addresses and advertising ids.</summary>
/// <remarks>Sources: 3GPP TS 23.003 (IMEI, IMSI), ITU-T E.118 (ICCID), GSMA SGP.02 (EID), IEEE 802 (MAC); fillers: general knowledge.</remarks>
public static class DeviceReader
{
    private const int TextLengthMax = 200, FloatLengthMin = 14;

    /// <summary>Reads a device.</summary>
    /// <param name="value">The value as written: any separators, a label, two IMEIs in one cell.</param>
    /// <param name="type">The type a field gives; empty when it does not, then the shape decides.</param>
    /// <returns>The device, or why there is none.</returns>
    public static DeviceReading Read(scoped ReadOnlySpan<char> value, ReadOnlySpan<char> type)
    {
        value = value.Trim();
        if (value.StartsWith("device:", StringComparison.OrdinalIgnoreCase)) value = value[7..];
        if (value.IsEmpty) return None("empty");
        if (value.Length > TextLengthMax) return None("too-long");
        Span<char> written = stackalloc char[TextLengthMax];
        bool lossy = false;
        if (Spreadsheet.TryTakeFractions(value, FloatLengthMin, written, out int whole, out lossy)
            || Spreadsheet.TryExpand(value, written, out whole, out lossy))
        {
            if (lossy) return None("precision-lost");
            value = written[..whole];
        }
        string? known = TypeOf(type);
        if (known is null && !type.Trim().IsEmpty) return None("unknown-type");
        ReadOnlySpan<char> rest = TakeLabel(value, out string? label);
        known ??= label;
        Span<char> compact = stackalloc char[TextLengthMax];
        int length = Compact(rest, compact, out int words);
        ReadOnlySpan<char> text = compact[..length];
        if (text.IsEmpty) return None("empty", known);
        known ??= Guess(text, rest);
        return known switch
        {
            "imei" => Imeis(rest, text, words),
            "imsi" => Imsi(text),
            "iccid" => Iccid(text),
            "eid" => Eid(text),
            "mac" => Mac(text),
            "adid" => AdvertisingId(text),
            "serial" => Serial(text),
            _ => None("unknown-type"),
        };
    }

    /// <summary>Returns the canonical word of a device type as people name it, or null.</summary>
    internal static string? TypeOf(ReadOnlySpan<char> type)
    {
        if (type.Length > 40) return null;
        Span<char> folded = stackalloc char[120];
        return folded[..TextFold.FoldTo(type, folded, '\0')] switch
        {
            "imei" or "imei1" or "imei2" or "imeisv" or "soimei" or "meid" => "imei",
            "imsi" => "imsi",
            "iccid" or "sim" or "simserial" or "seriasim" or "serialsim" or "seri" => "iccid",
            "eid" or "esim" => "eid",
            "mac" or "macaddress" or "diachimac" or "wifimac" or "bssid" => "mac",
            "adid" or "idfa" or "gaid" or "aaid" or "maid" or "advertisingid" or "idfv" => "adid",
            "serial" or "serialnumber" or "sn" or "androidid" or "udid" or "deviceid" => "serial",
            _ => null,
        };
    }

    private static DeviceReading None(string reason, string? type = null) => new(default, [], reason, type);

    private static DeviceReading Of(string type, ReadOnlySpan<char> value, string? detail = null)
    {
        Span<char> text = stackalloc char[TextLengthMax + 16];
        type.CopyTo(text);
        text[type.Length] = ':';
        value.CopyTo(text[(type.Length + 1)..]);
        return new(EntityKey.Create(EntityKind.Device, text[..(type.Length + 1 + value.Length)]), [], null, type, detail);
    }

    private static ReadOnlySpan<char> TakeLabel(ReadOnlySpan<char> value, out string? label)
    {
        int end = value.IndexOfAny(':', '=', ' ');
        label = end > 0 ? TypeOf(value[..end]) : null;
        return label is null ? value : value[(end + 1)..];
    }

    private static int Compact(ReadOnlySpan<char> value, Span<char> compact, out int words)
    {
        int length = 0;
        words = 0;
        bool inWord = false;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (CompatibleLetters.IsInvisible(c)) continue;
            int digit = CompatibleLetters.DigitValue(value, ref i);
            char symbol = digit >= 0 ? (char)('0' + digit) : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) : '\0';
            if (symbol == '\0') { inWord = false; continue; }
            if (!inWord) words++;
            inWord = true;
            compact[length++] = symbol;
        }
        return length;
    }

    private static string? Guess(ReadOnlySpan<char> text, ReadOnlySpan<char> written)
    {
        bool digits = !text.ContainsAnyExceptInRange('0', '9');
        bool hex = true;
        foreach (char c in text) hex &= char.IsAsciiHexDigit(c);
        if (hex && text.Length == 32 && written.Contains('-')) return "adid";
        if (digits && text.Length == 32) return "eid";
        if (hex && text.Length == 32) return "adid";
        if (hex && text.Length == 12 && (written.ContainsAny(':', '-') || !digits)) return "mac";
        if (digits && text.Length is 18 or 19 or 20 && text.StartsWith("89")) return "iccid";
        if (digits && text.Length == 15 && CardNumber.HasLuhn(text)) return "imei";
        if (digits && text.Length == 15 && text.StartsWith("452")) return "imsi";
        if (digits && (text.Length is 14 or 15 or 16 or > 27)) return "imei";
        return null;
    }

    private static DeviceReading Imeis(ReadOnlySpan<char> written, ReadOnlySpan<char> text, int words)
    {
        if (words > 1 && text.Length >= 28)
        {
            var keys = new SortedSet<EntityKey>();
            Span<char> one = stackalloc char[TextLengthMax];
            foreach (Range range in written.SplitAny(" ,;|&/\n\t"))
            {
                int length = Compact(written[range], one, out _);
                if (length is >= 14 and <= 16 && Imei(one[..length]) is { Reason: null } reading) keys.Add(reading.Key);
            }
            if (keys.Count == 1) return new(keys.Min, [], null, "imei");
            if (keys.Count > 1) return new(default, [.. keys], "several", "imei");
        }
        return Imei(text);
    }

    private static DeviceReading Imei(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExceptInRange('0', '9')) return None("not-digits", "imei");
        if (text.Length == 17 && CardNumber.HasLuhn(text[..15])) text = text[..15]; // 356938035643809/01: the software version behind
        if (text.Length < 14) return None("too-short", "imei");
        if (text.Length > 16) return None("too-long", "imei");
        ReadOnlySpan<char> body = text[..14];
        if (body.IndexOfAnyExcept(body[0]) < 0 || body[..8] is "00000000" || body is "12345678901234" or "01234567890123"
            || text is "3569380356438090") return None("filler", "imei");
        if (text.Length == 15 && !CardNumber.HasLuhn(text)) return None("checksum", "imei");
        return Of("imei", body, $"TAC {body[..8]}{(text.Length == 16 ? ", IMEISV" : "")}");
    }

    private static DeviceReading Imsi(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExceptInRange('0', '9')) return None("not-digits", "imsi");
        if (text.Length is < 14 or > 15) return None(text.Length < 14 ? "too-short" : "too-long", "imsi");
        if (text[5..].IndexOfAnyExcept('0') < 0 || text.IndexOfAnyExcept(text[0]) < 0 || text is "123456789012345") return None("filler", "imsi");
        if (text.StartsWith("001") || text.StartsWith("999")) return None("test-network", "imsi");
        int mobileCountryCode = int.Parse(text[..3], System.Globalization.CultureInfo.InvariantCulture);
        if (Countries.OfMobileCode(mobileCountryCode) is not { } country) return None("unknown-country-code", "imsi");
        return Of("imsi", text, MobileNetworks.Brand(text) is { } brand ? $"{country.Name}, {brand}" : country.Name);
    }

    private static DeviceReading Iccid(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('f');
        if (text.ContainsAnyExceptInRange('0', '9')) return None("not-digits", "iccid");
        if (text.Length is < 18 or > 20) return None(text.Length < 18 ? "too-short" : "too-long", "iccid");
        if (!text.StartsWith("89")) return None("unknown-prefix", "iccid");
        if (text[4..].IndexOfAnyExcept(text[4]) < 0) return None("filler", "iccid");
        if (text.Length == 20 && !CardNumber.HasLuhn(text) && CardNumber.HasLuhn(text[..19])) text = text[..19];
        if (text.Length == 18) return WithCheckDigit(text);
        if (!CardNumber.HasLuhn(text)) return None("checksum", "iccid");
        return Of("iccid", text, Countries.OfNumber(text[2..], out _)?.Name);
    }

    private static DeviceReading WithCheckDigit(ReadOnlySpan<char> body)
    {
        Span<char> text = stackalloc char[19];
        body.CopyTo(text);
        for (char digit = '0'; digit <= '9'; digit++)
        {
            text[18] = digit;
            if (CardNumber.HasLuhn(text)) break;
        }
        return Of("iccid", text, Countries.OfNumber(text[2..], out _)?.Name);
    }

    private static DeviceReading Eid(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExceptInRange('0', '9')) return None("not-digits", "eid");
        if (text.Length != 32) return None(text.Length < 32 ? "too-short" : "too-long", "eid");
        if (text.IndexOfAnyExcept(text[0]) < 0) return None("filler", "eid");
        int remainder = 0;
        foreach (char c in text) remainder = ((remainder * 10) + c - '0') % 97;
        return remainder == 1 ? Of("eid", text) : None("checksum", "eid");
    }

    private static DeviceReading Mac(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (!char.IsAsciiHexDigit(c)) return None("not-hexadecimal", "mac");
        if (text.Length != 12) return None(text.Length < 12 ? "too-short" : "too-long", "mac");
        if (text.IndexOfAnyExcept(text[0]) < 0 || text is "123456789abc" or "001122334455" or "aabbccddeeff" or "020000000000") return None("filler", "mac");
        int second = Convert.ToInt32(text[1].ToString(), 16);
        if ((second & 1) != 0) return None("group-address", "mac");
        return (second & 2) != 0 ? None("random-mac", "mac") : Of("mac", text, $"OUI {text[..6]}");
    }

    private static DeviceReading AdvertisingId(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (!char.IsAsciiHexDigit(c)) return None("not-hexadecimal", "adid");
        if (text.Length != 32) return None(text.Length < 32 ? "too-short" : "too-long", "adid");
        if (text.IndexOfAnyExcept(text[0]) < 0) return None("filler", "adid");
        return Of("adid", $"{text[..8]}-{text[8..12]}-{text[12..16]}-{text[16..20]}-{text[20..]}");
    }

    private static DeviceReading Serial(ReadOnlySpan<char> text)
    {
        if (text.Length < 6) return None("too-short", "serial");
        if (text.Length > 64) return None("too-long", "serial");
        return text.IndexOfAnyExcept(text[0]) < 0 || text is "0123456789abcdef" or "9774d56d682e549c" or "unknown" or "123456789" or "1234567890"
            ? None("filler", "serial") : Of("serial", text);
    }
}
