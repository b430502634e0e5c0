using FsCheck;
using FsCheck.Fluent;
using Resolve.Persons;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Persons;

/// <summary>Blocks divided over any number of owners, and divided again at any time, give the persons that one resolver gives.</summary>
public class BlockPartProperties
{
    [Fact]
    public void Divided_blocks_give_the_persons_of_one_resolver() => Check((c, random) =>
    {
        var one = new ResolverHarness(PersonResolverProperties.Model);
        var many = new ExternallyScoredHarness(PersonResolverProperties.Model, 1 + random.Below(4));
        var present = new List<PersonRecord>();
        int decided = 0;
        foreach (PersonRecord record in random.Shuffle(c.Concat(c)))
        {
            if (present.Remove(record))
            {
                one.Remove(record);
                many.Remove(record);
            }
            else
            {
                present.Add(record);
                one.Add(record);
                many.Add(record);
            }
            if (random.Chance(10) && present.Count > 1)
            {
                List<PersonRecord> two = random.Shuffle(present)[..2];
                var decision = new RecordDecision($"d{decided++}", DateTimeOffset.UnixEpoch, random.Chance(50) ? RecordDecisionKind.Same
                    : RecordDecisionKind.Different, two[0].Fingerprint, two[1].Fingerprint);
                one.Resolver.Decide(decision);
                many.Resolver.Decide(decision);
            }
            if (random.Chance(10)) many.SettleInVain();
            if (random.Chance(10)) many.Divide(1 + random.Below(4));
            if (!random.Chance(30)) continue;
            Assert.Equal(one.Recluster().State(), many.Recluster().State());
        }
        Assert.Equal(one.Recluster().State(), many.Recluster().State());
        if (present.Count > 0) AssertSameAnswers(one, many, present, random);
    });

