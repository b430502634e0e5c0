using System.Globalization;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>A planted ring: everything about it that its reports share, a pure function of the seed and its number.</summary>
internal sealed class RingPlan
{
    private static readonly string[] s_countries = ["KH", "KH", "KH", "KH", "LA", "MM", "PH", "CN"];

    private readonly (DateTimeOffset Time, ReportKey Report, string Ref)[] _earliest;

    public RingPlan(World world, int number, int reportCount)
    {
        var random = SplitMix64.Of(world.Options.Seed, 11, (ulong)number);
        Number = number;
        ReportCount = reportCount;
        Layout = RingLayout.Of(world.RingSize(number));
        Typology = Typologies.DrawRing(ref random);
        Country = random.PerMille(300) ? random.Pick(s_countries) : null;
        ForeignLeader = Country is not null && random.PerMille(450);
        Provinces = new int[Math.Min(12, 2 + Layout.Size / 6)];
        for (int i = 0; i < Provinces.Length; i++) Provinces[i] = Generate.Provinces.Draw(ref random);
        Start = world.RingStart(number);
        double days = random.Between(25, 120) + Layout.Size * random.Between(2, 7);
        long end = Math.Min(Start + (long)(days * TimeSpan.TicksPerDay), world.Options.Span.To.UtcTicks);
        Length = Math.Max(end - Start, TimeSpan.TicksPerDay);
        Hub = world.HubCount > 0 && random.PerMille(world.Options.HubRingsPerMille) ? world.DrawHub(ref random) : -1;
        int lender = number + (random.PerMille(500) ? 1 : -1) * random.Between(1, 8);
        bool borrows = random.PerMille(world.Options.SharedMuleRingsPerMille);
        Lender = borrows && lender >= 0 && lender < world.Options.Rings ? lender : -1;
        _earliest = new (DateTimeOffset, ReportKey, string)[Layout.Size];
    }

    public int Number { get; }

    public int ReportCount { get; }

    public RingLayout Layout { get; }

    public Typology Typology { get; }

    /// <summary>Gets the country that the ring works from; null when it stays at home.</summary>
    public string? Country { get; }

    public bool ForeignLeader { get; }

    /// <summary>Gets the old provinces that its reports come from, repeated by weight.</summary>
    public int[] Provinces { get; }

    public long Start { get; }

    public long Length { get; }

    /// <summary>Gets the hub it uses; -1 for none.</summary>
    public int Hub { get; }

    /// <summary>Gets the ring whose first mule account it borrows; -1 for none.</summary>
    public int Lender { get; }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"ring-{Number:000000}");

    /// <summary>Returns the moment of one of its reports, ticks of UTC; the moments ascend.</summary>
    public long TimeOf(World world, int report)
    {
        var random = SplitMix64.Of(world.Options.Seed, 12, ((ulong)Number << 24) + (ulong)report);
        return Start + (long)(Length * ((report + random.Unit()) / ReportCount));
    }

    /// <summary>Returns the country of a slot's number or person; null for Viet Nam.</summary>
    public string? CountryOf(int slot)
    {
        if (Country is null) return null;
        return Layout.RoleOf(slot) switch
        {
            RingRole.Leader => ForeignLeader ? Country : null,
            RingRole.LeaderPhone => Country,
            RingRole.CallerPhone => Layout.Place(slot) % 3 == 2 ? Country : null,
            _ => null,
        };
    }

    /// <summary>Remembers a mention of a slot's person or of an account's straw man, because the earliest mention names the person.</summary>
    public void See(int slot, DateTimeOffset time, ReportKey report, string reference)
    {
        ref var earliest = ref _earliest[slot];
        if (earliest.Ref is not null)
        {
            int order = time.UtcTicks.CompareTo(earliest.Time.UtcTicks);
            if (order == 0) order = report.CompareTo(earliest.Report);
            if (order == 0) order = string.CompareOrdinal(reference, earliest.Ref);
            if (order >= 0) return;
        }
        earliest = (time, report, reference);
    }

    /// <summary>Returns what the ring planted, by key; call it after its last report.</summary>
    public IEnumerable<TruthRow> Truth(World world)
    {
        var rows = new List<TruthRow>(Layout.Size + 8);
        for (int slot = 0; slot < Layout.Size; slot++)
        {
            RingRole role = Layout.RoleOf(slot);
            rows.Add(new TruthRow(RingRoles.IsPerson(role) ? PersonKey(slot) : world.KeyOf(this, slot), Id, RingRoles.Word(role)));
            if (Layout.HasStrawMan(slot)) rows.Add(new TruthRow(PersonKey(slot), Id, RingRoles.Word(RingRole.AccountSeller)));
        }
        rows.Sort(static (a, b) => string.CompareOrdinal(a.EntityKey, b.EntityKey));
        return rows;
    }

    private string PersonKey(int slot)
    {
        (_, ReportKey report, string reference) = _earliest[slot];
        return string.Create(CultureInfo.InvariantCulture, $"person:{StableHash.Key64(report.Source, report.Id, reference):x16}");
    }
}
