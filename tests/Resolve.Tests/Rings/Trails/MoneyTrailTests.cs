using Resolve.Rings.Questions;
using Resolve.Runtime.Local;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.Trails;

namespace Resolve.Tests.Rings.Trails;

/// <summary>The money trail, by small cases.</summary>
public class MoneyTrailTests
{
    [Fact]
    public async Task Money_is_followed_by_layers_with_the_time_it_rested()
    {
        Cases cases = new Cases()
            .Add(1, "v1 a1 a2 a3", "v1 transferred a1 100000000 0", "a1 transferred a2 60000000 12", "a1 transferred a3 30000000 20")
            .Add(2, "v2 a1 a2 a3", "v2 transferred a1 50000000 0", "a2 transferred a3 55000000 30");
        await using LocalRuntime resolver = await cases.OpenAsync();
        MoneyTrail trail = await OnlyAsync(resolver);
        Assert.Equal([new Money(150_000_000)], trail.Loss);
        Assert.Equal([new Money(150_000_000)], trail.Traced);
        Assert.Equal([0, 1, 2, 2], trail.Points.Select(p => p.Layer));
        Assert.Equal(2, trail.Points[0].Count);
        Assert.Equal("victims", trail.Points[0].Part);
        Assert.All(trail.Points, p => Assert.True(p.IsTraced));
        Assert.Equal(12, trail.Points[1].RestMinutes);
        Assert.Equal(new Money(90_000_000), Assert.Single(trail.Points[1].Sent));
        Assert.Equal(5, trail.TransferCount);
        Assert.Equal(("victims", 150_000_000m, 2), (trail.Flows[0].From, trail.Flows[0].Amount, trail.Flows[0].TransferCount));
    }

    [Theory]
    [InlineData("v1 transferred a1 5000000 0 FT26060-1", "v1 transferred a1 5000000 - ft260601", 1)] // one reference, in two spellings
    [InlineData("v1 transferred a1 5000000 0", "v1 transferred a1 5000000 0", 1)]                    // one time
    [InlineData("v1 transferred a1 5000000 0 FT1", "v1 transferred a1 5000000 0", 1)]                // one leaves the reference out
    [InlineData("v1 transferred a1 5000000 0 FT1", "v1 transferred a1 5000000 0 FT2", 2)]            // two in one minute
    [InlineData("v1 transferred a1 5000000", "v1 transferred a1 5000000", 2)]                        // nothing identifies them as one
    [InlineData("v1 transferred a1 5000000 0 FT1", "v1 transferred a1 6000000 0 FT1", 2)]
    [InlineData("v1 transferred a1 5000000 0", "v1 transferred a1 5000000 35", 1)]                   // one day, remembered otherwise
    [InlineData("v1 transferred a1 5000000 0 FT1", "v1 transferred a1 5000000 35", 1)]
    [InlineData("v1 transferred a1 5000000 0 FT1", "v1 transferred a1 5000000 35 FT2", 2)]
    [InlineData("v1 transferred a1 5000000 0", "v1 transferred a1 5000000 3000", 2)]                 // two days later
    public async Task A_transfer_that_two_reports_tell_counts_once(string first, string second, int count)
    {
        Cases cases = new Cases().Add(1, "v1 a1 t1 o1", first).Add(1, "v1 a1 t1 o1", second);
        await using LocalRuntime resolver = await cases.OpenAsync();
        MoneyTrail trail = await OnlyAsync(resolver);
        Assert.Equal(count, trail.TransferCount);
        Assert.Equal(2 - count, trail.ToldAgainCount);
        Assert.Equal(trail.Traced, trail.Loss);
    }

    [Fact]
    public async Task Equal_sums_that_one_report_tells_of_one_day_are_two_and_stay_two_when_another_tells_them_again()
    {
        string[] twice = ["v1 transferred a1 5000000 0", "v1 transferred a1 5000000 35"];
        await using LocalRuntime resolver = await new Cases().Add(1, "v1 a1 t1 o1", twice)
            .Add(1, "v1 a1 t1 o1", [.. twice, "v1 transferred a1 5000000 50"]).OpenAsync();
        MoneyTrail trail = await OnlyAsync(resolver);
        Assert.Equal((3, 2), (trail.TransferCount, trail.ToldAgainCount));
        Assert.Equal([new Money(15_000_000)], trail.Loss);
    }

    [Theory]
    [InlineData(7, 5, 7)]  // cash was handed over, too
    [InlineData(5, 5, 5)]
    [InlineData(0, 5, 5)]
    [InlineData(3, 5, 5)]  // the claim left something out
    public async Task A_report_loses_what_it_claims_or_what_it_says_was_paid_whichever_is_more(int claimed, int paid, int lost)
    {
        Cases cases = new Cases().Add(1, "a1 t1 o1")
            .Add(2, "v1 a1 t1 o1", [$"v1 transferred a1 {paid}000000 0"], null, claimed == 0 ? null : new Money(claimed * 1_000_000m));
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Equal([new Money(lost * 1_000_000m)], Assert.Single(resolver.Rings.All()).Loss);
    }

    [Fact]
    public async Task A_banks_report_of_the_same_transfer_adds_no_loss_and_another_currency_stands_by_itself()
    {
        Cases cases = new Cases()
            .Add(1, "v1 a1 t1 o1", ["v1 transferred a1 5000000 0 FT9"], null, new Money(5_000_000))
            .Add(9, "v1 a1 t1 o1", ["v1 transferred a1 5000000 - FT9"], null, new Money(5_000_000))
            .Add(10, "v2 a1 t1 o1", [], null, new Money(300, "USD"));
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Equal([new Money(300, "USD"), new Money(5_000_000)], Assert.Single(resolver.Rings.All()).Loss);
    }

    [Fact]
    public async Task Money_in_a_circle_and_money_of_no_known_source_have_layers_and_are_not_traced()
    {
        Cases cases = new Cases()
            .Add(1, "a1 a2 a3", "a1 transferred a2 1000 0", "a2 transferred a1 1000 5", "a2 transferred a3 10 7")
            .Add(2, "a1 a2 a3", "a1 transferred a2 1000 0");
        await using LocalRuntime resolver = await cases.OpenAsync();
        MoneyTrail trail = await OnlyAsync(resolver);
        Assert.All(trail.Points, p => Assert.False(p.IsTraced));
        Assert.All(trail.Points, p => Assert.InRange(p.Layer, 1, 2));
        Assert.Empty(trail.Traced);
    }

    [Fact]
    public async Task A_ring_without_transfers_has_a_trail_without_points()
    {
        await using LocalRuntime resolver = await new Cases().Add(1, "a1 t1 o1").Add(2, "a1 t1 o1").OpenAsync();
        Assert.Empty((await OnlyAsync(resolver)).Points);
    }

    private static async Task<MoneyTrail> OnlyAsync(LocalRuntime resolver) =>
        (await resolver.AskAsync(new MoneyTrailQuestion(Assert.Single(resolver.Rings.All()).Id), 0, CancellationToken.None))!;
}
