using Resolve.Persons.Records;
using System.Globalization;
using Resolve.Reports;

namespace Resolve.Benchmarks.Detect.Planted;

/// <summary>Entities of an invented world, and which planted rings each belongs to: an account that was sold on belongs to several.</summary>
internal sealed class PlantedWorld(ulong seed)
{
    private static readonly string[] s_families = ["NGUYEN", "TRAN", "LE", "PHAM", "HOANG", "VU", "DANG", "BUI", "DO", "HO", "NGO", "DUONG", "LY"];
    private static readonly string[] s_given = ["AN", "BINH", "CUONG", "DUNG", "GIANG", "HAI", "HANH", "KHANH", "LAN", "LONG", "MINH", "NAM", "NGA", "PHONG",
        "PHUC", "QUAN", "SON", "THAO", "TRANG", "TUAN"];
    private static readonly string[] s_banks = ["970436", "970415", "970418", "970422", "970407", "970423"];

    private readonly Dictionary<string, HashSet<Thing>> _named = new(StringComparer.Ordinal); // ring -> its entities that a report names on the suspects' side
    private readonly Dictionary<Thing, (DateTimeOffset Time, ReportKey Report, string Ref)> _earliest = []; // person -> its earliest mention
    private ulong _state = seed * 0x9E3779B97F4A7C15UL + 77;
    private int _things, _reports;

    /// <summary>Gets the planted patterns of transfers.</summary>
    public List<PlantedPattern> Patterns { get; } = [];

    /// <summary>Returns a number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (int)(StableHash.Mix(_state) % (ulong)count);
    }

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>Makes an entity: <c>t</c> a phone, <c>a</c> an account, <c>d</c> a device, <c>o</c> an online identity, <c>p</c> a person with a
    /// paper.</summary>
    public Thing New(char kind)
    {
        int number = ++_things;
        ulong mixed = StableHash.Mix((ulong)number * 7919 + seed);
        string bank = s_banks[number % s_banks.Length];
        string text = kind switch
        {
            't' => string.Create(CultureInfo.InvariantCulture, $"09{number % 10}{number / 10:0000000}"),
            'a' => string.Create(CultureInfo.InvariantCulture, $"{number:0000000}{mixed % 1000:000}"),
            'd' => string.Create(CultureInfo.InvariantCulture, $"86{number:000000000000}"),
            'o' => string.Create(CultureInfo.InvariantCulture, $"nick_{number}_{mixed % 10_000}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"0{38 + number % 20:00}0{60 + number % 39:00}{mixed % 1_000_000:000000}"),
        };
        string key = kind switch
        {
            't' => $"phone:+84{text[1..]}",
            'a' => $"account:{bank}:{text}",
            'd' => $"device:imei:{text}",
            'o' => $"online:telegram:{text}",
            _ => "",
        };
        return new Thing(kind, number, text, bank, key, kind == 'p' ? $"{One(s_families)} {One(s_given)} {One(s_given)}" : "");
    }

    public Thing[] New(char kind, int count) => [.. Enumerable.Range(0, count).Select(_ => New(kind))];

    public int NextReport() => ++_reports;

    /// <summary>Notes that a report of a ring names one of its entities.</summary>
    public void Belongs(Thing thing, string ring)
    {
        if (!_named.TryGetValue(ring, out HashSet<Thing>? things)) _named.Add(ring, things = []);
        things.Add(thing);
    }

    /// <summary>Notes where a person is named.</summary>
    public void Mentioned(Thing person, DateTimeOffset time, ReportKey report, string reference)
    {
        var mention = (time, report, reference);
        if (!_earliest.TryGetValue(person, out var known) || mention.CompareTo(known) < 0) _earliest[person] = mention;
    }

    /// <summary>Returns the keys of each planted ring's entities, of those that reports name.</summary>
    public Dictionary<string, HashSet<string>> Rings() =>
        _named.ToDictionary(n => n.Key, n => n.Value.Select(KeyOf).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    public string KeyOf(Thing thing) =>
        thing.Kind != 'p' ? thing.Key : PersonKeys.ToKey(PersonKeys.Of(_earliest[thing].Report, _earliest[thing].Ref)).ToString();
}

/// <summary>An entity of the invented world.</summary>
internal sealed record Thing(char Kind, int Number, string Text, string Bank, string Key, string Name)
{
    public string Ref => string.Create(CultureInfo.InvariantCulture, $"{Kind}{Number}");
}

/// <summary>A planted pattern of transfers.</summary>
/// <param name="Ring">Whose it is.</param>
/// <param name="Kind">Its word, as the money trail has it.</param>
/// <param name="Accounts">The accounts of the pattern.</param>
internal sealed record PlantedPattern(string Ring, string Kind, HashSet<string> Accounts);
