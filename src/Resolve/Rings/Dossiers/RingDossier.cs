using Resolve.Graph.Questions;
using Resolve.Reports;
using Resolve.Rings.History;
using Resolve.Rings.Trails;

namespace Resolve.Rings.Dossiers;

/// <summary>Everything that a ring's report is made of, as of one journal position: read once, then written in any language.</summary>
/// <param name="Ring">The ring with its score.</param>
/// <param name="History">How it came to be; null when it is unknown.</param>
/// <param name="Trail">Its money; null when it is unknown.</param>
/// <param name="Links">The links between the members that the picture shows.</param>
/// <param name="Reports">Its reports by their own time, the first and the last of them when they are many.</param>
/// <param name="Position">The journal position that the ring was read at, or later.</param>
public sealed record RingDossier(
    Ring Ring, RingHistory? History, MoneyTrail? Trail, IReadOnlyList<LinkView> Links, IReadOnlyList<DossierReport> Reports, long Position)
{
    /// <summary>The most members that the picture shows: those with the most links.</summary>
    public const int DrawnMax = 60;

    /// <summary>The most reports that are listed.</summary>
    public const int ReportsMax = 200;

    /// <summary>Gets the members that the picture shows, by key.</summary>
    public IReadOnlyList<RingMember> Drawn => DrawnOf(Ring);

    internal static IReadOnlyList<RingMember> DrawnOf(Ring ring) =>
        [.. ring.Members.OrderByDescending(m => m.LinkCount).ThenBy(m => m.Key).Take(DrawnMax).OrderBy(m => m.Key)];
}

/// <summary>A report of the ring.</summary>
/// <param name="Key">Its source and id.</param>
/// <param name="Report">The current version; null when it was withdrawn since the ring was read.</param>
public sealed record DossierReport(ReportKey Key, Report? Report);

/// <summary>The languages that a ring's report is written in.</summary>
public enum DossierLanguage
{
    /// <summary>Vietnamese.</summary>
    Vietnamese,

    /// <summary>English.</summary>
    English,
}
