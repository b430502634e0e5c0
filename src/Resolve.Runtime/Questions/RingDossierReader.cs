using Resolve.Rings.Questions;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Dossiers;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Ports;

namespace Resolve.Runtime.Questions;

/// <summary>Reads what a ring's report is made of.</summary>
public static class RingDossierReader
{
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
        if (await service.AskAsync(new RingByIdQuestion(id), atLeast, cancellationToken).ConfigureAwait(false) is not { } ring) return null;
        RingHistory? history = await service.AskAsync(new RingHistoryQuestion(ring.Id), atLeast, cancellationToken).ConfigureAwait(false);
        MoneyTrail? trail = await service.AskAsync(new MoneyTrailQuestion(ring.Id), atLeast, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<RingMember> drawn = RingDossier.DrawnOf(ring);
        HashSet<EntityKey> keys = [.. drawn.Select(m => m.Key)];
        // With a limit of as many as the starts, the answer is the starts and the links between them.
        var question = new ExpandQuestion { From = [.. drawn.Select(m => m.Key)], Hops = 1, Limit = drawn.Count, WithLinks = true };
        ExpandAnswer around = await service.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false);
        LinkView[] links = [.. around.Links.Where(l => keys.Contains(l.From) && keys.Contains(l.To))];
        var reports = new List<DossierReport>();
        IEnumerable<ReportKey> listed = ring.Reports.Count <= RingDossier.ReportsMax ? ring.Reports : ring.Reports.Take(RingDossier.ReportsMax / 2)
            .Concat(ring.Reports.TakeLast(RingDossier.ReportsMax / 2));
        foreach (ReportKey key in listed)
        {
            Report? report = (await service.GetReportAsync(key, cancellationToken).ConfigureAwait(false))?.Report;
            reports.Add(new DossierReport(key, report));
        }
        return new RingDossier(ring, history, trail, links, reports, around.Position);
    }
}
