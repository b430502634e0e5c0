using Resolve.Identifiers.Mentions;
using System.Globalization;
using Resolve.Reports;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>A report in the making, of one planted ring or of none.</summary>
internal sealed class PlantedReport(PlantedWorld world, DateTimeOffset time, string? ring)
{
    private static readonly string[] s_provinces = ["01", "31", "48", "79", "92", "38", "40", "42", "66", "68", "75", "80", "87", "91", "96",
        "15", "19", "22", "24", "25"];

    private readonly Dictionary<string, Mention> _mentions = new(StringComparer.Ordinal);
    private readonly List<ReportLink> _links = [];
    private readonly List<Thing> _people = [];

    /// <summary>Names an entity of the ring; <paramref name="isOwn"/> false for what is not the ring's.</summary>
    public PlantedReport Names(Thing thing, MentionRole role = MentionRole.Suspect, bool isOwn = true)
    {
        if (!_mentions.TryAdd(thing.Ref, MentionOf(thing, role))) return this;
        if (thing.Kind == 'p') _people.Add(thing);
        if (ring is not null && isOwn && role is not (MentionRole.Victim or MentionRole.Witness or MentionRole.Mentioned)) world.Belongs(thing, ring);
        return this;
    }

    public PlantedReport Links(Thing from, LinkKind kind, Thing to)
    {
        _links.Add(new ReportLink(from.Ref, to.Ref, kind, null, null, null, null));
        return this;
    }

    public PlantedReport Pays(Thing from, Thing to, decimal amount, DateTimeOffset at)
    {
        _links.Add(new ReportLink(from.Ref, to.Ref, LinkKind.Transferred, decimal.Truncate(amount / 1000) * 1000, null, at, null));
        return this;
    }

    public PlantedReport VictimPays(Thing victim, Thing account, decimal amount) =>
        Names(victim, MentionRole.Victim).Names(account).Pays(victim, account, amount, time.AddMinutes(world.Below(200)));

    public PlantedReport Calls(Thing number, Thing victim, bool isOwn = true) =>
        Names(victim, MentionRole.Victim).Names(number, isOwn: isOwn).Links(number, LinkKind.Contacted, victim);

    public PlantedReport Holds(Thing person, Thing thing) =>
        Names(person, thing.Kind == 'a' ? MentionRole.Holder : MentionRole.Suspect).Names(thing).Links(person, LinkKind.Holds, thing);

    public Report Done()
    {
        string province = world.One(s_provinces);
        var report = new Report
        {
            Key = new ReportKey($"{province}/pc02", string.Create(CultureInfo.InvariantCulture, $"P{world.NextReport():0000000}")),
            ReceivedAt = time.AddHours(4 + world.Below(200)),
            OccurredAt = time,
            Province = province,
            Mentions = [.. _mentions.Values],
            Links = _links,
        };
        foreach (Thing person in _people) world.Mentioned(person, report.OwnTime, report.Key, person.Ref);
        return report;
    }

    private static Mention MentionOf(Thing thing, MentionRole role) => new()
    {
        Ref = thing.Ref,
        Kind = thing.Kind switch { 't' => MentionKind.Phone, 'a' => MentionKind.Account, 'd' => MentionKind.Device, 'o' =>
            MentionKind.Online, _ => MentionKind.Person },
        Role = role,
        Value = thing.Kind == 'p' ? null : thing.Text,
        Name = thing.Kind == 'p' ? thing.Name : null,
        Documents = thing.Kind == 'p' ? [new DocumentMention("cccd", thing.Text)] : [],
        Bank = thing.Kind == 'a' ? thing.Bank : null,
        Type = thing.Kind == 'd' ? "imei" : null,
        Platform = thing.Kind == 'o' ? "telegram" : null,
    };
}
