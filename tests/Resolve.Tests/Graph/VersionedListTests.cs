using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Graph;

public class VersionedListTests
{
    [Fact]
    public void Each_publication_keeps_what_it_showed() => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
    {
        var random = new SplitMix(seed);
        var list = new VersionedList<long>();
        var plain = new List<long>();
        var published = new List<(VersionedList<long>.Published Seen, long[] Expected)>();
        for (int i = 0; i < 2_000; i++)
        {
            if (plain.Count == 0 || random.Chance(40))
            {
                long item = (long)random.Next();
                plain.Add(item);
                list.Add(item);
            }
            else if (random.Chance(95))
            {
                int at = random.Below(plain.Count);
                plain[at] = list.Edit(at) = (long)random.Next();
            }
            else
            {
                published.Add((list.Publish(), [.. plain]));
            }
        }
        foreach ((VersionedList<long>.Published seen, long[] expected) in published)
            Assert.Equal(expected, Enumerable.Range(0, seen.Count).Select(i => seen[i]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_grows_past_a_branch()
    {
        var list = new VersionedList<int>();
        for (int i = 0; i < 100_000; i++) list.Add(i);
        VersionedList<int>.Published before = list.Publish();
        for (int i = 0; i < 100_000; i += 997) list.Edit(i) = -1;
        VersionedList<int>.Published after = list.Publish();
        Assert.All(Enumerable.Range(0, 100_000), i => Assert.Equal(i, before[i]));
        Assert.All(Enumerable.Range(0, 100_000), i => Assert.Equal(i % 997 == 0 ? -1 : i, after[i]));
    }

    [Fact]
    public void A_place_beyond_the_end_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new VersionedList<int>().Edit(0) = 1);
}
