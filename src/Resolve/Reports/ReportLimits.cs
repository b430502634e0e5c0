namespace Resolve.Reports;

/// <summary>The sizes beyond which a report is refused: real reports are far below them.</summary>
public static class ReportLimits
{
    /// <summary>The largest report, in bytes of UTF-8: 1 MiB.</summary>
    public const int SizeBytesMax = 1 << 20;

    /// <summary>The most mentions in one report.</summary>
    public const int MentionCountMax = 1_000;

    /// <summary>The most links in one report.</summary>
    public const int LinkCountMax = 5_000;

    /// <summary>The most aliases, documents or addresses of one person, and typologies of one report.</summary>
    public const int ListCountMax = 50;

    /// <summary>The longest identifier, name, address or other short text, in UTF-16 code units.</summary>
    public const int TextLengthMax = 1_000;

    /// <summary>The longest narrative, in UTF-16 code units.</summary>
    public const int NarrativeLengthMax = 300_000;

    /// <summary>The largest amount: above all money there is, and far inside <see cref="decimal"/>.</summary>
    public const decimal AmountMax = 1_000_000_000_000_000_000m;

    /// <summary>The earliest and the latest year a time may have.</summary>
    public const int YearMin = 1900, YearMax = 2199;

    /// <summary>The most field errors listed for one report.</summary>
    public const int ErrorCountMax = 50;
}
