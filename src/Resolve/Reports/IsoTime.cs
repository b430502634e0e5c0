using System.Globalization;

namespace Resolve.Reports;

/// <summary>Times on the wire: ISO 8601 with an offset.</summary>
public static class IsoTime
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mmK",
    ];

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text, such as <c>2026-03-02T08:15:00+07:00</c>.</param>
    /// <param name="time">The time.</param>
    /// <returns>Whether the text is a time that exists, with an offset.</returns>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(text);
        time = default;
        bool hasOffset = text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return hasOffset && DateTimeOffset.TryParseExact(
            text.EndsWith('z') ? text[..^1] + "Z" : text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    /// <summary>Writes a time in the one canonical form, with the offset it came with.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The text, such as <c>2026-03-02T08:15:00+07:00</c>.</returns>
    public static string Format(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
