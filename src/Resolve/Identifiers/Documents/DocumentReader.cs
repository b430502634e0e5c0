using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Documents;

/// <summary>Reads identity papers.</summary>
/// <remarks>Sources: Luật Căn cước, TT 07/2016/TT-BCA, ICAO Doc 9303; fillers are general knowledge.</remarks>
internal static class DocumentReader
{
    private const int NumberLengthMax = 40, WrittenLengthMax = 200, FloatLengthMin = 7, CardLength = 12;

    /// <summary>Reads a paper of a type, or of the type its shape shows when the type is empty.</summary>
    public static bool TryRead(ReadOnlySpan<char> typeText, scoped ReadOnlySpan<char> numberText, ReadOnlySpan<char> countryText,
        out IdentityDocument document, out string? reason)
    {
        document = default;
        string? type = TypeOf(typeText);
        if (type is null) { reason = "unknown-type"; return false; }
        string country = "VN";
        if (!countryText.Trim().IsEmpty)
        {
            if (!Countries.TryFind(countryText, out Country state)) { reason = "unknown-country"; return false; }
            country = state.Alpha2;
        }
        Span<char> written = stackalloc char[WrittenLengthMax];
        numberText = numberText.Trim();
        if (numberText.Length <= WrittenLengthMax
            && Spreadsheet.TryTakeFractions(numberText, FloatLengthMin, written, out int whole, out _)) numberText = written[..whole];
        else if (Spreadsheet.TryExpand(numberText, written, out whole, out bool lossy))
        {
            if (lossy) { reason = "precision-lost"; return false; }
            numberText = written[..whole];
        }
        Span<char> buffer = stackalloc char[NumberLengthMax];
        if (!TryCompact(numberText, buffer, out int length)) { reason = "too-long"; return false; }
        ReadOnlySpan<char> number = buffer[..length];
        if (number.IsEmpty) { reason = "empty"; return false; }
        if (country != "VN") return Foreign(type is "cccd" or "cmnd" ? "national-id" : type, country, number, out document, out reason);
        return type switch
        {
            "cccd" or "cmnd" => Vietnamese(buffer, length, out document, out reason),
            "passport" => Passport(buffer[..length], out document, out reason),
            "driver-licence" => Licence(number, out document, out reason),
            "national-id" when number.Length is 9 or 11 or 12 && IsMostlyDigits(number) => Vietnamese(buffer, length, out document, out reason),
            "national-id" => (number.Length == 10 && AsciiText.IsDigits(number) && Vietnamese(buffer, length, out document, out reason))
                || Plain(type, country, number, out document, out reason),
            "" => Guess(buffer, length, out document, out reason),
            _ => Plain(type, country, number, out document, out reason),
        };
    }

    /// <summary>Returns the canonical word of a type as people name it; empty for no type, null for an unknown one.</summary>
    public static string? TypeOf(ReadOnlySpan<char> type)
    {
        if (type.Length > 60) return null;
        Span<char> folded = stackalloc char[180];
        return folded[..TextFold.FoldTo(type, folded, '\0')] switch
        {
            "" or "id" or "document" or "giayto" => "",
            "cccd" or "cancuoc" or "cancuoccongdan" or "thecancuoc" or "cc" or "ddcn" or "dinhdanh" or "sodinhdanh" or "dinhdanhcanhan" or "sodinhdanhcanhan"
                or "vneid" or "cccdgc" => "cccd",
            "cmnd" or "cmt" or "cmtnd" or "chungminh" or "chungminhthu" or "chungminhnhandan" => "cmnd",
            "passport" or "hochieu" or "hc" or "pp" => "passport",
            "nationalid" or "identitycard" or "idcard" => "national-id",
            "driverlicence" or "driverlicense" or "drivinglicence" or "drivinglicense" or "gplx" or "banglai" or "banglaixe" or "giaypheplaixe" =>
                "driver-licence",
            "other" or "khac" => "other",
            _ => null,
        };
    }

    /// <summary>Returns whether a number is a filler: one digit throughout, or counting up.</summary>
    internal static bool IsFiller(ReadOnlySpan<char> number) =>
        number.IndexOfAnyExcept(number[0]) < 0 || number is "012345678901" or "123456789012" or "123456789" or "987654321" or "123456789123" or "001234567890"
        || (number.Length >= 8 && char.IsAsciiLetterUpper(number[0]) && number[1..].IndexOfAnyExcept(number[1]) < 0);

    private static bool Vietnamese(Span<char> buffer, int length, out IdentityDocument document, out string? reason)
    {
        document = default;
        ToDigits(buffer[..length]);
        ReadOnlySpan<char> number = buffer[..length];
        if (number.ContainsAnyExceptInRange('0', '9')) { reason = "not-digits"; return false; }
        if (IsFiller(number)) { reason = "filler"; return false; }
        if (length == 9) return Set("cmnd", "VN", number, out document, out reason);
        if (length is 10 or 11) // a spreadsheet took the leading zeros: one of every Vietnamese place of birth, two of Ha Noi (001) to Tuyen Quang (008)
        {
            Span<char> whole = stackalloc char[CardLength];
            whole.Fill('0');
            number.CopyTo(whole[(CardLength - length)..]);
            // Of ten digits few make a card; the others have lost something else.
            if (length == 11 || (number[0] != '0' && CitizenId.TryParse(whole, out _, out _)))
            {
                whole.CopyTo(buffer);
                number = buffer[..(length = CardLength)];
            }
        }
        if (length != 12) { reason = length == 8 ? "too-short" : length < 12 ? "bad-length" : "too-long"; return false; }
        if (IsFiller(number)) { reason = "filler"; return false; }
        return CitizenId.TryParse(number, out _, out reason) && Set("cccd", "VN", number, out document, out reason);
    }

