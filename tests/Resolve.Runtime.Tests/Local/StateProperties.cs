using FsCheck;
using FsCheck.Fluent;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Local;

/// <summary>The one principle: the state is a function of the set of facts. The canonical exports are compared byte by byte.</summary>
public class StateProperties
{
    private const int CaseCount = 250;

    private static LocalRuntimeOptions Options { get; } = new()
    {
        RingInterval = TimeSpan.Zero,
        RememberedSizeMin = 2,
        Rings = new RingModel { HubDegreeMax = 9, MemberCountMin = 2, ReportCountMin = 1 }, // hubs come and go in a small world
    };

    [Fact]
    public void The_state_is_the_same_in_any_order_and_any_batching() => Check(async (facts, random) =>
    {
        string straight = await StateDigest.AfterAsync(facts, facts.Count, Options, whole: true);
        string shuffled = await StateDigest.AfterAsync(random.Shuffle(facts), 1 + random.Below(7), Options, whole: true);
        Assert.Equal(straight, shuffled);
    });

    [Fact]
    public void A_report_sent_again_changes_nothing() => Check(async (facts, random) =>
    {
        string once = await StateDigest.AfterAsync(facts, 5, Options, whole: true);
        string again = await StateDigest.AfterAsync(random.Shuffle(facts.Concat(facts.Where(_ => random.Chance(50)))), 1
            + random.Below(7), Options, whole: true);
        Assert.Equal(once, again);
    });

    [Fact]
    public void A_withdrawn_report_leaves_the_state_in_which_it_never_came() => Check(async (facts, random) =>
    {
        HashSet<ReportKey> withdrawn = [.. facts.Select(f => f.Key).Where(_ => random.Chance(50))];
        string without = await StateDigest.AfterAsync(facts.Where(f => !withdrawn.Contains(f.Key)), 6, Options, whole: true);
        var withdrawals = withdrawn.Select(k => new Report { Key = k, Version = 100, Withdrawn = true });
        string after = await StateDigest.AfterAsync(random.Shuffle(facts.Concat(withdrawals)), 1 + random.Below(9), Options, whole: true);
        Assert.Equal(without, after);
    });

    [Fact]
    public void Only_the_highest_version_counts() => Check(async (facts, random) =>
    {
        var highest = facts.GroupBy(f => f.Key).Select(g => g.MaxBy(f => f.Version)!);
        string alone = await StateDigest.AfterAsync(highest, 4, Options, whole: true);
        string all = await StateDigest.AfterAsync(random.Shuffle(facts), 1 + random.Below(5), Options, whole: true);
        Assert.Equal(alone, all);
    });

    [Fact]
    public void A_restart_finds_the_state_that_was_left() => Check(async (facts, random) =>
    {
        await using var journal = new InMemoryJournal();
        string before;
        await using (LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None))
        {
            foreach (Report[] batch in facts.Chunk(1 + random.Below(6))) await resolver.SubmitAsync(batch, CancellationToken.None);
            before = await StateDigest.WholeOfAsync(resolver);
        }
        await using LocalRuntime again = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None);
        Assert.Equal(before, await StateDigest.WholeOfAsync(again));
    });

    [Fact]
    public void Exported_reports_imported_elsewhere_give_the_same_state() => Check(async (facts, random) =>
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options, null, CancellationToken.None);
        await resolver.SubmitAsync(facts, CancellationToken.None);
        using var exported = new MemoryStream();
        await (await resolver.ExportAtAsync(resolver.Graph.Position, CancellationToken.None))
            .WriteAsync(ExportKind.Reports, asCsv: false, exported, null, CancellationToken.None);
        var read = new List<Report>();
        foreach (string line in System.Text.Encoding.UTF8.GetString(exported.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            read.Add(ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(line)).Report!);
        Assert.Equal(await StateDigest.WholeOfAsync(resolver), await StateDigest.AfterAsync(random.Shuffle(read), 3, Options, whole: true));
    });


    private static void Check(Func<List<Report>, SplitMix, Task> property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(CaseCount);
        Prop.ForAll(
            ArbMap.Default.ArbFor<ulong>(),
            seed =>
            {
                var random = new SplitMix(seed);
                List<Report> facts = new RandomFacts(seed).Make(5 + random.Below(20));
                property(facts, random).GetAwaiter().GetResult();
            }).Check(config);
    }
}
