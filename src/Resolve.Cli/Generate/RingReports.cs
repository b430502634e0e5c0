using System.Globalization;
using System.Text;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>Writes the reports of planted rings: each sees a few entities, and every entity is seen at least once.</summary>
internal sealed class RingReports(World world)
{
    private const int PhoneKindsMax = 4;
    private static readonly string[] s_aliases = ["Tý", "Hùng sẹo", "Cào 1", "Sếp Long", "Bảy", "A Tài", "Ken", "Chị Hai", "Tuấn trọc", "Boss"];

    private readonly GeneratedHead _frame = new(world);
    private readonly ReportDraft _draft = new();
    private readonly RingScene _scene = new();

    private enum Kind
    {
        Victim,
        Bank,
        Telecom,
        Inquiry,
    }

    /// <summary>Writes one report.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="number">The report's number in the ring.</param>
    /// <param name="sequence">The report's number in the run.</param>
    public Report Build(RingPlan ring, int number, long sequence)
    {
        var random = SplitMix64.Of(world.Options.Seed, 21, ((ulong)ring.Number << 24) + (ulong)number);
        _draft.Clear();
        _scene.Start(ring.Layout);
        double life = (number + 0.5) / ring.ReportCount;
        _scene.AddForced(number, ring.ReportCount);
        Kind kind = Draw(ring.Layout, ref random);
        Cast(kind, life, ref random);
        _scene.AddAnchors(life, ref random);

        DateTimeOffset happened = GeneratedHead.Local(ring.TimeOf(world, number));
        DateTimeOffset received = _frame.ReceivedAfter(happened, ref random);
        int province = random.Pick(ring.Provinces);
        (ReportKey key, string unit, string provinceText) = GeneratedHead.Desk(province, received, sequence, ref random);
        decimal amount = GeneratedHead.Amount(ring.Typology.LossLow, ring.Typology.LossHigh, ref random);
        foreach (int slot in _scene.Slots) Mention(ring, slot, received, key, ref random);
        LinkMembers(ring, happened, amount, ref random);
        string victim = "";
        if (kind == Kind.Victim) victim = Harm(happened, amount, sequence, ref random);
        Mislead(ring, kind, sequence, happened, amount, ref random);

        CompositeFormat[] texts = kind switch { Kind.Victim => ring.Typology.Texts, Kind.Bank => Typologies.Bank, Kind.Telecom =>
            Typologies.Telecom, _ => Typologies.Inquiry };
        string narrative = Narrate(random.Pick(texts), victim, happened, amount, MentionFactory.Address(province, ref random));
        if (ring.Country is not null && random.PerMille(kind == Kind.Inquiry ? 600 : 120)) narrative += Typologies.PlacesAbroad[ring.Country];
        Money? loss = kind == Kind.Victim && amount > 0 ? new Money(amount) : null;
        return GeneratedHead.Finish(_draft, key, unit, received, kind == Kind.Victim || random.PerMille(500) ? happened : null, provinceText,
            ring.Typology.Code, loss, narrative);
    }

    private static Kind Draw(RingLayout layout, ref SplitMix64 random)
    {
        int roll = random.Below(100);
        if (roll < 58) return Kind.Victim;
        if (roll < 76) return Kind.Bank;
        if (roll < 86 && layout.Count(RingRole.CallerDevice) + layout.Count(RingRole.SimFarm) > 0) return Kind.Telecom;
        return Kind.Inquiry;
    }

