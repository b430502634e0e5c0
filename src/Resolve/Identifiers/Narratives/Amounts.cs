using System.Globalization;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Narratives;

/// <summary>Reads amounts of money as people write them: 1 tỷ 250 triệu, 250.000.000đ, 5tr5, 500k, 10.000 USDT.</summary>
public static class Amounts
{
    private const int UnitCountMax = 6;

    /// <summary>Reads a text that is an amount and nothing else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="amount">The amount in whole units of the currency.</param>
    /// <param name="currency">The ISO 4217 code, or <c>USDT</c>.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out decimal amount, out string currency)
    {
        (amount, currency) = (0, "VND");
        string tidy = CanonicalText.Tidy(text) ?? "";
        if (TryExponent(tidy, out amount)) return true;
        if (tidy.StartsWith('(') && tidy.EndsWith(')')) return false; // how bookkeepers write a negative amount
        int start = 0;
        while (start < tidy.Length && start < 40 && !char.IsAsciiDigit(tidy[start])) start++;
        string lead = start >= tidy.Length ? "" : TextFold.Fold(tidy[..start]);
        if (start >= tidy.Length || tidy[..start].Contains('-', StringComparison.Ordinal)
            || lead is not ("" or "hon" or "gan" or "khoang" or "tren" or "so tien" or "tong" or "tong cong" or "usd" or "vnd")) return false;
        if (TryReadAt(tidy, start, out amount, out currency, out int length)
            && TextFold.Fold(tidy[(start + length)..]) is "" or "chan" or "viet nam") return lead != "usd" || (currency = "USD").Length > 0;
        if (!TryNumber(tidy, start, out amount, out int end) || amount > Reports.ReportLimits.AmountMax || TextFold.Fold(tidy[end..]).Length > 0) return false;
        currency = lead == "usd" || tidy.Contains('$', StringComparison.Ordinal) ? "USD" : "VND";
        return true;
    }

    /// <summary>Reads the amount that begins at a digit; a number alone, without unit or currency, is none.</summary>
    internal static bool TryReadAt(string text, int start, out decimal amount, out string currency, out int length)
    {
        (amount, currency, length) = (0, "VND", 0);
        int i = start;
        decimal lastUnit = decimal.MaxValue;
        bool any = false;
        for (int round = 0; round < UnitCountMax; round++)
        {
            if (!TryNumber(text, i, out decimal number, out int afterNumber)) break;
            if (!TryUnit(text, afterNumber, out decimal unit, out int afterUnit) || unit >= lastUnit)
            {
                if (any && afterNumber - i <= 3 && i == start + length && lastUnit >= 1_000m && !IsWordChar(text, afterNumber)) // 5tr5, 1tỷ2
                {
                    amount += number * lastUnit / Pow10(afterNumber - i);
                    length = afterNumber - start;
                }
                break;
            }
            if (number > 1_000_000_000_000m) return false;
            amount += number * unit;
            (lastUnit, any, length) = (unit, true, afterUnit - start);
            if (TryHalf(text, afterUnit, out int afterHalf)) { amount += unit / 2; length = afterHalf - start; break; }
            i = afterUnit;
            while (i < text.Length && text[i] is ' ' or '\u00A0' && i - afterUnit < 2) i++;
            if (i >= text.Length || !char.IsAsciiDigit(text[i])) break;
        }
        if (!any && !TryNumber(text, start, out amount, out int end)) return false;
        int at = any ? start + length : EndOfNumber(text, start);
        if (TryCurrency(text, at, out string own, out int afterCurrency)) { currency = own; length = afterCurrency - start; any = true; }
        return any && amount is > 0 and <= Reports.ReportLimits.AmountMax && (currency != "VND" || amount >= 1_000m);
    }

