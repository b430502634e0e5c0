using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Identifiers.Explanations;
using Resolve.Identifiers.Places;

namespace Resolve.Cli.Commands;

/// <summary><c>resolve parse KIND VALUE…</c>: how a written value is read, step by step.</summary>
internal static class ParseCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var kind = new Argument<string>("KIND")
        {
            Description = $"{string.Join(", ", IdentifierParser.Kinds)}; or a platform, a type of device or of paper, such as telegram, imei, cccd · Loại",
        };
        var values = new Argument<string[]>("VALUE") { Description = "The values as written; - reads one a line from the standard input · Giá trị",
            Arity = ArgumentArity.OneOrMore };
        var date = new Option<DateOnly?>("--date")
        {
            HelpName = "D",
            Description = "The day it was written, such as 2018-05-01: old numbers and codes are read by it · Ngày",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out DateOnly day)) return day;
                result.AddError("--date is a day such as 2018-05-01.");
                return null;
            },
        };
        var bank = new Option<string?>("--bank") { HelpName = "B", Description = "The bank of an account, as written · Ngân hàng" };
        var type = new Option<string?>("--type") { HelpName = "T", Description = "The type of a device or paper, as written · Loại giấy tờ, thiết bị" };
        var platform = new Option<string?>("--platform") { HelpName = "P", Description = "The platform of an online identity, as written · Nền tảng" };
        var country = new Option<string?>("--country") { HelpName = "C", Description = "The state that issued a paper, as written · Quốc gia" };
        var gazetteer = new Option<FileInfo[]>("--gazetteer")
        {
            HelpName = "FILE",
            Description = "Communes to look addresses up in, CSV; may be given several times (docs/identifiers.md) · Danh mục xã, phường",
            AllowMultipleArgumentsPerToken = true,
        };
        gazetteer.AcceptExistingOnly();
        Option<bool> json = CommonOptions.Json();
        json.Description = "Print one line of JSON a value · In kết quả dạng JSON";
        var command = new Command("parse", "Show how a written value is read: its key, or why it has none · Xem cách đọc một giá trị") { kind, values, date,
            bank, type, platform, country, gazetteer, json };
        return command.Does(io, async (context, cancellationToken) =>
        {
            bool all = true;
            Gazetteer? communes = Load(context.Get(gazetteer) ?? []);
            await foreach (string value in ReadAsync(context, context.Get(values), cancellationToken).ConfigureAwait(false))
            {
                ParseExplanation read = IdentifierParser.Parse(new ParseRequest(
                    context.Get(kind), value, context.Get(date), context.Get(bank), context.Get(type), context.Get(platform), context.Get(country), communes));
                if (read.Reason == "unknown-kind") throw new CliException(ExitCode.Usage, $"'{context.Get(kind)}' is no kind. {string.Join(' ', read.Steps)}");
                if (context.Get(json)) io.Text.WriteLine(JsonSerializer.Serialize(read, CliJson.Readable.ParseExplanation));
                else Write(io.Text, value, read);
                all &= read.Key is not null;
            }
            return all ? ExitCode.Ok : ExitCode.InputRefused;
        });
    }

    private static Gazetteer? Load(FileInfo[] files)
    {
        if (files.Length == 0) return null;
        var gazetteer = new Gazetteer();
        foreach (FileInfo file in files)
        {
            try
            {
                using StreamReader reader = file.OpenText();
                gazetteer.Load(reader);
            }
            catch (InvalidDataException e)
            {
                throw new CliException(ExitCode.Usage, $"{file.Name} is no gazetteer: {e.Message}");
            }
        }
        return gazetteer;
    }

    private static async IAsyncEnumerable<string> ReadAsync(
        CommandContext context, string[] values, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string value in values)
        {
            if (value != AtomicFile.Standard)
            {
                yield return value;
                continue;
            }
            using var lines = new StreamReader(context.Io.In, leaveOpen: true);
            while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
                if (!string.IsNullOrWhiteSpace(line)) yield return line;
        }
    }

    private static void Write(TextWriter output, string value, ParseExplanation read)
    {
        output.WriteLine(SafeText.Clean($"{value}: {read.Key ?? $"no key ({read.Reason})"}"));
        foreach (string step in read.Steps) output.WriteLine(SafeText.Clean($"  {step}"));
        if (read.Candidates.Count > 0) output.WriteLine(SafeText.Clean($"  candidates: {string.Join(", ", read.Candidates)}"));
        foreach ((string name, string fact) in read.Facts.OrderBy(f => f.Key, StringComparer.Ordinal)) output.WriteLine(SafeText.Clean($"  {name,-20} {fact}"));
    }
}