    private void Cast(Kind kind, double life, ref SplitMix64 random)
    {
        void Maybe(RingRole role, int perMille, ref SplitMix64 r)
        {
            if (r.PerMille(perMille)) _scene.AddCurrent(role, life, ref r);
        }
        switch (kind)
        {
            case Kind.Victim:
                _scene.AddCurrent(RingRole.MuleAccount, life, ref random);
                Maybe(RingRole.MuleAccount, 300, ref random);
                Maybe(RingRole.CallerPhone, 800, ref random);
                Maybe(RingRole.CallerPhone, 200, ref random);
                Maybe(RingRole.Channel, 350, ref random);
                Maybe(RingRole.Collector, 150, ref random);
                break;
            case Kind.Bank:
                _scene.AddCurrent(RingRole.MuleAccount, life, ref random);
                _scene.AddCurrent(RingRole.MuleAccount, life, ref random);
                Maybe(RingRole.Collector, 900, ref random);
                Maybe(RingRole.CashOut, 550, ref random);
                Maybe(RingRole.AccountSeller, 450, ref random);
                Maybe(RingRole.Leader, 120, ref random);
                break;
            case Kind.Telecom:
                for (int i = random.Between(2, PhoneKindsMax); i > 0; i--) _scene.AddCurrent(RingRole.CallerPhone, life, ref random);
                _scene.AddHandsets();
                Maybe(RingRole.Caller, 400, ref random);
                Maybe(RingRole.LeaderPhone, 250, ref random);
                break;
            default:
                _scene.AddCurrent(RingRole.MuleAccount, life, ref random);
                Maybe(RingRole.Leader, 550, ref random);
                Maybe(RingRole.Caller, 450, ref random);
                Maybe(RingRole.AccountSeller, 450, ref random);
                Maybe(RingRole.Collector, 600, ref random);
                Maybe(RingRole.LeaderPhone, 400, ref random);
                Maybe(RingRole.Recruiter, 400, ref random);
                Maybe(RingRole.CashOut, 400, ref random);
                Maybe(RingRole.SimFarm, 300, ref random);
                break;
        }
    }

    private void Mention(RingPlan ring, int slot, DateTimeOffset received, ReportKey key, ref SplitMix64 random)
    {
        long index = world.RingIndex(ring.Number, slot);
        RingRole role = ring.Layout.RoleOf(slot);
        string? country = ring.CountryOf(slot);
        MentionRole part = role switch
        {
            RingRole.AccountSeller => MentionRole.Holder,
            RingRole.MuleAccount or RingRole.Collector => random.PerMille(600) ? MentionRole.Suspect : MentionRole.Intermediary,
            _ => MentionRole.Suspect,
        };
        string reference = role switch
        {
            RingRole.Leader or RingRole.AccountSeller or RingRole.Caller =>
                MentionFactory.Person(_draft, world.People.At(index, country), part, papers: true, role == RingRole.Leader && random.PerMille(500)
                    ? s_aliases[ring.Number % s_aliases.Length] : null, ref random),
            RingRole.LeaderPhone or RingRole.CallerPhone =>
                MentionFactory.Phone(_draft, world.Phones.At(index, country), part, ref random, random.Below(4) switch { 0 => "zalo", 1 => "call", _ => null }),
            RingRole.CashOut => MentionFactory.Account(_draft, world.CashOut(ring, slot), part, null, ref random),
            RingRole.MuleAccount or RingRole.Collector => Account(ring, slot, part, received, key, ref random),
            RingRole.CallerDevice or RingRole.SimFarm => MentionFactory.Device(_draft, world.Devices.At(index), part, ref random),
            _ => MentionFactory.Online(_draft, world.Handles.At(index), part, ref random),
        };
        _scene.Name(slot, reference);
        if (RingRoles.IsPerson(role)) ring.See(slot, received, key, reference);
    }

    /// <summary>Writes an account, often with the name it is in: a seller's whom the report mentions, or a straw man's.</summary>
    private string Account(RingPlan ring, int slot, MentionRole part, DateTimeOffset received, ReportKey key, ref SplitMix64 random)
    {
        bool forced = _scene.IsForced(slot), straw = ring.Layout.HasStrawMan(slot);
        bool forgetBank = !forced && random.PerMille(25);
        int seller = ring.Layout.SellerOf(slot);
        bool named = !forgetBank && (straw || (seller >= 0 && _scene.Slots.Contains(seller))) && ((straw && forced) || random.PerMille(700));
        string? holder = named ? world.People.HolderName(world.RingIndex(ring.Number, straw ? slot : seller), null) : null;
        string reference = MentionFactory.Account(_draft, world.Accounts.At(world.RingIndex(ring.Number, slot)), part, holder, ref random, forgetBank);
        // The engine makes a person of a holder whom the report does not mention otherwise, under this ref.
        if (named && straw) ring.See(slot, received, key, reference + "/holder");
        return reference;
    }

