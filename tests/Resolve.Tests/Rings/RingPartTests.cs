using Resolve.Rings.Questions;
using System.Globalization;
using Resolve.Rings;
using Resolve.Rings.Trails;
using Resolve.Runtime.Local;

namespace Resolve.Tests.Rings;

/// <summary>Who is a member and who is not: sold accounts, joining reports, large leaders, bystanders of statements, innocent hubs.</summary>
public class RingPartTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Two_groups_that_one_account_alone_ties_are_two_rings_with_the_account_in_both(int useCount)
    {
        Cases cases = Lives(0, 8).Append(Lives(10, 8));
        for (int i = 0; i < useCount; i++) cases.Add(50 + i, "v1 a99 t1", "v1 transferred a99 5000000", "t1 contacted v1")
            .Add(150 + i, "v2 a99 t11", "v2 transferred a99 5000000", "t11 contacted v2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring[] rings = [.. resolver.Rings.All().OrderBy(r => r.FirstSeen).ThenBy(r => r.Id, StringComparer.Ordinal)];
        Assert.Equal(2, rings.Length);
        RingMember[] shared = [.. rings.Select(r => Assert.Single(r.Members, m => m.Label.EndsWith("1000000099", StringComparison.Ordinal)))];
        Assert.Equal([Cases.Day(50), Cases.Day(150)], shared.Select(m => m.Use!.First!.Value).Order());
        Assert.Equal([Cases.Day(49 + useCount), Cases.Day(149 + useCount)], shared.Select(m => m.Use!.Last!.Value).Order());
        Assert.All(rings.SelectMany(r => r.Members).Except(shared), m => Assert.Null(m.Use));
    }

    [Theory]
    [InlineData("p5 a1 a11", "p5 controls a11", 2)] // a stranger's command to one of them says nothing of the other
    [InlineData("t1 a1 t11 a11", "", 2)]
    public async Task One_report_that_lists_members_joins_no_two_groups(string things, string link, int ringCount)
    {
        Cases cases = Lives(0, 12).Append(Lives(10, 12));
        await using LocalRuntime resolver = await cases.Add(60, things, link.Length == 0 ? [] : [link]).OpenAsync();
        Assert.Equal(ringCount, resolver.Rings.All().Count());
    }

    [Fact]
    public async Task A_leader_of_hundreds_of_ties_stays_and_a_hotline_of_as_many_does_not()
    {
        var cases = new Cases();
        for (int i = 0; i < 220; i++) cases.Add(i % 90, string.Create(CultureInfo.InvariantCulture, $"p1 t{i} t{i + 1}"));
        for (int i = 0; i < 60; i++)
        {
            int first = 1_000 + (i * 10);
            for (int n = 0; n < 2; n++) cases.Add(n, string.Create(CultureInfo.InvariantCulture, $"t{first} t{first + 1} o{first}"));
            cases.Add(3, string.Create(CultureInfo.InvariantCulture, $"t{first} t{first + 1} o{first} t99999"));
        }
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring large = resolver.Rings.All().MaxBy(r => r.Members.Count)!;
        Assert.True(large.Members.Count >= 221, large.Members.Count.ToString(CultureInfo.InvariantCulture));
        Assert.Contains(large.Members, m => m.Key.ToString().StartsWith("person:", StringComparison.Ordinal));
        Assert.DoesNotContain(resolver.Rings.All().SelectMany(r => r.Members), m => m.Label.Contains("99999", StringComparison.Ordinal));
        Assert.Equal(61, resolver.Rings.All().Count());
    }

    [Fact]
    public async Task Counterparties_of_a_statement_are_on_the_trail_and_no_members()
    {
        Cases cases = Lives(0, 6);
        string[] shops = [.. Enumerable.Range(50, 9).Select(i => string.Create(CultureInfo.InvariantCulture, $"i{i}"))];
        cases.Add(40, "i1 i30 " + string.Join(' ', shops), ["i1 transferred i30 90000000 5", .. shops.Select(s => $"i1 transferred {s} 200000 9")]);
        cases.Add(41, "i2 i30", "i2 transferred i30 70000000 5");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Ring ring = Assert.Single(resolver.Rings.All());
        Assert.Contains(ring.Members, m => m.Label.EndsWith("1000000030", StringComparison.Ordinal)); // two members pay it: it gathers
        Assert.DoesNotContain(ring.Members, m => m.Label.Contains("100000005", StringComparison.Ordinal));
        MoneyTrail trail = RingQuestions.Money(resolver.Rings, ring.Id)!;
        Assert.Equal(9, trail.Points.Count(p => p.Part == "outside"));
        Assert.Empty(trail.Patterns);
    }

    [Fact]
    public async Task Logins_from_a_public_network_join_no_rings()
    {
        var cases = new Cases();
        for (int g = 0; g < 5; g++) cases.Append(Lives(g * 10, 6));
        for (int g = 0; g < 5; g++)
            for (int i = 1; i <= 2; i++) cases.Add(70 + g, string.Create(CultureInfo.InvariantCulture, $"a{(g * 10) + i} d500"),
                string.Create(CultureInfo.InvariantCulture, $"a{(g * 10) + i} logged-in d500"));
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Equal(5, resolver.Rings.All().Count());
        Assert.DoesNotContain(resolver.Rings.All().SelectMany(r => r.Members), m => m.Key.ToString().StartsWith("device:", StringComparison.Ordinal));
    }

    /// <summary>Reports of a group that lives its own life: accounts 1 and 2, numbers 1 and 2, an online identity, from a number on.</summary>
    private static Cases Lives(int from, int count)
    {
        var cases = new Cases();
        for (int i = 0; i < count; i++)
        {
            string Of(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{from + number}");
            cases.Add(i, $"{Of('a', 1 + (i % 2))} {Of('t', 1 + (i / 2 % 2))} {Of('o', 1)}");
        }
        return cases;
    }
}
