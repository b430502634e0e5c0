using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve why A B</c> and <c>resolve why-not A B</c>: the waterfall of what speaks for and against one person.</summary>
internal static class WhyCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="io">The streams.</param>
    /// <param name="name"><c>why</c> or <c>why-not</c>: the same answer; the latter shows only the nearest pair of records.</param>
    public static Command Create(CliIo io, string name)
    {
        bool nearestOnly = name == "why-not";
        var first = new Argument<string>("A") { Description = PersonFinder.Help };
        var second = new Argument<string>("B") { Description = PersonFinder.Help };
        string description = nearestOnly
            ? "Show what keeps two persons apart: the missing weight, a veto or a decision.\nVì sao hai đối tượng không phải là một."
            : "Show why two persons are one, or not: records that come nearest, feature by feature.\nVì sao hai đối tượng là một.";
        return new Command(name, description) { first, second }.Reviews(io, BackendAccess.Read, async (context, backend, review, json, cancellationToken) =>
        {
            EntityKey a = await PersonFinder.FindAsync(backend, context.Get(first), cancellationToken).ConfigureAwait(false);
            EntityKey b = await PersonFinder.FindAsync(backend, context.Get(second), cancellationToken).ConfigureAwait(false);
            PersonComparisonData answer = await review.WhyAsync(a, b, cancellationToken).ConfigureAwait(false)
                ?? throw new CliException(ExitCode.NotFound, $"No live report mentions {a} or {b}.");
            if (json) context.PrintJson(answer);
            else Write(io.Text, answer, nearestOnly);
            return ExitCode.Ok;
        });
    }

    private static void Write(TextWriter output, PersonComparisonData answer, bool nearestOnly)
    {
        output.WriteLine(answer.IsOne ? $"{answer.First}: one person" : $"{answer.First} and {answer.Second}: two persons");
        if (answer.Pairs.Count == 0) output.WriteLine("  There is only one record, so there is nothing to compare.");
        foreach (ComparedRecordsData pair in nearestOnly ? answer.Pairs.Take(1) : answer.Pairs)
        {
            output.WriteLine($"records {Waterfall.Short(pair.First)} and {Waterfall.Short(pair.Second)}");
            Waterfall.Write(output, pair.Explanation);
        }
    }
}
