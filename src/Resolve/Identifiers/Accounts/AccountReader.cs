using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Accounts;

/// <summary>Reads bank accounts, wallets, cards, IBANs, crypto addresses and payment QR codes.</summary>
/// <remarks>An account is a bank and text: leading zeros count, and equal digits at two banks are two accounts.</remarks>
public static class AccountReader
{
    /// <summary>The shortest and the longest number of an account (VietQR field and the shapes seen).</summary>
    public const int NumberLengthMin = 6, NumberLengthMax = 19;

    private const int TextLengthMax = 1_000, CellLengthMax = 300, VietcombankLength = 13;

    private const string VietcombankBin = "970436";

    private static readonly System.Buffers.SearchValues<char> LowerHex = System.Buffers.SearchValues.Create("0123456789abcdef");

    /// <summary>Reads an account.</summary>
    /// <param name="value">The account as written; may hold its bank, a label, a QR code.</param>
    /// <param name="bank">What a bank field says; empty when there is none.</param>
    /// <param name="date">The day of the report; null when unknown.</param>
    /// <returns>The account, or why there is none. No allocation but the key for a number at a known bank.</returns>
    public static AccountReading Read(scoped ReadOnlySpan<char> value, ReadOnlySpan<char> bank, DateOnly? date)
    {
        value = value.Trim();
        bank = bank.Trim();
        if (value.IsEmpty) return AccountReading.None("empty");
        if (value.Length > TextLengthMax) return AccountReading.None("too-long");
        if (EmvPayload.LooksLikeEmv(value)) return OfQr(value, date);
        Span<char> whole = value.ContainsAny('.', ',') ? stackalloc char[TextLengthMax] : default;
        if (Spreadsheet.TryTakeFractions(value, NumberLengthMin, whole, out int wholeLength, out bool lost))
        {
            if (lost) return AccountReading.None("precision-lost");
            value = whole[..wholeLength];
        }
        Span<char> number = stackalloc char[64];
        bool plain = TryPlainDigits(value, number, out int length, out int firstGroup);
        bool several = plain && (length > NumberLengthMax || value.Contains(" - ", StringComparison.Ordinal));
        if (several && TryCell(value, bank, date, out AccountReading cell)) return cell;
        if (plain)
            return bank.IsEmpty && firstGroup == 6 && length >= 6 + NumberLengthMin && Banks.OfBin(number[..6]) is { } leading
                && !(CardNumber.LooksLikeCard(number[..length]) && CardNumber.HasLuhn(number[..length]))
                ? OfNumber(number[6..length], default, leading, date, AccountSteps.BankInText)
                : OfNumber(number[..length], bank, default, date, 0);
        if (TryCanonical(value, out AccountReading canonical)) return canonical;
        if (TryCrypto(value, out AccountReading crypto)) return crypto;
        if (Spreadsheet.TryExpand(value, number, out length, out bool lossy)) return lossy ? AccountReading.None("precision-lost")
            : OfNumber(number[..length], bank, default, date, 0);
        if (TryCell(value, bank, date, out AccountReading cells)) return cells;
        var text = new AccountText(stackalloc char[TextLengthMax], stackalloc Range[64]);
        text.Read(value);
        return text.IsMasked ? OfMasked(ref text, bank) : OfText(ref text, value, bank, date);
    }

    /// <summary>Reads a cell that holds several numbers: 0071000123121 / 0071000123122, or the ending of another behind a slash.</summary>
    private static bool TryCell(ReadOnlySpan<char> value, ReadOnlySpan<char> bank, DateOnly? date, out AccountReading reading)
    {
        reading = default;
        if (value.Length > CellLengthMax) return false;
        var numbers = new List<string>();
        if (!AccountCell.TryNumbers(value, numbers)) return false;
        if (numbers.Exists(n => Banks.OfBin(n) is not null)) return false; // 970436/0071000123456 is a bank and its account
        Bank? inText = bank.IsEmpty && Banks.Find(value, inFreeText: true) is [{ } only] ? only : null;
        for (int i = 0; i < numbers.Count; i++)
        {
            AccountReading one = OfNumber(numbers[i], bank, inText, date, inText is null ? 0 : AccountSteps.BankInText);
            reading = i == 0 ? one : Several(reading, one);
        }
        return true;
    }

