using Resolve.Reports;

namespace Resolve.Silo.Grains;

/// <summary>One word of evidence on an entity: a report tells of it, or a report that told of it is out.</summary>
[GenerateSerializer, Immutable, Alias("resolve.evidence-line")]
internal sealed record EvidenceLine(
    [property: Id(0)] long Position,
    [property: Id(1)] bool IsOut,
    [property: Id(2)] string Source,
    [property: Id(3)] string Id,
    [property: Id(4)] int Version,
    [property: Id(5)] string Ref,
    [property: Id(6)] byte Role,
    [property: Id(7)] string[] Neighbours)
{
    /// <summary>Gets the role.</summary>
    public MentionRole MentionRole => (MentionRole)Role;
}

/// <summary>What a round brought for one entity.</summary>
[GenerateSerializer, Immutable, Alias("resolve.entity-news")]
internal sealed record EntityNews([property: Id(0)] long Position, [property: Id(1)] EvidenceLine[] Lines);

/// <summary>What an entity grain keeps: its newest evidence, and how much lies in pages of its own.</summary>
/// <remarks>A pure state: no await, clock or I/O. It is bounded whatever the entity: a hub's evidence goes to pages.</remarks>
[GenerateSerializer, Alias("resolve.entity-document")]
internal sealed class EntityDocument
{
    /// <summary>The most lines kept in the entity's own row, and in a page.</summary>
    public const int PageCountMax = 200;

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

    /// <summary>Takes news in.</summary>
    /// <param name="news">The news; what was taken before changes nothing.</param>
    /// <returns>The pages that are full now, to be written before the document is.</returns>
    public List<EvidenceLine[]> Take(EntityNews news)
    {
        var pages = new List<EvidenceLine[]>();
        if (news.Position <= Position) return pages;
        Position = news.Position;
        foreach (EvidenceLine line in news.Lines)
        {
            Lines.Add(line);
            MentionCount += line.IsOut ? -1 : 1;
            Digest = unchecked(line.IsOut ? Digest - DigestOf(line.Position, line.Ref) : Digest + DigestOf(line.Position, line.Ref));
            if (Lines.Count < PageCountMax) continue;
            pages.Add([.. Lines]);
            Lines.Clear();
        }
        return pages;
    }

    /// <summary>Gets what one mention adds to <see cref="Digest"/>.</summary>
    public static ulong DigestOf(long position, string mentionRef) => StableHash.Mix(unchecked((ulong)position * 31) ^ StableHash.Of64(mentionRef));
}

/// <summary>A full page of evidence.</summary>
[GenerateSerializer, Alias("resolve.evidence-page")]
internal sealed class EvidencePage
{
    /// <summary>Gets or sets the lines, oldest first.</summary>
    [Id(0)] public EvidenceLine[] Lines { get; set; } = [];
}
