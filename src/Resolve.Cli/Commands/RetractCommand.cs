using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Reports;

namespace Resolve.Cli.Commands;

/// <summary><c>resolve retract SOURCE ID</c>: from then on the report is as if it had never come.</summary>
internal static class RetractCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var source = new Argument<string>("SOURCE") { Description = "The sending system, such as dongthap/pc02 · Hệ thống gửi" };
        var id = new Argument<string>("ID") { Description = "The report's id there · Mã tin báo" };
        var version = new Option<int?>("--version")
        {
            HelpName = "N",
            Description = "The version of the withdrawal; by default the one after the highest known · Phiên bản",
        };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("retract", "Withdraw a report: entities, links and rings are then as if it had never come.\nRút một tin báo.") { source, id,
            version, json };
        version.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1) result.AddError("A version is a whole number from 1.");
        });
        BackendOptions backend = BackendOptions.AddTo(command);
        return command.Does(io, async (context, cancellationToken) =>
        {
            var key = ReportKey.Of(context.Get(source), context.Get(id));
            IBackend opened = await backend.OpenAsync(context, BackendAccess.Write, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                ReceiptData? receipt = await opened.WithdrawAsync(key, context.Get(version), cancellationToken).ConfigureAwait(false);
                if (receipt is null) throw new CliException(ExitCode.NotFound, $"There is no report {key}.");
                if (context.Get(json)) context.PrintJson(receipt);
                else io.Text.WriteLine($"{SafeText.Clean(key.ToString())} version {receipt.Version}: {Outcome(receipt.Outcome)}; journal position "
                    + $"{receipt.Position}");
                return receipt.Outcome == OutcomeWords.Conflict ? ExitCode.InputRefused : ExitCode.Ok;
            }
        });
    }

    private static string Outcome(string word) => word switch
    {
        OutcomeWords.Accepted => "withdrawn",
        OutcomeWords.Superseded => "kept, but a higher version counts",
        OutcomeWords.Duplicate => "was withdrawn before",
        OutcomeWords.Conflict => "refused, that version is another body",
        _ => word,
    };
}
