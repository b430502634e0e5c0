using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Runtime.Export;

namespace Resolve.Cli.Commands;

/// <summary><c>resolve export WHAT --out FILE</c>: the state in canonical order, the same bytes for the same facts.</summary>
internal static class ExportCommand
{
    private static readonly string[] s_kinds = ["reports", "records", "entities", "links", "persons", "rings"];

    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var what = new Argument<string>("WHAT") { Description = "reports, records, entities, links, persons or rings · Nội dung xuất",
            HelpName = string.Join('|', s_kinds) };
        what.AcceptOnlyFromAmong(s_kinds);
        var file = new Option<string>("--out", "-o") { HelpName = "FILE",
            Description = "The file, replaced as a whole when all is written; - is the standard output; .gz is compressed · Tệp xuất", Required = true };
        Option<string?> format = CommonOptions.Word("--format", "ndjson by default; csv for persons and rings only · Định dạng", "ndjson", "csv");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("export", "Write the state in canonical order: the same facts give the same bytes.\nXuất dữ liệu theo thứ tự chuẩn.") { what,
            file, format, json };
        BackendOptions backend = BackendOptions.AddTo(command, withServer: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(format) == "csv" && result.GetValue(what)
                is not ("persons" or "rings")) result.AddError("--format csv is for persons and rings.");
            if (result.GetValue(json) && result.GetValue(file) == AtomicFile.Standard) result.AddError("--json and --out - both write to the standard output.");
        });
        return command.Does(io, async (context, cancellationToken) =>
        {
            var kind = (ExportKind)Array.IndexOf(s_kinds, context.Get(what));
            string path = context.Get(file)!;
            EmbeddedBackend opened = await backend.OpenDirectoryAsync(context, BackendAccess.Read, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                int lines = await context.Progress.RunAsync("export", async report =>
                {
                    int written = 0;
                    var progress = new DirectProgress<int>(count => report(null, Format.Many(count, "line")));
                    StateExport export = await opened.Resolver.ExportAtAsync(opened.Resolver.Graph.Position, cancellationToken).ConfigureAwait(false);
                    bool asCsv = context.Get(format) == "csv";
                    await AtomicFile.WriteAsync(
                        path, io, async (output, ct) => written = await export.WriteAsync(kind, asCsv, output, progress, ct).ConfigureAwait(false),
                            cancellationToken).ConfigureAwait(false);
                    return written;
                }).ConfigureAwait(false);
                var summary = new ExportSummary(context.Get(what), path, lines, opened.Journal.Position);
                if (context.Get(json)) io.Text.WriteLine(JsonSerializer.Serialize(summary, CliJson.Readable.ExportSummary));
                else if (path != AtomicFile.Standard) io.Text.WriteLine($"{Format.Many(lines, "line")} of {summary.What} at journal position "
                    + $"{summary.Position} written to {path}");
                return ExitCode.Ok;
            }
        });
    }
}
