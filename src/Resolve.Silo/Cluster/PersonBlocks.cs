using Resolve.Persons;

namespace Resolve.Silo.Cluster;

/// <summary>Resolves persons for the leader: the matchers (<see cref="MatcherPlan"/>) get the records, say which blocking keys are generic and score pairs; the leader clusters.</summary>
/// <remarks>
/// A round has two steps, each one call a matcher: all take the records that came and went and say which keys crossed their
/// caps; then, when all know what is generic, all score the pairs that they propose. When a step fails anywhere, all
/// begin anew with the next round; likenesses that were found stay with the conductor and are not weighed again.
/// </remarks>
internal sealed class PersonBlocks(IShareServiceClient shares, ILocalSiloDetails local)
{
    private const int PartCount = 4_000;

    private long _number;
    private ShareMap? _filled;

    /// <summary>Resolves persons after what was gathered.</summary>
    /// <returns>The clusters that changed.</returns>
    public async Task<IReadOnlyList<int[]>> SettleAsync(FactBook book, RecordChanges changes, ShareMap map, long term)
    {
        PersonResolver resolver = book.Persons.Resolver;
        bool resets = _filled != map || changes.HasOtherModel;
        if (!resets && changes.IsEmpty) return resolver.Settle([]);
        if (resets) resolver.Retry();
        _filled = null;
        MatcherPlan matchers = MatchersOf(map);
        CrossedKey[][] crossed = await SendAsync(book, changes, map, matchers, term, resets).ConfigureAwait(false);
        // What one silo has, no other has: each key is told by one.
        var became = new List<ulong>();
        var ceased = new List<ulong>();
        foreach (CrossedKey key in crossed.SelectMany(c => c))
        {
            resolver.Cross(new BlockCrossing(key.Key, key.IsGeneric, key.Members));
            (key.IsGeneric ? became : ceased).Add(key.Key);
        }
        UInt128[] dirty = resolver.Dirty();
        var request = new WeighRequest(term, ++_number, [.. became], [.. ceased], dirty);
        List<BlockEdge>[] found = await Task.WhenAll(matchers.Slots.Select(slot => WeighAsync(shares.At(map.Silos[slot]), request))).ConfigureAwait(false);
        IReadOnlyList<int[]> clusters = resolver.Settle(found.SelectMany(f => f));
        _filled = map;
        return clusters;
    }

    /// <summary>Makes the blocks begin anew with the next round.</summary>
    public void Forget() => _filled = null;

    /// <summary>Finds the records that resemble a description: heaviest first, then by fingerprint.</summary>
    /// <exception cref="ShareNotReadyException">The blocks are being filled.</exception>
    public async Task<List<BlockHit>> SearchAsync(ShareMap map, PersonRecord description, int limit)
    {
        BlockHits[] found = await Task.WhenAll(MatchersOf(map).Slots.Select(slot => shares.At(map.Silos[slot]).SearchBlocksAsync(_number, description, PersonResolver.SearchBlockSizeMax))).ConfigureAwait(false);
        return
        [
            .. found.SelectMany(f => f.Records.Select((r, i) => new BlockHit(r, f.Totals[i], (MatchBand)f.Bands[i])))
                .DistinctBy(h => h.Record).OrderByDescending(h => h.Total).ThenBy(h => h.Record).Take(limit),
        ];
    }

    private static async Task<List<BlockEdge>> WeighAsync(IShareService silo, WeighRequest request)
    {
        var edges = new List<BlockEdge>();
        Likenesses found = await silo.WeighAsync(request).ConfigureAwait(false);
        while (true)
        {
            for (int i = 0; i < found.Firsts.Length; i++) edges.Add(new BlockEdge(found.Firsts[i], found.Seconds[i], found.Weights[i]));
            if (found.IsLast) return edges;
            found = await silo.WeighMoreAsync(request.Term, request.Number).ConfigureAwait(false);
        }
    }

    private MatcherPlan MatchersOf(ShareMap map) => new(map.Silos, local.SiloAddress);

    private async Task<CrossedKey[][]> SendAsync(FactBook book, RecordChanges changes, ShareMap map, MatcherPlan matchers, long term, bool resets)
    {
        var came = new List<PersonRecord>[map.Silos.Length];
        for (int slot = 0; slot < came.Length; slot++) came[slot] = [];
        foreach (RecordEntry record in resets ? book.Present : changes.Came)
        {
            foreach (int slot in matchers.SlotsOf(book.Persons.Resolver.KeysOf(record.Id))) came[slot].Add(record.Record);
        }
        UInt128[] went = resets ? [] : [.. changes.Went.Select(r => r.Record.Fingerprint)];
        long first = _number;
        int parts = Math.Max(1, came.Max(c => (c.Count + PartCount - 1) / PartCount));
        _number += parts;
        ulong[]? generic = resets ? [.. book.Persons.Resolver.GenericKeys] : null;
        PersonModel? adopted = book.Persons.AdoptedModel is null ? null : book.Persons.Resolver.Model;
        return await Task.WhenAll(matchers.Slots.Select(async slot =>
        {
            CrossedKey[] crossed = [];
            for (int part = 0; part < parts; part++)
            {
                int from = Math.Min(part * PartCount, came[slot].Count);
                crossed = await shares.At(map.Silos[slot]).TakeRecordsAsync(new BlockBatch
                {
                    Term = term,
                    Number = first + part + 1,
                    Reset = resets && part == 0 ? new BlockReset(matchers.SharesOf(slot), generic!, adopted, book.Persons.Resolver.IsAllDirty) : null,
                    IsLast = part == parts - 1,
                    Went = part == 0 ? went : [],
                    Came = [.. came[slot].GetRange(from, Math.Min(PartCount, came[slot].Count - from))],
                }).ConfigureAwait(false);
            }
            return crossed;
        })).ConfigureAwait(false);
    }
}
