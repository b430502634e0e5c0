using System.Globalization;

namespace Resolve.Tables;

/// <summary>Dates as spreadsheets hand them on: the number of days since 1900, or a date without an offset.</summary>
internal static class SheetDate
{
    /// <summary>The first and the last day that are read from a number: 3 October 1905 and 31 December 2199. A year such as 1987 is below, a date such as
    /// 19870321 above.</summary>
    private const double SerialMin = 2_103, SerialMax = 109_574;

    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd' 'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text of the cell, such as <c>45353.34375</c> or <c>2024-03-02</c>.</param>
    /// <param name="date">The date and time, without an offset; a serial is rounded to the second.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryRead(string text, out DateTime date)
    {
        if (DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return true;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double serial)
            || serial is < SerialMin or > SerialMax) return false;
        date = DateTime.UnixEpoch.AddSeconds(Math.Round((serial - 25_569) * 86_400));
        date = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        return true;
    }
}
