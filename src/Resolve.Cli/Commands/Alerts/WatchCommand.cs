using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Commands.Review;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Identifiers.Normalisation;

namespace Resolve.Cli.Commands.Alerts;

/// <summary><c>resolve watch add|list|remove</c>: which entities units want to hear of.</summary>
internal static class WatchCommand
{
    private const string Kind = "watch";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io) => new("watch", "Watch entities: a unit gets an alert for each later report that names one.\nTheo dõi đối tượng.")
    {
        Add(io),
        List(io),
        Remove(io),
    };

    private static Command Add(CliIo io)
    {
        var entity = new Argument<string>("ENTITY") { Description = "A key or an identifier in any spelling; it need not be known yet · Mã hoặc số" };
        var unit = new Option<string>("--unit") { HelpName = "UNIT", Description = "The unit that gets the alerts, such as 87/PC02 · Đơn vị", Required = true };
        var forCase = new Option<string?>("--case") { HelpName = "CASE", Description = "The case for which it is watched · Vụ việc" };
        Option<DateTimeOffset?> until = CommonOptions.Time("--until", "When the watch ends, by the time a report was received · Đến ngày");
        Option<int> version = CommonOptions.Number("--version-number", "The version; a higher one changes the watch · Phiên bản", 1, 1, int.MaxValue);
        var command = new Command("add", "Set a watch · Đặt theo dõi") { entity, unit, forCase, until, version };
        DecisionOptions options = DecisionOptions.AddTo(command);
        return command.Reviews(io, BackendAccess.Write, async (context, backend, review, json, cancellationToken) =>
        {
            EntityKey key = await FindAsync(backend, context.Get(entity), cancellationToken).ConfigureAwait(false);
            DecisionData watch = options.Of(context, Kind) with
            {
                Version = context.Get(version),
                Entity = key.ToString(),
                Unit = context.Get(unit),
                Case = context.Get(forCase),
                Until = context.Get(until),
            };
            ReceiptData receipt = await DecideCommand.TakeAsync(review, watch, cancellationToken).ConfigureAwait(false);
            return ReviewCommand.Print(context, receipt, json, $"{watch.Unit} watches {key}", "was set before");
        });
    }

    private static Command List(CliIo io)
    {
        var unit = new Option<string?>("--unit") { HelpName = "UNIT", Description = "Only those of this unit · Đơn vị" };
        return new Command("list", "List the watches in force · Danh sách theo dõi") { unit }.Reviews(io, BackendAccess.Read,
            async (context, _, review, json, cancellationToken) =>
        {
            IReadOnlyList<DecisionData> decisions = await review.ListDecisionsAsync(cancellationToken).ConfigureAwait(false);
            DecisionData[] watches = [.. decisions.Where(d => d.Kind == Kind && (context.Get(unit) is not { } wanted || d.Unit == wanted))];
            if (json)
            {
                context.PrintJson(new WatchesData([.. watches.Select(Of)]));
                return ExitCode.Ok;
            }
            var table = new TextTable("id", "entity", "unit", "case", "until", "by", "reason");
            foreach (DecisionData d in watches) table.Add(d.Id, d.Entity, d.Unit, d.Case, Format.Time(d.Until), d.By, d.Reason);
            table.Write(io.Text);
            io.Text.WriteLine($"{watches.Length} {(watches.Length == 1 ? "watch" : "watches")} in force");
            return ExitCode.Ok;
        });
    }

    private static Command Remove(CliIo io)
    {
        var id = new Argument<string>("ID") { Description = "The watch's id, as 'watch list' shows it · Mã theo dõi" };
        return new Command("remove", "End a watch · Thôi theo dõi") { id }.Reviews(io, BackendAccess.Write,
            async (context, _, review, json, cancellationToken) =>
        {
            IReadOnlyList<DecisionData> decisions = await review.ListDecisionsAsync(cancellationToken).ConfigureAwait(false);
            ReceiptData? receipt = decisions.Any(d => d.Kind == Kind && d.Id == context.Get(id)) ? await review.UndoAsync(context.Get(id), cancellationToken)
                .ConfigureAwait(false) : null;
            return receipt is null
                ? throw new CliException(ExitCode.NotFound, $"There is no watch {context.Get(id)}.")
                : ReviewCommand.Print(context, receipt, json, "the watch ended", "ended before");
        });
    }

    private static WatchData Of(DecisionData d) =>
        new(d.Id!, d.Version ?? 1, d.Entity!, d.Unit!, d.At!.Value) { Case = d.Case, Reason = d.Reason, By = d.By, Until = d.Until };

    /// <summary>What can be read in one way only need not be known yet.</summary>
    private static async Task<EntityKey> FindAsync(IBackend backend, string text, CancellationToken cancellationToken)
    {
        EntityKey[] candidates = [.. WrittenKeys.Candidates(text)];
        if (candidates.Length == 1) return candidates[0];
        try
        {
            return await KeyFinder.FindAsync(backend, text, 0, cancellationToken).ConfigureAwait(false);
        }
        catch (CliException e) when (e.ExitCode == ExitCode.NotFound && candidates.Length > 1)
        {
            throw new CliException(ExitCode.Usage, $"'{text}' can mean {string.Join(", ", candidates.Take(10))}: give one of these keys.");
        }
    }
}
