using System.CommandLine;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Cli.Commands.Query;

/// <summary>Questions about rings.</summary>
internal static class RingQueries
{
    private static readonly string[] s_orders = ["loss", "members", "reports", "last-seen"];

    /// <summary><c>query ring ID</c>.</summary>
    public static Command Ring(CliIo io)
    {
        var id = new Argument<string>("ID") { Description = "A ring's id such as ring:1f0c9a77be1d2a35, or a key or identifier of a member · Mã đường dây hoặc thành viên" };
        return new Question(new Command("ring", "Show a ring with its members · Xem một đường dây") { id }).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                string wanted = context.Get(id);
                if (wanted.StartsWith("ring:", StringComparison.Ordinal)) return await backend.GetRingAsync(wanted, atLeast, cancellationToken).ConfigureAwait(false);
                EntityKey key = await KeyFinder.FindAsync(backend, wanted, atLeast, cancellationToken).ConfigureAwait(false);
                return await backend.GetRingOfAsync(key, atLeast, cancellationToken).ConfigureAwait(false);
            },
            Write,
            context => context.Get(id).StartsWith("ring:", StringComparison.Ordinal) ? $"There is no ring {context.Get(id)}." : $"'{context.Get(id)}' is in no ring.");
    }

    /// <summary><c>query rings …</c>.</summary>
    public static Command Rings(CliIo io)
    {
        var crossBorder = new Option<bool?>("--cross-border") { Description = "Only rings with a tie abroad; --cross-border false: only without · Có yếu tố nước ngoài", Arity = ArgumentArity.ZeroOrOne };
        Option<int> provinces = CommonOptions.Number("--min-provinces", "The least number of provinces, of the 34 · Số tỉnh tối thiểu", 0, 0, 34);
        var loss = new Option<decimal>("--min-loss") { HelpName = "VND", Description = "The least loss in VND · Thiệt hại tối thiểu" };
        Option<int> members = CommonOptions.Number("--min-members", "The least number of members · Số thành viên tối thiểu", 0, 0, int.MaxValue);
        Option<DateTimeOffset?> since = CommonOptions.Time("--since", "Active since this time · Hoạt động từ ngày");
        var province = new Option<string?>("--province") { HelpName = "P", Description = "One of its reports names this province, old or new, by code or name · Tỉnh" };
        var typology = new Option<string?>("--typology") { HelpName = "S05", Description = "One of its reports names this typology · Thủ đoạn" };
        Option<string?> order = CommonOptions.Word("--order", "What comes first; loss unless told · Sắp xếp theo", s_orders);
        Option<int> limit = CommonOptions.Number("--limit", "The most rings · Số đường dây tối đa", 50, 1, 1_000);
        Option<string?> cursor = EntityQueries.Cursor();
        var command = new Command("rings", "List rings · Liệt kê đường dây") { crossBorder, provinces, loss, members, since, province, typology, order, limit, cursor };
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                var filter = new RingFilter
                {
                    CrossBorder = context.Parsed.GetResult(crossBorder) is null ? null : context.Get(crossBorder) ?? true,
                    ProvinceCountMin = context.Get(provinces),
                    LossMin = context.Get(loss),
                    MemberCountMin = context.Get(members),
                    Since = context.Get(since),
                    Province = context.Get(province),
                    Typology = context.Get(typology),
                    Order = (RingOrder)Math.Max(Array.IndexOf(s_orders, context.Get(order)), 0),
                };
                return (PageData<RingData>?)await backend.ListRingsAsync(filter, context.Get(limit), context.Get(cursor), atLeast, cancellationToken).ConfigureAwait(false);
            },
            Write,
            static _ => "There is no such ring.");
    }

    private static bool Write(TextWriter output, PageData<RingData> page)
    {
        output.WriteLine($"{Format.Many(page.Total, "ring")}, at journal position {page.Position}");
        var table = new TextTable("id", "members>", "reports>", "victims>", "loss VND>", "provinces>", "abroad", "typologies", "last seen");
        foreach (RingData r in page.Items)
        {
            table.Add(
                r.Id, Format.Count(r.MemberCount), Format.Count(r.ReportCount), Format.Count(r.VictimCount), Format.Sum(r.LossVnd),
                Format.Count(r.Provinces34.Count), string.Join(' ', r.ForeignTies.Select(t => t.Country)), string.Join(' ', r.Typologies), Format.Time(r.LastSeen));
        }
        table.Write(output);
        LinkText.More(output, page.Cursor);
        return page.Items.Count > 0;
    }

    private static bool Write(TextWriter output, RingData ring)
    {
        output.WriteLine($"{ring.Id}: {Format.Many(ring.MemberCount, "member")}, {Format.Many(ring.ReportCount, "report")}, {Format.Many(ring.VictimCount, "victim")}");
        void Line(string label, string text)
        {
            if (text.Length > 0) output.WriteLine(SafeText.Clean($"  {label,-15}{text}"));
        }
        Line("loss", string.Join(" + ", ring.Loss.Select(m => $"{Format.Sum(m.Amount)} {m.Currency ?? "VND"}")));
        Line("provinces, 63", string.Join(", ", ring.Provinces63));
        Line("provinces, 34", string.Join(", ", ring.Provinces34));
        Line("typologies", string.Join(", ", ring.Typologies));
        Line("active", ring.FirstSeen is null ? "" : $"{Format.Time(ring.FirstSeen)} to {Format.Time(ring.LastSeen)}");
        foreach (ForeignTieData tie in ring.ForeignTies)
            Line("abroad", $"{tie.Country}: {string.Join(", ", tie.Indicators.Select(i => $"{i.Key} ({i.Sign})"))}");
        var members = new TextTable("key", "label", "reports>", "links>", "roles");
        foreach (RingMemberData m in ring.Members ?? []) members.Add(m.Key, m.Label, Format.Count(m.ReportCount), Format.Count(m.LinkCount), string.Join(' ', m.Roles.Select(r => $"{r.Role}={r.Score}")));
        EntityText.Section(output, "Members", members);
        var victims = new TextTable("key");
        foreach (string victim in ring.Victims ?? []) victims.Add(victim);
        EntityText.Section(output, "Victims", victims);
        var reports = new TextTable("source", "id");
        foreach (ReportKeyData report in ring.Reports ?? []) reports.Add(report.Source, report.Id);
        EntityText.Section(output, "Reports", reports);
        return true;
    }
}
