using Resolve.Rings.Questions;
using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Dossiers;
using Resolve.Rings.History;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Questions;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Rings.Dossiers;

public class RingDossierTests
{
    private const string Hostile = "</style><script>alert(1)</script>\" onload='x' &amp; \u202Egnp\u0007";

    [Theory]
    [InlineData(DossierLanguage.Vietnamese)]
    [InlineData(DossierLanguage.English)]
    public async Task Whatever_reports_say_is_text(DossierLanguage language)
    {
        RingDossier dossier = await RingOfAsync(Hostile);
        string html = RingDossierPage.Write(dossier, language);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\" onload", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        Assert.Contains("&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp; \uFFFDgnp\uFFFD",
            html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);
        Parse(html);
    }

    [Fact]
    public async Task It_tells_what_an_investigator_asks()
    {
        RingDossier dossier = await RingOfAsync("Trần Văn Bê");
        string vi = RingDossierPage.Write(dossier, DossierLanguage.Vietnamese), en = RingDossierPage.Write(dossier, DossierLanguage.English);
        foreach (string wanted in (string[])["<html lang=\"vi\">", dossier.Ring.Id, "S11: Lừa đảo đầu tư", "Điều 174", "Trần Văn Bê", "không phải kết luận",
            "Độ mật", "Đồng Tháp", "t/r1", "tạm đình chỉ", "2.000.000 VND", "Mức độ chắc chắn"])
            Assert.Contains(wanted, vi, StringComparison.Ordinal);
        foreach (string wanted in (string[])["<html lang=\"en\">", dossier.Ring.Id, "S11: International stock", "art. 174",
            "neither a finding nor proof of guilt", "suspended", "2,000,000 VND", "How sure this is"])
            Assert.Contains(wanted, en, StringComparison.Ordinal);
        Assert.Contains("<svg", vi, StringComparison.Ordinal);
        Assert.Contains("@page", vi, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_facts_in_another_order_give_the_same_page()
    {
        var random = new SplitMix(7);
        List<Report> reports = [.. Enumerable.Range(1, 6).Select(i => Case($"r{i}", i, "Trần Văn Bê"))];
        string straight = RingDossierPage.Write(await ReadAsync(reports), DossierLanguage.Vietnamese);
        for (int i = 0; i < 5; i++) Assert.Equal(straight, RingDossierPage.Write(await ReadAsync(random.Shuffle(reports)), DossierLanguage.Vietnamese));
    }

    [Fact]
    public void Every_word_of_the_engine_has_both_languages()
    {
        string[] events = [.. typeof(RingEventKinds).GetFields().Select(f => (string)f.GetRawConstantValue()!)];
        foreach (string word in events.Concat(WireNames.Statuses)) Assert.Contains(word, DossierWords.All.Keys);
        Assert.All(DossierWords.All, w => Assert.True(w.Value.Vi.Length > 0 && w.Value.En.Length > 0, w.Key));
        Assert.All(TypologyNames.All, t => Assert.True(t.Vi.Length > 0 && t.En.Length > 0
            && t.Articles.All(a => TypologyNames.TitleOf(a).Vi.Length > 0), t.Code));
    }

    [Theory]
    [InlineData("controls-members", "holds-number", "named-as-suspect", "is-controlled", "held-by-suspect")]
    [InlineData("account-in-name", "received-from-victims", "many-senders", "quick-out", "passed-on", "received-from-members",
        "leaves-the-banks", "trail-ends")]
    [InlineData("contacted-victims", "used-in-handset", "registered-to-member", "number-in-name", "carries-numbers", "carries-many-numbers",
        "contacts-members", "controlled-by-member")]
    public void Every_reason_for_a_part_has_words(params string[] reasons) => Assert.All(reasons, r => Assert.Contains(r, DossierWords.All.Keys));

    [Fact]
    public async Task Every_part_sign_and_reason_that_a_ring_tells_has_words()
    {
        foreach (ulong seed in (ulong[])[1, 2, 3, 4, 5, 6])
        {
            await using var journal = new InMemoryJournal();
            await using LocalRuntime resolver = await OpenAsync(journal, new RandomFacts(seed).Make(40));
            foreach (Ring ring in resolver.Rings.All())
            {
                Ring scored = (await resolver.AskAsync(new RingByIdQuestion(ring.Id), 0, CancellationToken.None))!;
                foreach (string word in ring.Members.SelectMany(m => m.Roles).SelectMany(r => r.Reasons.Select(x => x.Word).Append(r.Word))
                    .Concat(ring.ForeignTies.SelectMany(t => t.Indicators).Select(i => i.Sign))
                        .Concat(scored.Score!.Parts.SelectMany(p => p.Reasons.Select(r => r.Word).Append(p.Word))))
                    Assert.True(word == "country" || DossierWords.All.ContainsKey(word), word);
            }
        }
    }

    [Fact]
    public void Any_ring_of_random_reports_gives_a_whole_page() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        seed => CheckAsync(seed).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task An_id_that_no_ring_has_gives_nothing()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await OpenAsync(journal, []);
        Assert.Null(await RingDossierReader.ReadAsync(resolver, "ring:0000000000000000", 0, CancellationToken.None));
    }

    private static async Task CheckAsync(ulong seed)
    {
        var random = new SplitMix(seed);
        List<Report> reports = [.. new RandomFacts(seed).Make(12 + random.Below(20))
            .Select(r => r.Withdrawn ? r : r with { Narrative = null, Typologies = [Wild(random)], Province = random.Chance(50) ? Wild(random)
            : r.Province, Unit = Wild(random) })];
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await OpenAsync(journal, reports);
        foreach (Ring ring in resolver.Rings.All())
        {
            RingDossier dossier = (await RingDossierReader.ReadAsync(resolver, ring.Id, 0, CancellationToken.None))!;
            foreach (DossierLanguage language in Enum.GetValues<DossierLanguage>()) Parse(RingDossierPage.Write(dossier, language));
        }
    }

    private static string Wild(SplitMix random) =>
        string.Concat(Enumerable.Range(0, 1 + random.Below(12))
        .Select(_ => random.Pick<string>(["<", ">", "&", "\"", "'", "]]>", "<!--", "\ud83d\ude00", "Đ", "\u0301", "\u2028", "a", "</td>", "\u0085"])));

    /// <summary>The page is well-formed but for the tags that HTML closes by itself, and holds nothing that acts.</summary>
    private static void Parse(string html)
    {
        string xml = html.Replace("<!DOCTYPE html>\n", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width\">", "", StringComparison.Ordinal);
        int policy = xml.IndexOf("<meta http-equiv", StringComparison.Ordinal), end = xml.IndexOf('>', policy);
        XDocument page = XDocument.Parse(xml.Remove(policy, end - policy + 1));
        string[] known = ["html", "head", "title", "style", "body", "p", "header", "h1", "h2", "h3", "dl", "dt", "dd", "div", "span", "b", "ul", "li", "table",
            "thead", "tbody", "tr", "th", "td", "svg", "g", "line", "circle", "polygon", "rect", "text", "path", "footer"];
        string[] attributes = ["lang", "class", "viewBox", "role", "aria-hidden", "preserveAspectRatio", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r",
            "rx", "d", "points", "width", "height", "stroke-width", "text-anchor"];
        Assert.All(page.Descendants(), e => Assert.Contains(e.Name.LocalName, known));
        Assert.All(page.Descendants().Attributes(), a => Assert.Contains(a.Name.LocalName, attributes));
        Assert.True(Encoding.UTF8.GetByteCount(html) > 1_000);
    }

    private static Task<RingDossier> RingOfAsync(string name) => ReadAsync([.. Enumerable.Range(1, 3).Select(i => Case($"r{i}", i, name))]);

    private static async Task<RingDossier> ReadAsync(IReadOnlyList<Report> reports)
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await OpenAsync(journal, reports);
        RingDossier dossier = (await RingDossierReader.ReadAsync(resolver, resolver.Rings.All().Single().Id, 0, CancellationToken.None))!;
        return dossier;
    }

