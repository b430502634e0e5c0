using System.Globalization;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Benchmarks.Detect;

/// <summary>A second generator, built otherwise than that of <c>resolve generate</c>, on which nothing was tuned first.</summary>
/// <remarks>
/// Rings are trees and pools instead of stars: call centres with a boss, team leaders and callers who use numbers up; lending
/// apps that harass phone books; gambling agents above agents; and sparse rings of which each report names one or two things.
/// Victims are hit by several rings; a third of the identifiers stand in narratives only now and then; bystanders share
/// hotlines, an exchange desk, a parcel firm's line and a marketplace's account with one another and with rings.
/// </remarks>
internal sealed class TreeGenerator(int reportCount, int ringCount, ulong seed)
{
    private static readonly string[] s_families = ["NGUYEN", "TRAN", "LE", "PHAM", "HOANG", "VU", "DANG", "BUI", "DO", "HO", "NGO", "DUONG", "LY"];
    private static readonly string[] s_given = ["AN", "BINH", "CUONG", "DUNG", "GIANG", "HAI", "HANH", "KHANH", "LAN", "LONG", "MINH", "NAM", "NGA", "PHONG",
        "PHUC", "QUAN", "SON", "THAO", "TRANG", "TUAN", "VINH", "YEN"];
    private static readonly string[] s_banks = ["970436", "970415", "970418", "970422", "970407", "970423"];
    private static readonly string[] s_provinces = ["01", "31", "48", "79", "92", "38", "40", "42", "66", "68", "75", "80", "87", "91", "96",
        "15", "19", "22", "24", "25"];
    private static readonly DateTimeOffset s_begin = new(2024, 6, 1, 8, 0, 0, TimeSpan.FromHours(7));

    private readonly Dictionary<string, (string Ring, string Role)> _truth = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<(Report Report, string Ref)>> _persons = [];
    private readonly Dictionary<int, (string Ring, string Role)> _personTruth = [];
    private ulong _state = seed * 0x9E3779B97F4A7C15UL + 1;
    private int _things, _reports;

    private enum Style
    {
        CallCentre,
        LendingApp,
        Gambling,
        Sparse,
    }

    /// <summary>Writes the reports and the truth.</summary>
    /// <param name="truth">Takes the ring of each planted entity that a report names.</param>
    /// <param name="roles">Takes its role.</param>
    /// <returns>The reports, in no order of time.</returns>
    public List<Report> Make(Dictionary<string, string> truth, Dictionary<string, string> roles)
    {
        var reports = new List<Report>(reportCount);
        Thing[] hubs = [New('t', null, ""), New('t', null, ""), New('a', null, ""), New('a', null, ""), New('o', null, "")];
        int inRings = reportCount * 7 / 10;
        Person[] victims = [.. Enumerable.Range(0, Math.Max(10, inRings / 2)).Select(_ => NewPerson(null, ""))];
        for (int ring = 0; ring < ringCount; ring++)
        {
            // Sizes from a few to many: the share falls with the rank.
            int count = Math.Max(5, inRings / ringCount * (1 + (ringCount - ring) * 2 / ringCount) / 2);
            Make(reports, $"T{ring:00000}", (Style)(ring % 4), count, hubs, victims);
        }
        while (reports.Count < reportCount) reports.Add(Noise(hubs, victims));
        Shuffle(reports);
        foreach ((string key, (string ring, string role)) in _truth)
        {
            truth[key] = ring;
            roles[key] = role;
        }
        foreach ((int person, (string ring, string role)) in _personTruth)
        {
            if (!_persons.TryGetValue(person, out var mentions)) continue;
            (Report first, string reference) = mentions.OrderBy(m => m.Report.OwnTime).ThenBy(m => m.Report.Key)
                .ThenBy(m => m.Ref, StringComparer.Ordinal).First();
            string key = PersonKeys.ToKey(PersonKeys.Of(first.Key, reference)).ToString();
            truth[key] = ring;
            roles[key] = role;
        }
        return reports;
    }

