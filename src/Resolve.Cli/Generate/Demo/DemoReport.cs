using System.Globalization;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate.Demo;

/// <summary>Writes one report of a demo story.</summary>
internal sealed class DemoReport(DemoStory[] all, DemoStory story, int number)
{
    /// <summary>Gets the victims whom two stories harmed: victim, first story, second story.</summary>
    public static (int Victim, int First, int Second)[] CommonVictims { get; } = [(1, 1, 2), (2, 2, 3), (3, 1, 6), (4, 5, 7), (5, 1, 5)];

    private readonly ReportDraft _draft = new();
    private readonly double _life = (number + 0.5) / story.Reports;

    public DemoFeed.Entry Write()
    {
        var random = SplitMix64.Of(DemoFeed.Seed, 900 + (ulong)story.Number, (ulong)number);
        var cast = new DemoCast(story, _draft, _life);
        foreach (DemoMember member in Forced(number)) cast.Add(member);
        bool inquiry = IsInquiry(number);
        string text = inquiry ? random.Pick(story.InquiryTexts) : random.Pick(story.VictimTexts);
        Fill(cast, text, inquiry, ref random);

        DateTimeOffset from = new(story.From, TimeSpan.FromHours(7)), to = new(story.To, TimeSpan.FromHours(7));
        // Narratives speak of mornings and days, so nothing happens at night.
        DateTimeOffset day = from.AddDays((int)((to - from).TotalDays * _life) + random.Between(-1, 1));
        DateTimeOffset happened = day.AddMinutes(random.Between(7 * 60 + 10, 20 * 60));
        DateTimeOffset received = happened.AddMinutes(random.PerMille(150) ? random.Between(9_000, 30_000) : random.Between(90, 4_000));
        int place = DemoStory.Place(story.Provinces[Math.Min(random.Below(story.Provinces.Length), random.Below(story.Provinces.Length))]);
        if (number < story.Provinces.Length) place = DemoStory.Place(story.Provinces[number]);
        decimal amount = GeneratedHead.Amount(story.Loss.Low, story.Loss.High, ref random);
        cast.Mention(ref random);
        cast.Link(happened, inquiry ? amount * 3 : amount, ref random);
        string victim = inquiry ? "" : Harm(cast, happened, amount, ref random);
        string extra = Mislead(cast, happened, amount, ref random);
        string narrative = Narrate(cast, text, victim, happened, amount, MentionFactory.Address(place, ref random)) + extra;
        string typology = story.Typologies[Math.Min(random.Below(story.Typologies.Length), random.Below(story.Typologies.Length))];
        return new DemoFeed.Entry(story, _draft, place, happened, received, typology, inquiry ? null : new Money(amount), narrative, cast.Persons);
    }

    /// <summary>Returns the members whose turn a report is, so that every member is in some report; a leader comes four times more.</summary>
    private IEnumerable<DemoMember> Forced(int report)
    {
        for (int i = 0; i < story.Members.Count; i++)
        {
            DemoMember member = story.Members[i];
            double centre = (Math.Clamp(member.From, 0, 1) + Math.Clamp(member.To, 0, 1)) / 2;
            if (member.From <= 0 && member.To >= 1) centre = (i + 0.5) / story.Members.Count;
            if (Turn(centre) != report) continue;
            yield return member;
            // At least one report says in whose name an account is.
            if (member.Account is not null && member.Partner is not null) yield return member.Partner;
        }
        if (report == Turn(0.2) || report == Turn(0.45) || report == Turn(0.7) || report == Turn(0.93)) yield return story.Leader;
    }

    private bool IsInquiry(int report) => report % 4 == 3 || Forced(report)
        .Any(m => m.Role is RingRole.Leader or RingRole.Caller or RingRole.AccountSeller or RingRole.SimFarm);

    private int Turn(double share) => Math.Min((int)(share * story.Reports), story.Reports - 1);

    /// <summary>Adds what the text speaks of and what usually stands beside it.</summary>
    private void Fill(DemoCast cast, string text, bool inquiry, ref SplitMix64 random)
    {
        if (text.Contains("{leader}", StringComparison.Ordinal)) cast.AddCurrent(RingRole.Leader, ref random);
        if (text.Contains("{account}", StringComparison.Ordinal) || random.PerMille(600)) cast.AddCurrent(RingRole.MuleAccount, ref random);
        if (text.Contains("{phone}", StringComparison.Ordinal) || random.PerMille(300)) cast.AddCurrent(RingRole.CallerPhone, ref random);
        if (text.Contains("{handle}", StringComparison.Ordinal) && cast.AddCurrent(RingRole.Channel, ref random) is null) cast.AddCurrent(RingRole.Recruiter,
            ref random);
        if (random.PerMille(inquiry ? 700 : 180)) cast.AddCurrent(RingRole.Collector, ref random);
        // Where no collector ties the accounts together, whoever trades them does, and the groups they are offered in.
        bool market = !story.Members.Exists(m => m.Role == RingRole.Collector);
        if (market && inquiry) cast.Add(story.Leader);
        if (market && random.PerMille(600)) cast.AddCurrent(RingRole.Recruiter, ref random);
        if (!inquiry) return;
        foreach (DemoMember account in cast.All(RingRole.MuleAccount).ToList()) cast.Add(account.Partner);
        foreach (DemoMember phone in cast.All(RingRole.CallerPhone).ToList()) cast.Add(phone.Partner);
        if (random.PerMille(500)) cast.AddCurrent(RingRole.LeaderPhone, ref random);
        if (random.PerMille(450)) cast.AddCurrent(RingRole.CashOut, ref random);
        if (random.PerMille(400)) cast.AddCurrent(RingRole.Recruiter, ref random);
        if (cast.First(RingRole.SimFarm) is not null)
            for (int i = 0; i < 4; i++) cast.AddCurrent(RingRole.CallerPhone, ref random);
    }

