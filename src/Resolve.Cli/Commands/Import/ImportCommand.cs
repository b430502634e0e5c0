using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Tables;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands.Import;

/// <summary><c>resolve import FILE…</c>: feeds in, and what is wrong with them into a quarantine.</summary>
internal static class ImportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var files = new Argument<string[]>("FILE") { Description = "Feeds, gzip or plain; - is the standard input · Tệp tin báo",
            Arity = ArgumentArity.OneOrMore };
        Option<string?> format = CommonOptions.Word("--format", "The form of the feeds; ndjson by default · Định dạng", "ndjson", "csv");
        var mapping = new Option<string?>("--mapping") { HelpName = "M.json", Description = "How the columns of a CSV become reports · Cách đọc các cột" };
        var quarantine = new Option<string?>("--quarantine") { HelpName = "FILE",
            Description = "Keep refused lines here, with their numbers and reasons (NDJSON) · Nơi giữ dòng lỗi" };
        var history = new Option<bool>("--history") { Description = "Reports of the past: nobody gets alerts of what they bring · Dữ liệu cũ, không cảnh báo" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("import",
            "Take in reports. Again is nothing: what is there already counts as duplicate.\nNhập tin báo; nhập lại không đổi gì.") { files, format, mapping,
            quarantine, history, json };
        BackendOptions backend = BackendOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            bool csv = result.GetValue(format) == "csv";
            if (csv && result.GetValue(mapping) is null) result.AddError("--format csv needs --mapping M.json.");
            if (!csv && result.GetValue(mapping) is not null) result.AddError("--mapping goes with --format csv.");
            if (!csv && result.GetValue(files)?.FirstOrDefault(IsCsv) is { } table) result.AddError($"{table} is a CSV file by its name: say --format csv "
                + "--mapping M.json.");
            if (result.GetValue(files)?.Count(f => f == AtomicFile.Standard) > 1) result.AddError("The standard input can be read once.");
        });
        return command.Does(io, async (context, cancellationToken) =>
        {
            string[] paths = context.Get(files);
            foreach (string path in paths.Where(p => p != AtomicFile.Standard && !File.Exists(p)))
                throw new CliException(ExitCode.Usage, Directory.Exists(path) ? $"{path} is a directory." : $"There is no file {path}.");
            CsvMapping? columns = context.Get(mapping) is { } named ? CsvFeed.ReadMapping(named) : null;
            Quarantine kept = Quarantine.Open(context.Get(quarantine));
            await using (kept.ConfigureAwait(false))
            {
                IBackend opened = await backend.OpenAsync(context, BackendAccess.Write, cancellationToken, deliversAlerts: context.Get(history))
                    .ConfigureAwait(false);
                await using (opened.ConfigureAwait(false))
                    return await RunAsync(context, paths, columns, new ImportRun(opened, context, kept, context.Get(history)), context.Get(json),
                        cancellationToken).ConfigureAwait(false);
            }
        });
    }

    private static bool IsCsv(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static async Task<int> RunAsync(
        CommandContext context, string[] paths, CsvMapping? columns, ImportRun run, bool json, CancellationToken cancellationToken)
    {
        long started = context.Io.Clock.GetTimestamp();
        try
        {
            foreach (string path in paths)
            {
                FeedFile feed = await FeedFile.OpenAsync(path, context.Io, cancellationToken).ConfigureAwait(false);
                await using (feed.ConfigureAwait(false))
                {
                    try
                    {
                        await run.TakeAsync(feed, (s, ct) => columns is null ? NdjsonFeed.ReadAsync(s, ct) : CsvFeed.ReadAsync(s, columns, ct),
                            cancellationToken).ConfigureAwait(false);
                    }
                    catch (InvalidDataException e)
                    {
                        throw new CliException(ExitCode.Failure, $"{feed.Name} is damaged or cut off (gzip); what was read before is taken.", e);
                    }
                }
            }
            return run.Counts.AnyRefused ? ExitCode.InputRefused : ExitCode.Ok;
        }
        finally
        {
            Tell(context, run.Counts, context.Io.Clock.GetElapsedTime(started), json);
        }
    }

    private static void Tell(CommandContext context, ImportCounts c, TimeSpan elapsed, bool json)
    {
        long rate = (long)(c.Reports / Math.Max(elapsed.TotalSeconds, 0.001));
        if (json)
        {
            var summary = new ImportSummary(
                c.Files, c.Reports, c.Accepted, c.Superseded, c.Duplicate, c.Conflict, c.Bad, c.Warned, Math.Round(elapsed.TotalSeconds, 3), rate, c.Position);
            context.Io.Text.WriteLine(System.Text.Json.JsonSerializer.Serialize(summary, CliJson.Readable.ImportSummary));
            return;
        }
        TextWriter output = context.Io.Text;
        output.WriteLine($"{Format.Many(c.Reports, "report")} in {Format.Seconds(elapsed)} s, {Format.Count(rate)} reports/s; journal position {c.Position}");
        output.WriteLine($"  accepted {Format.Count(c.Accepted)}, superseded {Format.Count(c.Superseded)}, duplicate {Format.Count(c.Duplicate)}, conflict "
            + $"{Format.Count(c.Conflict)}, bad lines {Format.Count(c.Bad)}");
        if (c.Warned > 0) output.WriteLine($"  {Format.Many(c.Warned, "report")} with something that was kept and not understood");
    }
}
