using System.Globalization;
using System.Text;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>The text of a payment QR code (EMVCo merchant-presented mode; VietQR of NAPAS and VNPAY-QR).</summary>
public sealed record EmvPayload
{
    /// <summary>The application id of VietQR (tag 38.00).</summary>
    public const string VietQrId = "A000000727";

    /// <summary>The application id of VNPAY-QR (tag 26.00).</summary>
    public const string VnpayId = "A000000775";

    private const int LengthMax = 1_000;

    /// <summary>Gets the BIN of the receiving bank (38.01.00); null for a merchant code.</summary>
    public string? Bin { get; private init; }

    /// <summary>Gets the receiving account, or card when <see cref="IsCard"/> (38.01.01); null for a merchant code.</summary>
    public string? Account { get; private init; }

    /// <summary>Gets whether the money goes to a card (38.02 is QRIBFTTC).</summary>
    public bool IsCard { get; private init; }

    /// <summary>Gets the merchant id of a VNPAY code (26.01), which is not an account; null otherwise.</summary>
    public string? MerchantId { get; private init; }

    /// <summary>Gets the merchant's name (59).</summary>
    public string? MerchantName { get; private init; }

    /// <summary>Gets the merchant's city (60).</summary>
    public string? City { get; private init; }

    /// <summary>Gets the amount (54) in units of <see cref="Currency"/>; null when the payer chooses.</summary>
    public decimal? Amount { get; private init; }

    /// <summary>Gets the ISO 4217 numeric currency (53), such as <c>704</c> for the dong.</summary>
    public string? Currency { get; private init; }

    /// <summary>Gets the transfer text (62.08).</summary>
    public string? Purpose { get; private init; }

    /// <summary>Gets the bill number (62.01).</summary>
    public string? BillNumber { get; private init; }

    /// <summary>Gets the reference label (62.05); MoMo writes MOMOW2W and digits.</summary>
    public string? Reference { get; private init; }

    /// <summary>Gets the last three digits of the owner's phone that old MoMo codes carry (80); a clue, not a number.</summary>
    public string? PhoneTail { get; private init; }

    /// <summary>Reads a payload.</summary>
    /// <param name="text">The text of the QR code.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="reason">Why not, as a stable word, when not: <c>not-emv</c>, <c>bad-length</c> or <c>checksum</c>.</param>
    /// <returns>Whether it is one with a correct checksum.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EmvPayload? payload, out string? reason)
    {
        payload = null;
        text = text.Trim();
        reason = !LooksLikeEmv(text) ? "not-emv" : text.Length > LengthMax ? "bad-length" : null;
        if (reason is not null) return false;
        bool inBytes = false;
        if (!TryFields(text, ref inBytes, out Dictionary<string, string> fields)) { reason = "bad-length"; return false; }
        if (!fields.TryGetValue("63", out string? crc)
            || !string.Equals(crc, Checksum(text[..^4]), StringComparison.OrdinalIgnoreCase)) { reason = "checksum"; return false; }
        payload = From(fields, inBytes);
        return true;
    }

    /// <summary>Returns whether text begins and ends as such a payload does.</summary>
    internal static bool LooksLikeEmv(ReadOnlySpan<char> text) => text.Length >= 20 && text.StartsWith("000201") && text[^8..^4] is "6304";

    /// <summary>Returns CRC-16/CCITT-FALSE of the UTF-8 text as four upper-case hexadecimal digits.</summary>
    internal static string Checksum(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        int crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value << 8;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : (crc << 1) & 0xFFFF;
        }
        return crc.ToString("X4", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads fields whose lengths count characters, as EMVCo says, or bytes of UTF-8, as some apps write them.</summary>
    private static bool TryFields(ReadOnlySpan<char> text, ref bool inBytes, out Dictionary<string, string> fields)
    {
        if (!inBytes && TryFields(text, static (rest, length) => length <= rest.Length ? length : -1, out fields)) return true;
        return inBytes = TryFields(text, UnitsOf, out fields);
    }

    private static bool TryFields(ReadOnlySpan<char> text, Func<ReadOnlySpan<char>, int, int> unitsOf, out Dictionary<string, string> fields)
    {
        fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!text.IsEmpty)
        {
            if (text.Length < 4 || !AsciiText.IsDigits(text[..4])) return false;
            int length = unitsOf(text[4..], int.Parse(text[2..4], CultureInfo.InvariantCulture));
            if (length < 0) return false;
            fields[text[..2].ToString()] = text.Slice(4, length).ToString();
            text = text[(4 + length)..];
        }
        return true;
    }

    /// <summary>Returns how many UTF-16 units have so many bytes of UTF-8; -1 when none have.</summary>
    private static int UnitsOf(ReadOnlySpan<char> text, int bytes)
    {
        int units = 0;
        while (bytes > 0 && units < text.Length && Rune.DecodeFromUtf16(text[units..], out Rune rune, out int used) == System.Buffers.OperationStatus.Done)
            (bytes, units) = (bytes - rune.Utf8SequenceLength, units + used);
        return bytes == 0 ? units : -1;
    }

    private static EmvPayload From(Dictionary<string, string> fields, bool inBytes)
    {
        Dictionary<string, string> vietQr = Nested(fields, "38", inBytes), receiver = Nested(vietQr, "01", inBytes), vnpay = Nested(fields, "26", inBytes),
            more = Nested(fields, "62", inBytes);
        bool isVietQr = Is(vietQr, "00", VietQrId);
        return new EmvPayload
        {
            Bin = isVietQr ? receiver.GetValueOrDefault("00") : null,
            Account = isVietQr ? receiver.GetValueOrDefault("01") : null,
            IsCard = Is(vietQr, "02", "QRIBFTTC"),
            MerchantId = Is(vnpay, "00", VnpayId) ? vnpay.GetValueOrDefault("01") : null,
            MerchantName = fields.GetValueOrDefault("59"),
            City = fields.GetValueOrDefault("60"),
            Amount = decimal.TryParse(fields.GetValueOrDefault("54"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) ? amount
                : null,
            Currency = fields.GetValueOrDefault("53"),
            Purpose = more.GetValueOrDefault("08"),
            BillNumber = more.GetValueOrDefault("01"),
            Reference = more.GetValueOrDefault("05"),
            PhoneTail = fields.GetValueOrDefault("80"),
        };
    }

    private static Dictionary<string, string> Nested(Dictionary<string, string> fields, string tag, bool inBytes) =>
        fields.TryGetValue(tag, out string? inner) && TryFields(inner, ref inBytes, out Dictionary<string, string> nested) ? nested : [];

    private static bool Is(Dictionary<string, string> fields, string tag, string value) =>
        string.Equals(fields.GetValueOrDefault(tag), value, StringComparison.OrdinalIgnoreCase);
}
