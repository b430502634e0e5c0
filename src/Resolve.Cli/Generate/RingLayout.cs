namespace Resolve.Cli.Generate;

/// <summary>How many entities of each role a ring of a given size has, and which belongs to which. One instance a size.</summary>
internal sealed class RingLayout
{
    /// <summary>The smallest and the largest ring, in slots over its whole life. With the straw men of its mule accounts the largest has sixty
    /// entities.</summary>
    public const int SizeMin = 3, SizeMax = 53;

    private static readonly RingLayout[] s_bySize = [.. Enumerable.Range(0, SizeMax + 1).Select(size => new RingLayout(Math.Max(size, SizeMin)))];

    private readonly int[] _first = new int[13];
    private readonly RingRole[] _roles;

    private RingLayout(int size)
    {
        int From(int threshold, int step) => size >= threshold ? 1 + size / step : 0;
        Span<int> counts = stackalloc int[12];
        counts[(int)RingRole.Leader] = 1;
        counts[(int)RingRole.LeaderPhone] = size >= 10 ? 1 : 0;
        counts[(int)RingRole.Collector] = From(5, 16);
        counts[(int)RingRole.CashOut] = From(8, 40);
        counts[(int)RingRole.AccountSeller] = From(6, 12);
        counts[(int)RingRole.Caller] = From(12, 20);
        counts[(int)RingRole.CallerDevice] = From(14, 25);
        counts[(int)RingRole.SimFarm] = From(18, 45);
        counts[(int)RingRole.Recruiter] = From(16, 50);
        counts[(int)RingRole.Channel] = From(7, 16);
        int rest = size;
        foreach (int count in counts) rest -= count;
        counts[(int)RingRole.MuleAccount] = (rest + 1) / 2;
        counts[(int)RingRole.CallerPhone] = rest / 2;
        _roles = new RingRole[size];
        for (int role = 0; role < 12; role++)
        {
            _first[role + 1] = _first[role] + counts[role];
            _roles.AsSpan(_first[role], counts[role]).Fill((RingRole)role);
        }
    }

    /// <summary>Gets the number of entities.</summary>
    public int Size => _roles.Length;

    /// <summary>Returns the layout of a size.</summary>
    public static RingLayout Of(int size) => s_bySize[size];

    /// <summary>Returns the role of a slot.</summary>
    public RingRole RoleOf(int slot) => _roles[slot];

    /// <summary>Returns how many entities have a role.</summary>
    public int Count(RingRole role) => _first[(int)role + 1] - _first[(int)role];

    /// <summary>Returns the slot of the nth entity of a role.</summary>
    public int Slot(RingRole role, int n) => _first[(int)role] + n;

    /// <summary>Returns the place of a slot among those of its role.</summary>
    public int Place(int slot) => slot - _first[(int)_roles[slot]];

    /// <summary>Returns the share of the ring's life at which a slot is busiest: numbers, accounts and handles follow one another.</summary>
    public double Centre(int slot)
    {
        RingRole role = _roles[slot];
        double place = (Place(slot) + 0.5) / Count(role);
        return role switch { RingRole.Leader => 0.38, RingRole.LeaderPhone => 0.52, RingRole.CashOut => 0.2 + 0.6 * place, _ => place };
    }

    /// <summary>Returns the slot of another role that belongs with this one: a mule's seller, a phone's handset; -1 when the ring has none.</summary>
    public int Partner(int slot, RingRole role)
    {
        int count = Count(role);
        return count == 0 ? -1 : Slot(role, Place(slot) * count / Count(_roles[slot]));
    }

    /// <summary>Returns the seller in whose name an account is; -1 when the ring has none or the account is in a straw man's name.</summary>
    public int SellerOf(int account) => HasStrawMan(account) ? -1 : Partner(account, RingRole.AccountSeller);

    /// <summary>Returns whether an account is in the name of somebody who is known by nothing but that: every second mule account.</summary>
    public bool HasStrawMan(int slot) => _roles[slot] == RingRole.MuleAccount && Place(slot) % 2 == 1;

    /// <summary>Returns the handset a caller's number is used in: the SIM farm for the first numbers of a ring that has one.</summary>
    public int HandsetOf(int phoneSlot)
    {
        bool farmed = Count(RingRole.SimFarm) > 0 && Place(phoneSlot) * 5 < Count(RingRole.CallerPhone) * 3;
        return Partner(phoneSlot, farmed ? RingRole.SimFarm : RingRole.CallerDevice);
    }
}
