using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve decide same|different A B</c>, <c>resolve decide exclude P</c>: an analyst's word, which outranks every score.</summary>
internal static class DecideCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io) => new("decide", "Decide on persons; a decision outranks every score and can be undone.\nQuyết định về đối tượng.")
    {
        Of(io, "same", "Two persons are one · Hai đối tượng là một", ["A", "B"]),
        Of(io, "different", "Two persons are not one, whatever they have in common · Hai đối tượng khác nhau", ["A", "B"]),
        Of(io, "exclude", "A person belongs to no ring and connects nothing · Loại trừ đối tượng", ["P"]),
    };

    private static Command Of(CliIo io, string kind, string description, string[] names)
    {
        var command = new Command(kind, description);
        Argument<string>[] persons = [.. names.Select(name => new Argument<string>(name) { Description = PersonFinder.Help })];
        foreach (Argument<string> person in persons) command.Add(person);
        DecisionOptions options = DecisionOptions.AddTo(command);
        return command.Reviews(io, BackendAccess.Write, async (context, backend, review, json, cancellationToken) =>
        {
            var keys = new List<string>();
            foreach (Argument<string> person in persons)
            {
                EntityKey key = await PersonFinder.FindAsync(backend, context.Get(person), cancellationToken).ConfigureAwait(false);
                keys.Add(key.ToString());
            }
            if (keys is [var a, var b] && a == b) throw new CliException(ExitCode.Usage, "A and B are the same key: name two mentions or persons.");
            ReceiptData receipt = await TakeAsync(review, options.Of(context, kind) with { Persons = keys }, cancellationToken).ConfigureAwait(false);
            return ReviewCommand.Print(context, receipt, json, $"{kind} {string.Join(' ', keys)}", "was taken before");
        });
    }

    /// <summary>Submits a decision; a conflict is a receipt from a server too.</summary>
    public static async Task<ReceiptData> TakeAsync(IReviewBackend review, DecisionData decision, CancellationToken cancellationToken)
    {
        try
        {
            return await review.DecideAsync(decision, cancellationToken).ConfigureAwait(false);
        }
        catch (ResolveException e) when (e.Failure == ResolveFailure.Conflict)
        {
            return new ReceiptData("decision", decision.Id ?? "", decision.Version ?? 1, OutcomeWords.Conflict, 0, []);
        }
    }
}
