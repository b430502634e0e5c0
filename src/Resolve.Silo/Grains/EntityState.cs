using Resolve.Reports;

namespace Resolve.Silo.Grains;

/// <summary>One word of evidence on an entity: a report tells of it, or a report that told of it is out.</summary>
/// <param name="Position">The report's journal position.</param>
/// <param name="IsOut">Whether the report is out.</param>
/// <param name="Source">The report's source.</param>
/// <param name="Id">The report's id.</param>
/// <param name="Version">The report's version.</param>
/// <param name="Ref">The mention's ref.</param>
/// <param name="Role">The mention's role, as a number.</param>
/// <param name="Neighbours">What the report links the entity with, by the names among silos, sorted; at most <see cref="NeighboursMax"/>.</param>
/// <param name="Kinds">The kind of each of these links.</param>
/// <param name="IsCut">Whether the report links it with more.</param>
[GenerateSerializer, Immutable, Alias("resolve.evidence-line")]
internal sealed record EvidenceLine(
    [property: Id(0)] long Position,
    [property: Id(1)] bool IsOut,
    [property: Id(2)] string Source,
    [property: Id(3)] string Id,
    [property: Id(4)] int Version,
    [property: Id(5)] string Ref,
    [property: Id(6)] byte Role,
    [property: Id(7)] string[] Neighbours,
    [property: Id(8)] byte[] Kinds,
    [property: Id(9)] bool IsCut = false)
{
    /// <summary>The most links of one line: a row stays small however long a report is.</summary>
    public const int NeighboursMax = 64;

    /// <summary>Gets the role.</summary>
    public MentionRole MentionRole => (MentionRole)Role;
}

/// <summary>What a round brought for one entity.</summary>
/// <param name="Position">The round's journal position.</param>
/// <param name="Lines">The evidence.</param>
/// <param name="SameAs">For a record whose person changed, all records of the person in canonical order; null for anything else.</param>
[GenerateSerializer, Immutable, Alias("resolve.entity-news")]
internal sealed record EntityNews([property: Id(0)] long Position, [property: Id(1)] EvidenceLine[] Lines, [property: Id(2)] string[]? SameAs = null);

/// <summary>A link of an entity to a neighbour, as its grain knows it.</summary>
/// <param name="Neighbour">The neighbour by its name among silos.</param>
/// <param name="Kind">The kind, as a number.</param>
/// <param name="ReportCount">How many mentions in live reports tell of it.</param>
[GenerateSerializer, Immutable, Alias("resolve.own-link")]
internal sealed record OwnLink([property: Id(0)] string Neighbour, [property: Id(1)] byte Kind, [property: Id(2)] int ReportCount)
{
    /// <summary>Gets the kind.</summary>
    public LinkKind LinkKind => (LinkKind)Kind;
}

/// <summary>What an entity grain keeps: its links, its newest evidence, and how much of that lies in pages of its own.</summary>
/// <remarks>
/// A pure state: no await, clock or I/O; the same whatever the batches that news came in. It is bounded whatever the entity:
/// a hub's evidence goes to pages, and its links are then read from those.
/// </remarks>
[GenerateSerializer, Alias("resolve.entity-document")]
internal sealed class EntityDocument
{
    /// <summary>The most lines kept in the entity's own row, and in a page.</summary>
    public const int PageCountMax = 200;

    /// <summary>The most links kept in the entity's own row.</summary>
    public const int LinkCountMax = 500;

    /// <summary>The most records of one person that are kept.</summary>
    public const int SameAsMax = 200;

    /// <summary>Gets or sets the journal position up to which news was taken; news is taken once.</summary>
    [Id(0)] public long Position { get; set; }

    /// <summary>Gets or sets the lines that are in no page yet.</summary>
    [Id(1)] public List<EvidenceLine> Lines { get; set; } = [];

    /// <summary>Gets or sets the number of full pages.</summary>
    [Id(2)] public int PageCount { get; set; }

    /// <summary>Gets or sets the number of mentions that stand.</summary>
    [Id(3)] public int MentionCount { get; set; }

    /// <summary>Gets or sets a sum over the mentions that stand, by which the document is compared with the index.</summary>
    [Id(4)] public ulong Digest { get; set; }

    /// <summary>Gets or sets the links, by neighbour and kind; empty when there were ever too many.</summary>
    [Id(5)] public List<OwnLink> Links { get; set; } = [];

    /// <summary>Gets or sets whether the links are too many for the row, or a report told too many at once.</summary>
    [Id(6)] public bool HasMoreLinks { get; set; }

    /// <summary>Gets or sets the records of the person that a record belongs to, itself among them, in canonical order; empty when it is one by itself.</summary>
    [Id(7)] public string[] SameAs { get; set; } = [];

    /// <summary>Gets or sets the form that the row was written in; one of an earlier form is made anew from the index.</summary>
    [Id(8)] public int Form { get; set; }

    /// <summary>The form of now.</summary>
    public const int FormNow = 2;

    /// <summary>Takes news in.</summary>
    /// <param name="news">The news; what was taken before changes nothing.</param>
    /// <returns>The pages that are full now, to be written before the document is.</returns>
    public List<EvidenceLine[]> Take(EntityNews news)
    {
        var pages = new List<EvidenceLine[]>();
        if (news.Position <= Position) return pages;
        (Position, Form) = (news.Position, FormNow);
        if (news.SameAs is { } same) SameAs = same.Length > 1 ? same[..Math.Min(same.Length, SameAsMax)] : [];
        foreach (EvidenceLine line in news.Lines)
        {
            Lines.Add(line);
            MentionCount += line.IsOut ? -1 : 1;
            Digest = unchecked(line.IsOut ? Digest - DigestOf(line.Position, line.Ref) : Digest + DigestOf(line.Position, line.Ref));
            Link(line);
            if (Lines.Count < PageCountMax) continue;
            pages.Add([.. Lines]);
            Lines.Clear();
        }
        return pages;
    }

    /// <summary>Gets what one mention adds to <see cref="Digest"/>.</summary>
    public static ulong DigestOf(long position, string mentionRef) => StableHash.Mix(unchecked((ulong)position * 31) ^ StableHash.Of64(mentionRef));

    private void Link(EvidenceLine line)
    {
        HasMoreLinks |= line.IsCut;
        for (int i = 0; i < line.Neighbours.Length && !HasMoreLinks; i++)
        {
            int at = Find(line.Neighbours[i], line.Kinds[i]);
            if (at < 0) Links.Insert(~at, new OwnLink(line.Neighbours[i], line.Kinds[i], line.IsOut ? -1 : 1));
            else if (Links[at].ReportCount + (line.IsOut ? -1 : 1) is not 0 and var count) Links[at] = Links[at] with { ReportCount = count };
            else Links.RemoveAt(at);
            HasMoreLinks = Links.Count > LinkCountMax;
        }
        if (HasMoreLinks) Links.Clear();
    }

    private int Find(string neighbour, byte kind)
    {
        int low = 0, high = Links.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int order = string.CompareOrdinal(Links[middle].Neighbour, neighbour);
            if (order == 0) order = Links[middle].Kind - kind;
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}

/// <summary>A full page of evidence.</summary>
[GenerateSerializer, Alias("resolve.evidence-page")]
internal sealed class EvidencePage
{
    /// <summary>Gets or sets the lines, oldest first.</summary>
    [Id(0)] public EvidenceLine[] Lines { get; set; } = [];
}
