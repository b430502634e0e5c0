using System.Net;
using Resolve.Silo.Cluster;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>Which silos compare records of persons.</summary>
public sealed class MatcherPlanTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(16, 0, 2)]
    public void At_most_two_silos_compare_and_the_leader_only_where_it_is_alone(int siloCount, int leader, int matcherCount)
    {
        SiloAddress[] silos = Silos(siloCount);
        var plan = new MatcherPlan(silos, silos[leader]);
        Assert.Equal(matcherCount, plan.SiloIndexes.Count);
        Assert.Equal(siloCount == 1, plan.SiloIndexes.Contains(leader));
    }

    [Fact]
    public void Each_key_has_one_matcher_and_the_matchers_have_all_shares()
    {
        SiloAddress[] silos = Silos(5);
        var plan = new MatcherPlan(silos, silos[2]);
        ulong all = 0;
        foreach (int siloIndex in plan.SiloIndexes)
        {
            Assert.Equal(0UL, all & plan.PartitionsOf(siloIndex));
            all |= plan.PartitionsOf(siloIndex);
        }
        Assert.Equal(ulong.MaxValue, all);
        for (ulong partition = 0; partition < 64; partition++)
        {
            ulong key = partition << 58 | 12_345;
            Assert.NotEqual(0UL, plan.PartitionsOf(plan.IndexOf(key)) & 1UL << (int)partition);
            Assert.Equal([plan.IndexOf(key)], plan.SiloIndexesOf([key]));
        }
    }

    [Fact]
    public void Whoever_does_not_know_the_leader_still_has_matchers() => Assert.NotEmpty(new MatcherPlan(Silos(2), null).SiloIndexes);

    private static SiloAddress[] Silos(int count) =>
        [.. Enumerable.Range(0, count).Select(i => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_000 + i), 1))];
}