    private string Harm(DemoCast cast, DateTimeOffset happened, decimal amount, ref SplitMix64 random)
    {
        (string who, string name) = DemoFeed.Victim(_draft, VictimNumber(), ref random);
        List<DemoMember> mules = [.. cast.All(RingRole.MuleAccount)];
        foreach (DemoMember mule in mules)
            _draft.Links.Add(new ReportLink(who, cast.RefOf(mule), LinkKind.Transferred, Math.Floor(amount / mules.Count), null,
                happened.AddMinutes(-random.Between(0, 45))));
        foreach (RingRole role in (ReadOnlySpan<RingRole>)[RingRole.CallerPhone, RingRole.Channel])
            foreach (DemoMember member in cast.All(role)) _draft.Link(cast.RefOf(member), who, LinkKind.Contacted);
        return name;
    }

    private int VictimNumber()
    {
        foreach ((int victim, int first, int second) in CommonVictims)
        {
            int turn = story.Number == first ? 8 + victim * 4 : story.Number == second ? 5 + victim * 4 : story.Reports;
            while (turn < story.Reports && IsInquiry(turn)) turn++;
            if (turn == number) return victim;
        }
        return 10 + (story.Number - 1) * 48 + number % 48;
    }

    /// <summary>Adds hubs and the few false ties between stories.</summary>
    private string Mislead(DemoCast cast, DateTimeOffset happened, decimal amount, ref SplitMix64 random)
    {
        foreach (int hub in story.Hubs)
        {
            if (!random.PerMille(300)) continue;
            string reference = DemoFeed.MentionHub(_draft, hub, ref random);
            if (hub > 0 && cast.First(RingRole.MuleAccount) is { } mule)
                _draft.Links.Add(new ReportLink(cast.RefOf(mule), reference, LinkKind.Transferred, amount, null, happened.AddMinutes(random.Between(2, 40))));
        }
        (int Story, int Report, int Other)[] falseTies = [(1, 18, 5), (6, 22, 7), (7, 14, 1), (2, 30, 3)];
        foreach ((int at, int report, int other) in falseTies)
        {
            if (story.Number != at || number != report) continue;
            DemoMember stranger = all[other - 1].Members.First(m => m.Role == RingRole.CallerPhone && m.From > 0.2);
            MentionFactory.Phone(_draft, stranger.Phone!.Value, MentionRole.Mentioned, ref random);
            return $" Trước đó nạn nhân cũng từng nhận cuộc gọi lạ từ số {_draft.Mentions[^1].Value}.";
        }
        // The SIM box's people bought two accounts on the market, as others do.
        if (story.Number == 5 && number is 17 or 25 && cast.First(RingRole.MuleAccount) is { } own)
        {
            DemoMember bought = all[3].Members.First(m => m.Role == RingRole.MuleAccount && m.From > 0.3);
            string reference = MentionFactory.Account(_draft, bought.Account!.Value, MentionRole.Intermediary, null, ref random);
            _draft.Links.Add(new ReportLink(cast.RefOf(own), reference, LinkKind.Transferred, amount, null, happened.AddMinutes(9)));
        }
        return "";
    }

    private string Narrate(DemoCast cast, string text, string victim, DateTimeOffset happened, decimal amount, string place)
    {
        string phone = cast.First(RingRole.CallerPhone) is { } p ? cast.MentionOf(p).Value! : "lạ";
        string account = cast.First(RingRole.MuleAccount) is { } a ? Said(cast.MentionOf(a)) : "của người lạ";
        string handle = (cast.First(RingRole.Channel) ?? cast.First(RingRole.Recruiter)) is { } h
            ? $"{cast.MentionOf(h).Value} ({h.Handle!.Value.Platform})" : "mạng xã hội";
        return text.Replace("{victim}", victim, StringComparison.Ordinal).Replace("{phone}", phone, StringComparison.Ordinal)
            .Replace("{account}", account, StringComparison.Ordinal).Replace("{handle}", handle, StringComparison.Ordinal)
            .Replace("{amount}", GeneratedHead.Say(amount), StringComparison.Ordinal).Replace("{place}", place, StringComparison.Ordinal)
            .Replace("{leader}", story.Leader.Person!.Value.Name, StringComparison.Ordinal)
            .Replace("{day}", happened.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Said(Mention account) =>
        account.Holder is null ? $"{account.Value!.Trim()} ({account.Bank ?? "USDT"})"
            : $"{account.Value!.Trim()} ({account.Bank ?? "USDT"}) đứng tên {account.Holder}";
}
