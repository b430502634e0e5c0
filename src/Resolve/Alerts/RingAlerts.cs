using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Alerts;

/// <summary>Finds what is to be told of rings: new ones, places reached, merges.</summary>
internal sealed class RingAlerts(AlertRound round, AlertHistory book)
{
    public async ValueTask FindAsync(List<Alert> told, List<Alert> silent, CancellationToken cancellationToken)
    {
        RingNews news = round.State.RingsSince(round.Before);
        Ring[] came = [.. news.Came.OrderBy(r => r.Id, StringComparer.Ordinal)];
        SortedDictionary<string, List<string>> absorbed = await WhereTheyWentAsync(news, cancellationToken).ConfigureAwait(false);
        Ring[] asked = [.. came.Where(r => absorbed.ContainsKey(r.Id) || !IsAllTold(r))];
        IReadOnlyList<RingEvidenceSummary> answers = await round.State.ReadAsync([.. asked.Select(r => new RingQuestion(r, [.. Absorbed(r).Select(id => book.Known[id])]))], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < asked.Length; i++) Tell(asked[i], answers[i], Absorbed(asked[i]), told, silent);
        foreach (Ring ring in came) book.Know(ring.Id, KnownBy(ring));

        List<string> Absorbed(Ring ring) => absorbed.GetValueOrDefault(ring.Id) ?? [];
    }

    /// <summary>Most rings that change merely grow: that they have nothing to tell costs no look at their reports.</summary>
    private bool IsAllTold(Ring ring) =>
        book.IsTold(Alert.IdOf(AlertKind.RingNew, ring.Id, ""))
        && ring.Provinces34.All(p => book.IsTold(Alert.IdOf(AlertKind.RingReached, ring.Id, "province:" + p)))
        && ring.ForeignTies.All(t => t.Strength <= SignStrength.Weak || book.IsTold(Alert.IdOf(AlertKind.RingReached, ring.Id, "country:" + t.Country)));

    private void Tell(Ring ring, RingEvidenceSummary of, List<string> absorbed, List<Alert> told, List<Alert> silent)
    {
        Alert draft = new()
        {
            Id = "",
            Kind = AlertKind.RingNew,
            Ring = ring.Id,
            Units = of.Units,
            Position = of.Position,
            MemberCount = ring.Members.Count,
            ReportCount = ring.Reports.Count,
            LossVnd = ring.LossVnd,
            Entities = KnownBy(ring),
        };
        Alert born = draft with { Id = Alert.IdOf(AlertKind.RingNew, ring.Id, ""), Because = of.Newest };
        bool isKnown = book.IsTold(born.Id);
        List<(Alert Alert, bool IsFounding)> reached = [.. of.Places.Select(p => (Alert: Reached(draft, p), p.IsFounding)).Where(r => !book.IsTold(r.Alert.Id))];
        // A ring that goes on under another name, since an earlier report came late, is no news and no merge.
        bool isRenamed = !isKnown && absorbed.Count == 1;
        if (!isKnown) (absorbed.Count == 0 ? told : silent).Add(born with { Provinces = [.. ring.Provinces34], Countries = [.. ring.ForeignTies.Select(t => t.Country)] });
        for (int i = 0; i < absorbed.Count; i++)
        {
            Alert merged = draft with
            {
                Id = Alert.IdOf(AlertKind.RingsMerged, ring.Id, absorbed[i]),
                Kind = AlertKind.RingsMerged,
                Absorbed = absorbed[i],
                Because = of.Bridges[i],
                Provinces = [.. reached.SelectMany(r => r.Alert.Provinces).Order(StringComparer.Ordinal)],
                Countries = [.. reached.SelectMany(r => r.Alert.Countries).Order(StringComparer.Ordinal)],
            };
            if (!book.IsTold(merged.Id)) (isRenamed ? silent : told).Add(merged);
        }
        // Where a ring began is told with it; what came with a merge is told with the merge.
        foreach ((Alert alert, bool isFounding) in reached) (absorbed.Count > 0 || (!isKnown && isFounding) ? silent : told).Add(alert);
    }

    private static Alert Reached(Alert draft, PlaceTold place) => draft with
    {
        Id = Alert.IdOf(AlertKind.RingReached, draft.Ring!, place.What),
        Kind = AlertKind.RingReached,
        Provinces = place.IsCountry ? [] : [place.Name],
        Countries = place.IsCountry ? [place.Name] : [],
        Signs = place.Signs,
        Entities = place.Entities,
        Because = [place.First],
    };

    /// <summary>The ring that most of a vanished ring's known members are in now: it went into that one; or nowhere.</summary>
    private async ValueTask<SortedDictionary<string, List<string>>> WhereTheyWentAsync(RingNews news, CancellationToken cancellationToken)
    {
        var into = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        HashSet<string> there = new(news.Came.Select(r => r.Id), StringComparer.Ordinal);
        string[] vanished = [.. (news.IsAll ? book.Known.Keys : news.Gone).Where(id => book.Known.ContainsKey(id) && !there.Contains(id)).Order(StringComparer.Ordinal)];
        EntityKey[] keys = [.. vanished.SelectMany(id => book.Known[id]).Distinct()];
        if (keys.Length == 0) return into;
        IReadOnlyList<string?> rings = await round.State.RingsOfAsync(keys, cancellationToken).ConfigureAwait(false);
        Dictionary<EntityKey, string?> ringOf = keys.Zip(rings).ToDictionary(r => r.First, r => r.Second);
        foreach (string id in vanished)
        {
            IReadOnlyList<EntityKey> members = book.Known[id];
            var votes = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (EntityKey member in members)
                if (ringOf[member] is { } ring) votes[ring] = votes.GetValueOrDefault(ring) + 1;
            (string? most, int count) = votes.Count == 0 ? (null, 0) : (votes.MaxBy(v => v.Value).Key, votes.Values.Max());
            if (most is null || 2 * count < members.Count) continue;
            if (!into.TryGetValue(most, out List<string>? list)) into.Add(most, list = []);
            list.Add(id);
        }
        return into;
    }

    /// <summary>The members that most of the ring's reports name: by them it is known again when its id changes.</summary>
    private static IReadOnlyList<EntityKey> KnownBy(Ring ring) =>
        [.. ring.Members.OrderByDescending(m => m.ReportCount).ThenBy(m => m.Key).Take(Alert.EntityCountMax).Select(m => m.Key)];
}
