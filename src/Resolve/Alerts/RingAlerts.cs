using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Alerts;

/// <summary>Finds the alerts of rings: new ones, places reached, merges.</summary>
internal sealed class RingAlerts(AlertRound round, AlertHistory history)
{
    public async ValueTask FindAsync(List<Alert> shown, List<Alert> silent, CancellationToken cancellationToken)
    {
        RingChanges news = round.State.RingsSince(round.Before);
        Ring[] came = [.. news.Came.OrderBy(r => r.Id, StringComparer.Ordinal)];
        SortedDictionary<string, List<string>> absorbed = await WhereTheyWentAsync(news, cancellationToken).ConfigureAwait(false);
        Ring[] asked = [.. came.Where(r => absorbed.ContainsKey(r.Id) || !AreAllDelivered(r))];
        IReadOnlyList<RingEvidenceSummary> answers = await round.State.ReadAsync([.. asked.Select(r =>
            new RingQuestion(r, [.. Absorbed(r).Select(id => history.Known[id])]))], cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < asked.Length; i++) AddAlerts(asked[i], answers[i], Absorbed(asked[i]), shown, silent);
        foreach (Ring ring in came) history.Know(ring.Id, KnownBy(ring));

        List<string> Absorbed(Ring ring) => absorbed.GetValueOrDefault(ring.Id) ?? [];
    }

    /// <summary>Most changed rings merely grow and raise no alert: this check spares reading their reports.</summary>
    private bool AreAllDelivered(Ring ring) =>
        history.IsDelivered(Alert.IdOf(AlertKind.RingNew, ring.Id, ""))
        && ring.Provinces34.All(p => history.IsDelivered(Alert.IdOf(AlertKind.RingReached, ring.Id, "province:" + p)))
        && ring.ForeignTies.All(t => t.Strength <= SignStrength.Weak
            || history.IsDelivered(Alert.IdOf(AlertKind.RingReached, ring.Id, "country:" + t.Country)));

    private void AddAlerts(Ring ring, RingEvidenceSummary of, List<string> absorbed, List<Alert> shown, List<Alert> silent)
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
        bool isKnown = history.IsDelivered(born.Id);
        List<(Alert Alert, bool IsFounding)> reached = [.. of.Places.Select(p => (Alert: Reached(draft, p), p.IsFounding))
            .Where(r => !history.IsDelivered(r.Alert.Id))];
        // A ring that goes on under another name, since an earlier report came late, is no news and no merge.
        bool isRenamed = !isKnown && absorbed.Count == 1;
        if (!isKnown) (absorbed.Count == 0 ? shown : silent)
            .Add(born with { Provinces = [.. ring.Provinces34], Countries = [.. ring.ForeignTies.Select(t => t.Country)] });
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
            if (!history.IsDelivered(merged.Id)) (isRenamed ? silent : shown).Add(merged);
        }
        // The alert of a new ring names the places where it began; the alert of a merge names the places that came with it.
        foreach ((Alert alert, bool isFounding) in reached) (absorbed.Count > 0 || (!isKnown && isFounding) ? silent : shown).Add(alert);
    }

    private static Alert Reached(Alert draft, ReachedPlace place) => draft with
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
    private async ValueTask<SortedDictionary<string, List<string>>> WhereTheyWentAsync(RingChanges news, CancellationToken cancellationToken)
    {
        var into = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        HashSet<string> there = new(news.Came.Select(r => r.Id), StringComparer.Ordinal);
        string[] vanished = [.. (news.IsAll ? history.Known.Keys : news.Gone).Where(id => history.Known.ContainsKey(id) && !there.Contains(id))
            .Order(StringComparer.Ordinal)];
        EntityKey[] keys = [.. vanished.SelectMany(id => history.Known[id]).Distinct()];
        if (keys.Length == 0) return into;
        IReadOnlyList<string?> rings = await round.State.RingsOfAsync(keys, cancellationToken).ConfigureAwait(false);
        Dictionary<EntityKey, string?> ringOf = keys.Zip(rings).ToDictionary(r => r.First, r => r.Second);
        foreach (string id in vanished)
        {
            IReadOnlyList<EntityKey> members = history.Known[id];
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
