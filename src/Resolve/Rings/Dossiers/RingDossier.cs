using Resolve.Graph.Questions;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Rings.History;
using Resolve.Rings.Trails;

namespace Resolve.Rings.Dossiers;

/// <summary>Everything that a ring's report is made of, as of one journal position: read once, then written in any language.</summary>
/// <param name="Ring">The ring with its score.</param>
/// <param name="History">How it came to be; null when it cannot be told.</param>
/// <param name="Trail">Its money; null when it cannot be told.</param>
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

    /// <summary>Reads a ring with all that its report needs.</summary>
    /// <param name="service">The host.</param>
    /// <param name="id">The ring's id, or one that it absorbed or bore before.</param>
    /// <param name="atLeast">The least journal position.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The dossier; null when there is no such ring.</returns>
    /// <remarks>Its parts are asked for one after the other: where facts come in between, a later part may know more than an earlier one.</remarks>
    public static async Task<RingDossier?> ReadAsync(IResolveService service, string id, long atLeast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (await service.GetRingAsync(id, atLeast, cancellationToken).ConfigureAwait(false) is not { } ring) return null;
        RingHistory? history = await service.GetRingHistoryAsync(ring.Id, atLeast, cancellationToken).ConfigureAwait(false);
        MoneyTrail? trail = await service.GetMoneyTrailAsync(ring.Id, atLeast, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RingMember> drawn = DrawnOf(ring);
        HashSet<Identifiers.EntityKey> keys = [.. drawn.Select(m => m.Key)];
        // With a limit of as many as the starts, the answer is the starts and the links between them.
        var question = new ExpandQuestion { From = [.. drawn.Select(m => m.Key)], Hops = 1, Limit = drawn.Count, WithLinks = true };
        ExpandAnswer around = await service.ExpandAsync(question, atLeast, cancellationToken).ConfigureAwait(false);
        LinkView[] links = [.. around.Links.Where(l => keys.Contains(l.From) && keys.Contains(l.To))];
        var reports = new List<DossierReport>();
        IEnumerable<ReportKey> listed = ring.Reports.Count <= ReportsMax ? ring.Reports : ring.Reports.Take(ReportsMax / 2).Concat(ring.Reports.TakeLast(ReportsMax / 2));
        foreach (ReportKey key in listed)
        {
            Report? report = (await service.GetReportAsync(key, cancellationToken).ConfigureAwait(false))?.Report;
            reports.Add(new DossierReport(key, report));
        }
        return new RingDossier(ring, history, trail, links, reports, around.Position);
    }

    private static IReadOnlyList<RingMember> DrawnOf(Ring ring) =>
        [.. ring.Members.OrderByDescending(m => m.LinkCount).ThenBy(m => m.Key).Take(DrawnMax).OrderBy(m => m.Key)];
}

/// <summary>A report of the ring.</summary>
/// <param name="Key">Its source and id.</param>
/// <param name="Report">The version that counts; null when it was withdrawn since the ring was read.</param>
public sealed record DossierReport(ReportKey Key, Report? Report);

/// <summary>The languages that a ring's report is written in.</summary>
public enum DossierLanguage
{
    /// <summary>Vietnamese.</summary>
    Vietnamese,

    /// <summary>English.</summary>
    English,
}
