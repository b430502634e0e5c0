using Resolve.Rings.Questions;
using System.Globalization;
using Resolve.Rings;
using Resolve.Rings.Trails;
using Resolve.Runtime.Local;

namespace Resolve.Tests.Rings.Trails;

/// <summary>The patterns that the money trail names, by small cases.</summary>
public class MoneyPatternTests
{
    [Theory]
    [InlineData("cycle", "1 2 3", "1>2 100 0", "2>3 98 60", "3>1 95 120")]
    [InlineData("peel-chain", "1 2 3 4", "1>2 100 0", "2>3 93 60", "3>4 88 120")]
    [InlineData("fan-in", "4 1 2 3", "1>4 100 0", "2>4 50 60", "3>4 70 90")]
    [InlineData("fan-out", "1 2 3 4", "1>2 30 0", "1>3 30 5", "1>4 40 9")]
    [InlineData("gather-scatter", "4 1 2 3 5 6 7", "1>4 100 0", "2>4 50 20", "3>4 70 30", "4>5 70 60", "4>6 70 61", "4>7 79 62")]
    [InlineData("stack", "1 2 3 4 5 6", "1>3 40 0", "1>4 40 1", "2>3 40 2", "2>4 40 3", "3>5 20 60", "3>6 20 61", "4>5 20 62", "4>6 20 63")]
    [InlineData("", "", "1>2 100 0", "2>1 98 60")]                    // a refund is no cycle
    [InlineData("", "", "1>2 100 0", "2>3 98 60", "3>1 95 20000")]   // too late for one
    [InlineData("", "", "1>4 100 0", "2>4 50 9000", "3>4 70 18000")] // spread over weeks
    public async Task A_pattern_is_named_with_its_accounts_in_the_order_of_the_money(string word, string accounts, params string[] transfers)
    {
        (MoneyTrail trail, Ring _) = await TrailAsync(transfers);
        if (word.Length == 0)
        {
            Assert.Empty(trail.Patterns);
            return;
        }
        MoneyPattern pattern = Assert.Single(trail.Patterns);
        Assert.Equal(word, pattern.Word);
        Assert.Equal(accounts, string.Join(' ', pattern.Points.Select(k => int.Parse(k.ToString()[^6..], CultureInfo.InvariantCulture))));
        Assert.Equal(transfers.Length, pattern.TransferCount);
        Assert.Single(pattern.Reports);
        Assert.True(pattern.First < pattern.Last);
    }

    [Fact]
    public async Task The_order_of_reports_does_not_change_the_patterns()
    {
        Cases cases = Case(["1>2 100 0", "2>3 98 60", "3>1 95 120", "1>4 10 300", "2>4 10 310", "3>4 10 320"]);
        await using LocalRuntime one = await cases.OpenAsync(), other = await cases.OpenAsync(cases.Reports.Reverse());
        Ring ring = Assert.Single(one.Rings.All());
        Assert.Equal(Text(RingQuestions.Money(one.Rings, ring.Id)!), Text(RingQuestions.Money(other.Rings, ring.Id)!));
        Assert.Equal(["cycle", "fan-in"], RingQuestions.Money(one.Rings, ring.Id)!.Patterns.Select(p => p.Word));

        static string Text(MoneyTrail trail) => string.Join('\n',
            trail.Patterns.Select(p => $"{p.Word} {p.Amount} {p.First:O} {string.Join(' ', p.Points)} {string.Join(' ', p.Reports)}"));
    }

    private static async Task<(MoneyTrail Trail, Ring Ring)> TrailAsync(string[] transfers)
    {
        await using LocalRuntime resolver = await Case(transfers).OpenAsync();
        Ring ring = Assert.Single(resolver.Rings.All());
        return (RingQuestions.Money(resolver.Rings, ring.Id)!, ring);
    }

    /// <summary>Reads <c>FROM>TO AMOUNT MINUTES</c>; each account has a part that other reports state.</summary>
    private static Cases Case(string[] transfers)
    {
        var cases = new Cases();
        string[][] parts = [.. transfers.Select(t => t.Split(' ', '>'))];
        string[] accounts = [.. parts.SelectMany(p => p.Take(2)).Distinct().Select(a => "a" + a)];
        for (int i = 0; i < 2; i++) cases.Add(i, "p1 " + string.Join(' ', accounts), [.. accounts.Select(a => $"p1 controls {a}")]);
        return cases.Add(10, string.Join(' ', accounts), [.. parts.Select(p => $"a{p[0]} transferred a{p[1]} {p[2]}000000 {p[3]}")]);
    }
}
