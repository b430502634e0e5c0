using FsCheck;
using FsCheck.Fluent;
using Resolve.Rings;
using Resolve.Runtime.Local;

namespace Resolve.Tests.Rings;

/// <summary>Which pieces are one ring, by the reports that join them.</summary>
public class ReunionTests
{
    [Fact]
    public async Task A_tree_of_which_each_report_tells_one_branch_is_one_ring()
    {
        Cases cases = new Cases().Add(1, "a1 t1 o1").Add(2, "t1 a2 t2").Add(3, "t2 a3").Add(4, "o1 t3 a4").Add(5, "a4 t4 a5").Add(6, "t3 a6");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Equal(11, Assert.Single(resolver.Rings.All()).Members.Count);
    }

    [Fact]
    public async Task One_report_does_not_join_two_rings_that_live_their_own_lives()
    {
        await using LocalRuntime resolver = await TwoRings().Add(90, "a1 t1 o1 a2").OpenAsync();
        Assert.Equal([3, 3], resolver.Rings.All().Select(r => r.Members.Count));
    }

    [Fact]
    public async Task Several_reports_of_several_members_join_two_pieces()
    {
        await using LocalRuntime resolver = await TwoRings().Add(90, "a1 t2").Add(91, "t1 o2").Add(92, "o1 a2").OpenAsync();
        Assert.Equal(6, Assert.Single(resolver.Rings.All()).Members.Count(m => !m.Key.ToString().StartsWith("person:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_reports_that_hang_on_one_account_join_no_more_than_one_does()
    {
        Cases cases = TwoRings();
        for (int i = 0; i < 2; i++) cases.Add(90 + i, "a1 t2");
        await using LocalRuntime resolver = await cases.OpenAsync();
        Assert.Equal(2, resolver.Rings.All().Count());
    }

    [Theory]
    [InlineData(2, 2)] // may be a borrowed account and a slip
    [InlineData(3, 1)]
    public void Teams_of_one_ring_that_mix_little_are_one_where_three_reports_join_them(int joining, int pieces)
    {
        // Two teams of six; each report names two of one team, few name one of each.
        var reports = new List<int[]>();
        for (int team = 0; team < 2; team++)
            for (int i = 0; i < 30; i++) reports.Add([(team * 6) + (i % 6), (team * 6) + ((i + 1 + (i / 6 % 2)) % 6)]);
        for (int i = 0; i < joining; i++) reports.Add([i, 6 + i]);
        int[] groups = Reunite(12, [.. reports], [.. Enumerable.Range(0, 12).Select(v => v / 6)]);
        Assert.Equal(pieces, groups.Distinct().Count());
    }

    [Fact]
    public void The_numbers_of_reports_do_not_matter() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Components().ToArbitrary(), c =>
    {
        int[] expected = Reunite(c.Members, c.Reports), groups = Reunite(c.Members, [.. Enumerable.Reverse(c.Reports)]);
        return expected.SequenceEqual(groups) && expected.All(g => g >= 0 && expected[g] == g);
    }));

    [Fact]
    public void A_star_of_two_thousand_numbers_reported_once_each_is_one_piece()
    {
        int[] groups = Reunite(2_001, [.. Enumerable.Range(0, 1_000).Select(i => new[] { 0, 2 * i + 1, 2 * i + 2 })]);
        Assert.All(groups, g => Assert.Equal(0, g));
    }

    private static Cases TwoRings()
    {
        var cases = new Cases();
        for (int i = 0; i < 8; i++) cases.Add(i, "a1 t1 o1").Add(i + .5, "a2 t2 o2");
        return cases;
    }

    /// <summary>Pieces of one member each, put together by reports alone.</summary>
    private static int[] Reunite(int members, int[][] reports, int[]? pieces = null)
    {
        var reportsOfTie = new SortedDictionary<(int A, int B), List<int>>();
        for (int r = 0; r < reports.Length; r++)
        {
            int[] named = [.. reports[r].Distinct().Order()];
            for (int i = 0; i < named.Length; i++)
            {
                for (int j = i + 1; j < named.Length; j++)
                {
                    if (!reportsOfTie.TryGetValue((named[i], named[j]), out List<int>? list)) reportsOfTie.Add((named[i], named[j]), list = []);
                    list.Add(1_000 - r);
                }
            }
        }
        RingTie[] ties = [.. reportsOfTie.Select(t => new RingTie(t.Key.A, t.Key.B, 1_000, t.Value.Count))];
        var component = new RingComponent(members, ties, new bool[members]) { ReportsOfTie = [.. reportsOfTie.Values.Select(v => v.ToArray())] };
        int[] groups = pieces ?? [.. Enumerable.Repeat(-1, members)];
        new FragmentMerger(component, groups).Run();
        return groups;
    }

    private static Gen<(int Members, int[][] Reports)> Components() =>
        from members in Gen.Choose(2, 24)
        from reports in Gen.Choose(1, 5).SelectMany(k => Gen.Choose(0, members - 1).ArrayOf(k)).ListOf()
        select (members, reports.ToArray());
}
