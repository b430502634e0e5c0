using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve how P</c>: the steps by which a person came to be, and who may be the same.</summary>
internal static class HowCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var person = new Argument<string>("P") { Description = PersonFinder.Help };
        return new Command("how", "Show how a person came to be: merges, refused merges, what happened when, and who may be the same.\nĐối tượng được ghép "
            + "như thế nào.") { person }
            .Reviews(io, BackendAccess.Read, async (context, backend, review, json, cancellationToken) =>
            {
                EntityKey key = await PersonFinder.FindAsync(backend, context.Get(person), cancellationToken).ConfigureAwait(false);
                PersonHistoryData history = await review.HowAsync(key, cancellationToken).ConfigureAwait(false)
                    ?? throw new CliException(ExitCode.NotFound, $"No live report mentions {key}.");
                if (json)
                {
                    context.PrintJson(history);
                    return ExitCode.Ok;
                }
                EntityData? entity = await backend.GetEntityAsync(EntityKey.Parse(history.Person), 0, cancellationToken).ConfigureAwait(false);
                Write(io.Text, history, entity);
                return ExitCode.Ok;
            });
    }

    private static void Write(TextWriter output, PersonHistoryData history, EntityData? entity)
    {
        output.WriteLine(SafeText.Clean($"{history.Person}: {entity?.Entity.Label}"));
        output.WriteLine(Format.Many(history.Records.Count, "record"));
        var records = new TextTable("record", "name", "born", "mentions");
        foreach (RecordData r in entity?.Records ?? []) records.Add(Waterfall.Short(r.Key), r.Name, r.Dob, string.Join(' ', r.Mentions.Take(3))
            + (r.Mentions.Count > 3 ? " …" : ""));
        records.Write(output);
        output.WriteLine(Format.Many(history.Steps.Count, "step"));
        var steps = new TextTable("first", "second", "bits>", "groups>", "outcome");
        foreach (HistoryStepData s in history.Steps)
            steps.Add(Waterfall.Short(s.First), Waterfall.Short(s.Second), s.WeightMillibits is { } w ? Format.Bits(w) : "decided", s.GroupMillibits is { } g
                ? Format.Bits(g) : "", s.Outcome);
        steps.Write(output);
        IReadOnlyList<PersonEventData> events = history.Events ?? [];
        output.WriteLine(Format.Many(events.Count, "event"));
        var happened = new TextTable("time", "event", "before", "after", "cause");
        foreach (PersonEventData e in events)
            happened.Add(Format.Time(e.At), e.Kind, string.Join(' ', e.Before), string.Join(' ', e.After),
                $"{e.Cause} {e.CauseId}{(e.Because is { } b ? $" ({Waterfall.Short(b.First)} {Waterfall.Short(b.Second)} {b.Outcome})" : "")}");
        happened.Write(output);
        output.WriteLine($"{Format.Many(history.PossiblySame.Count, "person")} possibly the same");
        var possible = new TextTable("person", "name", "bits>");
        foreach (PersonHitData hit in history.PossiblySame) possible.Add(hit.Person, hit.Label, Format.Bits(hit.WeightMillibits));
        possible.Write(output);
    }
}
