namespace Resolve.Cli.Generate;

/// <summary>Which entities of a ring one report sees.</summary>
internal sealed class RingScene
{
    private readonly List<int> _slots = new(16);
    private readonly string?[] _refs = new string?[RingLayout.SizeMax];
    private readonly bool[] _seen = new bool[RingLayout.SizeMax];
    private int _forced;

    public RingLayout Layout { get; private set; } = RingLayout.Of(RingLayout.SizeMin);

    /// <summary>Gets the slots seen, in the order of the report's mentions.</summary>
    public List<int> Slots => _slots;

    public void Start(RingLayout layout)
    {
        Layout = layout;
        _slots.Clear();
        _forced = 0;
        Array.Clear(_refs);
        Array.Clear(_seen);
    }

    /// <summary>Adds the slots whose time this is, so that over all reports none is left out; a leader gets a second one.</summary>
    public void AddForced(int report, int reportCount)
    {
        for (int slot = 0; slot < Layout.Size; slot++)
            if (Turn(Layout.Centre(slot), reportCount) == report || (slot == 0 && Turn(0.8, reportCount) == report)) Add(slot);
        _forced = _slots.Count;
    }

    public bool IsForced(int slot) => _slots.IndexOf(slot) is var at and >= 0 && at < _forced;

    /// <summary>Adds an entity of a role that is in use at that share of the ring's life: numbers and accounts follow one another, an old one comes back at
    /// times.</summary>
    public void AddCurrent(RingRole role, double life, ref SplitMix64 random)
    {
        int count = Layout.Count(role);
        if (count == 0) return;
        int place = random.PerMille(80) ? random.Below(count) : Math.Clamp((int)Math.Floor(life * count + (random.Unit() - 0.5) * 3), 0, count - 1);
        Add(Layout.Slot(role, place));
    }

    /// <summary>Adds the handsets of the numbers seen.</summary>
    public void AddHandsets()
    {
        for (int i = _slots.Count - 1; i >= 0; i--)
            if (Layout.RoleOf(_slots[i]) == RingRole.CallerPhone && Layout.HandsetOf(_slots[i]) is var handset and >= 0) Add(handset);
    }

    /// <summary>Adds to each slot seen on its turn something of the ring that belongs with it, so that the report shows why it is the ring's.</summary>
    public void AddAnchors(double life, ref SplitMix64 random)
    {
        for (int i = 0; i < _forced; i++)
        {
            int slot = _slots[i];
            switch (Layout.RoleOf(slot))
            {
                case RingRole.AccountSeller: AddOwned(slot, RingRole.MuleAccount, life, ref random); break;
                case RingRole.Caller: AddOwned(slot, RingRole.CallerPhone, life, ref random); break;
                case RingRole.CallerDevice or RingRole.SimFarm: AddUsing(slot, life, ref random); break;
                case RingRole.Leader or RingRole.CashOut:
                    AddCurrent(Layout.Count(RingRole.Collector) > 0 ? RingRole.Collector : RingRole.MuleAccount, life, ref random);
                    break;
                case RingRole.LeaderPhone: Add(0); break;
                case RingRole.Recruiter: AddCurrent(RingRole.Caller, life, ref random); break;
                case RingRole.CallerPhone or RingRole.Channel: AddCurrent(RingRole.MuleAccount, life, ref random); break;
                case RingRole.Collector:
                    AddCurrent(RingRole.MuleAccount, life, ref random);
                    AddSeller(slot);
                    break;
                case RingRole.MuleAccount:
                    AddCurrent(RingRole.CallerPhone, life, ref random);
                    AddSeller(slot);
                    break;
            }
        }
    }

    /// <summary>Remembers the ref that a slot's mention got.</summary>
    public void Name(int slot, string reference) => _refs[slot] = reference;

    public string? RefOf(int slot) => _refs[slot];

    /// <summary>Returns the place of a slot's mention in the report.</summary>
    public int PlaceOf(int slot) => _slots.IndexOf(slot);

    /// <summary>Returns the first slot of a role that the report sees; -1 for none.</summary>
    public int First(RingRole role)
    {
        foreach (int slot in _slots)
            if (Layout.RoleOf(slot) == role) return slot;
        return -1;
    }

    public int CountOf(RingRole role)
    {
        int count = 0;
        foreach (int slot in _slots)
            if (Layout.RoleOf(slot) == role) count++;
        return count;
    }

    private static int Turn(double share, int reportCount) => Math.Min((int)(share * reportCount), reportCount - 1);

    private void AddOwned(int owner, RingRole role, double life, ref SplitMix64 random)
    {
        for (int n = 0; n < Layout.Count(role); n++)
        {
            int slot = Layout.Slot(role, n);
            if ((role == RingRole.MuleAccount ? Layout.SellerOf(slot) : Layout.Partner(slot, Layout.RoleOf(owner))) != owner) continue;
            Add(slot);
            return;
        }
        AddCurrent(role, life, ref random);
    }

    /// <summary>Adds the seller of an account, so that at least one report says in whose name it is.</summary>
    private void AddSeller(int account)
    {
        if (Layout.SellerOf(account) is var seller and >= 0) Add(seller);
    }

    private void AddUsing(int device, double life, ref SplitMix64 random)
    {
        for (int n = 0; n < Layout.Count(RingRole.CallerPhone); n++)
        {
            int slot = Layout.Slot(RingRole.CallerPhone, n);
            if (Layout.HandsetOf(slot) == device) Add(slot);
        }
        AddCurrent(RingRole.CallerPhone, life, ref random);
    }

    private void Add(int slot)
    {
        if (_seen[slot]) return;
        _seen[slot] = true;
        _slots.Add(slot);
    }
}
