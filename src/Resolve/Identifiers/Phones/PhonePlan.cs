using System.Globalization;
using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Phones;

/// <summary>The Vietnamese numbering plan with its changes of 2017 and 2018, and the lengths of foreign numbers.</summary>
internal static class PhonePlan
{
    // Old GSO province code : area code now : area code before 2017. Source: libphonenumber geocodes; old codes: general knowledge.
    private const string Areas =
        "01:24:4 02:219:219 04:206:26 06:209:281 08:207:27 10:214:20 11:215:230 12:213:231 14:212:22 15:216:29 17:218:218 19:208:280 20:205:25 " +
        "22:203:33 24:204:240 25:210:210 26:211:211 27:222:241 30:220:320 31:225:31 33:221:321 34:227:36 35:226:351 36:228:350 37:229:30 38:237:37 " +
        "40:238:38 42:239:39 44:232:52 45:233:53 46:234:54 48:236:511 49:235:510 51:255:55 52:256:56 54:257:57 56:258:58 58:259:68 60:252:62 62:260:60 " +
        "64:269:59 66:262:500 67:261:501 68:263:63 70:271:651 72:276:66 74:274:650 75:251:61 77:254:64 79:28:8 80:272:72 82:273:73 83:275:75 84:294:74 " +
        "86:270:70 87:277:67 89:296:76 91:297:77 92:292:710 93:293:711 94:299:79 95:291:781 96:290:780";

    // Old prefix : new prefix. Source: plo.vn, May 2018.
    private const string Renumbering =
        "120:70 121:79 122:77 126:76 128:78 123:83 124:84 125:85 127:81 129:82 162:32 163:33 164:34 165:35 166:36 167:37 168:38 169:39 186:56 188:58 199:59";

    // Two digits after the zero. Source: libphonenumber, carriers of +84.
    private const string MobilePrefixes =
        "30 32 33 34 35 36 37 38 39 51 52 55 56 58 59 70 76 77 78 79 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99";

    // Emergency, directory and report-scam codes, carrier hotlines. Source: vietnamnet.vn 2264872, vietbao.vn 22 October 2025, cafef.vn 26 February 2026.
    private static readonly string[] ShortCodes =
        ["111", "112", "113", "114", "115", "116", "117", "118", "119", "156", "166", "198", "199", "5656", "6020", "789", "888", "9090", "9191",
            "9244", "9118", "8008", "141"];

    /// <summary>The day from which old area codes were wrong everywhere: the third and last step began on 17 June 2017.</summary>
    private static readonly DateOnly AreaChange = new(2017, 6, 17);

    private static readonly ushort[] RenumberedTo = new ushort[1000];
    private static readonly ushort[] OldAreaTo = new ushort[1000];
    private static readonly byte[] ProvinceOfArea = new byte[1000];
    private static readonly byte[] ProvinceOfOldArea = new byte[1000];
    private static readonly bool[] IsMobile = new bool[100];

    static PhonePlan()
    {
        foreach (string row in Areas.Split(' '))
        {
            string[] part = row.Split(':');
            int now = Number(part[1]), old = Number(part[2]);
            ProvinceOfArea[now] = ProvinceOfOldArea[old] = (byte)Number(part[0]);
            OldAreaTo[old] = (ushort)now;
        }
        foreach (string row in Renumbering.Split(' ')) RenumberedTo[Number(row.AsSpan(0, 3))] = (ushort)Number(row.AsSpan(4));
        foreach (string prefix in MobilePrefixes.Split(' ')) IsMobile[Number(prefix)] = true;
    }

    /// <summary>Reads digits, possibly behind a plus, as one number.</summary>
    public static PhoneReading Read(ReadOnlySpan<char> digits, bool plus, DateOnly? date)
    {
        if (digits.Length == 0) return PhoneReading.None("empty");
        if (digits.IndexOfAnyExcept(digits[0]) < 0 && digits.Length >= 6) return PhoneReading.None("filler");
        if (digits is "123456789" or "0123456789" or "01234567890" or "1234567890" or "12345678910" or "9876543210"
            or "09876543210") return PhoneReading.None("filler");
        if (plus && digits[0] == '0')
        {
            digits = digits.TrimStart('0');
            return digits.StartsWith("84") ? International(digits, date) : National(digits, date, PhoneSteps.None);
        }
        if (plus) return International(digits, date);
        if (digits.StartsWith("00"))
        {
            PhoneReading international = International(digits.TrimStart('0'), date);
            return international.Number.IsDefault && international.Reason is not ("service-number" or "filler" or "ambiguous")
                && National(digits.TrimStart('0'), date, PhoneSteps.None) is { Number.IsDefault: false } national ? national : international;
        }
        if (digits[0] == '0' && digits.Length <= 11) return National(digits[1..], date, PhoneSteps.None);
        return WithoutZero(digits, date);
    }

