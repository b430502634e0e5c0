namespace Resolve.Cli.Generate;

/// <summary>The invented world of one run: every identifier and person by index, never one twice, and the numbers of every ring, all without memory.</summary>
internal sealed class World
{
    private const int HubRoom = 1024, RingRoom = 64;

    private readonly long _ringBase, _victimBase, _bystanderBase, _noiseBase;
    private readonly WeightedIndex _hubs;

    public World(GeneratorOptions options)
    {
        Options = options;
        Phones = new PhoneNumbers(options.Seed);
        Accounts = new BankAccounts(options.Seed);
        Devices = new Devices(options.Seed);
        Handles = new OnlineHandles(options.Seed);
        People = new People(options.Seed);
        HubCount = Math.Clamp(3 + options.Reports / 12_000, 3, 400);
        _hubs = new WeightedIndex([.. Enumerable.Range(1, HubCount).Select(rank => 10_000 / (rank + 1))]);
        _ringBase = HubRoom;
        _victimBase = _ringBase + (long)options.Rings * RingRoom;
        _bystanderBase = _victimBase + options.Reports;
        _noiseBase = _bystanderBase + options.Reports;
    }

    public GeneratorOptions Options { get; }

    public PhoneNumbers Phones { get; }

    public BankAccounts Accounts { get; }

    public Devices Devices { get; }

    public OnlineHandles Handles { get; }

    public People People { get; }

    public int HubCount { get; }

    public int DrawHub(ref SplitMix64 random) => _hubs.Draw(ref random);

    public static long HubIndex(int hub) => hub;

    public long RingIndex(int ring, int slot) => _ringBase + (long)ring * RingRoom + slot;

    public long VictimIndex(long victim) => _victimBase + victim;

    public long BystanderIndex(long report) => _bystanderBase + report;

    public long NoiseIndex(long noiseCase, int n) => _noiseBase + noiseCase * 2 + n;

    /// <summary>Returns the size of a ring: three to fifty-three slots, small ones far more often.</summary>
    public int RingSize(int ring)
    {
        var random = SplitMix64.Of(Options.Seed, 13, (ulong)ring);
        double u = random.Unit();
        return RingLayout.SizeMin + (int)((RingLayout.SizeMax - RingLayout.SizeMin + 1) * u * u * u);
    }

    /// <summary>Returns how loud a ring is against others of its size.</summary>
    public double RingLoudness(int ring)
    {
        var random = SplitMix64.Of(Options.Seed, 14, (ulong)ring);
        return 0.6 + 0.8 * random.Unit();
    }

    /// <summary>Returns when a ring starts, ticks of UTC; starts ascend with the number.</summary>
    public long RingStart(int ring)
    {
        var random = SplitMix64.Of(Options.Seed, 15, (ulong)ring);
        long from = Options.Span.From.UtcTicks, span = Options.Span.To.UtcTicks - from;
        return from + (long)(span * 0.9 * ((ring + random.Unit()) / Math.Max(Options.Rings, 1)));
    }

    /// <summary>Returns where a ring's money leaves: a bank at home, else a crypto address or a bank abroad.</summary>
    public GeneratedAccount CashOut(RingPlan ring, int slot)
    {
        long index = RingIndex(ring.Number, slot);
        if (ring.Country is null) return Accounts.At(index);
        return (ring.Number + ring.Layout.Place(slot)) % 3 == 0 ? Accounts.Abroad(index, ring.Country) : Accounts.Tron(index);
    }

    /// <summary>Returns the canonical key of a slot that is not a person.</summary>
    public string KeyOf(RingPlan ring, int slot)
    {
        long index = RingIndex(ring.Number, slot);
        return ring.Layout.RoleOf(slot) switch
        {
            RingRole.LeaderPhone or RingRole.CallerPhone => Phones.At(index, ring.CountryOf(slot)).Key,
            RingRole.CashOut => CashOut(ring, slot).Key,
            RingRole.MuleAccount or RingRole.Collector => Accounts.At(index).Key,
            RingRole.CallerDevice or RingRole.SimFarm => "device:imei:" + Devices.At(index),
            RingRole.Recruiter or RingRole.Channel => Handles.At(index).Key,
            _ => throw new InvalidOperationException("A person's key comes from the earliest mention."),
        };
    }
}
