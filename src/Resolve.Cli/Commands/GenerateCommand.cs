using System.CommandLine;
using System.Text;
using System.Text.Json;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Generate;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands;

/// <summary><c>resolve generate</c>: an invented feed with planted rings, and the truth about them.</summary>
internal static class GenerateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        Option<int> reports = CommonOptions.Number("--reports", "How many reports · Số tin báo", 10_000, 1, GeneratorOptions.ReportsMax);
        Option<int> rings = CommonOptions.Number("--rings", "How many planted rings · Số đường dây", 200, 0, GeneratorOptions.RingsMax);
        var seed = new Option<ulong>("--seed") { HelpName = "S", Description = "Equal seeds give equal bytes · Hạt giống", DefaultValueFactory = _ => 1 };
        var file = new Option<string>("--out", "-o") { HelpName = "FILE",
            Description = "Takes the reports as NDJSON; - is the standard output; .gz is compressed · Tệp tin báo", Required = true };
        var truth = new Option<string?>("--truth") { HelpName = "FILE", Description = "Takes the truth as entity_key,ring_id · Tệp đáp án" };
        var roles = new Option<string?>("--truth-roles") { HelpName = "FILE",
            Description = "Takes the truth as entity_key,ring_id,role · Tệp đáp án có vai trò" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("generate",
            "Invent a feed with planted rings; every value is invented, and equal options give equal bytes.\nSinh dữ liệu thử.")
        {
            reports, rings, seed, file, truth, roles, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(file) == AtomicFile.Standard) result.AddError("--json and --out - both write to the standard output.");
            if (result.GetValue(truth) == AtomicFile.Standard || result.GetValue(roles) == AtomicFile.Standard) result.AddError("The truth goes to a file.");
        });
        return command.Does(io, async (context, cancellationToken) =>
        {
            var options = new GeneratorOptions { Reports = context.Get(reports), Rings = context.Get(rings), Seed = context.Get(seed) };
            try
            {
                _ = new ReportGenerator(options); // refuses rings that need more reports before any file is touched
            }
            catch (ArgumentException e)
            {
                throw new CliException(ExitCode.Usage, e.Message, e);
            }
            string path = context.Get(file)!;
            await context.Progress.RunAsync("generate", async report =>
            {
                var progress = new DirectProgress<long>(count => report((double)count / options.Reports, Format.Many(count, "report")));
                await WriteAsync(options, path, context.Get(truth), context.Get(roles), io, progress, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            if (context.Get(json)) io.Text.WriteLine(JsonSerializer.Serialize(new GenerateSummary(path, options.Reports, options.Rings, options.Seed),
                CliJson.Readable.GenerateSummary));
            else if (path != AtomicFile.Standard) io.Text.WriteLine($"{Format.Many(options.Reports, "report")} with "
                + $"{Format.Many(options.Rings, "planted ring")} written to {path}");
            return ExitCode.Ok;
        });
    }

    private static Task WriteAsync(
        GeneratorOptions options, string path, string? truthPath, string? rolesPath, CliIo io, IProgress<long> progress, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(path, io, (reports, _) => WithText(truthPath, io, truth => WithText(rolesPath, io, roles =>
        {
            GenerateRun.Write(options, reports, truth, roles, progress, cancellationToken);
            return Task.CompletedTask;
        }, cancellationToken), cancellationToken), cancellationToken);

    private static async Task WithText(string? path, CliIo io, Func<TextWriter?, Task> write, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            await write(null).ConfigureAwait(false);
            return;
        }
        await AtomicFile.WriteAsync(path, io, async (output, _) =>
        {
            var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 << 10, leaveOpen: true);
            await using (text.ConfigureAwait(false)) await write(text).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }
}
