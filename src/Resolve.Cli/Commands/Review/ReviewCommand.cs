using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Review;

/// <summary>Makes the commands of analysts: each opens what it works on, does its work, and prints.</summary>
internal static class ReviewCommand
{
    /// <summary>Adds <c>--data</c>, <c>--server</c> and <c>--json</c>, and what the command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="io">The streams.</param>
    /// <param name="access">Whether it asks or writes.</param>
    /// <param name="run">Does it; the flag says whether to print JSON.</param>
    /// <returns>The command.</returns>
    public static Command Reviews(
        this Command command, CliIo io, BackendAccess access, Func<CommandContext, IBackend, IReviewBackend, bool, CancellationToken, Task<int>> run)
    {
        Option<bool> json = CommonOptions.Json();
        command.Add(json);
        BackendOptions options = BackendOptions.AddTo(command);
        return command.Does(io, async (context, cancellationToken) =>
        {
            // Decisions are about what is there: a misspelt directory is not made.
            if (options.DirectoryOf(context) is { } directory && !Directory.Exists(directory))
                throw new CliException(ExitCode.DataDirectory, $"There is no data directory {directory}.");
            IBackend opened = await options.OpenAsync(context, access, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
                return await run(context, opened, IReviewBackend.Of(opened, io.Clock), context.Get(json), cancellationToken).ConfigureAwait(false);
        });
    }

    /// <summary>Prints what came of a decision or its undo.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(CommandContext context, ReceiptData receipt, bool json, string accepted, string duplicate)
    {
        foreach (FieldErrorData warning in receipt.Warnings) context.Say($"{warning.Path}: {warning.Message}");
        if (json)
        {
            context.PrintJson(receipt);
        }
        else
        {
            string what = receipt.Outcome switch
            {
                OutcomeWords.Accepted => accepted,
                OutcomeWords.Duplicate => duplicate,
                OutcomeWords.Superseded => "kept, but a higher version counts",
                _ => "refused, another decision has that id and version",
            };
            context.Io.Text.WriteLine($"decision {SafeText.Clean(receipt.Id)}: {what}; journal position {receipt.Position}");
        }
        return receipt.Outcome == OutcomeWords.Conflict ? ExitCode.InputRefused : ExitCode.Ok;
    }
}