    private static async Task<LocalRuntime> OpenAsync(InMemoryJournal journal, IReadOnlyList<Report> reports)
    {
        LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero }, null, CancellationToken.None);
        if (reports.Count > 0) await resolver.SubmitAsync(reports, CancellationToken.None);
        await resolver.RingsAtAsync(journal.Position, CancellationToken.None);
        return resolver;
    }

    private static Report Case(string id, int day, string name) => new()
    {
        Key = new ReportKey("t", id),
        Unit = name,
        Province = "87",
        Status = id == "r1" ? ReportStatus.Suspended : ReportStatus.Open,
        ReceivedAt = new DateTimeOffset(2026, 3, day, 8, 0, 0, TimeSpan.FromHours(7)),
        Typologies = ["S11"],
        Loss = new Money(2_000_000),
        Mentions =
        [
            new Mention { Ref = "v", Kind = MentionKind.Person, Role = MentionRole.Victim, Name = $"Nguyễn Thị Số {day}",
                Documents = [new DocumentMention("cccd", $"08716100123{day}")] },
            new Mention { Ref = "s", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = name,
                Documents = [new DocumentMention("passport", "E1234567", "KH")] },
            new Mention { Ref = "p", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0901230001" },
            new Mention { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "970436", Value = "0071000123456" },
        ],
        Links =
        [
            new ReportLink("v", "a", LinkKind.Transferred, 2_000_000, null, new DateTimeOffset(2026, 3, day, 7, 0, 0, TimeSpan.FromHours(7))),
            new ReportLink("s", "a", LinkKind.Holds), new ReportLink("s", "p", LinkKind.Controls), new ReportLink("p", "v", LinkKind.Contacted),
        ],
    };
}
