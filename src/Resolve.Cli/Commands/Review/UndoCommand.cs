using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve undo ID</c>: from then on the decision is as if it had never come.</summary>
internal static class UndoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var id = new Argument<string>("ID") { Description = "The decision's id, as 'decisions' lists it · Mã quyết định" };
        return new Command("undo", "Take a decision back: everything is then as if it had never come.\nHuỷ một quyết định.") { id }
            .Reviews(io, BackendAccess.Write, async (context, _, review, json, cancellationToken) =>
            {
                ReceiptData? receipt = await review.UndoAsync(context.Get(id), cancellationToken).ConfigureAwait(false);
                return receipt is null
                    ? throw new CliException(ExitCode.NotFound, $"There is no decision {context.Get(id)}.")
                    : ReviewCommand.Print(context, receipt, json, "taken back", "was taken back before");
            });
    }
}