    private void Make(List<Report> reports, string ring, Style style, int count, Thing[] hubs, Person[] victims)
    {
        DateTimeOffset from = s_begin.AddDays(Below(500));
        Person boss = NewPerson(ring, "leader");
        int teams = style == Style.Sparse ? 1 : 2 + Below(3);
        Person[] leads = [.. Enumerable.Range(0, teams).Select(_ => NewPerson(ring, "member"))];
        Thing[] accounts = [.. Enumerable.Range(0, Math.Max(2, count / 6)).Select(_ => New('a', ring, "member"))];
        Thing[] numbers = [.. Enumerable.Range(0, Math.Max(3, count / (style == Style.Sparse ? 3 : 4))).Select(_ => New('t', ring, "member"))];
        Thing site = New('o', ring, "member"), bossPhone = New('t', ring, "leader"), box = New('d', ring, "member");
        Person[] holders = [.. accounts.Select((_, i) => i % 2 == 0 ? NewPerson(ring, "member") : leads[i % teams])];
        for (int i = 0; i < count; i++)
        {
            // What is used moves on with time: early numbers and accounts give way to later ones.
            int Now(int length) => Math.Clamp(i * length / count + Below(3) - 1, 0, length - 1);
            var draft = new Draft(this, from.AddHours(i * 24 * 200 / Math.Max(count, 1) + Below(20)));
            int a = Now(accounts.Length), n = Now(numbers.Length);
            int team = n % teams;
            Person victim = victims[Below(victims.Length)];
            switch (style == Style.Sparse ? 9 : Below(10))
            {
                case 0: // statements from the bank: who holds what, and where it went
                    int b = Now(accounts.Length);
                    draft.Pays(accounts[a], accounts[b]).Holds(holders[a], accounts[a]);
                    if (Below(4) == 0) draft.Pays(accounts[b], hubs[2]);
                    break;
                case 1: // an arrest: the boss, a team leader, and what they had on them
                    draft.Controls(boss, leads[team]).Holds(boss, bossPhone).Holds(leads[team], numbers[n]);
                    break;
                case 2 when style == Style.CallCentre:
                    draft.Uses(numbers[n], box).Uses(numbers[Now(numbers.Length)], box).Contacts(numbers[n], victim);
                    break;
                case 2 when style == Style.Gambling: // an agent above an agent
                    draft.Controls(leads[team], holders[a]).Holds(holders[a], accounts[a]).Names(site);
                    break;
                case 2: // the phone book: many numbers that are merely mentioned
                    draft.Contacts(numbers[n], victim).Names(site);
                    for (int k = 0; k < 8; k++) draft.Mentions(New('t', null, ""));
                    break;
                case 3: // only the text names the number
                    draft.Pays(victim, accounts[a]).Narrates(numbers[n]);
                    break;
                case 4:
                    draft.Pays(victim, accounts[a]).Contacts(numbers[n], victim).Names(site);
                    if (Below(3) == 0) draft.Names(hubs[Below(2)]);
                    break;
                case 5:
                    draft.Contacts(numbers[n], victim).Holds(leads[team], numbers[n]);
                    break;
                case 6:
                    draft.Pays(victim, accounts[a]).Holds(holders[a], accounts[a]);
                    break;
                default:
                    draft.Contacts(numbers[n], victim);
                    if (Below(4) > 0) draft.Pays(victim, accounts[a]); else draft.Names(numbers[Now(numbers.Length)]);
                    if (style == Style.Sparse && Below(5) == 0) draft.Names(site);
                    if (style == Style.Sparse && i % 9 == 4) draft.Holds(boss, numbers[n]);
                    break;
            }
            reports.Add(draft.Done());
        }
    }

    private Report Noise(Thing[] hubs, Person[] victims)
    {
        var draft = new Draft(this, s_begin.AddHours(Below(24 * 700)));
        Person victim = victims[Below(victims.Length)];
        Thing own = New('t', null, ""), account = New('a', null, "");
        switch (Below(5))
        {
            case 0: draft.Pays(victim, account).Contacts(own, victim); break;
            case 1: draft.Contacts(hubs[Below(2)], victim).Pays(victim, account); break;
            case 2: draft.Pays(victim, hubs[2 + Below(2)]).Contacts(own, victim).Names(hubs[2]); break;
            case 3: draft.Holds(NewPerson(null, ""), account).Pays(victim, account).Names(hubs[4]); break;
            default: draft.Names(own).Names(hubs[Below(hubs.Length)]); break;
        }
        return draft.Done();
    }

    private Thing New(char kind, string? ring, string role)
    {
        int number = ++_things;
        long mixed = (long)(StableHash.Mix((ulong)number + seed * 1_000_003UL) % 9_000_000UL);
        var thing = kind switch
        {
            't' => new Thing($"t{number}", kind, $"phone:+849{number % 10}{number / 10 % 10_000_000:0000000}",
                $"09{number % 10}{number / 10 % 10_000_000:0000000}", ring, role),
            'a' => new Thing($"a{number}", kind, $"account:{s_banks[number % s_banks.Length]}:{number:0000000}{mixed % 1000:000}",
                $"{number:0000000}{mixed % 1000:000}", ring, role),
            'd' => new Thing($"d{number}", kind, $"device:imei:86{number:000000000000}", $"86{number:000000000000}", ring, role),
            _ => new Thing($"o{number}", kind, $"online:telegram:agent_{number}_{mixed}", $"agent_{number}_{mixed}", ring, role),
        };
        return thing with { Bank = s_banks[number % s_banks.Length] };
    }

    private Person NewPerson(string? ring, string role)
    {
        int number = ++_things;
        if (ring is not null) _personTruth.Add(number, (ring, role));
        string name = $"{s_families[Below(s_families.Length)]} {s_given[Below(s_given.Length)]} {s_given[Below(s_given.Length)]}";
        ulong digits = StableHash.Mix((ulong)number * 7919 + seed) % 1_000_000;
        return new Person(number, name, string.Create(CultureInfo.InvariantCulture, $"0{38 + number % 20:00}0{60 + number % 39:00}{digits:000000}"));
    }

