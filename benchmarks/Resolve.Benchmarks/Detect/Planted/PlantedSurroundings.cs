namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>Those whom rings and strangers share: victims, shops, hotlines, public networks.</summary>
internal sealed class PlantedSurroundings(PlantedWorld world, int reportCount)
{
    private readonly Thing[] _victims = world.New('p', Math.Max(20, reportCount / 3));
    private readonly List<Thing> _strangers = [];

    public Thing[] Shops { get; } = world.New('a', Math.Max(20, reportCount / 100));

    public Thing[] Hotlines { get; } = world.New('t', 4);

    public Thing[] Wifi { get; } = world.New('d', Math.Max(2, reportCount / 5_000));

    /// <summary>Gets a bank's own account, which takes fees from everybody.</summary>
    public Thing BankAccount { get; } = world.New('a');

    public Thing Victim() => world.One(_victims);

    /// <summary>Returns something of somebody else, which a report names by mistake.</summary>
    public Thing Stranger() => _strangers.Count == 0 ? world.New('t') : world.One(_strangers);

    public void Add(IEnumerable<Thing> strangers) => _strangers.AddRange(strangers);
}
