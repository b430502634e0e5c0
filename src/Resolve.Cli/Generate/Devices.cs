using System.Globalization;

namespace Resolve.Cli.Generate;

/// <summary>Handset numbers by index, none twice: valid IMEIs (3GPP TS 23.003, Luhn check digit).</summary>
internal sealed class Devices(ulong seed)
{
    private const ulong BodyCount = 1_000_000_000_000;
    private readonly Permutation _bodies = new(BodyCount, StableHash.Mix(seed + 301));

    /// <summary>Returns the fourteen digits that name the handset.</summary>
    public string At(long index)
    {
        ulong body = _bodies[(ulong)index];
        return ((body & 1) == 0 ? "35" : "86") + body.ToString(CultureInfo.InvariantCulture).PadLeft(12, '0');
    }

    /// <summary>Writes the handset's number as handsets, boxes and operators do.</summary>
    public static string Spell(string imei14, ref SplitMix64 random)
    {
        char check = Check(imei14);
        return random.Below(6) switch
        {
            0 => $"{imei14}-{check}",
            1 => $"{imei14[..2]}-{imei14[2..8]}-{imei14[8..]}-{check}",
            2 => $"{imei14[..2]} {imei14[2..8]} {imei14[8..]} {check}",
            3 => imei14 + "0" + (char)('1' + random.Below(9)),
            _ => imei14 + check,
        };
    }

    /// <summary>Returns the Luhn digit over fourteen digits.</summary>
    public static char Check(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int d = digits[i] - '0';
            if (i % 2 == 1 && (d *= 2) > 9) d -= 9;
            sum += d;
        }
        return (char)('0' + (10 - sum % 10) % 10);
    }
}