    /// <summary>Reads what a spreadsheet wrote as a floating-point number: 2.5E+08.</summary>
    private static bool TryExponent(string text, out decimal amount)
    {
        amount = 0;
        return text.AsSpan().IndexOfAny('E', 'e') > 0
            && decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out amount)
            && amount <= Reports.ReportLimits.AmountMax;
    }

    private static int EndOfNumber(string text, int start) => TryNumber(text, start, out _, out int end) ? end : start;

    /// <summary>Reads a number with thousands parted by dots, commas or blanks, and a decimal comma or dot.</summary>
    private static bool TryNumber(string text, int start, out decimal number, out int end)
    {
        (number, end) = (0, start);
        int i = start, groups = 0;
        Span<char> digits = stackalloc char[24];
        int length = 0;
        while (i < text.Length && char.IsAsciiDigit(text[i]) && length < 18) digits[length++] = text[i++];
        if (length == 0 || (i < text.Length && char.IsAsciiDigit(text[i]))) return false;
        char separator = '\0';
        while (length <= 15 && i + 3 < text.Length && text[i] is '.' or ',' or ' ' or '\u00A0' && (separator == '\0' || text[i] == separator)
            && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3])
                && !(i + 4 < text.Length && char.IsAsciiDigit(text[i + 4])) && (length <= 3 || groups > 0))
        {
            if (digits[0] == '0') break; // 0.500 is half of one
            separator = text[i];
            text.AsSpan(i + 1, 3).CopyTo(digits[length..]);
            length += 3;
            i += 4;
            groups++;
        }
        number = decimal.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        if (i + 1 < text.Length && text[i] is '.' or ',' && text[i] != separator && char.IsAsciiDigit(text[i + 1]))
        {
            int from = ++i;
            while (i < text.Length && char.IsAsciiDigit(text[i]) && i - from < 4) i++;
            if (i < text.Length && char.IsAsciiDigit(text[i])) return false;
            number += decimal.Parse(text.AsSpan(from, i - from), NumberStyles.None, CultureInfo.InvariantCulture) / Pow10(i - from);
        }
        end = i;
        return true;
    }

    private static bool TryUnit(string text, int start, out decimal unit, out int end)
    {
        unit = 0;
        bool attached = start < text.Length && text[start] != ' ';
        if (!TryWord(text, start, out ReadOnlySpan<char> own, out end)) return false;
        Span<char> folded = stackalloc char[60];
        switch (folded[..TextFold.FoldTo(own, folded, '\0')])
        {
            case "ty" or "ti" when own is not ("ti" or "TI" or "Ti"): unit = 1_000_000_000m; break;
            case "b" when attached: unit = 1_000_000_000m; break;
            case "trieu": unit = 1_000_000m; break;
            case "tr" or "m" when attached || own is "tr": unit = 1_000_000m; break;
            case "nghin" or "ngan" when own is not ("Ngân" or "ngân" or "NGÂN") && !IsBank(text, end): unit = 1_000m; break;
            case "k" when attached: unit = 1_000m; break;
            case "ng" when attached: unit = 1_000m; break;
            case "tram": // trăm triệu, trăm nghìn
                if (!TryUnit(text, end, out decimal more, out int further) || more < 1_000m) return false;
                (unit, end) = (100m * more, further);
                return true;
            default: return false;
        }
        return true;
    }

    /// <summary>Returns whether "hàng" goes on, so that the word before is of "ngân hàng" and no thousand.</summary>
    private static bool IsBank(string text, int place) =>
        TryWord(text, place, out ReadOnlySpan<char> word, out _) && word.Length == 4 && TextFold.FoldTight(word.ToString()) == "hang";

    private static bool TryHalf(string text, int start, out int end) =>
        TryWord(text, start, out ReadOnlySpan<char> word, out end) && word.Length <= 5 && TextFold.FoldTight(word.ToString()) == "ruoi";

    private static bool TryCurrency(string text, int start, out string currency, out int end)
    {
        currency = "VND";
        int at = start;
        while (at < text.Length && text[at] is ' ' or '\u00A0' && at - start < 1) at++;
        end = at + 1;
        if (at < text.Length && text[at] is '$') { currency = "USD"; return true; }
        if (at < text.Length && text[at] is '₫') return true;
        if (at < text.Length && text[at] is '€') { currency = "EUR"; return true; }
        if (!TryWord(text, start, out ReadOnlySpan<char> own, out end)) return false;
        Span<char> folded = stackalloc char[60];
        ReadOnlySpan<char> word = folded[..TextFold.FoldTo(own, folded, '\0')];
        if (word is "dong") return own is "đồng" or "Đồng" or "ĐỒNG" or "dong" or "DONG";
        if (word is "d") return own is "đ" or "Đ" or "d";
        if (word is "vnd") return true;
        if (word is "usd" or "dola") { currency = "USD"; return true; }
        if (word is "usdt") { currency = "USDT"; return true; }
        if (word is "eur" or "euro") { currency = "EUR"; return true; }
        if (word is "cny" or "rmb" or "te") { currency = "CNY"; return word is not "te" || own is "tệ"; }
        return false;
    }

    /// <summary>Reads the word at a place, behind at most one blank.</summary>
    private static bool TryWord(string text, int start, out ReadOnlySpan<char> word, out int end)
    {
        word = default;
        end = start;
        int at = start;
        if (at < text.Length && text[at] is ' ' or '\u00A0') at++;
        int from = at;
        while (at < text.Length && (char.IsLetter(text[at]) || text[at] is >= '\u0300' and <= '\u036F')) at++;
        if (at == from || at - from > 12) return false;
        word = text.AsSpan(from, at - from);
        end = at;
        return true;
    }

    private static bool IsWordChar(string text, int i) => i < text.Length && char.IsLetterOrDigit(text[i]);

    private static decimal Pow10(int digits) => digits switch { 1 => 10m, 2 => 100m, 3 => 1_000m, _ => 10_000m };
}
