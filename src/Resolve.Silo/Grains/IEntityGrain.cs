using Resolve.Graph.Questions;

namespace Resolve.Silo.Grains;

/// <summary>An entity: keeps its evidence and its links, and answers about itself.</summary>
internal interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>Takes what a round brought.</summary>
    [Alias("note")]
    Task NoteAsync(EntityNews news);

    /// <summary>Describes the entity as it was at a journal position.</summary>
    [Alias("describe")]
    Task<EntityDetail?> DescribeAsync(long position);

    /// <summary>Lists the entity's links as they were at a journal position, with their evidence.</summary>
    [Alias("links")]
    Task<Page<LinkView>?> LinksAsync(long position, GraphFilter filter, int limit, string? cursor);

    /// <summary>Gets a page of the evidence that the grain keeps, oldest first.</summary>
    /// <param name="page">The page, from 0; <see cref="EntityDocument.PageCount"/> for the lines that are in no page yet.</param>
    [Alias("evidence")]
    Task<EvidenceLine[]> GetEvidenceAsync(int page);

    /// <summary>Gets what the grain keeps.</summary>
    [Alias("document")]
    Task<EntityDocument> GetDocumentAsync();
}

/// <summary>A phone; the key is its entity key.</summary>
[Alias("resolve.phone")]
internal interface IPhoneGrain : IEntityGrain;

/// <summary>A bank account; the key is its entity key.</summary>
[Alias("resolve.account")]
internal interface IAccountGrain : IEntityGrain;

/// <summary>A device; the key is its entity key.</summary>
[Alias("resolve.device")]
internal interface IDeviceGrain : IEntityGrain;

/// <summary>An online identity; the key is its entity key.</summary>
[Alias("resolve.online")]
internal interface IOnlineGrain : IEntityGrain;

/// <summary>A record of a person; the key is <c>record:</c> and its fingerprint.</summary>
[Alias("resolve.person-record")]
internal interface IPersonGrain : IEntityGrain;

/// <summary>A page of an entity's evidence; the key is the entity's, <c>#</c> and the page.</summary>
[Alias("resolve.evidence-page-grain")]
internal interface IEvidencePageGrain : IGrainWithStringKey
{
    /// <summary>Writes the page; a page that is written again is the same.</summary>
    [Alias("put")]
    Task PutAsync(EvidenceLine[] lines);

    /// <summary>Reads the page.</summary>
    [Alias("get")]
    Task<EvidenceLine[]> GetAsync();
}
