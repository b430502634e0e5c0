using Resolve.Identifiers;
using Resolve.Rings;

namespace Resolve.Runtime.Export;

/// <summary>What an export reads, at one journal position.</summary>
internal interface IExportSource
{
    /// <summary>Gets the parts of the graph; each node belongs to one of them.</summary>
    IReadOnlyList<IExportPart> Parts { get; }

    /// <summary>Lists the journal positions of the live reports, by source and id.</summary>
    ValueTask<IReadOnlyCollection<long>> LiveReportsAsync(CancellationToken cancellationToken);

    /// <summary>Lists the rings, in no order.</summary>
    ValueTask<IReadOnlyCollection<Ring>> RingsAsync(CancellationToken cancellationToken);

    /// <summary>Writes persons and their timelines at one moment; facts that come meanwhile wait.</summary>
    /// <param name="write">Writes them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    Task<int> AtOneMomentAsync(Func<TimelineMoment, Task<int>> write, CancellationToken cancellationToken);
}

/// <summary>The nodes that one owner answers for.</summary>
internal interface IExportPart
{
    /// <summary>Gives the lines of entities, records, links or persons: a link belongs to its start, a record to its person.</summary>
    /// <returns>The lines with the text by which they are ordered, ordinal. A line is valid until the next one is asked for.</returns>
    IAsyncEnumerable<(string Order, ReadOnlyMemory<byte> Line)> LinesAsync(ExportKind kind, CancellationToken cancellationToken);

    /// <summary>Lists which mention belongs to which person, in no order.</summary>
    IAsyncEnumerable<(string Record, string Person)> PersonRowsAsync(CancellationToken cancellationToken);
}

/// <summary>One moment at which graph and resolver are of the same facts.</summary>
/// <param name="Parts">The parts of the graph.</param>
/// <param name="WriteTimelinesAsync">Writes the timelines of persons, each requested once, as JSON objects (<see cref="Review.PersonTimelines"/>).</param>
internal sealed record TimelineMoment(IReadOnlyList<IExportPart> Parts, Func<IReadOnlyList<EntityKey>, Task<byte[][]>> WriteTimelinesAsync);
