using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.TestKit.Facts;

/// <summary>Random reports over a small world, so that they collide: shared numbers, names, papers, versions, withdrawals, missing times.</summary>
public sealed class RandomFacts(ulong seed)
{
    private static readonly string[] s_names =
        ["Nguyễn Văn An", "NGUYEN VAN AN", "Trần Thị Bích", "Lê Hoà", "Lê Hòa", "Y Moan Niê", "O'Brien Seán", "Tý", "Phạm Đức Đạt", ""];

    private readonly SplitMix _random = new(seed);

    /// <summary>Makes facts: versions of reports, in no particular order, no two with one key and version.</summary>
    public List<Report> Make(int reportCount)
    {
        var facts = new List<Report>();
        for (int i = 0; i < reportCount; i++)
        {
            var key = new ReportKey(_random.Pick<string>(["a/pc01", "b", "b/x"]), $"TB-{i}");
            int versions = _random.Chance(25) ? 1 + _random.Below(3) : 1;
            for (int version = 1; version <= versions; version++)
                facts.Add(_random.Chance(8) ? new Report { Key = key, Version = version, Withdrawn = true } : Report(key, version));
        }
        return _random.Shuffle(facts);
    }

    private Report Report(ReportKey key, int version)
    {
        int count = 1 + _random.Below(6);
        Mention[] mentions = [.. Enumerable.Range(0, count).Select(i => Mention($"m{i}"))];
        var links = new List<ReportLink>();
        for (int i = _random.Below(4); i > 0 && count > 1; i--)
        {
            int from = _random.Below(count), to = _random.Below(count);
            if (from == to) continue;
            links.Add(new ReportLink(
                $"m{from}",
                $"m{to}",
                (LinkKind)_random.Below(9),
                _random.Chance(30) ? _random.Below(1000) * 1000m : null,
                null,
                _random.Chance(30) ? Time() : null));
        }
        return new Report
        {
            Key = key,
            Version = version,
            Unit = _random.Chance(50) ? $"{_random.Below(90)}/PC02" : null,
            ReceivedAt = _random.Chance(80) ? Time() : null,
            OccurredAt = _random.Chance(40) ? Time() : null,
            Province = _random.Chance(70) ? _random.Pick<string>(["87", "01", "Hà Nội", "Đồng Tháp", "79"]) : null,
            Typologies = _random.Chance(40) ? [_random.Pick<string>(["S01", "S05", "S09"])] : [],
            Loss = _random.Chance(50) ? new Money(_random.Below(100) * 1_000_000m) : null,
            Narrative = _random.Chance(30) ? $"Đối tượng dùng số 09{_random.Below(30) + 10}234{_random.Below(3)}67, Zalo, email "
                + $"vip{_random.Below(9)}@mail.example, STK 00710001{_random.Below(20):00} Vietcombank." : null,
            Mentions = mentions,
            Links = links,
        };
    }

    private Mention Mention(string mentionRef)
    {
        MentionRole role = _random.Pick<MentionRole>(
            [MentionRole.Suspect, MentionRole.Suspect, MentionRole.Suspect, MentionRole.Holder, MentionRole.Intermediary, MentionRole.Victim,
                MentionRole.Witness, MentionRole.Mentioned]);
        return _random.Below(6) switch
        {
            0 => new Mention { Ref = mentionRef, Kind = MentionKind.Phone, Role = role, Value = $"09{_random.Below(30) + 10}234{_random.Below(3)}67" },
            1 => new Mention { Ref = mentionRef, Kind = MentionKind.Account, Role = role, Bank = _random.Pick<string>(["VCB", "970436", "MB"]),
                Value = $"00710001{_random.Below(20):00}", Holder = _random.Chance(30) ? Name() : null },
            2 => new Mention { Ref = mentionRef, Kind = MentionKind.Device, Role = role, Type = "imei", Value = $"3569380356438{_random.Below(10)}" },
            3 => new Mention { Ref = mentionRef, Kind = MentionKind.Online, Role = role, Platform = "telegram", Value = $"@vip_{_random.Below(12)}" },
            _ => Person(mentionRef, role),
        };
    }

    private Mention Person(string mentionRef, MentionRole role) => new()
    {
        Ref = mentionRef,
        Kind = MentionKind.Person,
        Role = role,
        Name = Name(),
        BirthDate = _random.Chance(40) ? $"19{60 + _random.Below(30)}-0{1 + _random.Below(9)}-11" : null,
        Documents = _random.Chance(50) ? [new DocumentMention("cccd", $"0010840{_random.Below(8):00000}")] : [],
        Addresses = _random.Chance(30) ? ["Phường 1, Cao Lãnh"] : [],
    };

    private string Name() => _random.Pick(s_names) is { Length: > 0 } name ? name : "Không rõ";

    private DateTimeOffset Time() =>
        new DateTimeOffset(2026, 1 + _random.Below(9), 1 + _random.Below(28), _random.Below(24), _random.Below(60), 0,
            TimeSpan.FromHours(_random.Chance(80) ? 7 : 0));
}
