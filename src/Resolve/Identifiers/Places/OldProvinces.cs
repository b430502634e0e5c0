namespace Resolve.Identifiers;

/// <summary>The codes of the 63 provinces of before 1 July 2025, which citizen numbers, area codes and old addresses carry for ever.</summary>
internal static class OldProvinces
{
    // GSO code of the old province : GSO code of the province it belongs to now. Source: domain/provinces_63_to_34.csv (Res. 202/2025/QH15).
    private const string Codes =
        "01:01 02:08 04:04 06:19 08:08 10:15 11:11 12:12 14:14 15:15 17:25 19:19 20:20 22:22 24:24 25:25 26:25 27:24 30:31 31:31 33:33 34:33 35:37 36:37 37:37 38:38 " +
        "40:40 42:42 44:44 45:44 46:46 48:48 49:48 51:51 52:52 54:66 56:56 58:56 60:68 62:51 64:52 66:66 67:68 68:68 70:75 72:80 74:79 75:75 77:79 79:79 80:80 82:82 " +
        "83:86 84:86 86:86 87:82 89:91 91:91 92:92 93:92 94:92 95:96 96:96";

    private static readonly sbyte[] Index = new sbyte[100];
    private static readonly byte[] New = new byte[100];

    static OldProvinces()
    {
        Index.AsSpan().Fill(-1);
        sbyte index = 0;
        foreach (string row in Codes.Split(' '))
        {
            int code = ((row[0] - '0') * 10) + row[1] - '0';
            Index[code] = index++;
            New[code] = (byte)(((row[3] - '0') * 10) + row[4] - '0');
        }
    }

    /// <summary>Returns the place of an old code among the 63, or -1.</summary>
    public static int IndexOfCode(int code) => code is > 0 and < 100 ? Index[code] : -1;

    /// <summary>Returns the code of the province that an old one belongs to since 1 July 2025; 0 for none.</summary>
    public static int NewCodeOf(int oldCode) => oldCode is > 0 and < 100 ? New[oldCode] : 0;
}
