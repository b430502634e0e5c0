using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Generate.Demo;

/// <summary>The members of a story that one report sees, with their mentions and the links between them.</summary>
internal sealed class DemoCast(DemoStory story, ReportDraft draft, double life)
{
    private readonly List<DemoMember> _members = [];
    private readonly Dictionary<DemoMember, string> _refs = [];

    /// <summary>Gets the persons among the mentions, with their refs.</summary>
    public List<(DemoMember Member, string Ref)> Persons { get; } = [];

    public void Add(DemoMember? member)
    {
        if (member is not null && !_members.Contains(member)) _members.Add(member);
    }

    /// <summary>Adds somebody or something of a role that is in use at this time.</summary>
    public DemoMember? AddCurrent(RingRole role, ref SplitMix64 random)
    {
        List<DemoMember> ready = story.Members.FindAll(m => m.Role == role && m.From <= life && life <= m.To);
        if (ready.Count == 0) ready = story.Members.FindAll(m => m.Role == role);
        if (ready.Count == 0) return null;
        DemoMember member = ready[random.Below(ready.Count)];
        Add(member);
        return member;
    }

    public DemoMember? First(RingRole role) => _members.Find(m => m.Role == role);

    public IEnumerable<DemoMember> All(RingRole role) => _members.Where(m => m.Role == role);

    public string RefOf(DemoMember member) => _refs[member];

    public Mention MentionOf(DemoMember member) => draft.Mentions.First(m => m.Ref == _refs[member]);

    /// <summary>Writes the mentions.</summary>
    public void Mention(ref SplitMix64 random)
    {
        foreach (DemoMember member in _members)
        {
            MentionRole part = member.Role switch
            {
                RingRole.AccountSeller => MentionRole.Holder,
                RingRole.Collector => MentionRole.Intermediary,
                _ => MentionRole.Suspect,
            };
            string reference = member switch
            {
                { Phone: { } phone } => MentionFactory.Phone(draft, phone, part, ref random, random.Below(3) switch { 0 => "zalo", 1 => "call", _ => null }),
                { Account: { } account } => MentionFactory.Account(draft, account, part, member.Partner is { } holder && _members.Contains(holder)
                    && random.PerMille(750) ? member.Holder : null, ref random),
                { Handle: { } handle } => MentionFactory.Online(draft, handle, part, ref random),
                { Imei: { } imei } => MentionFactory.Device(draft, imei, part, ref random),
                _ => Person(member, part, ref random),
            };
            _refs[member] = reference;
            if (member.Person is not null) Persons.Add((member, reference));
        }
    }

    private string Person(DemoMember member, MentionRole part, ref SplitMix64 random)
    {
        GeneratedPerson person = member.Person!.Value;
        string reference = draft.NextRef(MentionKind.Person);
        List<DocumentMention> papers = [person.Document];
        if (member.Passport is not null) papers.Add(new DocumentMention("passport", member.Passport, person.Country));
        draft.Mentions.Add(new Mention
        {
            Ref = reference,
            Kind = MentionKind.Person,
            Role = part,
            Name = People.SpellName(person.Name, ref random),
            Aliases = member.Aliases.Length > 0 && random.PerMille(700) ? member.Aliases : [],
            BirthDate = random.PerMille(700) ? person.BirthDate : person.BirthDate[..4],
            Sex = person.Female ? "Nữ" : "Nam",
            Nationality = person.Country,
            Documents = papers,
            Addresses = person.Province >= 0 && random.PerMille(500) ? [MentionFactory.Address(person.Province, ref random)] : [],
        });
        return reference;
    }

    /// <summary>Links members: holds, used in, pays on, and what the leader has in hand.</summary>
    public void Link(DateTimeOffset happened, decimal amount, ref SplitMix64 random)
    {
        DemoMember? collector = First(RingRole.Collector), exit = First(RingRole.CashOut);
        foreach (DemoMember member in _members)
        {
            if (member.Partner is { } partner && _refs.ContainsKey(partner))
            {
                if (member.Account is not null || (member.Phone is not null && partner.Person is not null)) draft.Link(_refs[partner],
                    _refs[member], LinkKind.Holds);
                else if (member.Phone is not null) draft.Link(_refs[member], _refs[partner], LinkKind.UsedIn);
                else draft.Link(_refs[partner], _refs[member], LinkKind.Controls);
            }
            if (member.Role == RingRole.MuleAccount && collector is not null) Pay(member, collector,
                happened.AddMinutes(random.Between(3, 12)), amount, ref random);
            if (member.Role == RingRole.Collector && exit is not null) Pay(member, exit, happened.AddMinutes(random.Between(15, 60)), amount, ref random);
        }
        if (First(RingRole.Leader) is not { } leader) return;
        foreach (DemoMember member in _members)
            if (member.Role is RingRole.Collector or RingRole.CashOut or RingRole.Recruiter) draft.Link(_refs[leader], _refs[member], LinkKind.Controls);
            else if (member.Role is RingRole.Caller or RingRole.AccountSeller) draft.Link(_refs[leader], _refs[member], LinkKind.Related);
    }

    private void Pay(DemoMember from, DemoMember to, DateTimeOffset at, decimal amount, ref SplitMix64 random)
    {
        decimal kept = Math.Floor(amount * random.Between(940, 995) / 1_000_000) * 1_000;
        draft.Links.Add(new ReportLink(_refs[from], _refs[to], LinkKind.Transferred, kept > 0 ? kept : null, null, at,
            GeneratedHead.Reference(at, ref random)));
    }
}
