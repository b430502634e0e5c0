using Resolve.Rings;

namespace Resolve.Silo.Grains;

/// <summary>A ring; the key is its id. Keeps what it is now and how it came to be so.</summary>
[Alias("resolve.ring")]
internal interface IRingGrain : IGrainWithStringKey
{
    /// <summary>Takes what the scanner found; null when the ring is gone.</summary>
    [Alias("tell")]
    Task TellAsync(Ring? ring, long position);

    /// <summary>Gets what is kept.</summary>
    [Alias("document")]
    Task<RingDocument> GetDocumentAsync();
}

/// <summary>What a ring grain keeps. A pure state, bounded.</summary>
[GenerateSerializer, Alias("resolve.ring-document")]
internal sealed class RingDocument
{
    /// <summary>The most steps of the history that are kept.</summary>
    public const int HistoryCountMax = 100;

    /// <summary>Gets or sets the journal position at which it was told last.</summary>
    [Id(0)] public long Position { get; set; } = -1;

    /// <summary>Gets or sets the ring; null when it is gone.</summary>
    [Id(1)] public Ring? Ring { get; set; }

    /// <summary>Gets or sets how large it was when, oldest first.</summary>
    [Id(2)] public List<RingStage> History { get; set; } = [];

    /// <summary>Takes what the scanner found.</summary>
    /// <returns>Whether anything is new.</returns>
    public bool Take(Ring? ring, long position)
    {
        if (position < Position) return false;
        Position = position;
        var stage = new RingStage(position, ring?.Members.Count ?? 0, ring?.Reports.Count ?? 0);
        bool isSame = History.Count > 0 && History[^1] is { } last && last.MemberCount == stage.MemberCount && last.ReportCount == stage.ReportCount;
        Ring = ring;
        if (isSame) return true;
        History.Add(stage);
        if (History.Count > HistoryCountMax) History.RemoveAt(0);
        return true;
    }
}

/// <summary>How large a ring was at a journal position; 0 and 0 when it was gone.</summary>
[GenerateSerializer, Immutable, Alias("resolve.ring-stage")]
internal sealed record RingStage([property: Id(0)] long Position, [property: Id(1)] int MemberCount, [property: Id(2)] int ReportCount);

/// <inheritdoc cref="IRingGrain"/>
[GrainType("ring")]
internal sealed class RingGrain([PersistentState(StateNames.Ring, StateNames.Storage)] IPersistentState<RingDocument> store) : Grain, IRingGrain
{
    /// <inheritdoc/>
    public async Task TellAsync(Ring? ring, long position)
    {
        if (!store.State.Take(ring, position)) return;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<RingDocument> GetDocumentAsync() => Task.FromResult(store.State);
}