    private static bool TryPlainDigits(ReadOnlySpan<char> value, Span<char> number, out int length, out int firstGroup)
    {
        length = firstGroup = 0;
        foreach (char c in value)
        {
            if (char.IsAsciiDigit(c)) { if (length == number.Length) return false; number[length++] = c; continue; }
            if (firstGroup == 0) firstGroup = length;
            if (c is not (' ' or '.' or '-' or '\u00A0')) return false;
        }
        return length > 0;
    }

    private static AccountReading OfQr(ReadOnlySpan<char> value, DateOnly? date)
    {
        if (!EmvPayload.TryParse(value, out EmvPayload? payload, out string? reason)) return AccountReading.None(reason!, AccountSteps.Qr);
        if (payload!.Bin is null || payload.Account is null)
            return AccountReading.None(payload.MerchantId is null ? "no-account" : "merchant-code", AccountSteps.Qr) with { Payload = payload };
        AccountReading reading = OfNumber(payload.Account.ToUpperInvariant(), payload.Bin, default, date, AccountSteps.Qr);
        return reading with { Payload = payload };
    }

    private static bool TryCrypto(ReadOnlySpan<char> value, out AccountReading reading)
    {
        reading = default;
        Span<char> canonical = stackalloc char[80];
        foreach (Range range in value.SplitAny(" \t\n\r:,;|()/?\"'<>"))
        {
            ReadOnlySpan<char> token = value[range].Trim('.');
            if (token.Length < 14 || CryptoAddress.Chain(token) is not { } chain) continue;
            reading = CryptoAddress.IsValid(token, chain, canonical) ? AccountReading.Of(chain, canonical[..token.Length], null, AccountSteps.Crypto)
                : AccountReading.None("checksum", AccountSteps.Crypto);
            return true;
        }
        return false;
    }

