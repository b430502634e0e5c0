using FsCheck;
using FsCheck.Fluent;
using Resolve.Alerts;
using Resolve.Decisions;
using Resolve.Runtime.Local;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.TestKit.Facts;

namespace Resolve.Tests.Alerts;

/// <summary>What docs/adr/0016 promises of one journal, whatever the batches, rounds and restarts.</summary>
public class AlertProperties
{
    private const int CaseCount = 120;

    private static readonly RingModel s_model = new() { HubDegreeMax = 9, MemberCountMin = 2, ReportCountMin = 1 };

    [Fact]
    public void What_holds_at_the_end_of_a_journal_was_told_or_kept_whatever_the_batches() => Check(async (facts, random) =>
    {
        HashSet<string> holding = await HoldingAsync(facts);
        HashSet<string> fine = await ToldAsync(facts, batch: 1, restart: false);
        HashSet<string> coarse = await ToldAsync(facts, batch: facts.Count, restart: false);
        HashSet<string> any = await ToldAsync(facts, 1 + random.Below(7), restart: random.Chance(50));
        Assert.Subset(fine, holding);
        Assert.Subset(any, holding);
        Assert.Equal(holding, coarse);
    });

    [Fact]
    public void A_restart_on_a_journal_that_was_told_tells_nothing() => Check(async (facts, random) =>
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        int before = 0;
        for (int start = 0; start < 2; start++)
        {
            await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options(store), null, CancellationToken.None);
            if (start == 0) await SubmitAsync(resolver, facts, 1 + random.Below(5));
            int after = (await store.CountAsync(new AlertQuery(), CancellationToken.None)).Total;
            if (start == 1) Assert.Equal(before, after);
            before = after;
        }
    });

    [Fact]
    public void Alerts_are_stored_and_read_the_same() => Check(async (facts, _) =>
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options(store), null, CancellationToken.None);
        await SubmitAsync(resolver, facts, 3);
        foreach (DeliveredAlert told in await store.ListAsync(new AlertQuery { After = 0, Limit = int.MaxValue }, CancellationToken.None))
        {
            Assert.Equal(AlertJson.Write(told.Alert), AlertJson.Write(AlertJson.Read(AlertJson.Write(told.Alert))));
            Assert.NotEmpty(told.Alert.Because);
        }
    });

    private static LocalRuntimeOptions Options(IAlertStore? store) => new() { RingInterval = TimeSpan.Zero, Rings = s_model, Alerts = store };

    /// <summary>The matters that hold in the state of these facts, found from nothing.</summary>
    private static async Task<HashSet<string>> HoldingAsync(List<JournalRecord> facts)
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        await using (LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options(null), null, CancellationToken.None))
            await SubmitAsync(resolver, facts, 4);
        await using LocalRuntime found = await LocalRuntime.OpenAsync(journal, Options(store), null, CancellationToken.None);
        return [.. (await store.LoadAsync(CancellationToken.None))!.Ids];
    }

    private static async Task<HashSet<string>> ToldAsync(List<JournalRecord> facts, int batch, bool restart)
    {
        await using var journal = new InMemoryJournal();
        await using var store = new InMemoryAlertStore();
        foreach (JournalRecord[] part in restart ? facts.Chunk((facts.Count + 1) / 2) : [facts.ToArray()])
        {
            await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, Options(store), null, CancellationToken.None);
            await SubmitAsync(resolver, part, batch);
        }
        return [.. (await store.LoadAsync(CancellationToken.None))!.Ids];
    }

    private static async Task SubmitAsync(LocalRuntime resolver, IEnumerable<JournalRecord> facts, int batch)
    {
        foreach (JournalRecord[] chunk in facts.Chunk(batch))
        {
            IReadOnlyList<Receipt> receipts = await resolver.SubmitFactsAsync(chunk, CancellationToken.None);
            await resolver.RingsAtAsync(receipts.Max(r => r.Position), CancellationToken.None);
            await resolver.AlertsAtAsync(receipts.Max(r => r.Position), CancellationToken.None);
        }
    }

    private static void Check(Func<List<JournalRecord>, SplitMix, Task> property) => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        seed =>
        {
            var random = new SplitMix(seed);
            var facts = new List<JournalRecord>();
            foreach (Report report in new RandomFacts(seed).Make(5 + random.Below(15)))
            {
                if (random.Chance(10)) facts.Add(new JournalRecord(0, JournalEntryKind.Decision, DecisionReader.ToUtf8(Watch(random, facts.Count))));
                Report told = report.Withdrawn || !random.Chance(25) ? report : report with { Status = ReportStatus.Suspended };
                facts.Add(new JournalRecord(0, JournalEntryKind.Report, ReportWriter.ToUtf8(told)));
            }
            property(facts, random).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(CaseCount));

    private static Decision Watch(SplitMix random, int number) => new()
    {
        Id = $"w{number}",
        At = default(DateTimeOffset).AddYears(2025),
        Kind = DecisionKind.Watch,
        Entity = EntityKey.Parse($"online:telegram:vip_{random.Below(12)}"),
        Unit = "87/PC02",
        Until = random.Chance(30) ? new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero) : null,
    };
}