    /// <summary>Returns the carrier that first held the block of a mobile number of nine digits, or null.</summary>
    public static string? FirstCarrier(ReadOnlySpan<char> national) => Number(national[..2]) switch
    {
        (>= 32 and <= 39) or 86 or (>= 96 and <= 98) => "Viettel",
        30 or 51 or 70 or (>= 76 and <= 79) or 89 or 90 or 93 => "MobiFone",
        (>= 81 and <= 85) or 88 or 91 or 94 => "VinaPhone",
        87 => "iTel",
        55 => "Wintel",
        52 or 56 or 58 or 92 => "Vietnamobile",
        59 => "Gmobile",
        99 => national[2] is >= '3' and <= '7' ? "Gmobile" : "Indochina Telecom",
        95 => "S-Fone",
        _ => null,
    };

    /// <summary>Returns the old GSO code of the province of a fixed line's national digits; 0 when unknown.</summary>
    public static int ProvinceOf(ReadOnlySpan<char> national) =>
        national.Length < 3 || national[0] != '2' ? 0 : ProvinceOfArea[Number(national[..2])] is var big and not 0 ? big
            : ProvinceOfArea[Number(national[..3])];

    private static PhoneReading WithoutZero(ReadOnlySpan<char> digits, DateOnly? date)
    {
        ReadOnlySpan<char> bare = digits[0] == '0' ? digits[1..] : digits;
        if (bare.StartsWith("84") && bare.Length >= 10)
        {
            PhoneReading stuck = National(bare[2..].TrimStart('0'), date, PhoneSteps.StuckCountryCode);
            if (!stuck.Number.IsDefault || stuck.Reason is "ambiguous" or "service-number" or "filler") return stuck;
        }
        if (digits[0] == '0') return PhoneReading.None("too-long");
        if (IsService(digits)) return PhoneReading.Service(digits);
        if (digits.Length is 9 or 10)
        {
            PhoneReading national = National(digits, date, PhoneSteps.LostZero);
            if (!national.Number.IsDefault || national.Reason == "ambiguous") return national;
        }
        if (digits.Length is >= 10 and <= 15 && International(digits, date) is { Number: { IsDefault: false } foreign })
            return PhoneReading.Candidate(foreign, "no-country-code");
        return PhoneReading.None(digits.Length < 9 ? "too-short" : digits.Length > 15 ? "too-long" : "bad-length");
    }

    private static PhoneReading International(ReadOnlySpan<char> digits, DateOnly? date)
    {
        if (digits.IsEmpty) return PhoneReading.None("filler");
        if (Countries.OfNumber(digits, out int codeLength) is not { } country) return PhoneReading.None("unknown-country-code");
        ReadOnlySpan<char> national = digits[codeLength..];
        if (country.Alpha2 == "VN") return National(national.TrimStart('0'), date, PhoneSteps.None);
        if (country.CallingCode == 7 && national.Length == 11 && national[0] == '8') national = national[1..];
        if (national.Length > 0 && national[0] == '0' && country.CallingCode is not (39 or 378 or 225 or 229 or 241 or 242)) national = national.TrimStart('0');
        if (national.Length < country.NationalLengthMin || national.Length > country.NationalLengthMax || national.Length
            + codeLength > 15) return PhoneReading.None("bad-length");
        if (national.IndexOfAnyExcept(national[0]) < 0) return PhoneReading.None("filler");
        if (country.CallingCode == 1 && (national[0] < '2' || national[3] < '2')) return PhoneReading.None("unassigned-prefix");
        PhoneSteps steps = Countries.IsOneRing(country.CallingCode) ? PhoneSteps.OneRing : PhoneSteps.None;
        return PhoneReading.Of(new PhoneNumber((ulong)country.CallingCode, national, PhoneKind.Foreign, country.Alpha2, steps));
    }