    /// <summary>Reads the value of a key: <c>970436:0071…</c>, <c>iban:DE…</c>, <c>card:970436:…</c>, <c>bic:ABAAKHPP:…</c>, <c>zalopay:09…</c>.</summary>
    private static bool TryCanonical(ReadOnlySpan<char> value, out AccountReading reading)
    {
        reading = default;
        if (value.StartsWith("account:", StringComparison.OrdinalIgnoreCase)) value = value[8..];
        int colon = value.IndexOf(':');
        if (colon <= 0 || value.ContainsAny(' ', '\t', '\n')) return false;
        ReadOnlySpan<char> scheme = value[..colon], rest = value[(colon + 1)..];
        switch (scheme)
        {
            case "card" when rest.Length == 23 && rest[6] == ':' && AsciiText.IsDigits(rest[..6]) && !rest[7..].ContainsAnyExcept(LowerHex):
                reading = AccountReading.Of("card", rest, Banks.OfBin(rest[..6]), AccountSteps.Card);
                return true;
            case "bic" when rest.Length > 14 && rest[8] == ':' && IsForeignBic(rest[..8], out _) && IsNumber(rest[9..]):
                reading = AccountReading.Of("bic", rest, null, AccountSteps.ForeignBank);
                return true;
        }
        if (!IsNumber(rest) || rest.IndexOfAnyExcept(rest[0]) < 0) return false;
        foreach (Bank bank in Banks.All)
        {
            if (!scheme.SequenceEqual(bank.KeyPart) || bank.Kind == BankKind.Gateway) continue;
            reading = AccountReading.Of(scheme, rest, bank);
            return true;
        }
        return false;
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.Length is < NumberLengthMin or > NumberLengthMax) return false;
        foreach (char c in text)
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c)) return false;
        return !(CardNumber.LooksLikeCard(text) && (CardNumber.HasLuhn(text) || text.StartsWith("9704")));
    }

    private static AccountReading OfText(ref AccountText text, ReadOnlySpan<char> value, ReadOnlySpan<char> bank, DateOnly? date)
    {
        AccountSteps steps = 0;
        Span<char> number = stackalloc char[64];
        int length = text.Tight(number);
        ReadOnlySpan<char> tight = number[..length];
        int ibanAt = tight.StartsWith("IBAN") ? 4 : 0;
        if (Iban.LooksLikeIban(tight[ibanAt..])) return OfIban(tight[ibanAt..]);
        int runs = text.DigitRuns(out Range longest, out Range second);
        if (runs >= 2 && bank.IsEmpty && text.IsBin(longest, second, out Range bin, out Range account)) // 970436 0071000123456
        {
            Span<char> binDigits = stackalloc char[8];
            int binLength = text.Copy(bin, binDigits);
            return OfNumber(number[..text.Copy(account, number)], binDigits[..binLength], default, date, AccountSteps.BankInText);
        }
        Bank? inText = null;
        if (bank.IsEmpty && text.HasLetters)
        {
            Bank[] found = Banks.Find(value.Length > 200 ? value[..200] : value, inFreeText: true);
            if (found.Length > 1) return AccountReading.Maybe("ambiguous-bank", runs > 0 ? Keys(found, number[..text.Copy(longest, number)]) : []);
            if (found.Length == 0 && text.NameLength(number) is > 0 and var named && Banks.PlainNamed(number[..named]) is [{ } only]) found = [only];
            if (found.Length == 1) (inText, steps) = (found[0], AccountSteps.BankInText);
        }
        if (runs >= 2)
        {
            Span<char> other = stackalloc char[64];
            return Several(OfNumber(number[..text.Copy(longest, number)], bank, inText, date, steps),
                OfNumber(other[..text.Copy(second, other)], bank, inText, date, steps));
        }
        if (runs == 1) length = text.Copy(longest, number);
        else if (text.TryMixed(out Range mixed)) length = text.Copy(mixed, number);
        else if (!bank.IsEmpty && text.IsOneWord) length = text.Tight(number);
        else return AccountReading.None(inText is null ? "no-digits" : "no-account", steps, inText);
        if (AccountText.TryLookalikes(number[..length])) steps |= AccountSteps.Lookalikes;
        return OfNumber(number[..length], bank, inText, date, steps);
    }

    private static AccountReading Several(AccountReading one, AccountReading other)
    {
        if (one.Key == other.Key && one.Reason is null) return one;
        if (other.Reason is "too-short" or "filler") return one;
        IEnumerable<EntityKey> all = one.Candidates.Concat(other.Candidates);
        if (one.Reason is null) all = all.Append(one.Key);
        if (other.Reason is null) all = all.Append(other.Key);
        bool certain = one.Reason is null or "several" && other.Reason is null;
        return AccountReading.Maybe(certain ? "several" : one.Reason is null or "several" ? other.Reason! : one.Reason, all, one.Steps, one.Bank);
    }

    private static AccountReading OfIban(ReadOnlySpan<char> iban) =>
        Iban.HasCheckDigits(iban) ? AccountReading.Of("iban", iban, null, AccountSteps.Iban) : AccountReading.None("checksum", AccountSteps.Iban);

    private static AccountReading OfMasked(ref AccountText text, ReadOnlySpan<char> bank)
    {
        Span<char> pattern = stackalloc char[64];
        int length = text.Tight(pattern);
        ReadOnlySpan<char> masked = pattern[..length];
        if (length is < NumberLengthMin or > NumberLengthMax) return AccountReading.None("masked", AccountSteps.Masked);
        if (length is 16 or 19 && !masked[..6].Contains('*') && Banks.OfBin(masked[..6]) is { } issuer)
            return AccountReading.Maybe("masked", [AccountReading.KeyOf("card", masked)], AccountSteps.Masked | AccountSteps.Card, issuer);
        return Banks.TryFind(bank, out Bank known, out _)
            ? AccountReading.Maybe("masked", [AccountReading.KeyOf(known.KeyPart, masked)], AccountSteps.Masked, known)
            : AccountReading.Maybe("masked", [AccountReading.KeyOf("unknown", masked)], AccountSteps.Masked);
    }

    /// <summary>Reads compact upper-case letters and digits at a bank.</summary>
    private static AccountReading OfNumber(ReadOnlySpan<char> number, ReadOnlySpan<char> bankText, Bank? inText, DateOnly? date, AccountSteps steps)
    {
        bool digitsOnly = AsciiText.IsDigits(number);
        if (digitsOnly && CardNumber.LooksLikeCard(number))
        {
            if (CardNumber.HasLuhn(number)) return number.IndexOfAnyExcept(number[0]) < 0 ? AccountReading.None("filler") : OfCard(number, steps);
            if (number.StartsWith("9704")) return AccountReading.None("checksum", steps | AccountSteps.Card);
        }
        if (number.Length < NumberLengthMin) return AccountReading.None("too-short", steps);
        if (number.Length > NumberLengthMax) return AccountReading.None("too-long", steps);
        if (IsFiller(number)) return AccountReading.None("filler", steps);
        if (inText is not null) return AtBank(number, inText, date, steps);
        if (bankText.IsEmpty) return WithoutBank(number, digitsOnly, date, steps);
        Bank[] banks = Banks.Find(bankText, inFreeText: false);
        if (banks.Length == 1) return AtBank(number, banks[0], date, steps);
        if (banks.Length > 1) return AccountReading.Maybe("ambiguous-bank", Keys(banks, number), steps);
        if (IsForeignBic(bankText, out ReadOnlySpan<char> bic))
        {
            Span<char> value = stackalloc char[48];
            bic.CopyTo(value);
            value[8] = ':';
            number.CopyTo(value[9..]);
            return AccountReading.Of("bic", value[..(9 + number.Length)], null, steps | AccountSteps.ForeignBank);
        }
        return WithoutBank(number, digitsOnly, date, steps);
    }

    private static AccountReading OfCard(ReadOnlySpan<char> number, AccountSteps steps)
    {
        Span<char> value = stackalloc char[32];
        int length = CardNumber.WriteKey(number, value);
        return new AccountReading(EntityKey.Create(EntityKind.Account, value[..length]), [], null, Banks.OfBin(number[..6]), steps | AccountSteps.Card);
    }

    private static AccountReading AtBank(ReadOnlySpan<char> number, Bank bank, DateOnly? date, AccountSteps steps)
    {
        if (bank.Kind == BankKind.Gateway) return AccountReading.None("merchant-code", steps, bank);
        if (HasLostZeros(number, bank, out string whole))
            return AccountReading.Maybe("lost-zeros", [AccountReading.KeyOf(bank.KeyPart, number), AccountReading.KeyOf(bank.KeyPart, whole)], steps, bank);
        PhoneNumber phone = default;
        bool phoneShaped = number.Length is >= 9 and <= 13 && AsciiText.IsDigits(number) && PhoneNumber.TryParse(number, date, out phone)
            && phone.Kind == PhoneKind.Mobile;
        if (bank.Kind != BankKind.Wallet || !phoneShaped) return AccountReading.Of(bank.KeyPart, number, bank, phoneShaped
            ? steps | AccountSteps.PhoneShaped : steps);
        Span<char> text = stackalloc char[20];
        int length = phone.Write(text);
        text[2] = '0';
        return AccountReading.Of(bank.KeyPart, text[2..length], bank, steps | AccountSteps.Wallet | AccountSteps.PhoneShaped);
    }

    /// <summary>Returns whether a number is one of thirteen digits whose leading zeros a spreadsheet took.</summary>
    /// <remarks>General knowledge of Vietcombank's numbers (00x1…); no such number has eleven or twelve digits.</remarks>
    private static bool HasLostZeros(ReadOnlySpan<char> number, Bank bank, out string whole)
    {
        whole = "";
        if (bank.Bin != VietcombankBin || number.Length is not (11 or 12) || !AsciiText.IsDigits(number)) return false;
        Span<char> padded = stackalloc char[VietcombankLength];
        padded.Fill('0');
        number.CopyTo(padded[(VietcombankLength - number.Length)..]);
        if (padded[1] != '0' || padded[3] != '1') return false;
        whole = padded.ToString();
        return true;
    }

    private static AccountReading WithoutBank(ReadOnlySpan<char> number, bool digitsOnly, DateOnly? date, AccountSteps steps)
    {
        // Virtual accounts that old MoMo and ZaloPay keep at BVBank, and new MoMo under its own BIN (vietqr_test_vectors.csv).
        if (number.Length >= 12 && (number.StartsWith("99MM") || number.StartsWith("99ZP"))) return AtBank(number, Banks.OfBin("970454")!, date,
            steps | AccountSteps.Virtual);
        if (number.Length >= 12 && number.StartsWith("PSP")) return AtBank(number, Banks.OfBin("971025")!, date, steps | AccountSteps.Virtual);
        var candidates = new List<EntityKey> { AccountReading.KeyOf("unknown", number) };
        if (digitsOnly)
            foreach (string bin in Shapes(number, date)) candidates.Add(AccountReading.KeyOf(bin, number));
        return AccountReading.Maybe("unknown-bank", candidates, steps);
    }

    /// <summary>Returns the BINs of banks whose numbers have this shape; a weak hint. General knowledge.</summary>
    private static List<string> Shapes(ReadOnlySpan<char> n, DateOnly? date)
    {
        var bins = new List<string>();
        if (n.Length == 13 && n.StartsWith("00") && n[3] == '1') bins.Add("970436");
        if (n.Length == 12 && n.StartsWith("10")) bins.Add("970415");
        if (n.Length == 14 && n[3] == '1') bins.Add("970418");
        if (n.Length == 13 && n[4] == '2') bins.Add("970405");
        if (n.Length == 14 && n.StartsWith("19")) bins.Add("970407");
        if (n.Length is 9 or 10 && PhoneNumber.TryParse(n, date, out PhoneNumber phone)
            && phone.Kind == PhoneKind.Mobile) bins.AddRange(["970422", "970423", "970432", "971025"]);
        return bins;
    }

    private static IEnumerable<EntityKey> Keys(Bank[] banks, ReadOnlySpan<char> number)
    {
        string text = number.ToString();
        return text.Length is < NumberLengthMin or > NumberLengthMax ? [] : banks.Select(b => AccountReading.KeyOf(b.KeyPart, text));
    }

    private static bool IsFiller(ReadOnlySpan<char> number) =>
        number.IndexOfAnyExcept(number[0]) < 0 || "01234567890".AsSpan().IndexOf(number) >= 0 || number is "12345678910" or "9876543210" or "987654321";

    /// <summary>Returns whether a bank field holds the BIC of a bank abroad: capitals, the fifth and sixth naming another state.</summary>
    private static bool IsForeignBic(ReadOnlySpan<char> text, out ReadOnlySpan<char> bic)
    {
        bic = text.Length is 8 or 11 ? text[..8] : default;
        if (bic.IsEmpty) return false;
        for (int i = 0; i < 8; i++)
            if (!(char.IsAsciiLetterUpper(bic[i]) || (i >= 6 && char.IsAsciiDigit(bic[i])))) return false;
        return Countries.TryFind(bic[4..6], out Country country) && country.Alpha2 != "VN" && bic[4..6].SequenceEqual(country.Alpha2);
    }
}
