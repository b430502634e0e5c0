using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Silo.Cluster;

/// <summary>Resolves persons for the leader: the matchers (<see cref="MatcherPlan"/>) get the records, say which blocking keys are generic and score pairs;
/// the leader clusters.</summary>
/// <remarks>
/// A round has two steps, each one call a matcher: all take the records that came and went and say which keys crossed their
/// caps; then, when all know what is generic, all score the pairs that they propose. When a step fails anywhere, all
/// start over with the next round; match edges that were found stay with the leader and are not weighed again.
/// </remarks>
internal sealed class PersonBlocks(IReplicaServiceClient replicas, ILocalSiloDetails local)
{
    private const int PartCount = 4_000;

    private long _number;
    private PartitionMap? _filled;

    /// <summary>Resolves persons after what was gathered.</summary>
    /// <returns>The clusters that changed.</returns>
    public async Task<IReadOnlyList<int[]>> ReclusterAsync(ReplicaPlanner planner, RecordChanges changes, PartitionMap map, long epoch)
    {
        PersonResolver resolver = planner.Persons.Resolver;
        bool resets = _filled != map || changes.HasOtherModel;
        if (!resets && changes.IsEmpty) return resolver.Recluster([]);
        if (resets) resolver.Retry();
        _filled = null;
        MatcherPlan matchers = MatchersOf(map);
        CrossedKey[][] crossed = await SendAsync(planner, changes, map, matchers, epoch, resets).ConfigureAwait(false);
        // No two silos hold the same key, so each key is reported by one silo.
        var became = new List<ulong>();
        var ceased = new List<ulong>();
        foreach (CrossedKey key in crossed.SelectMany(c => c))
        {
            resolver.Cross(new BlockCrossing(key.Key, key.IsGeneric, key.Members));
            (key.IsGeneric ? became : ceased).Add(key.Key);
        }
        UInt128[] dirty = resolver.Dirty();
        var request = new ScoreRequest(epoch, ++_number, [.. became], [.. ceased], dirty);
        List<BlockEdge>[] found = await Task.WhenAll(matchers.SiloIndexes.Select(siloIndex => ScoreAsync(replicas.At(map.Silos[siloIndex]), request)))
            .ConfigureAwait(false);
        IReadOnlyList<int[]> clusters = resolver.Recluster(found.SelectMany(f => f));
        _filled = map;
        return clusters;
    }

    /// <summary>Makes the blocks start over with the next round.</summary>
    public void Forget() => _filled = null;

    /// <summary>Finds the records that resemble a description: heaviest first, then by fingerprint.</summary>
    /// <exception cref="ReplicaNotReadyException">The blocks are being filled.</exception>
    public async Task<List<BlockHit>> SearchAsync(PartitionMap map, PersonRecord description, int limit)
    {
        BlockHits[] found = await Task.WhenAll(MatchersOf(map).SiloIndexes.Select(siloIndex => replicas.At(map.Silos[siloIndex])
            .SearchBlocksAsync(_number, description, PersonResolver.SearchBlockSizeMax))).ConfigureAwait(false);
        return
        [
            .. found.SelectMany(f => f.Records.Select((r, i) => new BlockHit(r, f.Totals[i], (MatchBand)f.Bands[i])))
                .DistinctBy(h => h.Record).OrderByDescending(h => h.Total).ThenBy(h => h.Record).Take(limit),
        ];
    }

    private static async Task<List<BlockEdge>> ScoreAsync(IReplicaService silo, ScoreRequest request)
    {
        var edges = new List<BlockEdge>();
        MatchEdges found = await silo.ScoreAsync(request).ConfigureAwait(false);
        while (true)
        {
            for (int i = 0; i < found.Firsts.Length; i++) edges.Add(new BlockEdge(found.Firsts[i], found.Seconds[i], found.Weights[i]));
            if (found.IsLast) return edges;
            found = await silo.ScoreMoreAsync(request.Epoch, request.Number).ConfigureAwait(false);
        }
    }

    private MatcherPlan MatchersOf(PartitionMap map) => new(map.Silos, local.SiloAddress);

    private async Task<CrossedKey[][]> SendAsync(ReplicaPlanner planner, RecordChanges changes, PartitionMap map, MatcherPlan matchers, long epoch, bool resets)
    {
        var came = new List<PersonRecord>[map.Silos.Length];
        for (int siloIndex = 0; siloIndex < came.Length; siloIndex++) came[siloIndex] = [];
        foreach (RecordEntry record in resets ? planner.Present : changes.Came)
        {
            foreach (int siloIndex in matchers.SiloIndexesOf(planner.Persons.Resolver.KeysOf(record.Id))) came[siloIndex].Add(record.Record);
        }
        UInt128[] went = resets ? [] : [.. changes.Went.Select(r => r.Record.Fingerprint)];
        long first = _number;
        int parts = Math.Max(1, came.Max(c => (c.Count + PartCount - 1) / PartCount));
        _number += parts;
        ulong[]? generic = resets ? [.. planner.Persons.Resolver.GenericKeys] : null;
        PersonModel? adopted = planner.Persons.AdoptedModel is null ? null : planner.Persons.Resolver.Model;
        return await Task.WhenAll(matchers.SiloIndexes.Select(async siloIndex =>
        {
            CrossedKey[] crossed = [];
            for (int part = 0; part < parts; part++)
            {
                int from = Math.Min(part * PartCount, came[siloIndex].Count);
                crossed = await replicas.At(map.Silos[siloIndex]).TakeRecordsAsync(new BlockBatch
                {
                    Epoch = epoch,
                    Number = first + part + 1,
                    Reset = resets && part == 0 ? new BlockReset(matchers.PartitionsOf(siloIndex), generic!, adopted, planner.Persons.Resolver.IsAllDirty)
                        : null,
                    IsLast = part == parts - 1,
                    Went = part == 0 ? went : [],
                    Came = [.. came[siloIndex].GetRange(from, Math.Min(PartCount, came[siloIndex].Count - from))],
                }).ConfigureAwait(false);
            }
            return crossed;
        })).ConfigureAwait(false);
    }
}
