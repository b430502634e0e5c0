using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;

namespace Resolve.Cli.Commands.Query;

/// <summary>Questions that walk: hops, paths, what is in common.</summary>
internal static class GraphQueries
{
    /// <summary><c>query expand KEY… --hops N</c>.</summary>
    public static Command Expand(CliIo io)
    {
        Argument<string[]> keys = Keys(1);
        Option<int> hops = CommonOptions.Number("--hops", "How far to walk · Số bước", 1, 1, ExpandQuestion.HopsMax);
        Option<int> limit = CommonOptions.Number("--limit", "The most entities · Số đối tượng tối đa", 500, 1, ExpandQuestion.LimitMax);
        Option<int> hopLimit = CommonOptions.Number("--hop-limit", "The most entities that a hop may bring in, 0 for no bound · Tối đa mỗi bước", 0, 0,
            ExpandQuestion.LimitMax);
        Option<string?> cursor = EntityQueries.Cursor();
        var noLinks = new Option<bool>("--no-links") { Description = "Leave the links out · Không liệt kê liên kết" };
        var command = new Command("expand", "Who is within so many hops? · Mở rộng theo số bước") { keys, hops, limit, hopLimit, cursor, noLinks };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                var question = new ExpandQuestion
                {
                    From = await KeyFinder.FindAllAsync(backend, context.Get(keys), atLeast, cancellationToken).ConfigureAwait(false),
                    Hops = context.Get(hops),
                    Limit = context.Get(limit),
                    Cursor = context.Get(cursor),
                    WithLinks = !context.Get(noLinks),
                    HopLimit = context.Get(hopLimit) is > 0 and var most ? most : null,
                    Filter = filter.Read(context),
                };
                return (ExpandData?)await backend.ExpandAsync(question, atLeast, cancellationToken).ConfigureAwait(false);
            },
            Write,
            context => $"Nothing is known under '{string.Join("', '", context.Get(keys))}'.");
    }

    /// <summary><c>query path A B --count N</c>.</summary>
    public static Command Path(CliIo io)
    {
        var from = new Argument<string>("A") { Description = EntityQueries.KeyHelp };
        var to = new Argument<string>("B") { Description = EntityQueries.KeyHelp };
        Option<int> count = CommonOptions.Number("--count", "How many paths, shortest first · Số đường đi", 1, 1, PathQuestion.CountMax);
        Option<int> hops = CommonOptions.Number("--max-hops", "The most hops of a path · Số bước tối đa", 6, 1, PathQuestion.HopsLimit);
        var byWeight = new Option<bool>("--by-weight")
        {
            Description = "First the paths whose weakest step is strongest · Ưu tiên đường có bước yếu nhất mạnh nhất",
        };
        var command = new Command("path", "How are two entities connected? · Hai đối tượng nối với nhau thế nào?") { from, to, count, hops, byWeight };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey start = await KeyFinder.FindAsync(backend, context.Get(from), atLeast, cancellationToken).ConfigureAwait(false);
                EntityKey end = await KeyFinder.FindAsync(backend, context.Get(to), atLeast, cancellationToken).ConfigureAwait(false);
                var question = new PathQuestion { From = start, To = end, HopsMax = context.Get(hops), Count = context.Get(count),
                    Filter = filter.Read(context), Order = context.Get(byWeight) ? PathOrder.Weight : PathOrder.Hops };
                return (PathsData?)await backend.FindPathsAsync(question, atLeast, cancellationToken).ConfigureAwait(false);
            },
            Write,
            context => $"No path of at most {context.Get(hops)} hops joins '{context.Get(from)}' and '{context.Get(to)}'.");
    }

    /// <summary><c>query common A B…</c>.</summary>
    public static Command Common(CliIo io)
    {
        Argument<string[]> keys = Keys(2);
        var command = new Command("common", "What are entities all linked to? · Điểm chung của các đối tượng") { keys };
        FilterOptions filter = FilterOptions.AddTo(command);
        return new Question(command).Answers(
            io,
            async (context, backend, atLeast, cancellationToken) =>
            {
                EntityKey[] found = await KeyFinder.FindAllAsync(backend, context.Get(keys), atLeast, cancellationToken).ConfigureAwait(false);
                if (found.Length < 2) throw new CliException(ExitCode.Usage, $"All of these are {found[0]}: give two different entities.");
                return (CommonData?)await backend.FindCommonAsync(found, filter.Read(context), atLeast, cancellationToken).ConfigureAwait(false);
            },
            static (output, data) =>
            {
                EntityText.WriteTable(output, data.Nodes);
                return data.Nodes.Count > 0;
            },
            static _ => "They have nothing in common.");
    }

    /// <summary>Makes the argument that is one or more keys.</summary>
    public static Argument<string[]> Keys(int min) =>
        new("KEY") { Description = EntityQueries.KeyHelp, Arity = new ArgumentArity(min, ExpandQuestion.FromCountMax) };

    private static bool Write(TextWriter output, ExpandData data)
    {
        output.WriteLine($"{Format.Many(data.Total, "entity", "entities")}, at journal position {data.Position}");
        var table = new TextTable("hop>", "key", "label", "roles", "reports>", "links>", "");
        foreach (ReachedData node in data.Nodes)
        {
            EntitySummaryData e = node.Entity;
            table.Add(
                Format.Count(node.Hop), e.Key, e.Label, string.Join(", ", e.Roles.Select(r => r.Role)),
                Format.Count(e.ReportCount), Format.Count(e.LinkCount), e.IsHub ? "hub" : node.IsCut == true ? "cut here · cắt tại đây" : "");
        }
        foreach (HopCutData cut in data.Cuts ?? [])
            output.WriteLine($"Hop {cut.Hop} is cut: {cut.Kept} of {Format.Many(cut.Found, "entity", "entities")}"
                + $" · Bước {cut.Hop} bị cắt: giữ {cut.Kept}/{cut.Found}");
        EntityText.Section(output, "Entities", table);
        EntityText.Section(output, "Links", LinkText.Table(data.Links));
        LinkText.More(output, data.Cursor);
        return data.Nodes.Count > 0;
    }

    private static bool Write(TextWriter output, PathsData data)
    {
        for (int i = 0; i < data.Paths.Count; i++)
        {
            PathData path = data.Paths[i];
            if (i > 0) output.WriteLine();
            output.WriteLine($"Path {i + 1}: {Format.Many(path.Nodes.Count - 1, "hop")}");
            EntityText.WriteTable(output, path.Nodes);
            foreach (IReadOnlyList<LinkData> step in path.Links)
                foreach (LinkData link in step) LinkText.WriteOne(output, link);
        }
        return data.Paths.Count > 0;
    }
}
