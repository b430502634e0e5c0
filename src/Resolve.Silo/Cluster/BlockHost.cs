using Resolve.Persons;
using Resolve.Persons.Records;

namespace Resolve.Silo.Cluster;

/// <summary>The blocks of a silo: the records that partition a blocking key of its partitions, and who among them is alike.</summary>
/// <remarks>It holds nothing that the leader could not send again; after a fault it asks for all by refusing what comes next.</remarks>
internal sealed class BlockHost(ClusterModel model)
{
    /// <summary>The most records that are compared in one call: an answer stays small, and a question for the blocks waits no longer than this takes.</summary>
    private const int ScoreCountMax = 10_000;

    private readonly Lock _gate = new();
    private BlockPart? _blocks;
    private HashSet<UInt128> _new = [];
    private bool _isFresh;
    private long _epoch, _number;

    /// <summary>Gets how many records are held.</summary>
    public int Count
    {
        get { lock (_gate) return _blocks?.Count ?? 0; }
    }

    /// <summary>Takes records in and out.</summary>
    /// <returns>What crossed its cap; empty before the last part.</returns>
    public CrossedKey[] Take(BlockBatch batch)
    {
        lock (_gate)
        {
            Begin(batch.Epoch, batch.Number, batch.Reset);
            if (batch.Reset is { } reset)
            {
                _blocks = new BlockPart(reset.Model ?? model.Persons, reset.Partitions, reset.Generic);
                _isFresh = reset.IsFresh;
                _new = [];
            }
            BlockPart blocks = _blocks!;
            _blocks = null; // what is half done is not kept
            foreach (UInt128 record in batch.Went) blocks.Remove(record);
            foreach (PersonRecord record in batch.Came)
            {
                blocks.Add(record);
                if (!_isFresh) _new.Add(record.Fingerprint);
            }
            CrossedKey[] crossed = [];
            if (batch.IsLast)
            {
                crossed = [.. blocks.Crossings(r => _isFresh || _new.Contains(r)).Select(c => new CrossedKey(c.Key, c.IsGeneric, c.Members))];
                (_new, _isFresh) = ([], false);
            }
            _blocks = blocks;
            return crossed;
        }
    }

    /// <summary>Scores pairs.</summary>
    public MatchEdges Score(ScoreRequest request)
    {
        lock (_gate)
        {
            Begin(request.Epoch, request.Number, null);
            BlockPart blocks = _blocks!;
            _blocks = null;
            blocks.BeginScoring(request.Became, request.Ceased, request.Dirty);
            return ScoreSome(blocks);
        }
    }

    /// <summary>Scores the pairs of more records.</summary>
    public MatchEdges ScoreMore(long epoch, long number)
    {
        lock (_gate)
        {
            if (_blocks is not { } blocks || epoch != _epoch || number != _number) throw new ReplicaNotReadyException("The blocks began anew.");
            _blocks = null;
            return ScoreSome(blocks);
        }
    }

    /// <summary>Finds the records that resemble a description.</summary>
    public BlockHits Search(long number, PersonRecord description, int blockSizeMax)
    {
        lock (_gate)
        {
            if (_blocks is null || number != _number) throw new ReplicaNotReadyException("The blocks are being filled.");
            List<BlockHit> hits = _blocks.Search(description, blockSizeMax);
            return new BlockHits([.. hits.Select(h => h.Record)], [.. hits.Select(h => h.Total)], [.. hits.Select(h => (byte)h.Band)]);
        }
    }

    private MatchEdges ScoreSome(BlockPart blocks)
    {
        (List<BlockEdge> found, bool isLast) = blocks.Score(ScoreCountMax);
        _blocks = blocks;
        return new MatchEdges([.. found.Select(e => e.First)], [.. found.Select(e => e.Second)], [.. found.Select(e => e.Weight)], isLast);
    }

    private void Begin(long epoch, long number, BlockReset? reset)
    {
        if (epoch < _epoch) throw new StaleEpochException();
        if (reset is null && (_blocks is null || epoch != _epoch || number != _number + 1)) throw new ReplicaNotReadyException("The blocks missed something.");
        (_epoch, _number) = (epoch, number);
    }
}
