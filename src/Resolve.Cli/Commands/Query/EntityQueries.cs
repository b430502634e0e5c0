using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Query;

/// <summary>Questions about one entity or report, and the search.</summary>
internal static class EntityQueries
{
    /// <summary>Gets the description of an argument that is a key.</summary>
    public const string KeyHelp = "A key such as phone:+84391234567, or an identifier in any spelling, such as 0391234567 · Mã hoặc số";

    /// <summary><c>query entity KEY</c>.</summary>
    public static Command Entity(CliIo io)
    {
        var key = new Argument<string>("KEY") { Description = KeyHelp };
        return new Question(new Command("entity", "Show an entity with its mentions · Xem một đối tượng") { key }).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey found = await KeyFinder.FindAsync(backend, context.Get(key), atLeast, cancellationToken).ConfigureAwait(false);
                return await backend.GetEntityAsync(found, atLeast, cancellationToken).ConfigureAwait(false);
            },
            EntityText.Write,
            context => $"Nothing is known under '{context.Get(key)}'.");
    }

    /// <summary><c>query links KEY</c>.</summary>
    public static Command Links(CliIo io)
    {
        var key = new Argument<string>("KEY") { Description = KeyHelp };
        Option<int> limit = CommonOptions.Number("--limit", "The most links · Số liên kết tối đa", 100, 1, 10_000);
        Option<string?> cursor = Cursor();
        var command = new Command("links", "List an entity's links with their evidence · Liệt kê liên kết và chứng cứ") { key, limit, cursor };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey found = await KeyFinder.FindAsync(backend, context.Get(key), atLeast, cancellationToken).ConfigureAwait(false);
                return await backend.GetLinksAsync(found, filter.Read(context), context.Get(limit), context.Get(cursor), atLeast, cancellationToken)
                    .ConfigureAwait(false);
            },
            LinkText.Write,
            context => $"Nothing is known under '{context.Get(key)}'.");
    }

    /// <summary><c>query report SOURCE ID</c>.</summary>
    public static Command Report(CliIo io)
    {
        var source = new Argument<string>("SOURCE") { Description = "The sending system · Hệ thống gửi" };
        var id = new Argument<string>("ID") { Description = "The report's id there · Mã tin báo" };
        return new Question(new Command("report", "Show a report and what was read out of it · Xem một tin báo") { source, id }).Answers(
            io,
            (context, backend, _, cancellationToken) => backend.GetReportAsync(ReportKey.Of(context.Get(source), context.Get(id)), cancellationToken),
            EntityText.Write,
            context => $"There is no report {context.Get(source)}/{context.Get(id)}, or it was withdrawn.");
    }

    /// <summary><c>query search TEXT</c>.</summary>
    public static Command Search(CliIo io)
    {
        var text = new Argument<string[]>("TEXT") { Description = "An identifier in any spelling, a name, or a part of either · Số, tên hoặc một phần",
            Arity = ArgumentArity.OneOrMore };
        Option<int> limit = CommonOptions.Number("--limit", "The most hits · Số kết quả tối đa", 20, 1, 1_000);
        return new Question(new Command("search", "Find entities by what people type · Tìm kiếm") { text, limit }).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
                (SearchData?)await backend.SearchAsync(string.Join(' ', context.Get(text)), context.Get(limit), atLeast, cancellationToken)
                    .ConfigureAwait(false),
            EntityText.Write,
            context => $"Nothing is found for '{string.Join(' ', context.Get(text))}'.");
    }

    /// <summary>Makes <c>--cursor</c>.</summary>
    public static Option<string?> Cursor() => new("--cursor") { HelpName = "CURSOR", Description = "Go on where an earlier page ended · Trang tiếp theo" };
}
