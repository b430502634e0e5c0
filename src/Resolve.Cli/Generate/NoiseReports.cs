using System.Globalization;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate;

/// <summary>Writes reports of small cases that belong to no ring: a handful of entities in one report, or one seller's number and account in a few.</summary>
internal sealed class NoiseReports(World world)
{
    private readonly GeneratedHead _frame = new(world);
    private readonly ReportDraft _draft = new();

    /// <summary>Writes one report.</summary>
    /// <param name="number">The report's number among those of no ring.</param>
    /// <param name="utcTicks">When it happened.</param>
    /// <param name="sequence">The report's number in the run.</param>
    public Report Build(long number, long utcTicks, long sequence)
    {
        var random = SplitMix64.Of(world.Options.Seed, 31, (ulong)number);
        _draft.Clear();
        Typology typology = Typologies.DrawNoise(ref random);
        DateTimeOffset happened = GeneratedHead.Local(utcTicks);
        DateTimeOffset received = _frame.ReceivedAfter(happened, ref random);
        int province = Provinces.Draw(ref random);
        (ReportKey key, string unit, string provinceText) = GeneratedHead.Desk(province, received, sequence, ref random);
        decimal amount = GeneratedHead.Amount(typology.LossLow, typology.LossHigh, ref random);

        GeneratedPerson victim = world.People.At(world.VictimIndex(random.PerMille(40) ? random.Below(Math.Max(20, world.Options.Reports / 100)) : sequence),
            null);
        string who = MentionFactory.Person(_draft, victim, MentionRole.Victim, random.PerMille(300), null, ref random);
        (string? phone, string? account) = Suspects(number, who, happened, amount, ref random);
        if (random.PerMille(60)) MentionFactory.Hub(world, _draft, world.DrawHub(ref random), ref random);

        string day = happened.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        string narrative = string.Format(CultureInfo.InvariantCulture, random.Pick(typology.Texts), victim.Name, day,
            phone ?? "lạ", account ?? "của người lạ", GeneratedHead.Say(amount), MentionFactory.Address(province, ref random), "mạng xã hội", "người lạ");
        return GeneratedHead.Finish(_draft, key, unit, received, happened, provinceText, typology.Code, amount > 0 ? new Money(amount) : null, narrative);
    }

    /// <summary>Returns the case a report belongs to: mostly its own; a seller's case has several reports but no third entity.</summary>
    private (long Case, bool Seller) CaseOf(long number, ref SplitMix64 random)
    {
        if (IsSeller(number)) return (number, true);
        if (!random.PerMille(120) || number == 0) return (number, false);
        long earlier = number - 1 - random.Below((int)Math.Min(number, 400));
        return IsSeller(earlier) ? (earlier, true) : (number, false);
    }

    private bool IsSeller(long number)
    {
        var random = SplitMix64.Of(world.Options.Seed, 32, (ulong)number);
        return random.PerMille(300);
    }

    private (string? Phone, string? Account) Suspects(long number, string victim, DateTimeOffset happened, decimal amount, ref SplitMix64 random)
    {
        (long caseNumber, bool seller) = CaseOf(number, ref random);
        bool withPhone = seller || random.PerMille(800), withAccount = seller || !withPhone || random.PerMille(450);
        string? phone = null, account = null;
        if (withPhone)
        {
            string reference = MentionFactory.Phone(_draft, world.Phones.At(world.NoiseIndex(caseNumber, 0), null), random.PerMille(800) ? MentionRole.Suspect
                : MentionRole.Mentioned, ref random);
            phone = _draft.Mentions[^1].Value;
            _draft.Link(reference, victim, LinkKind.Contacted);
        }
        if (withAccount)
        {
            long index = world.NoiseIndex(caseNumber, 1);
            string reference = MentionFactory.Account(_draft, world.Accounts.At(index), MentionRole.Suspect, !seller && random.PerMille(600)
                ? world.People.HolderName(index, null) : null, ref random);
            account = $"{_draft.Mentions[^1].Value!.Trim()} ({_draft.Mentions[^1].Bank})";
            _draft.Links.Add(new ReportLink(victim, reference, LinkKind.Transferred, amount > 0 ? amount : null, null, happened));
        }
        if (!seller && random.PerMille(120)) MentionFactory.Online(_draft, world.Handles.At(world.NoiseIndex(caseNumber, 0)), MentionRole.Suspect, ref random);
        if (!seller && random.PerMille(100)) MentionFactory.Person(_draft, world.People.At(world.NoiseIndex(caseNumber, 0), null), MentionRole.Suspect,
            random.PerMille(300), null, ref random);
        return (phone, account);
    }
}
