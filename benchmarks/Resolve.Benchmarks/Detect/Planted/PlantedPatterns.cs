using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>Plants one pattern of transfers among accounts of a ring. Bank statements state them, and name bystanders as well.</summary>
internal static class PlantedPatterns
{
    private static readonly string[] s_kinds = ["fan-in", "fan-out", "cycle", "gather-scatter", "stack", "peel-chain"];

    public static void Plant(PlantedWorld world, PlantedRing ring, PlantedSurroundings around, List<Report> reports, int kind)
    {
        string word = s_kinds[kind % s_kinds.Length];
        DateTimeOffset time = ring.Day();
        List<(Thing From, Thing To, decimal Amount, int Minutes)> flows = word switch
        {
            "fan-in" => FanIn(world, ring, world.New('a'), world.New('a', 4 + world.Below(5)), 0),
            "fan-out" => FanOut(world, world.New('a'), world.New('a', 4 + world.Below(5)), ring.Sum(200, 400), 0),
            "cycle" => Cycle(world, world.New('a', 3 + world.Below(4)), ring.Sum(50, 300)),
            "gather-scatter" => GatherScatter(world, ring),
            "stack" => Stack(world, ring),
            _ => PeelChain(world, world.New('a', 5 + world.Below(4)), ring.Sum(300, 900)),
        };
        HashSet<Thing> accounts = [.. flows.SelectMany(f => new[] { f.From, f.To })];
        foreach (IGrouping<Thing, (Thing From, Thing To, decimal Amount, int Minutes)> statement in flows.GroupBy(f => word is "fan-in" ? f.To : f.From))
        {
            var report = new PlantedReport(world, time.AddDays(3), ring.Id);
            report.Names(statement.Key, MentionRole.Intermediary);
            foreach ((Thing from, Thing to, decimal amount, int minutes) in statement)
                report.Names(from, MentionRole.Intermediary).Names(to, MentionRole.Intermediary).Pays(from, to, amount, time.AddMinutes(minutes));
            ring.Bystanders(report, statement.Key, time);
            reports.Add(report.Done());
        }
        foreach (Thing account in accounts) Show(world, ring, around, reports, account);
        world.Patterns.Add(new PlantedPattern(ring.Id, word, [.. accounts.Select(a => a.Key)]));
    }

    /// <summary>Each account of a pattern has a part that another report states, so that it can be known from a bystander.</summary>
    private static void Show(PlantedWorld world, PlantedRing ring, PlantedSurroundings around, List<Report> reports, Thing account)
    {
        var report = new PlantedReport(world, ring.Day(), ring.Id);
        switch (world.Below(3))
        {
            case 0:
                Thing victim = around.Victim();
                report.VictimPays(victim, account, ring.Sum(5, 60)).Calls(world.One(ring.Numbers), victim);
                break;
            case 1:
                Thing device = world.One(ring.Devices);
                report.Names(account).Names(device).Links(account, LinkKind.LoggedInFrom, device);
                break;
            default:
                Thing leader = world.One(ring.Leaders);
                report.Names(account).Names(leader).Links(leader, LinkKind.Controls, account);
                break;
        }
        reports.Add(report.Done());
    }

    private static List<(Thing, Thing, decimal, int)> FanIn(PlantedWorld world, PlantedRing ring, Thing into, Thing[] from, int start) =>
        [.. from.Select((f, i) => (f, into, ring.Sum(10, 60), start + i * 20 + world.Below(15)))];

    private static List<(Thing, Thing, decimal, int)> FanOut(PlantedWorld world, Thing from, Thing[] to, decimal sum, int start) =>
        [.. to.Select((t, i) => (from, t, sum / to.Length, start + i * 20 + world.Below(15)))];

    private static List<(Thing, Thing, decimal, int)> Cycle(PlantedWorld world, Thing[] accounts, decimal sum) =>
        [.. accounts.Select((a, i) => (a, accounts[(i + 1) % accounts.Length], sum - sum * i / 50, i * 180 + world.Below(90)))];

    private static List<(Thing, Thing, decimal, int)> GatherScatter(PlantedWorld world, PlantedRing ring)
    {
        Thing middle = world.New('a');
        var gathered = FanIn(world, ring, middle, world.New('a', 3 + world.Below(3)), 0);
        return [.. gathered, .. FanOut(world, middle, world.New('a', 3 + world.Below(3)), gathered.Sum(g => g.Item3), 240)];
    }

    /// <summary>Two layers behind one another, each account of one paying several of the next.</summary>
    private static List<(Thing, Thing, decimal, int)> Stack(PlantedWorld world, PlantedRing ring)
    {
        Thing[] first = world.New('a', 2 + world.Below(2)), second = world.New('a', 2 + world.Below(2)), third = world.New('a', 2 + world.Below(2));
        var flows = new List<(Thing, Thing, decimal, int)>();
        foreach (Thing a in first) foreach (Thing b in second) flows.Add((a, b, ring.Sum(20, 50), world.Below(100)));
        foreach (Thing b in second) foreach (Thing c in third) flows.Add((b, c, ring.Sum(15, 40), 300 + world.Below(100)));
        return flows;
    }

    private static List<(Thing, Thing, decimal, int)> PeelChain(PlantedWorld world, Thing[] accounts, decimal sum)
    {
        var flows = new List<(Thing, Thing, decimal, int)>();
        for (int i = 0; i + 1 < accounts.Length; i++)
        {
            flows.Add((accounts[i], accounts[i + 1], sum, i * 120 + world.Below(60)));
            sum -= sum * (4 + world.Below(8)) / 100; // a small part is peeled off at each step
        }
        return flows;
    }
}