    [Fact]
    public void Many_records_at_once_give_the_persons_of_one_resolver()
    {
        PersonRecord[] records = Samples.Many(1_500);
        var one = new ResolverHarness(PersonModel.Default);
        var many = new ExternallyScoredHarness(PersonModel.Default, 3);
        foreach (PersonRecord record in records)
        {
            one.Add(record);
            many.Add(record);
        }
        string before = one.Recluster().State();
        Assert.Equal(before, many.Recluster().State());
        foreach (PersonRecord record in records.Take(700))
        {
            one.Remove(record);
            many.Remove(record);
        }
        string after = one.Recluster().State();
        Assert.NotEqual(before, after);
        Assert.Equal(after, many.Recluster().State());
        Assert.All(many.WeighedBy, count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void A_resolver_that_is_fed_refuses_to_find_pairs_itself() =>
        Assert.Throws<InvalidOperationException>(() => PersonResolver.ExternallyScored(PersonModel.Default).Recluster());

    private static void AssertSameAnswers(ResolverHarness one, ExternallyScoredHarness many, List<PersonRecord> present, SplitMix random)
    {
        PersonRecord a = random.Pick(present), b = random.Pick(present);
        PairExplanation x = one.Resolver.Explain(a, b), y = many.Resolver.Explain(a, b);
        Assert.Equal((x.Total, x.Band, x.Reason, string.Join(' ', x.SharedKeys), string.Join(' ', x.GenericKeys)),
            (y.Total, y.Band, y.Reason, string.Join(' ', y.SharedKeys), string.Join(' ', y.GenericKeys)));
        Assert.Equal(x.Parts, y.Parts);
        Assert.Equal(
            one.Resolver.How(one.IdOf(a)).Select(s => (one.FingerprintOf(s.First), one.FingerprintOf(s.Second), s.Weight, s.GroupTotal, s.Outcome)),
            many.Resolver.How(many.IdOf(a)).Select(s => (many.FingerprintOf(s.First), many.FingerprintOf(s.Second), s.Weight, s.GroupTotal, s.Outcome)));
        Assert.Equal(
            one.Resolver.PossiblySame(one.IdOf(a)).Select(h => (one.FingerprintOf(h.Id), h.Total)),
            many.Resolver.PossiblySame(many.IdOf(a)).Select(h => (many.FingerprintOf(h.Id), h.Total)));
        Assert.Equal(one.Resolver.Search(a, 10, 7).Select(h => (one.FingerprintOf(h.Id), h.Total, h.Band)), many.Search(a, 10, 7));
    }

    private static void Check(Action<PersonRecord[], SplitMix> property) =>
        Prop.ForAll(Samples.Batches.ToArbitrary(), ArbMap.Default.ArbFor<ulong>(), (records, seed) => property(records, new SplitMix(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}

/// <summary>Drives divided blocks and the owner of persons as a cluster does.</summary>
internal sealed class ExternallyScoredHarness(PersonModel model, int shareCount) : ResolverHarness(PersonResolver.ExternallyScored(model))
{
    private BlockPart[] _shares = [.. Masks(shareCount).Select(m => new BlockPart(model, m, []))];

    /// <summary>Gets how many match edges each found last.</summary>
    public int[] WeighedBy { get; private set; } = [];

    public override int Add(PersonRecord record)
    {
        int id = base.Add(record);
        ulong shares = 0;
        foreach (ulong key in Resolver.KeysOf(id)) shares |= 1UL << BlockPart.PartitionOf(key);
        ulong[] masks = Masks(_shares.Length);
        for (int i = 0; i < masks.Length; i++)
            if ((masks[i] & shares) != 0) _shares[i].Add(record);
        return id;
    }

    public override void Remove(PersonRecord record)
    {
        base.Remove(record);
        foreach (BlockPart share in _shares) share.Remove(record.Fingerprint);
    }

    /// <summary>Owners come and go; the new ones have the records and what is generic, and nothing else.</summary>
    public void Divide(int count)
    {
        Resolver.Retry();
        _shares = [.. Masks(count).Select(m => new BlockPart(model, m, Resolver.GenericKeys))];
        foreach (PersonRecord record in Records)
            foreach (BlockPart share in _shares) share.Add(record);
    }

    /// <summary>The owners fail after they have reported the keys that crossed their caps, before they score.</summary>
    public void SettleInVain()
    {
        foreach (BlockCrossing crossing in _shares.SelectMany(s => s.Crossings(static _ => false)).ToArray()) Resolver.Cross(crossing);
        Divide(_shares.Length);
    }

    public IEnumerable<(UInt128, int, MatchBand)> Search(PersonRecord description, int limit, int blockSizeMax) =>
        _shares.SelectMany(s => s.Search(description, blockSizeMax)).DistinctBy(h => h.Record).OrderByDescending(h => h.Total).ThenBy(h => h.Record).Take(limit)
            .Select(h => (h.Record, h.Total, h.Band));

    protected override IReadOnlyList<int[]> SettleAll()
    {
        BlockCrossing[] crossings = [.. _shares.SelectMany(s => s.Crossings(static _ => false))];
        foreach (BlockCrossing crossing in crossings) Resolver.Cross(crossing);
        ulong[] became = [.. crossings.Where(c => c.IsGeneric).Select(c => c.Key)], ceased = [.. crossings.Where(c => !c.IsGeneric).Select(c => c.Key)];
        UInt128[] dirty = Resolver.Dirty();
        foreach (BlockPart share in _shares) share.BeginScoring(became, ceased, dirty);
        List<BlockEdge>[] edges = [.. _shares.Select(ScoreAll)];
        WeighedBy = [.. edges.Select(e => e.Count)];
        return Resolver.Recluster(edges.SelectMany(e => e));
    }

    private static List<BlockEdge> ScoreAll(BlockPart share)
    {
        var all = new List<BlockEdge>();
        for (bool isLast = false; !isLast;)
        {
            (List<BlockEdge> found, isLast) = share.Score(7);
            all.AddRange(found);
        }
        return all;
    }

    private static ulong[] Masks(int count)
    {
        var masks = new ulong[count];
        for (int share = 0; share < 64; share++) masks[share % count] |= 1UL << share;
        return masks;
    }
}