    /// <summary>Links the members that the report sees: who holds, uses, controls and pays whom.</summary>
    private void LinkMembers(RingPlan ring, DateTimeOffset happened, decimal amount, ref SplitMix64 random)
    {
        RingLayout layout = ring.Layout;
        foreach (int slot in _scene.Slots)
        {
            switch (layout.RoleOf(slot))
            {
                case RingRole.MuleAccount:
                    Join(layout.SellerOf(slot), slot, LinkKind.Holds);
                    if (_scene.First(RingRole.Collector) is var collector and >= 0) Pay(slot, collector, happened, amount, random.Between(3, 40), ref random);
                    break;
                case RingRole.Collector:
                    Join(layout.SellerOf(slot), slot, LinkKind.Holds);
                    if (_scene.First(RingRole.CashOut) is var exit and >= 0) Pay(slot, exit, happened, amount * 2, random.Between(40, 200), ref random);
                    break;
                case RingRole.CallerPhone:
                    Join(slot, layout.HandsetOf(slot), LinkKind.UsedIn);
                    Join(slot, layout.Partner(slot, RingRole.Caller), LinkKind.RegisteredTo);
                    break;
                case RingRole.Leader:
                    Command(slot, ref random);
                    break;
                case RingRole.Recruiter:
                    Join(slot, _scene.First(RingRole.Caller), LinkKind.Contacted);
                    Join(slot, _scene.First(RingRole.AccountSeller), LinkKind.Contacted);
                    break;
            }
        }
    }

    private void Command(int leader, ref SplitMix64 random)
    {
        Join(leader, _scene.First(RingRole.LeaderPhone), LinkKind.Holds);
        Join(leader, _scene.First(RingRole.CashOut), LinkKind.Controls);
        Join(leader, _scene.First(RingRole.Collector), LinkKind.Controls);
        if (random.PerMille(600)) Join(leader, _scene.First(RingRole.SimFarm), LinkKind.Controls);
        if (random.PerMille(500)) Join(leader, _scene.First(RingRole.Recruiter), LinkKind.Controls);
        if (random.PerMille(400)) Join(leader, _scene.First(RingRole.Caller), LinkKind.Related);
    }

    private void Join(int from, int to, LinkKind kind)
    {
        if (from >= 0 && to >= 0 && _scene.RefOf(from) is { } f && _scene.RefOf(to) is { } t) _draft.Link(f, t, kind);
    }

    private void Pay(int from, int to, DateTimeOffset happened, decimal amount, int minutes, ref SplitMix64 random)
    {
        DateTimeOffset at = happened.AddMinutes(minutes);
        decimal kept = Math.Floor(amount * random.Between(930, 1000) / 1_000_000) * 1_000;
        _draft.Links.Add(new ReportLink(_scene.RefOf(from)!, _scene.RefOf(to)!, LinkKind.Transferred, kept > 0 ? kept : null, null, at, random.PerMille(500)
            ? GeneratedHead.Reference(at, ref random) : null));
    }

    /// <summary>Adds the victim with what is the victim's own, and the money that went.</summary>
    private string Harm(DateTimeOffset happened, decimal amount, long sequence, ref SplitMix64 random)
    {
        // One victim in twelve is harmed more than once, by any ring.
        long victim = world.VictimIndex(random.PerMille(80) ? random.Below(Math.Max(20, world.Options.Reports / 100)) : sequence);
        GeneratedPerson person = world.People.At(victim, null);
        string who = MentionFactory.Person(_draft, person, MentionRole.Victim, random.PerMille(350), null, ref random);
        string payer = who;
        if (random.PerMille(400))
        {
            payer = MentionFactory.Account(_draft, world.Accounts.At(victim), MentionRole.Victim, AsciiFold.Upper(person.Name), ref random);
            _draft.Link(who, payer, LinkKind.Holds);
        }
        if (random.PerMille(350)) _draft.Link(who, MentionFactory.Phone(_draft, world.Phones.At(victim, null), MentionRole.Victim, ref random), LinkKind.Holds);
        int mules = _scene.CountOf(RingRole.MuleAccount);
        foreach (int slot in _scene.Slots)
        {
            RingRole role = _scene.Layout.RoleOf(slot);
            if (role is RingRole.CallerPhone or RingRole.Channel) _draft.Link(_scene.RefOf(slot)!, who, LinkKind.Contacted);
            if (role != RingRole.MuleAccount) continue;
            DateTimeOffset at = happened.AddMinutes(random.Between(-40, 0));
            decimal part = Math.Floor(amount / mules / 1_000) * 1_000;
            _draft.Links.Add(new ReportLink(payer, _scene.RefOf(slot)!, LinkKind.Transferred, part > 0 ? part : null, null, at, random.PerMille(300)
                ? GeneratedHead.Reference(at, ref random) : null));
        }
        return person.Name;
    }