    private int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (int)(StableHash.Mix(_state) % (ulong)count);
    }

    private void Shuffle(List<Report> reports)
    {
        for (int i = reports.Count - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (reports[i], reports[j]) = (reports[j], reports[i]);
        }
    }

    private sealed record Thing(string Ref, char Kind, string Key, string Value, string? Ring, string Role)
    {
        public string Bank { get; init; } = "";
    }

    private sealed record Person(int Number, string Name, string Paper);

    /// <summary>A report in the making.</summary>
    private sealed class Draft(TreeGenerator owner, DateTimeOffset time)
    {
        private readonly Dictionary<string, Mention> _mentions = new(StringComparer.Ordinal);
        private readonly List<ReportLink> _links = [];
        private readonly List<int> _people = [];
        private string? _narrative;

        public Draft Names(Thing thing)
        {
            Take(thing, MentionRole.Suspect);
            return this;
        }

        public Draft Mentions(Thing thing)
        {
            Take(thing, MentionRole.Mentioned);
            return this;
        }

        public Draft Narrates(Thing thing)
        {
            _narrative = $"Đối tượng gọi từ số {thing.Value} rồi yêu cầu chuyển tiền.";
            if (thing.Ring is { } ring) owner._truth[thing.Key] = (ring, thing.Role);
            return this;
        }

        public Draft Pays(Person victim, Thing account) =>
            Link(Take(victim, MentionRole.Victim), Take(account, MentionRole.Suspect), LinkKind.Transferred, 1_000_000m * (1 + owner.Below(300)));

        public Draft Pays(Thing from, Thing to) =>
            Link(Take(from, MentionRole.Suspect), Take(to, MentionRole.Suspect), LinkKind.Transferred, 1_000_000m * (1 + owner.Below(300)));

        public Draft Contacts(Thing thing, Person victim) => Link(Take(thing, MentionRole.Suspect), Take(victim, MentionRole.Victim), LinkKind.Contacted, null);

        public Draft Holds(Person person, Thing thing) =>
            Link(Take(person, thing.Kind == 'a' ? MentionRole.Holder : MentionRole.Suspect), Take(thing, MentionRole.Suspect), LinkKind.Holds, null);

        public Draft Controls(Person one, Person other) => Link(Take(one, MentionRole.Suspect), Take(other, MentionRole.Suspect), LinkKind.Controls, null);

        public Draft Uses(Thing number, Thing device) => Link(Take(number, MentionRole.Suspect), Take(device, MentionRole.Suspect), LinkKind.UsedIn, null);

        public Report Done()
        {
            string province = s_provinces[owner.Below(s_provinces.Length)];
            var report = new Report
            {
                Key = new ReportKey($"{province}/pc02", $"G{++owner._reports:0000000}"),
                ReceivedAt = time.AddHours(4 + owner.Below(200)),
                OccurredAt = time,
                Province = province,
                Narrative = _narrative,
                Mentions = [.. _mentions.Values],
                Links = _links,
            };
            foreach (int person in _people)
            {
                if (!owner._persons.TryGetValue(person, out var list)) owner._persons.Add(person, list = []);
                list.Add((report, $"p{person}"));
            }
            return report;
        }

        private Draft Link(string from, string to, LinkKind kind, decimal? amount)
        {
            if (from != to) _links.Add(new ReportLink(from, to, kind, amount, null, amount is null ? null : time.AddMinutes(owner.Below(90)), null));
            return this;
        }

        private string Take(Thing thing, MentionRole role)
        {
            if (thing.Ring is { } ring && role != MentionRole.Mentioned) owner._truth[thing.Key] = (ring, thing.Role);
            _mentions.TryAdd(thing.Ref, new Mention
            {
                Ref = thing.Ref,
                Kind = thing.Kind switch { 't' => MentionKind.Phone, 'a' => MentionKind.Account, 'd' => MentionKind.Device, _ => MentionKind.Online },
                Role = role,
                Value = thing.Value,
                Bank = thing.Kind == 'a' ? thing.Bank : null,
                Type = thing.Kind == 'd' ? "imei" : null,
                Platform = thing.Kind == 'o' ? "telegram" : null,
            });
            return thing.Ref;
        }

        private string Take(Person person, MentionRole role)
        {
            string reference = $"p{person.Number}";
            // Some reports know the paper, some the name alone.
            bool knows = owner.Below(5) > 0;
            if (_mentions.TryAdd(reference, new Mention { Ref = reference, Kind = MentionKind.Person, Role = role, Name = person.Name, Documents = knows
                ? [new DocumentMention("cccd", person.Paper)] : [] }))
                _people.Add(person.Number);
            return reference;
        }
    }
}