    private static bool Passport(Span<char> number, out IdentityDocument document, out string? reason)
    {
        document = default;
        if (number.Length is < 8 or > 9) { reason = number.Length < 8 ? "too-short" : "too-long"; return false; }
        if (number[0] == '0') number[0] = 'O';
        else if (number[0] == '1') number[0] = 'I';
        ToDigits(number[1..]);
        if (!char.IsAsciiLetterUpper(number[0]) || number[1..].ContainsAnyExceptInRange('0', '9')) { reason = "bad-format"; return false; }
        if (IsFiller(number)) { reason = "filler"; return false; }
        return Set("passport", "VN", number, out document, out reason);
    }

    private static bool Licence(ReadOnlySpan<char> number, out IdentityDocument document, out string? reason)
    {
        document = default;
        if (number.Length is < 8 or > 14) { reason = number.Length < 8 ? "too-short" : "too-long"; return false; }
        if (IsFiller(number)) { reason = "filler"; return false; }
        return Set("driver-licence", "VN", number, out document, out reason);
    }

    private static bool Foreign(string type, string country, ReadOnlySpan<char> number, out IdentityDocument document, out string? reason)
    {
        document = default;
        if (type == "passport" && number.Length is < 5 or > 12) { reason = number.Length < 5 ? "too-short" : "too-long"; return false; }
        return Plain(type.Length == 0 ? number.Length is >= 5 and <= 9 ? "passport" : "national-id" : type, country, number, out document, out reason);
    }

    private static bool Plain(string type, string country, ReadOnlySpan<char> number, out IdentityDocument document, out string? reason)
    {
        document = default;
        if (number.Length < 4) { reason = "too-short"; return false; }
        if (IsFiller(number)) { reason = "filler"; return false; }
        return Set(type, country, number, out document, out reason);
    }

    private static bool Guess(Span<char> buffer, int length, out IdentityDocument document, out string? reason)
    {
        ReadOnlySpan<char> number = buffer[..length];
        if (char.IsAsciiLetterUpper(number[0]) && length is 8 or 9 && !number[1..].ContainsAnyExceptInRange('0', '9')) return Passport(buffer[..length],
            out document, out reason);
        return Vietnamese(buffer, length, out document, out reason);
    }

    private static bool Set(string type, string country, ReadOnlySpan<char> number, out IdentityDocument document, out string? reason)
    {
        document = new IdentityDocument(type, country, number.ToString());
        reason = null;
        return true;
    }

    private static bool IsMostlyDigits(ReadOnlySpan<char> number)
    {
        int digits = 0;
        foreach (char c in number)
            if (char.IsAsciiDigit(c)) digits++;
        return digits >= number.Length - 2;
    }

    /// <summary>Turns the letters that optical reading mistakes for digits back.</summary>
    private static void ToDigits(Span<char> number)
    {
        if (!IsMostlyDigits(number)) return;
        foreach (ref char c in number) c = c switch { 'O' or 'Q' => '0', 'I' or 'L' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', _ => c };
    }

    private static bool TryCompact(ReadOnlySpan<char> text, Span<char> number, out int length)
    {
        length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            int digit = CompatibleLetters.DigitValue(text, ref i);
            char symbol = digit >= 0 ? (char)('0' + digit) : char.IsAsciiLetter(c) ? char.ToUpperInvariant(c)
                : c >= 0x80 && TextFold.FoldChar(c) is var folded and not '\0' ? char.ToUpperInvariant(folded) : c >= 0xFF00
                    && char.IsAsciiLetter(CompatibleLetters.ToPlain(c)) ? char.ToUpperInvariant(CompatibleLetters.ToPlain(c)) : '\0';
            if (symbol == '\0') continue;
            if (length == number.Length) return false;
            number[length++] = symbol;
        }
        return TrimLabel(number, ref length);
    }

    /// <summary>Leaves out a label glued to the front: CCCD, CMND, SO…</summary>
    private static bool TrimLabel(Span<char> number, ref int length)
    {
        ReadOnlySpan<string> labels = ["SOCCCD", "CCCDSO", "CCCD", "SOCMND", "CMNDSO", "CMND", "CMTND", "CMT", "DDCN", "HOCHIEUSO", "HOCHIEU",
            "PASSPORTNO", "PASSPORT", "GPLX", "SO"];
        foreach (string label in labels)
        {
            if (length - label.Length < 7 || !number[..length].StartsWith(label)) continue;
            number[label.Length..length].CopyTo(number);
            length -= label.Length;
            return TrimLabel(number, ref length);
        }
        return true;
    }
}
