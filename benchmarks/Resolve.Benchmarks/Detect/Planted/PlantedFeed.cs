using Resolve.Identifiers.Mentions;
using System.Globalization;
using Resolve.Reports;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>A third generator: rings with sold accounts, large rings with leaders of hundreds of ties, SIM boxes, bank statements full of bystanders, and
/// patterns of transfers.</summary>
/// <remarks>What the field makes hard: see <c>docs/rings.md</c>. Truth is by sets, for a sold account is in two rings.</remarks>
internal sealed class PlantedFeed(int reportCount, int ringCount, ulong seed)
{
    private const int LargeEvery = 400, BoxEvery = 250, SoldEvery = 12, PatternEvery = 3;

    private static readonly DateTimeOffset s_begin = new(2025, 1, 1, 8, 0, 0, TimeSpan.FromHours(7));

    private readonly PlantedWorld _world = new(seed);

    public PlantedWorld World => _world;

    /// <summary>Writes the reports, in no order of time.</summary>
    public List<Report> Make()
    {
        var reports = new List<Report>(reportCount);
        var around = new PlantedSurroundings(_world, reportCount);
        int share = reportCount * 13 / 20 / ringCount;
        PlantedRing? last = null;
        for (int r = 0; r < ringCount; r++)
        {
            bool isLarge = r % LargeEvery == 7, isBox = r % BoxEvery == 3;
            int size = Math.Max(3, share / 2 * (40 + _world.Below(120)) / 100);
            PlantedScale scale = isLarge ? new PlantedScale(2, 220, 160, 6)
                : new PlantedScale(1, Math.Max(3, size / 3), Math.Max(3, size / 3), 1 + size / 10);
            var ring = new PlantedRing(_world, around, reports, string.Create(CultureInfo.InvariantCulture, $"R{r:00000}"), scale,
                s_begin.AddDays(_world.Below(400)));
            ring.Report(isLarge ? 1_500 : Math.Max(8, size * 3 / 2));
            if (isBox) Box(reports, ring);
            if (r % PatternEvery == 0) PlantedPatterns.Plant(_world, ring, around, reports, r / PatternEvery);
            if (last is not null && r % SoldEvery == 5) Sell(last, ring);
            around.Add([_world.One(ring.Numbers), _world.One(ring.Mules)]);
            last = ring;
        }
        while (reports.Count < reportCount) reports.Add(Noise(around));
        for (int i = reports.Count - 1; i > 0; i--)
        {
            int j = _world.Below(i + 1);
            (reports[i], reports[j]) = (reports[j], reports[i]);
        }
        return reports;
    }

    /// <summary>A box of hundreds of SIMs, reported a few at a time.</summary>
    private void Box(List<Report> reports, PlantedRing ring)
    {
        Thing box = _world.New('d');
        foreach (Thing[] sims in _world.New('t', 200 + _world.Below(200)).Chunk(8))
        {
            var report = new PlantedReport(_world, ring.Day(), ring.Id).Names(box);
            foreach (Thing sim in sims) report.Names(sim).Links(sim, LinkKind.UsedIn, box);
            reports.Add(report.Done());
        }
        reports.Add(new PlantedReport(_world, ring.Day(), ring.Id).Names(box).Names(ring.Leaders[0]).Links(ring.Leaders[0], LinkKind.Controls, box).Done());
        reports.Add(new PlantedReport(_world, ring.Day(), ring.Id).Names(box).Names(ring.Numbers[0]).Links(ring.Numbers[0], LinkKind.UsedIn, box).Done());
    }

    /// <summary>One account, sold to two rings: all that they have in common.</summary>
    private void Sell(PlantedRing first, PlantedRing second)
    {
        Thing account = _world.New('a'), seller = _world.New('p');
        first.UseBought(account, seller, 2 + _world.Below(5));
        second.UseBought(account, seller, 2 + _world.Below(5));
    }

    private Report Noise(PlantedSurroundings around)
    {
        DateTimeOffset time = s_begin.AddHours(_world.Below(24 * 600));
        var report = new PlantedReport(_world, time, null);
        Thing victim = around.Victim(), account = _world.New('a'), number = _world.New('t');
        switch (_world.Below(6))
        {
            case 0: report.VictimPays(victim, account, 5_000_000).Calls(_world.One(around.Hotlines), victim); break;
            case 1: report.VictimPays(victim, _world.One(around.Shops), 700_000).Calls(number, victim); break;
            case 2:
                Thing wifi = _world.One(around.Wifi);
                report.Names(account).Names(wifi).Links(account, LinkKind.LoggedInFrom, wifi);
                break;
            case 3: report.Names(account).Names(around.BankAccount, MentionRole.Intermediary).Pays(account, around.BankAccount, 11_000, time)
                .VictimPays(victim, account, 9_000_000); break;
            default: report.VictimPays(victim, account, 3_000_000).Calls(number, victim); break;
        }
        return report.Done();
    }
}
