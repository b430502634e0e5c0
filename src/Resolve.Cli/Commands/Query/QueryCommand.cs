using System.CommandLine;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands.Query;

/// <summary><c>resolve query …</c>: questions about entities, links and rings.</summary>
internal static class QueryCommand
{
    /// <summary>Builds the command with its questions.</summary>
    public static Command Create(CliIo io) => new("query", "Ask about entities, links and rings · Tra cứu đối tượng, liên kết, đường dây")
    {
        EntityQueries.Entity(io),
        EntityQueries.Links(io),
        EntityQueries.Report(io),
        EntityQueries.Search(io),
        GraphQueries.Expand(io),
        GraphQueries.Path(io),
        GraphQueries.Common(io),
        SetQueries.Neighbours(io),
        SetQueries.Subgraph(io),
        SetQueries.Count(io),
        SetQueries.Timeline(io),
        RingQueries.Ring(io),
        RingQueries.Rings(io),
        RingQueries.History(io),
        RingQueries.Money(io),
    };
}
