using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Query;

/// <summary>Rings, their histories and their money as people read them.</summary>
internal static class RingText
{
    private const int TransfersShown = 40;

    /// <summary>Writes a list of rings.</summary>
    public static bool Write(TextWriter output, PageData<RingData> page)
    {
        output.WriteLine($"{Format.Many(page.Total, "ring")}, at journal position {page.Position}");
        var table = new TextTable("id", "score>", "members>", "reports>", "victims>", "loss VND>", "provinces>", "abroad", "typologies", "last seen");
        foreach (RingData r in page.Items)
        {
            table.Add(
                r.Id, r.Score is { } score ? Format.Count(score.Total) : "", Format.Count(r.MemberCount), Format.Count(r.ReportCount),
                    Format.Count(r.VictimCount), Format.Sum(r.LossVnd),
                Format.Count(r.Provinces34.Count), string.Join(' ', r.ForeignTies.Select(Short)), string.Join(' ', r.Typologies), Format.Time(r.LastSeen));
        }
        table.Write(output);
        LinkText.More(output, page.Cursor);
        return page.Items.Count > 0;
    }

    /// <summary>Writes a ring.</summary>
    public static bool Write(TextWriter output, RingData ring)
    {
        output.WriteLine($"{ring.Id}: {Format.Many(ring.MemberCount, "member")}, {Format.Many(ring.ReportCount, "report")}, "
            + $"{Format.Many(ring.VictimCount, "victim")}");
        void Line(string label, string text)
        {
            if (text.Length > 0) output.WriteLine(SafeText.Clean($"  {label,-15}{text}"));
        }
        Line("loss", Sums(ring.Loss));
        if (ring.Score is { } score)
        {
            Line("score", $"{score.Total} of 100{(score.AsOf is null ? "" : $", as of {Format.Time(score.AsOf)}")}");
            foreach (ScorePartData p in score.Parts) Line($"  {p.Part}",
                $"{p.Points} × {p.WeightPercent} %: {string.Join(", ", p.Reasons.Select(r => $"{r.Reason} {r.Value} (+{r.Points})"))}");
        }
        Line("provinces, 63", string.Join(", ", ring.Provinces63));
        Line("provinces, 34", string.Join(", ", ring.Provinces34));
        Line("typologies", string.Join(", ", ring.Typologies));
        Line("active", ring.FirstSeen is null ? "" : $"{Format.Time(ring.FirstSeen)} to {Format.Time(ring.LastSeen)}");
        foreach (ForeignTieData tie in ring.ForeignTies)
            Line("abroad", $"{tie.Country}, {tie.Strength}: {string.Join(", ", tie.Indicators.Select(i => $"{i.Key} ({i.Sign}, {i.Strength})"))}");
        var places = new TextTable("province, 34", "reports>", "victims>", "suspects>", "accounts>");
        foreach (ProvinceShareData p in ring.Places34) places.Add(p.Name, Format.Count(p.Reports), Format.Count(p.Victims),
            Format.Count(p.Suspects), Format.Count(p.Accounts));
        EntityText.Section(output, "Places", places);
        var members = new TextTable("key", "label", "reports>", "links>", "roles");
        foreach (RingMemberData m in ring.Members ?? []) members.Add(m.Key, m.Label, Format.Count(m.ReportCount), Format.Count(m.LinkCount),
            string.Join(' ', m.Roles.Select(r => $"{r.Role}={r.Score}")));
        EntityText.Section(output, "Members", members);
        var roles = new TextTable("role", "score>", "member", "why");
        foreach ((RingMemberData m, MemberRoleData r) in (ring.Members ?? []).SelectMany(m => m.Roles.Select(r => (m, r)))
            .OrderBy(p => p.r.Role, StringComparer.Ordinal).ThenByDescending(p => p.r.Score).ThenBy(p => p.m.Key, StringComparer.Ordinal))
            roles.Add(r.Role, Format.Count(r.Score), m.Label,
                string.Join(", ", r.Reasons.Select(w => $"{w.Reason} {w.Points:+0;-0;0} ({Format.Many(w.Reports.Count, "report")})")));
        EntityText.Section(output, "Roles", roles);
        var victims = new TextTable("key");
        foreach (string victim in ring.Victims ?? []) victims.Add(victim);
        EntityText.Section(output, "Victims", victims);
        var reports = new TextTable("source", "id");
        foreach (ReportKeyData report in ring.Reports ?? []) reports.Add(report.Source, report.Id);
        EntityText.Section(output, "Reports", reports);
        return true;
    }

