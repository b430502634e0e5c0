using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Resolve.Reports;
using Resolve.Rings.History;
using Resolve.Rings.Trails;

namespace Resolve.Rings.Dossiers;

/// <summary>Writes a ring's report as one HTML page that needs nothing else: no script, no other file, no call outside.</summary>
public static class RingDossierPage
{
    private const int MembersMax = 300, FlowsMax = 30, EventsMax = 60, ReasonsShown = 3, MainMax = 12;

    /// <summary>Gets the content security policy that the page carries: nothing but its own style, whoever opens it from wherever.</summary>
    public static string ContentPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(DossierStyle.Css)))}'; base-uri 'none'; "
            + "form-action 'none'";

    /// <summary>Writes the page. The same dossier gives the same bytes.</summary>
    /// <param name="dossier">What to write.</param>
    /// <param name="language">In which language.</param>
    /// <returns>The page.</returns>
    public static string Write(RingDossier dossier, DossierLanguage language)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        var words = new DossierWords(language);
        var html = new HtmlText();
        html.Fixed("<!DOCTYPE html>\n").Open("html", ("lang", words["lang"])).Open("head").Fixed("<meta charset=\"utf-8\">")
            .Fixed("<meta http-equiv=\"Content-Security-Policy\" content=\"" + ContentPolicy + "\">")
            .Fixed("<meta name=\"viewport\" content=\"width=device-width\">").Put("title", $"{words["title"]} {dossier.Ring.Id}").Open("style")
                .Fixed(DossierStyle.Css).Close(2).Open("body");
        Head(html, dossier, words);
        Summary(html, dossier, words);
        Leaders(html, dossier.Ring, words);
        html.Put("h2", words["picture"]);
        RingPicture.Draw(html, dossier.Drawn, dossier.Links, words);
        if (dossier.Drawn.Count < dossier.Ring.Members.Count)
            html.Put("p", words.Pick($"Vẽ {dossier.Drawn.Count} trong số {dossier.Ring.Members.Count} thành viên, là những thành viên có nhiều liên kết nhất.",
                $"The {dossier.Drawn.Count} members with the most links, of {dossier.Ring.Members.Count}."), ("class", "note"));
        Members(html, dossier.Ring, words);
        Money(html, dossier.Trail, words);
        Places(html, dossier.Ring, words);
        Foreign(html, dossier.Ring, words);
        html.Put("h2", words["timeline"]);
        TimelinePicture.Draw(html, dossier.Ring.Timeline, words);
        if (dossier.Ring.Timeline.Count == 0) html.Put("p", words["none"]);
        History(html, dossier.History, words);
        Reports(html, dossier, words);
        HowSure(html, dossier, words);
        html.Put("footer", $"{words["footer"]} · {dossier.Ring.Id} · {words["asOf"]} {words.Time(dossier.Ring.Score?.AsOf)} · {words["position"]} "
            + $"{dossier.Position}");
        return html.Close(2).Fixed("\n").ToString();
    }

    private static void Head(HtmlText html, RingDossier dossier, DossierWords words)
    {
        Ring ring = dossier.Ring;
        html.Put("p", words["secrecy"], ("class", "secrecy")).Open("header").Put("h1", words["title"]).Put("p", ring.Id, ("class", "key")).Close();
        html.Put("p", words["caution"], ("class", "caution")).Open("dl", ("class", "facts"));
        Fact(words["loss"], words.Money(ring.Loss));
        Fact(words["victims"], words.Number(ring.Victims.Count));
        Fact(words["reports"], words.Number(ring.Reports.Count));
        Fact(words["members"], words.Number(ring.Members.Count));
        html.Open("div", ("class", "wide")).Put("dt", words["active"])
            .Put("dd", $"{words.Time(ring.FirstSeen)} – {words.Time(ring.LastSeen)}", ("class", "plain")).Close();
        html.Open("div", ("class", "wide")).Put("dt", words["typologies"])
            .Put("dd", ring.Typologies.Count == 0 ? words["unknown"] : string.Join("; ", ring.Typologies.Select(words.Typology)), ("class", "plain")).Close();
        int[] articles = [.. ring.Typologies.SelectMany(t => TypologyNames.Find(t)?.Articles ?? []).Distinct().Order()];
        if (articles.Length > 0)
        {
            string named = string.Join("; ", articles.Select(a =>
                words.Pick($"Điều {a} ({TypologyNames.TitleOf(a).Vi})", $"art. {a} ({TypologyNames.TitleOf(a).En})")));
            html.Open("div", ("class", "wide")).Put("dt", words["articles"]).Put("dd", named, ("class", "plain"))
                .Put("dd", words["articlesNote"], ("class", "plain note")).Close();
        }
        html.Close();
        if (ring.Score is { } score) Score(html, score, words);

        void Fact(string name, string value) => html.Open("div").Put("dt", name).Put("dd", value).Close();
    }

    private static void Score(HtmlText html, RingScore score, DossierWords words)
    {
        html.Put("h2", words["score"]).Open("div", ("class", "score")).Put("b", score.Total.ToString(CultureInfo.InvariantCulture)).Open("div");
        foreach (ScorePart part in score.Parts)
        {
            html.Open("div", ("class", "part")).Put("span", $"{words[part.Word]} ({part.WeightPercent} %)");
            html.Open("svg", ("class", "meter"), ("viewBox", "0 0 100 8"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"))
                .Empty("rect", ("class", "bar"), ("width", part.Points.ToString(CultureInfo.InvariantCulture)), ("height", "8")).Close();
            string reasons = string.Join(", ", part.Reasons.Select(r =>
                $"{(r.Word == "country" ? words.Country(r.Value) : $"{words[r.Word]} {ValueOf(r, words)}")} (+{r.Points})"));
            html.Put("span", $"{part.Points}/100{(reasons.Length > 0 ? ": " + reasons : "")}").Close();
        }
        html.Close(2).Put("p", $"{words["scoreNote"]} {words.Time(score.AsOf)}.", ("class", "note"));
    }

    private static string ValueOf(ScoreReason reason, DossierWords words) =>
        decimal.TryParse(reason.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out decimal number) ? words.Number(number) : reason.Value;

    private static void Summary(HtmlText html, RingDossier dossier, DossierWords words)
    {
        Ring ring = dossier.Ring;
        string kinds = string.Join(", ", ring.Members.GroupBy(m => m.Key.Kind).OrderBy(g => g.Key)
            .Select(g => $"{g.Count()} {words.Kind(g.Key).ToLowerInvariant()}"));
        string provinces = ring.Provinces34.Count == 0 ? words["unknown"] : string.Join(", ", ring.Provinces34);
        html.Put("h2", words["summary"]).Put("p", words.Pick(
            $"{ring.Reports.Count} tin báo cùng chỉ tới {ring.Members.Count} thành viên ({kinds}). {ring.Victims.Count} bị hại, thiệt hại khai báo "
                + $"{words.Money(ring.Loss)}. Tin báo đến từ: {provinces}.",
            $"{ring.Reports.Count} reports point to the same {ring.Members.Count} members ({kinds}). {ring.Victims.Count} victims; the loss claimed is "
                + $"{words.Money(ring.Loss)}. The reports come from: {provinces}."));
        RingMember? leader = ByRole(ring, "leader").FirstOrDefault();
        if (leader is not null) html.Put("p", words.Pick($"Nhiều dấu hiệu nhất về vai trò cầm đầu: {leader.Label}.",
            $"Most speaks for this leader: {leader.Label}."));
        if (ring.ForeignTies.Count > 0)
            html.Put("p", words.Pick("Dấu hiệu liên quan nước ngoài: ", "Signs of ties abroad: ")
                + string.Join(", ", ring.ForeignTies.Select(t => $"{words.Country(t.Country)}: {words.Strength(t.Strength)}")) + ".");
        if (dossier.Trail is { } trail && trail.Traced.Count > 0)
            html.Put("p", words.Pick($"Lần theo được {words.Money(trail.Traced)} vào các tài khoản; theo các tin báo, {words.Money(trail.Left)} đã tới nơi "
                + "tiền ra khỏi tài khoản.", $"{words.Money(trail.Traced)} can be traced into accounts; by the reports, {words.Money(trail.Left)} reached a "
                + "point where money leaves the accounts."));
    }

    private static IEnumerable<RingMember> ByRole(Ring ring, string role) =>
        ring.Members.Where(m => m.Roles.Any(r => r.Word == role)).OrderByDescending(m => m.Roles.First(r => r.Word == role).Score).ThenBy(m => m.Key);

    private static void Leaders(HtmlText html, Ring ring, DossierWords words)
    {
        html.Put("h2", words["leaders"]);
        RingMember[] main = [.. ByRole(ring, "leader").Take(3)
            .Concat(ring.Members.Where(m => m.Roles.Count > 0).OrderByDescending(m => m.Roles[0].Score).ThenBy(m => m.Key)).Distinct().Take(MainMax)];
        if (main.Length == 0)
        {
            html.Put("p", words["none"]);
            return;
        }
        html.Open("ul");
        foreach (RingMember member in main)
        {
            html.Open("li").Put("b", member.Label).Text(" ").Put("span", member.Key.ToString(), ("class", "key")).Open("ul");
            foreach (MemberRole role in member.Roles)
            {
                string reasons = string.Join("; ", role.Reasons.Take(ReasonsShown).Select(r =>
                    $"{words[r.Word]} ({(r.Points >= 0 ? "+" : "−")}{Math.Abs(r.Points)}{ProofOf(r.Reports)})"));
                html.Put("li", $"{words[role.Word]}, {role.Score} {words["points"]}: {reasons}");
            }
            html.Close(2);
        }
        html.Close();

        static string ProofOf(IReadOnlyList<ReportKey> reports) => reports.Count == 0
            ? ""
            : $": {string.Join(", ", reports.Take(ReasonsShown))}{(reports.Count > ReasonsShown ? "…" : "")}";
    }

    private static void Members(HtmlText html, Ring ring, DossierWords words)
    {
        html.Put("h2", words["members"]);
        Table(html, [words["kind"], words["label"], words["parts"], words["reports"], words["links"]], 3, 4);
        foreach (RingMember m in ring.Members.Take(MembersMax))
        {
            html.Open("tr").Put("td", words.Kind(m.Key.Kind), ("class", "nowrap")).Open("td").Text(m.Label).Text(" ")
                .Put("span", m.Key.ToString(), ("class", "key")).Close();
            html.Put("td", string.Join(", ", m.Roles.Select(r => $"{words[r.Word]} ({r.Score})"))).Put("td", words.Number(m.ReportCount), ("class", "number"))
                .Put("td", words.Number(m.LinkCount), ("class", "number")).Close();
        }
        html.Close(2);
        Cut(html, ring.Members.Count, MembersMax, words);
    }

    private static void Money(HtmlText html, MoneyTrail? trail, DossierWords words)
    {
        html.Put("h2", words["money"]);
        if (trail is null || trail.Flows.Count == 0)
        {
            html.Put("p", words.Pick("Không tin báo nào nêu lần chuyển tiền.", "No report states a transfer."));
            return;
        }
        html.Put("p", $"{words["loss"]}: {words.Money(trail.Loss)} · {words["traced"]}: {words.Money(trail.Traced)} · {words["left"]}: "
            + $"{words.Money(trail.Left)}");
        if (Vnd(trail.Left) > Vnd(trail.Traced))
            html.Put("p", Unexplained(trail, words), ("class", "note"));
        MoneyPicture.Draw(html, trail, words);
        Dictionary<string, MoneyPoint> points = trail.Points.ToDictionary(p => p.Id, StringComparer.Ordinal);
        Table(html, [words["from"], words["to"], words["amount"], words["transfers"], words["rest"], words["time"]], 2, 3, 4);
        foreach (MoneyFlow f in trail.Flows.Take(FlowsMax))
        {
            html.Open("tr").Put("td", NameOf(f.From)).Put("td", NameOf(f.To)).Put("td", words.Money(f.Amount, f.Currency), ("class", "number"))
                .Put("td", words.Number(f.TransferCount), ("class", "number"));
            string rest = points.TryGetValue(f.From, out MoneyPoint? from) && from.RestMinutes is { } minutes ? words.Number(minutes) : "";
            html.Put("td", rest, ("class", "number"))
                .Put("td", f.First is null ? words["unknown"] : words.Time(f.First) + (f.Last > f.First ? " – " + words.Time(f.Last) : "")).Close();
        }
        html.Close(2);
        Cut(html, trail.Flows.Count, FlowsMax, words);
        MoneyPatternTable.Write(html, trail, words);

        string NameOf(string id) => !points.TryGetValue(id, out MoneyPoint? p) ? id : p.Part == "victims" ? $"{words["allVictims"]} ({p.Count})" : p.Label;
    }

    private static string Unexplained(MoneyTrail trail, DossierWords words)
    {
        string sum = words.Money(Vnd(trail.Left) - Vnd(trail.Traced), "VND");
        return words.Pick($"Ít nhất {sum} trong số tiền đã ra khỏi tài khoản là của những người chuyển chưa có tin báo nào nêu.",
            $"At least {sum} of what left the accounts came from payers that no report names.");
    }

    private static void Places(HtmlText html, Ring ring, DossierWords words)
    {
        html.Put("h2", words["places"]).Open("div", ("class", "two"));
        foreach ((string title, IReadOnlyList<ProvinceShare> shares) in ((string, IReadOnlyList<ProvinceShare>)[])[(words["old63"], ring.Places63),
            (words["new34"], ring.Places34)])
        {
            html.Open("div").Put("h3", title);
            Table(html, [words["province"], words["reports"], words["victims"], words["suspects"], words["accounts"]], 1, 2, 3, 4);
            foreach (ProvinceShare p in shares)
            {
                html.Open("tr").Put("td", p.Name);
                foreach (int count in (int[])[p.ReportCount, p.VictimCount, p.SuspectCount, p.AccountCount]) html.Put("td", count == 0 ? "–"
                    : words.Number(count), ("class", "number"));
                html.Close();
            }
            html.Close(3);
        }
        html.Close();
    }

    private static void Foreign(HtmlText html, Ring ring, DossierWords words)
    {
        html.Put("h2", words["foreign"]);
        if (ring.ForeignTies.Count == 0)
        {
            html.Put("p", words["none"]);
            return;
        }
        Table(html, [words["country"], words["strength"], words["signs"]]);
        foreach (ForeignTie tie in ring.ForeignTies)
        {
            html.Open("tr").Put("td", words.Country(tie.Country)).Put("td", words.Strength(tie.Strength));
            html.Put("td", string.Join("; ", tie.Indicators.OrderByDescending(i => i.Strength).ThenBy(i => i.Key).Take(8)
                .Select(i => $"{words[i.Sign]} {i.Key} ({words.Strength(i.Strength)})")) + (tie.Indicators.Count > 8 ? " …" : "")).Close();
        }
        html.Close(2);
        if (ring.ForeignStrength <= SignStrength.Weak)
            html.Put("p", words.Pick("Chỉ có dấu hiệu yếu: số hiển thị có thể bị giả mạo.", "Weak signs only: a displayed number is easily forged."),
                ("class", "note"));
    }

    private static void History(HtmlText html, RingHistory? history, DossierWords words)
    {
        html.Put("h2", words["history"]);
        if (history is null || history.Events.Count == 0)
        {
            html.Put("p", words["none"]);
            return;
        }
        Table(html, [words["time"], words["event"], words["reports"]]);
        foreach (RingEvent e in Shown(history.Events, EventsMax))
        {
            string more = string.Join("; ", ((string[])[string.Join(", ", e.Provinces), string.Join(", ", e.Countries.Select(words.Country)),
                string.Join(", ", e.Rings), Few(e)]).Where(t => t.Length > 0));
            html.Open("tr").Put("td", words.Time(e.At), ("class", "nowrap")).Put("td", words[e.Kind] + (more.Length > 0 ? ": " + more : ""))
                .Put("td", e.Report?.ToString() ?? e.Decision ?? "", ("class", "key")).Close();
        }
        html.Close(2);
        Cut(html, history.Events.Count, EventsMax, words);

        static string Few(RingEvent e) => e.Members.Count == 0 || e.Kind is "formed" ? "" : string.Join(", ", e.Members.Take(4))
            + (e.Members.Count > 4 ? " …" : "");
    }

    private static void Reports(HtmlText html, RingDossier dossier, DossierWords words)
    {
        html.Put("h2", words["reportList"]);
        Table(html, [words["time"], words["source"], words["unit"], words["province"], words["loss"], words["typologies"], words["status"]], 4);
        foreach (DossierReport listed in dossier.Reports)
        {
            html.Open("tr");
            if (listed.Report is not { } r)
            {
                html.Put("td", words["withdrawn"]).Put("td", listed.Key.ToString(), ("class", "key"));
                for (int i = 0; i < 5; i++) html.Put("td", "");
            }
            else
            {
                html.Put("td", words.Time(r.OwnTime), ("class", "nowrap")).Put("td", r.Key.ToString(), ("class", "key"))
                    .Put("td", r.Unit ?? "", ("class", "nowrap")).Put("td", r.Province ?? "");
                html.Put("td", r.Loss is { } loss ? words.Money(loss.Amount, loss.Currency) : "", ("class", "number"))
                    .Put("td", string.Join(", ", r.Typologies)).Put("td", words[WireNames.Statuses[(int)r.Status]]);
            }
            html.Close();
        }
        html.Close(2);
        if (dossier.Reports.Count < dossier.Ring.Reports.Count)
            html.Put("p", words.Pick($"Liệt kê {dossier.Reports.Count} trong số {dossier.Ring.Reports.Count} tin báo: những tin đầu và những tin cuối.",
                $"{dossier.Reports.Count} of {dossier.Ring.Reports.Count} reports are listed: the first and the last."), ("class", "note"));
    }

    private static void HowSure(HtmlText html, RingDossier dossier, DossierWords words)
    {
        Ring ring = dossier.Ring;
        int once = ring.Members.Count(m => m.ReportCount <= 1), namesakes = ring.Members.Sum(m => m.Namesakes.Count),
            noRole = ring.Members.Count(m => m.Roles.Count == 0);
        Report[] live = [.. dossier.Reports.Select(r => r.Report).OfType<Report>()];
        int noTime = live.Count(r => r.ReceivedAt is null && r.OccurredAt is null), noPlace = live.Count(r => string.IsNullOrWhiteSpace(r.Province)),
            noLoss = live.Count(r => r.Loss is null);
        decimal untraced = dossier.Trail is { } trail ? Vnd(trail.Loss) - Vnd(trail.Traced) : ring.LossVnd;
        html.Put("h2", words["howSure"]).Open("ul");
        html.Put("li", words.Pick($"{ring.Members.Count - once} trong số {ring.Members.Count} thành viên được từ hai tin báo trở lên nhắc tới; {once} thành "
            + "viên chỉ có trong một tin báo.",
            $"{ring.Members.Count - once} of {ring.Members.Count} members stand in two reports or more; {once} in one only."));
        if (noRole > 0) html.Put("li", words.Pick($"{noRole} thành viên chưa rõ vai trò.", $"No part is known of {noRole} members."));
        if (namesakes > 0) html.Put("li", words.Pick($"{namesakes} người chỉ biết tên, trùng tên với thành viên: có thể là một người, chưa được xác nhận.",
            $"{namesakes} persons known by name only bear a member's name: perhaps the same, not confirmed."));
        RingLeads leads = ring.Leads;
        html.Put("li", words.Pick(
            $"Giấy tờ hợp lệ: {leads.IdentifiedPersonCount} người; tài khoản trong nước có thể yêu cầu cung cấp: {leads.DomesticAccountCount}; "
            + $"thiết bị: {leads.DeviceCount}; số điện thoại biết người dùng: {leads.NamedNumberCount}.",
            $"Persons with a valid paper: {leads.IdentifiedPersonCount}; accounts in Viet Nam that can be asked for: {leads.DomesticAccountCount}; "
            + $"devices: {leads.DeviceCount}; numbers whose user is named: {leads.NamedNumberCount}."));
        if (untraced > 0) html.Put("li", words.Pick($"Chưa lần theo được {words.Money(untraced, "VND")}: cần sao kê của các ngân hàng liên quan.",
            $"{words.Money(untraced, "VND")} is not traced: statements of the banks are needed."));
        if (dossier.Trail is { ToldAgainCount: > 0 } again) html.Put("li",
            words.Pick($"{again.ToldAgainCount} lần cùng một giao dịch được nhiều tin báo nêu; chỉ tính một lần.",
            $"{again.ToldAgainCount} times several reports state the same transfer; each transfer counts once."));
        if (noTime + noPlace + noLoss > 0) html.Put("li",
            words.Pick($"Trong các tin được liệt kê: {noTime} tin không có thời gian, {noPlace} không có tỉnh, {noLoss} không có thiệt hại.",
            $"Of the reports listed, {noTime} state no time, {noPlace} no province, {noLoss} no loss."));
        html.Put("li", words.Pick("Tên hiển thị khi gọi có thể bị giả mạo; người đứng tên có thể không phải người dùng; liên kết qua một tin báo cần được "
            + "kiểm chứng.", "Displayed numbers can be forged; holders may not be users; a link that only one report states must be verified.")).Close();
    }

    private static decimal Vnd(IReadOnlyList<Money> sums) => sums.Where(m => m.Currency == "VND").Sum(m => m.Amount);

    private static IEnumerable<T> Shown<T>(IReadOnlyList<T> items, int max) => items.Count <= max ? items : items.Take(max / 2).Concat(items.TakeLast(max / 2));

    private static void Cut(HtmlText html, int count, int max, DossierWords words)
    {
        if (count > max) html.Put("p", words.Pick($"Liệt kê {max} trong số {count}.", $"{max} of {count} are listed."), ("class", "note"));
    }

    private static void Table(HtmlText html, string[] columns, params ReadOnlySpan<int> numbers)
    {
        html.Open("table").Open("thead").Open("tr");
        for (int i = 0; i < columns.Length; i++)
        {
            if (numbers.Contains(i)) html.Put("th", columns[i], ("class", "number"));
            else html.Put("th", columns[i]);
        }
        html.Close(2).Open("tbody");
    }
}