    /// <summary>Adds what does not belong to the ring: hubs, a borrowed mule, an entity of another ring, a bystander, a displayed hotline.</summary>
    private void Mislead(RingPlan ring, Kind kind, long sequence, DateTimeOffset happened, decimal amount, ref SplitMix64 random)
    {
        string? mule = _scene.First(RingRole.MuleAccount) is var slot and >= 0 ? _scene.RefOf(slot) : null;
        if (ring.Hub >= 0 && random.PerMille(400))
        {
            string hub = MentionFactory.Hub(world, _draft, ring.Hub, ref random);
            if (mule is not null && ring.Hub % 4 != 1) _draft.Links.Add(new ReportLink(mule, hub, LinkKind.Transferred, amount > 0 ? amount : null, null,
                happened.AddMinutes(random.Between(2, 90))));
        }
        if (ring.Lender >= 0 && kind is Kind.Victim or Kind.Bank && random.PerMille(180))
        {
            int lent = RingLayout.Of(world.RingSize(ring.Lender)).Slot(RingRole.MuleAccount, 0);
            string borrowed = MentionFactory.Account(_draft, world.Accounts.At(world.RingIndex(ring.Lender, lent)), MentionRole.Suspect, null, ref random);
            if (mule is not null) _draft.Links.Add(new ReportLink(mule, borrowed, LinkKind.Transferred, amount > 0 ? amount : null, null,
                happened.AddMinutes(random.Between(2, 30))));
        }
        if (random.PerMille(world.Options.BridgeReportsPerMille)) Bridge(ring, ref random);
        if (random.PerMille(8)) MentionFactory.Phone(_draft, world.Phones.At(world.BystanderIndex(sequence), null), MentionRole.Mentioned, ref random);
        if (random.PerMille(15))
        {
            string reference = _draft.NextRef(MentionKind.Phone);
            _draft.Mentions.Add(new Mention { Ref = reference, Kind = MentionKind.Phone, Role = MentionRole.Mentioned, Value = "1900"
                + random.Pick(s_hotlines), Channel = "displayed" });
        }
    }

    /// <summary>Adds an entity of a ring of about the same time that has nothing to do with this one.</summary>
    private void Bridge(RingPlan ring, ref SplitMix64 random)
    {
        int other = ring.Number + random.Between(-40, 40);
        if (other < 0 || other >= world.Options.Rings || other == ring.Number) return;
        RingLayout layout = RingLayout.Of(world.RingSize(other));
        MentionRole part = random.PerMille(500) ? MentionRole.Suspect : MentionRole.Mentioned;
        if (random.PerMille(500))
        {
            int slot = layout.Slot(RingRole.MuleAccount, random.Below(layout.Count(RingRole.MuleAccount)));
            MentionFactory.Account(_draft, world.Accounts.At(world.RingIndex(other, slot)), part, null, ref random);
            return;
        }
        // Every third number may be foreign, which only the other ring's plan knows; the first two of three are not.
        int place = random.Below(layout.Count(RingRole.CallerPhone));
        int phone = layout.Slot(RingRole.CallerPhone, place % 3 == 2 ? place - 1 : place);
        MentionFactory.Phone(_draft, world.Phones.At(world.RingIndex(other, phone), null), part, ref random);
    }

    private string Narrate(CompositeFormat text, string victim, DateTimeOffset happened, decimal amount, string place)
    {
        string phone = "lạ", account = "của đối tượng", handle = "mạng xã hội", holder = "người lạ";
        foreach (int slot in _scene.Slots)
        {
            RingRole role = _scene.Layout.RoleOf(slot);
            Mention mention = _draft.Mentions[_scene.PlaceOf(slot)];
            if (role is RingRole.CallerPhone) phone = mention.Value!;
            else if (role is RingRole.MuleAccount) (account, holder) = ($"{mention.Value!.Trim()} ({mention.Bank ?? "không rõ ngân hàng"})", mention.Holder
                ?? holder);
            else if (role is RingRole.Channel or RingRole.Recruiter) handle = $"{mention.Platform} {mention.Value}";
        }
        string day = happened.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        return string.Format(CultureInfo.InvariantCulture, text, victim, day, phone, account, GeneratedHead.Say(amount), place, handle, holder);
    }

    private static readonly string[] s_hotlines = ["6035", "545413", "9247", "558868"];
}
