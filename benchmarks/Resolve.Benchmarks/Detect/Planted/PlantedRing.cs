using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>A planted ring: what it has, and the reports that name it.</summary>
internal sealed class PlantedRing
{
    private readonly PlantedWorld _world;
    private readonly PlantedSurroundings _around;
    private readonly Dictionary<Thing, Thing> _holderOf = [];
    private readonly List<Report> _reports;
    private readonly DateTimeOffset _begin;
    private readonly int _days;

    public PlantedRing(PlantedWorld world, PlantedSurroundings around, List<Report> reports, string id, PlantedScale scale, DateTimeOffset begin)
    {
        (_world, _around, _reports, Id, _begin) = (world, around, reports, id, begin);
        _days = 60 + world.Below(200);
        Leaders = world.New('p', scale.Leaders);
        LeaderPhones = world.New('t', scale.Leaders);
        Numbers = world.New('t', scale.Numbers);
        Mules = world.New('a', scale.Mules);
        Collectors = world.New('a', Math.Max(1, scale.Mules / 4));
        Devices = world.New('d', scale.Devices);
        Nick = world.New('o');
        foreach (Thing account in Mules) if (world.Below(2) == 0) _holderOf[account] = world.New('p');
    }

    public string Id { get; }

    public Thing[] Leaders { get; }

    public Thing[] LeaderPhones { get; }

    public Thing[] Numbers { get; }

    public Thing[] Mules { get; }

    public Thing[] Collectors { get; }

    public Thing[] Devices { get; }

    public Thing Nick { get; }

    /// <summary>Gets a day on which the ring is active.</summary>
    public DateTimeOffset Day() => _begin.AddDays(_world.Below(_days)).AddMinutes(_world.Below(600));

    /// <summary>Writes reports of the ring until there are enough.</summary>
    public void Report(int count)
    {
        for (int i = 0; i < count; i++)
        {
            DateTimeOffset time = Day();
            var report = new PlantedReport(_world, time, Id);
            switch (_world.Below(20))
            {
                case < 9: Complaint(report); break;
                case < 12: Statement(report, time); break;
                case < 14: Arrest(report); break;
                case < 16: Handset(report); break;
                case < 17: Logins(report); break;
                default: List(report); break;
            }
            _reports.Add(report.Done());
        }
    }

    /// <summary>Writes complaints of victims who paid an account that this ring uses, bought or rented.</summary>
    public void UseBought(Thing account, Thing seller, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var report = new PlantedReport(_world, Day(), Id);
            Thing victim = _around.Victim();
            report.VictimPays(victim, account, Sum(5, 80)).Calls(_world.One(Numbers), victim);
            if (_world.Below(3) == 0) report.Holds(seller, account);
            if (_world.Below(3) == 0) report.Names(Nick);
            _reports.Add(report.Done());
        }
    }

    public decimal Sum(int from, int below) => 1_000_000m * (from + _world.Below(below - from));

    private void Complaint(PlantedReport report)
    {
        Thing victim = _around.Victim(), mule = _world.One(Mules);
        report.VictimPays(victim, mule, Sum(5, 80)).Calls(_world.One(Numbers), victim);
        if (_world.Below(3) == 0) report.Names(Nick);
        if (_world.Below(4) == 0 && _holderOf.TryGetValue(mule, out Thing? holder)) report.Holds(holder, mule);
        if (_world.Below(12) == 0) report.Calls(_world.One(_around.Hotlines), victim, isOwn: false); // an innocent line that the victim called, too
        if (_world.Below(60) == 0) report.Names(_around.Stranger(), MentionRole.Suspect, isOwn: false);
    }

    /// <summary>A bank's statement of one account: what it paid its ring, and many who have nothing to do with it.</summary>
    private void Statement(PlantedReport report, DateTimeOffset time)
    {
        Thing mule = _world.One(Mules), collector = _world.One(Collectors);
        report.Names(mule, MentionRole.Intermediary).Names(collector, MentionRole.Intermediary);
        for (int i = 0; i < 1 + _world.Below(3); i++) report.Pays(mule, collector, Sum(10, 60), time.AddMinutes(i * 7));
        if (_world.Below(2) == 0)
        {
            Thing other = _world.One(Mules);
            if (other != mule) report.Names(other, MentionRole.Intermediary).Pays(mule, other, Sum(5, 30), time.AddMinutes(30));
        }
        Bystanders(report, mule, time);
    }

    /// <summary>Adds a statement's innocent counterparties.</summary>
    public void Bystanders(PlantedReport report, Thing account, DateTimeOffset time)
    {
        int count = _world.Below(6);
        for (int i = 0; i < count; i++)
        {
            Thing other = _world.Below(2) == 0 ? _world.One(_around.Shops) : _world.New('a');
            report.Names(other, MentionRole.Intermediary, isOwn: false);
            decimal sum = 10_000m * (2 + _world.Below(150));
            if (_world.Below(4) == 0) report.Pays(other, account, sum, time.AddHours(i)); else report.Pays(account, other, sum, time.AddHours(i));
        }
        if (_world.Below(5) == 0) report.Names(_around.BankAccount, MentionRole.Intermediary, isOwn: false).Pays(account, _around.BankAccount, 11_000, time);
    }

    private void Arrest(PlantedReport report)
    {
        int leader = _world.Below(Leaders.Length);
        report.Names(Leaders[leader]).Holds(Leaders[leader], LeaderPhones[leader]);
        Thing number = _world.One(Numbers);
        report.Names(number).Links(LeaderPhones[leader], LinkKind.Contacted, number);
        Thing mule = _world.One(Mules);
        if (_holderOf.TryGetValue(mule, out Thing? holder)) report.Holds(holder, mule).Links(Leaders[leader], LinkKind.Controls, holder);
        else report.Names(mule).Links(Leaders[leader], LinkKind.Controls, mule);
    }

    private void Handset(PlantedReport report)
    {
        Thing device = _world.One(Devices);
        report.Names(device);
        for (int i = 0; i < 2; i++)
        {
            Thing number = _world.One(Numbers);
            report.Names(number).Links(number, LinkKind.UsedIn, device);
        }
    }

    private void Logins(PlantedReport report)
    {
        Thing device = _world.Below(3) == 0 ? _world.One(_around.Wifi) : _world.One(Devices);
        report.Names(device, MentionRole.Suspect, isOwn: Devices.Contains(device));
        for (int i = 0; i < 2; i++)
        {
            Thing mule = _world.One(Mules);
            report.Names(mule).Links(mule, LinkKind.LoggedInFrom, device);
        }
    }

    /// <summary>An interrogation: the leader and some of his people, no more than listed.</summary>
    private void List(PlantedReport report)
    {
        report.Names(_world.One(Leaders)).Names(_world.One(Numbers)).Names(_world.One(Mules));
        if (_world.Below(2) == 0) report.Names(_world.One(Collectors));
    }
}

/// <summary>How much a planted ring has.</summary>
internal readonly record struct PlantedScale(int Leaders, int Numbers, int Mules, int Devices);
