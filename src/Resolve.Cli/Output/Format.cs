using System.Globalization;
using Resolve.Reports;

namespace Resolve.Cli.Output;

/// <summary>How numbers, times and sums read in tables: the same in every culture.</summary>
internal static class Format
{
    /// <summary>Writes a count with a comma every three digits.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Writes a time in ISO 8601; empty for none.</summary>
    public static string Time(DateTimeOffset? time) => time is { } known ? IsoTime.Format(known) : "";

    /// <summary>Writes a sum with its currency.</summary>
    public static string Sum(Money sum) => $"{Sum(sum.Amount)} {sum.Currency}";

    /// <summary>Writes an amount with a comma every three digits and no needless zeros.</summary>
    public static string Sum(decimal amount) => amount.ToString("#,##0.############", CultureInfo.InvariantCulture);

    /// <summary>Writes a weight in bits from thousandths of a bit.</summary>
    public static string Bits(int millibits) => (millibits / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Writes a share or score from 0 to 1 with six digits.</summary>
    public static string Ratio(double ratio) => ratio.ToString("0.000000", CultureInfo.InvariantCulture);

    /// <summary>Writes seconds with one digit behind the point.</summary>
    public static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Says how many there are of something: <c>1 report</c>, <c>2 reports</c>.</summary>
    public static string Many(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";
}
