using System.CommandLine;
using System.Text;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Cli.Commands.Query;

/// <summary>Questions about rings.</summary>
internal static class RingQueries
{
    private static readonly string[] s_orders = ["loss", "members", "reports", "last-seen", "score"];
    private static readonly string[] s_sides = ["reports", "victims", "suspects", "accounts"];
    private static readonly string[] s_strengths = ["any", "weak", "medium", "strong"];

    /// <summary><c>query ring ID</c>.</summary>
    public static Command Ring(CliIo io)
    {
        Argument<string> id = Id();
        var report = new Option<string?>("--report") { HelpName = "FILE.html", Description = "Write its report too: a page to print · Báo cáo để in" };
        Option<string?> language = CommonOptions.Word("--lang", "The report's language; vi by default · Ngôn ngữ báo cáo", "vi", "en");
        var command = new Command("ring", "Show a ring with its members · Xem một đường dây") { id, report, language };
        command.Validators.Add(result =>
        {
            if (result.GetValue(report) is AtomicFile.Standard or "") result.AddError("--report is the path of a file.");
            if (result.GetValue(language) is not null && result.GetValue(report) is null) result.AddError("--lang goes with --report.");
        });
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                RingData? ring = await FindAsync(context.Get(id), backend, atLeast, cancellationToken).ConfigureAwait(false);
                if (ring is not null && context.Get(report) is { } file)
                    await WriteReportAsync(context, backend, ring.Id, context.Get(language) ?? "vi", file, atLeast, cancellationToken).ConfigureAwait(false);
                return ring;
            },
            RingText.Write,
            context => Missing(context.Get(id)));
    }

    private static async Task WriteReportAsync(
        CommandContext context, IBackend backend, string ring, string language, string file, long atLeast, CancellationToken cancellationToken)
    {
        string html = await backend.GetRingReportAsync(ring, language, atLeast, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, Missing(ring));
        await AtomicFile.WriteAsync(file, context.Io, async (output, ct) => await output.WriteAsync(Encoding.UTF8.GetBytes(html), ct).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        context.Say($"The report is in {file}.");
    }

    /// <summary><c>query history ID</c>.</summary>
    public static Command History(CliIo io)
    {
        Argument<string> id = Id();
        return new Question(new Command("history", "Show how a ring formed, grew, merged and split · Quá trình hình thành đường dây") { id }).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
                await FindAsync(context.Get(id), backend, atLeast, cancellationToken).ConfigureAwait(false) is { } ring
                ? await backend.GetRingHistoryAsync(ring.Id, atLeast, cancellationToken).ConfigureAwait(false)
                : null,
            RingText.Write,
            context => Missing(context.Get(id)));
    }

    /// <summary><c>query money ID</c>.</summary>
    public static Command Money(CliIo io)
    {
        Argument<string> id = Id();
        return new Question(new Command("money", "Follow a ring's money from the victims to where it leaves · Dòng tiền của đường dây") { id }).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
                await FindAsync(context.Get(id), backend, atLeast, cancellationToken).ConfigureAwait(false) is { } ring
                ? await backend.GetMoneyTrailAsync(ring.Id, atLeast, cancellationToken).ConfigureAwait(false)
                : null,
            RingText.Write,
            context => Missing(context.Get(id)));
    }

    private static Argument<string> Id() =>
        new("ID") { Description = "A ring's id such as ring:1f0c9a77be1d2a35, or a key or identifier of a member · Mã đường dây hoặc thành viên" };

    private static string Missing(string id) => id.StartsWith("ring:", StringComparison.Ordinal) ? $"There is no ring {id}." : $"'{id}' is in no ring.";

    private static async Task<RingData?> FindAsync(string wanted, IBackend backend, long atLeast, CancellationToken cancellationToken)
    {
        if (wanted.StartsWith("ring:", StringComparison.Ordinal)) return await backend.GetRingAsync(wanted, atLeast, cancellationToken).ConfigureAwait(false);
        EntityKey key = await KeyFinder.FindAsync(backend, wanted, atLeast, cancellationToken).ConfigureAwait(false);
        return await backend.GetRingOfAsync(key, atLeast, cancellationToken).ConfigureAwait(false);
    }

    /// <summary><c>query rings …</c>.</summary>
    public static Command Rings(CliIo io)
    {
        var crossBorder = new Option<bool?>("--cross-border") { Description =
            "Only rings with a tie abroad; --cross-border false: only without · Có yếu tố nước ngoài", Arity = ArgumentArity.ZeroOrOne };
        Option<int> provinces = CommonOptions.Number("--min-provinces", "The least number of provinces, of the 34 · Số tỉnh tối thiểu", 0, 0, 34);
        var loss = new Option<decimal>("--min-loss") { HelpName = "VND", Description = "The least loss in VND · Thiệt hại tối thiểu" };
        Option<int> members = CommonOptions.Number("--min-members", "The least number of members · Số thành viên tối thiểu", 0, 0, int.MaxValue);
        Option<DateTimeOffset?> since = CommonOptions.Time("--since", "Active since this time · Hoạt động từ ngày");
        var province = new Option<string?>("--province") { HelpName = "P",
            Description = "One of its reports names this province, old or new, by code or name · Tỉnh" };
        var typology = new Option<string?>("--typology") { HelpName = "S05", Description = "One of its reports names this typology · Thủ đoạn" };
        Option<string?> side = CommonOptions.Word("--side", "What of the ring must be in --province; reports by default · Bên nào ở tỉnh đó", s_sides);
        var country = new Option<string?>("--country") { HelpName = "KH", Description = "It has a tie to this country, ISO 3166 alpha-2 · Quốc gia" };
        Option<string?> strength = CommonOptions.Word("--foreign-strength",
            "How strong a tie abroad must be; any by default · Mức độ yếu tố nước ngoài", s_strengths);
        Option<int> score = CommonOptions.Number("--min-score", "The least score · Điểm tối thiểu", 0, 0, 100);
        Option<DateTimeOffset?> asOf = CommonOptions.Time("--as-of",
            "The time that scores are measured against; the newest report by default · Tính điểm đến ngày");
        Option<string?> order = CommonOptions.Word("--order", "What comes first; loss by default · Sắp xếp theo", s_orders);
        Option<int> limit = CommonOptions.Number("--limit", "The most rings · Số đường dây tối đa", 50, 1, 1_000);
        Option<string?> cursor = EntityQueries.Cursor();
        var command = new Command("rings", "List rings · Liệt kê đường dây") { crossBorder, provinces, loss, members, since, province, side, country, strength,
            typology, score, asOf, order, limit, cursor };
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
                    Side = (RingSide)Math.Max(Array.IndexOf(s_sides, context.Get(side)), 0),
                    Country = context.Get(country),
                    ForeignStrengthMin = (SignStrength)Math.Max(Array.IndexOf(s_strengths, context.Get(strength)), 0),
                    ScoreMin = context.Get(score),
                    AsOf = context.Get(asOf),
                    Order = (RingOrder)Math.Max(Array.IndexOf(s_orders, context.Get(order)), 0),
                };
                return (PageData<RingData>?)await backend.ListRingsAsync(filter, context.Get(limit), context.Get(cursor), atLeast, cancellationToken)
                    .ConfigureAwait(false);
            },
            RingText.Write,
            static _ => "There is no such ring.");
    }
}