    /// <summary>Reads the digits behind the zero of a Vietnamese number.</summary>
    private static PhoneReading National(ReadOnlySpan<char> n, DateOnly? date, PhoneSteps steps)
    {
        if (n.IsEmpty) return PhoneReading.None("filler");
        if (IsService(n)) return PhoneReading.Service(n);
        if (n.Length >= 6 && (n.IndexOfAnyExcept(n[0]) < 0 || n[1..].IndexOfAnyExcept('0') < 0)) return PhoneReading.None("filler");
        if (n is "123456789" or "1234567890") return PhoneReading.None("filler");
        if (n.StartsWith("69") && n.Length is 7 or 8 or 9) return Fixed(n, default, steps | PhoneSteps.StateNetwork);
        return n.Length switch
        {
            9 => NineDigits(n, date, steps),
            10 => TenDigits(n, steps),
            < 9 => PhoneReading.None("too-short"),
            _ => PhoneReading.None("too-long"),
        };
    }

    private static PhoneReading NineDigits(ReadOnlySpan<char> n, DateOnly? date, PhoneSteps steps)
    {
        int two = Number(n[..2]);
        if (n.StartsWith("672")) return PhoneReading.Of(new PhoneNumber(84, n, PhoneKind.Voip, "VN", steps));
        if (!IsMobile[two]) return TryOldArea(n, steps, out PhoneNumber line) ? PhoneReading.Of(line) : PhoneReading.None("unassigned-prefix");
        bool wasCity = n[0] == '8' && n[1] is >= '2' and <= '7'; // 08 and eight digits: Ho Chi Minh City
        if (!wasCity && OldAreaTo[two] == 0) return PhoneReading.Of(new PhoneNumber(84, n, PhoneKind.Mobile, "VN", steps));
        TryOldArea(n, steps, out PhoneNumber old);
        if (date < AreaChange) return PhoneReading.Ambiguous(new PhoneNumber(84, n, PhoneKind.Mobile, "VN", steps), old);
        return PhoneReading.Of(new PhoneNumber(84, n, PhoneKind.Mobile, "VN", steps | PhoneSteps.WasFixedLine), date is null ? old : default);
    }

    private static PhoneReading TenDigits(ReadOnlySpan<char> n, PhoneSteps steps)
    {
        int three = Number(n[..3]);
        if (n[0] == '1')
        {
            if (RenumberedTo[three] == 0) return PhoneReading.None("unassigned-prefix");
            Span<char> mobile = stackalloc char[9];
            RenumberedTo[three].TryFormat(mobile, out _, default, CultureInfo.InvariantCulture);
            n[3..].CopyTo(mobile[2..]);
            return PhoneReading.Of(new PhoneNumber(84, mobile, PhoneKind.Mobile, "VN", steps | PhoneSteps.Renumbered, original: n));
        }
        if (n[0] == '2')
        {
            bool city = ProvinceOfArea[Number(n[..2])] != 0;
            if (city ? n[2] >= '2' : ProvinceOfArea[three] != 0) return Fixed(n, default, steps);
        }
        return TryOldArea(n, steps, out PhoneNumber line) ? PhoneReading.Of(line) : PhoneReading.None("bad-length");
    }

    /// <summary>Reads a fixed line under an area code of before 2017: a code and seven digits, eight in Ha Noi and Ho Chi Minh City.</summary>
    private static bool TryOldArea(ReadOnlySpan<char> n, PhoneSteps steps, out PhoneNumber number)
    {
        number = default;
        int codeLength = n[0] is '4' or '8' && n.Length == 9 ? 1 : n.Length - 7;
        int now = OldAreaTo[Number(n[..codeLength])];
        if (now == 0 || (codeLength == 1 && n[1] < '2')) return false;
        Span<char> line = stackalloc char[12];
        now.TryFormat(line, out int used, default, CultureInfo.InvariantCulture);
        n[codeLength..].CopyTo(line[used..]);
        number = Fixed(line[..(used + n.Length - codeLength)], n, steps | PhoneSteps.OldAreaCode).Number;
        return true;
    }

    private static PhoneReading Fixed(ReadOnlySpan<char> national, ReadOnlySpan<char> original, PhoneSteps steps) =>
        PhoneReading.Of(new PhoneNumber(84, national, PhoneKind.Fixed, "VN", steps, original));

    private static bool IsService(ReadOnlySpan<char> n)
    {
        if (n.Length is >= 8 and <= 10 && (n.StartsWith("1900") || n.StartsWith("1800"))) return true;
        if (n.Length > 4) return false;
        foreach (string code in ShortCodes)
            if (n.SequenceEqual(code)) return true;
        return false;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        int value = 0;
        foreach (char c in digits) value = (value * 10) + c - '0';
        return value;
    }
}
