using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Query;

/// <summary>Questions about what surrounds entities and what several have among themselves.</summary>
internal static class SetQueries
{
    private const int PageMax = 1_000;

    /// <summary><c>query neighbours KEY</c>.</summary>
    public static Command Neighbours(CliIo io)
    {
        var key = new Argument<string>("KEY") { Description = EntityQueries.KeyHelp };
        Option<int> limit = CommonOptions.Number("--limit", "The most entities · Số đối tượng tối đa", 100, 1, PageMax);
        Option<string?> cursor = EntityQueries.Cursor();
        var command = new Command("neighbours", "What is an entity linked to most strongly? · Liên quan mạnh nhất") { key, limit, cursor };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey found = await KeyFinder.FindAsync(backend, context.Get(key), atLeast, cancellationToken).ConfigureAwait(false);
                var question = new NeighboursQuestion(found, filter.Read(context), context.Get(limit), context.Get(cursor));
                return await backend.GetNeighboursAsync(question, atLeast, cancellationToken).ConfigureAwait(false);
            },
            Write,
            context => $"Nothing is known under '{context.Get(key)}'.");
    }

    /// <summary><c>query subgraph KEY…</c>.</summary>
    public static Command Subgraph(CliIo io)
    {
        var keys = new Argument<string[]>("KEY") { Description = EntityQueries.KeyHelp, Arity = new ArgumentArity(1, SubgraphQuestion.KeyCountMax) };
        var command = new Command("subgraph", "How are these linked among themselves? · Liên kết giữa các đối tượng") { keys };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey[] found = await KeyFinder.FindAllAsync(backend, context.Get(keys), atLeast, cancellationToken).ConfigureAwait(false);
                return (SubgraphData?)await backend.GetSubgraphAsync(new SubgraphQuestion(found, filter.Read(context)), atLeast, cancellationToken)
                    .ConfigureAwait(false);
            },
            static (output, data) =>
            {
                EntityText.WriteTable(output, data.Nodes);
                EntityText.Section(output, "Links", LinkText.Table(data.Links));
                return data.Nodes.Count > 0;
            },
            context => $"Nothing is known under '{string.Join("', '", context.Get(keys))}'.");
    }

    /// <summary><c>query count KEY… --hops N</c>.</summary>
    public static Command Count(CliIo io)
    {
        Argument<string[]> keys = GraphQueries.Keys(1);
        Option<int> hops = CommonOptions.Number("--hops", "How far to walk · Số bước", 1, 1, ExpandQuestion.HopsMax);
        var command = new Command("count", "How many are within so many hops? · Đếm trước khi mở rộng") { keys, hops };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey[] found = await KeyFinder.FindAllAsync(backend, context.Get(keys), atLeast, cancellationToken).ConfigureAwait(false);
                return (CountData?)await backend.CountAsync(new CountQuestion(found, context.Get(hops), filter.Read(context)), atLeast, cancellationToken)
                    .ConfigureAwait(false);
            },
            Write,
            context => $"Nothing is known under '{string.Join("', '", context.Get(keys))}'.");
    }

    /// <summary><c>query timeline KEY…</c>.</summary>
    public static Command Timeline(CliIo io)
    {
        Argument<string[]> keys = GraphQueries.Keys(1);
        Option<DateTimeOffset?> from = CommonOptions.Time("--from", "Reports from this time · Từ ngày");
        Option<DateTimeOffset?> to = CommonOptions.Time("--to", "Reports before this time · Trước ngày");
        Option<int> limit = CommonOptions.Number("--limit", "The most reports · Số tin báo tối đa", 100, 1, PageMax);
        Option<string?> cursor = EntityQueries.Cursor();
        var command = new Command("timeline", "Which reports mention these, in the order of time? · Dòng thời gian") { keys, from, to, limit, cursor };
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey[] found = await KeyFinder.FindAllAsync(backend, context.Get(keys), atLeast, cancellationToken).ConfigureAwait(false);
                var question = new TimelineQuestion(found, context.Get(from), context.Get(to), context.Get(limit), context.Get(cursor));
                return (TimelineData?)await backend.GetTimelineAsync(question, atLeast, cancellationToken).ConfigureAwait(false);
            },
            Write,
            context => $"No report mentions '{string.Join("', '", context.Get(keys))}' in that time.");
    }

    private static bool Write(TextWriter output, PageData<NeighbourData> page)
    {
        var table = new TextTable("weight>", "reports>", "key", "label", "links", "first", "last");
        foreach (NeighbourData n in page.Items)
            table.Add(Format.Count(n.WeightMillibits), Format.Count(n.EvidenceCount), n.Entity.Key, n.Entity.Label, string.Join(", ", n.Kinds),
                Format.Time(n.FirstSeen), Format.Time(n.LastSeen));
        table.Write(output);
        LinkText.More(output, page.Cursor);
        return true;
    }

    private static bool Write(TextWriter output, CountData data)
    {
        var table = new TextTable("hop>", "entities>", "hubs>", "kinds");
        foreach (HopCountData hop in data.Hops)
            table.Add(Format.Count(hop.Hop), Format.Count(hop.EntityCount), Format.Count(hop.HubCount),
                string.Join(", ", hop.Kinds.Select(static k => $"{k.Kind} {k.EntityCount}")));
        table.Write(output);
        return data.Hops.Count > 0;
    }

    private static bool Write(TextWriter output, TimelineData data)
    {
        var table = new TextTable("time", "report", "unit", "mentions");
        foreach (TimelineEventData e in data.Events)
            table.Add(Format.Time(e.Time), $"{e.Source}/{e.Id}", e.Unit ?? "", string.Join(", ", e.Mentions.Select(static m => $"{m.Key} ({m.Role})")));
        table.Write(output);
        LinkText.More(output, data.Cursor);
        return data.Events.Count > 0;
    }
}