    /// <summary>Writes a ring's history.</summary>
    public static bool Write(TextWriter output, RingHistoryData history)
    {
        output.WriteLine($"{history.RingId}{(history.EarlierIds.Count == 0 ? "" : $", before: {string.Join(' ', history.EarlierIds)}")}");
        var table = new TextTable("time", "event", "members>", "reports>", "by", "what");
        foreach (RingEventData e in history.Events)
            table.Add(Format.Time(e.At), e.Kind, Format.Count(e.MemberCount), Format.Count(e.ReportCount), e.Report is { } key ? $"{key.Source}/{key.Id}"
                : $"decision {e.Decision}", What(e));
        table.Write(output);
        return history.Events.Count > 0;
    }

    /// <summary>Writes a ring's money.</summary>
    public static bool Write(TextWriter output, MoneyTrailData trail)
    {
        output.WriteLine($"{trail.RingId}: lost {Or(Sums(trail.Loss))}, of which reports trace {Or(Sums(trail.Traced))}; {Or(Sums(trail.Left))} left the "
            + "accounts");
        output.WriteLine($"  {Format.Many(trail.TransferCount, "transfer")}, {Format.Many(trail.ToldAgainCount, "repeated mention")} not counted again");
        IEnumerable<MoneyData> unexplained = trail.Left.Select(l =>
            l with { Amount = l.Amount - trail.Traced.Where(t => t.Currency == l.Currency).Sum(t => t.Amount) }).Where(l => l.Amount > 0);
        if (unexplained.Any()) output.WriteLine($"  at least {Sums([.. unexplained])} of what left came from payers that no report names");
        var points = new TextTable("layer>", "part", "where", "label", "received>", "sent>", "rested");
        foreach (MoneyPointData p in trail.Points)
        {
            points.Add(
                Format.Count(p.Layer) + (p.Traced ? "" : "?"), p.Part, p.Id, p.Part == "victims" ? Format.Many(p.Count, "victim") : p.Label,
                    Sums(p.Received), Sums(p.Sent),
                p.RestMinutes is { } minutes ? Rest(minutes) : "");
        }
        EntityText.Section(output, "Layers", points);
        var flows = new TextTable("from", "to", "amount>", "transfers>", "first", "last");
        foreach (MoneyFlowData f in trail.Flows) flows.Add(f.From, f.To, $"{Format.Sum(f.Amount)} {f.Currency}", Format.Count(f.TransferCount),
            Format.Time(f.First), Format.Time(f.Last));
        EntityText.Section(output, "Flows", flows);
        EntityText.Section(output, "Patterns", PatternsOf(trail));
        var transfers = new TextTable("time", "from", "to", "amount>", "rested", "reference", "reports");
        foreach (MoneyTransferData t in trail.Transfers.Take(TransfersShown))
        {
            transfers.Add(
                Format.Time(t.At), t.From, t.To, $"{Format.Sum(t.Amount)} {t.Currency}", t.RestMinutes is { } minutes ? Rest(minutes) : "", t.Reference,
                string.Join(' ', t.Reports.Select(r => $"{r.Source}/{r.Id}")));
        }
        EntityText.Section(output, trail.TransferCount > TransfersShown ? $"Transfers (the first {TransfersShown}; --json has more)" : "Transfers", transfers);
        return trail.Points.Count > 0;
    }

    private static TextTable PatternsOf(MoneyTrailData trail)
    {
        var patterns = new TextTable("pattern", "amount>", "transfers>", "first", "last", "points", "reports");
        foreach (MoneyPatternData p in trail.Patterns)
        {
            patterns.Add(
                p.Pattern, $"{Format.Sum(p.Amount)} {p.Currency}", Format.Count(p.TransferCount), Format.Time(p.First), Format.Time(p.Last),
                    string.Join(' ', p.Points),
                string.Join(' ', p.Reports.Select(r => $"{r.Source}/{r.Id}")));
        }
        return patterns;
    }

    private static string Short(ForeignTieData tie) => tie.Strength == "weak" ? tie.Country + "?" : tie.Country;

    private static string Sums(IReadOnlyList<MoneyData> sums) => string.Join(" + ", sums.Select(m => $"{Format.Sum(m.Amount)} {m.Currency ?? "VND"}"));

    private static string Or(string text) => text.Length == 0 ? "nothing" : text;

    private static string Rest(long minutes) => minutes < 120 ? $"{minutes} min" : minutes < 2_880 ? $"{minutes / 60} h" : $"{minutes / 1_440} d";

    private static string What(RingEventData e)
    {
        var parts = new List<string>();
        if (e.Rings.Count > 0) parts.Add(string.Join(' ', e.Rings));
        if (e.From is not null) parts.Add($"{e.From} – {e.To}");
        if (e.Cause is not null) parts.Add($"by {e.Cause}");
        if (e.Provinces.Count > 0) parts.Add(string.Join(", ", e.Provinces));
        if (e.Countries.Count > 0) parts.Add(string.Join(' ', e.Countries));
        if (e.Members.Count > 0) parts.Add(string.Join(' ', e.Members.Take(6)) + (e.Members.Count > 6 ? $" and {e.Members.Count - 6} more" : ""));
        return string.Join("; ", parts);
    }
}
