using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve decisions</c>: the decisions in force.</summary>
internal static class DecisionsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io) => new Command("decisions", "List the decisions in force.\nDanh sách quyết định đang có hiệu lực.")
        .Reviews(io, BackendAccess.Read, async (context, _, review, json, cancellationToken) =>
        {
            IReadOnlyList<DecisionData> decisions = await review.ListDecisionsAsync(cancellationToken).ConfigureAwait(false);
            if (json)
            {
                context.PrintJson(new DecisionsData(decisions));
                return ExitCode.Ok;
            }
            var table = new TextTable("id", "kind", "persons", "at", "by", "reason");
            foreach (DecisionData d in decisions) table.Add(d.Id, d.Kind, string.Join(' ', d.Persons ?? []), Format.Time(d.At), d.By, d.Reason);
            table.Write(io.Text);
            io.Text.WriteLine($"{Format.Many(decisions.Count, "decision")} in force");
            return ExitCode.Ok;
        });
}
