using Resolve.Rings.Questions;
using Resolve.Runtime.Local;
using Resolve.Rings;
using Resolve.Rings.History;

namespace Resolve.Tests.Rings;

/// <summary>Numbers and handsets that changed hands, and boxes of SIMs.</summary>
public class UsesTests
{
    [Fact]
    public async Task A_number_given_to_another_after_a_silence_is_in_both_rings_and_joins_them_not()
    {
        Cases cases = new Cases();
        for (int i = 0; i < 4; i++) cases.Add(i, "t1 h1 a1 o1", "h1 holds t1", "h1 holds a1").Add(200 + i, "t1 h2 a2 o2", "h2 holds t1", "h2 holds a2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring[] rings = [.. resolver.Rings.All().OrderBy(r => r.FirstSeen)];
        Assert.Equal(2, rings.Length);
        Assert.All(rings, r => Assert.Contains(r.Members, m => m.Label == "+84901200001"));
        Assert.All(rings, r => Assert.Equal((4, 4), (r.Members.Count, r.Reports.Count)));
        Ring now = (await resolver.AskAsync(new RingOfQuestion(rings[1].Members.First(m => m.Label == "+84901200001").Key), 0, CancellationToken.None))!;
        Assert.Equal(rings[1].Id, now.Id);
        RingEvent split = Assert.Single((await resolver.AskAsync(new RingHistoryQuestion(rings[0].Id), 0, CancellationToken.None))!.Events, e =>
            e.Kind == RingEventKinds.Split);
        Assert.Equal(("reuse", rings[1].Id), (split.Cause, Assert.Single(split.Rings)));
    }

    [Theory]
    [InlineData(200, "h1")]  // the same holder
    [InlineData(30, "h2")]   // too soon for the operator to have given it away
    public async Task A_number_with_one_holder_or_without_a_silence_is_one(int later, string holder)
    {
        Cases cases = new Cases();
        for (int i = 0; i < 4; i++) cases.Add(i, "t1 h1 o1", "h1 holds t1").Add(later + i, $"t1 {holder} o2", $"{holder} holds t1");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Single(resolver.Rings.All());
    }

    [Fact]
    public async Task Two_stretches_that_share_another_entity_are_one_use()
    {
        Cases cases = new Cases();
        for (int i = 0; i < 4; i++) cases.Add(i, "t1 h1 a1", "h1 holds t1").Add(200 + i, "t1 h2 a1", "h2 holds t1");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Single(resolver.Rings.All());
    }

    [Fact]
    public async Task A_resold_handset_joins_not_its_old_and_its_new_holders_numbers()
    {
        Cases cases = new Cases();
        for (int i = 0; i < 4; i++) cases.Add(i, "d1 t1 h1", "t1 used-in d1", "h1 holds d1").Add(200 + i, "d1 t2 h2", "t2 used-in d1", "h2 holds d1");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Equal(2, resolver.Rings.All().Count());
    }

    [Fact]
    public async Task A_handset_whose_sims_change_and_whose_holder_nobody_names_is_one_hands()
    {
        Cases cases = new Cases();
        for (int i = 0; i < 4; i++) cases.Add(i, "d1 t1 o1", "t1 used-in d1").Add(200 + i, "d1 t2 o2", "t2 used-in d1");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Single(resolver.Rings.All());
    }

    [Fact]
    public async Task A_box_of_three_hundred_sims_is_in_its_ring_and_a_hotline_that_three_hundred_call_is_in_none()
    {
        Cases cases = new Cases();
        for (int i = 0; i < 100; i++) cases.Add(i, $"d1 t{3 * i} t{3 * i + 1} t{3 * i + 2}", $"t{3 * i} used-in d1", $"t{3 * i + 1} used-in d1",
            $"t{3 * i + 2} used-in d1");
        for (int i = 0; i < 300; i++) cases.Add(i, $"a{1000 + i} o{1000 + i} t9999", $"a{1000 + i} contacted t9999").Add(i, $"a{1000 + i} o{1000 + i}");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring ring = Assert.Single(resolver.Rings.All());
        Assert.Equal(301, ring.Members.Count);
        Assert.Equal("sim-farm", ring.Members.Single(m => m.Key.ToString().StartsWith("device:", StringComparison.Ordinal)).Roles[0].Word);
    }

    [Fact]
    public async Task The_uses_are_the_same_in_any_order()
    {
        Cases cases = new Cases();
        for (int i = 0; i < 4; i++) cases.Add(i, "t1 h1 a1 o1", "h1 holds t1").Add(200 + i, "t1 h2 a2 o2", "h2 holds t1");
        cases.Add(400, "t1 a2");
        await using LocalRuntime forwards = await cases.OpenAsync();
        await using LocalRuntime backwards = await cases.OpenAsync(cases.Reports.Reverse());
        Assert.Equal(await TestKit.Facts.StateDigest.WholeOfAsync(forwards), await TestKit.Facts.StateDigest.WholeOfAsync(backwards));
    }
}
