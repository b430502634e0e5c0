using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Content;

/// <summary>Reports as no unit sends them: any text anywhere, odd amounts and times, everything at its limit.</summary>
internal sealed class WildReports(ulong seed)
{
    private static readonly string[] s_values =
    [
        "", " ", "0912345678", "0912 345 678; 0987654321", "+85620 5551 2345", "113", "0071000123456", "970436 0071000123456",
            "35693803564380-9", "@vip_invest",
        "https://t.me/vip_invest", "a@b.vn", "a b@c", "087161001234", "08716100123", "P1234567", "Nguyễn Văn A tức Tý", "NGUYEN VAN A", "không rõ",
            "VCB", "Vietcombank", "imei",
        "telegram", "facebook", "email", "domain", "1987", "21/03/1987", "nam", "M", "VN", "Lào", "VND", "cccd", "\uD800", "a\uDC00b", "\uD83D\uDE00",
            "x\u0000y", "０９１２３４５６７８", "\u001F=",
    ];

    private readonly SplitMix _random = new(seed);

    public Report Next()
    {
        Mention[] mentions = [.. Enumerable.Range(0, _random.Below(12)).Select(i => Mention($"{i}" + (_random.Chance(10) ? Text() : "")))];
        ReportLink[] links = mentions.Length == 0 ? [] : [.. Enumerable.Range(0, _random.Below(12)).Select(_ => Link(mentions))];
        return new Report
        {
            Key = new ReportKey(Text(), Text()),
            Version = _random.Chance(10) ? int.MaxValue : 1 + _random.Below(9),
            Withdrawn = _random.Chance(5),
            Unit = Maybe(),
            ReceivedAt = Time(),
            OccurredAt = Time(),
            Province = Maybe(),
            Status = (ReportStatus)_random.Below(3),
            Typologies = Texts(),
            Loss = _random.Chance(50) ? new Money(Amount(), Text()) : null,
            Narrative = _random.Chance(50) ? string.Join(' ', Enumerable.Range(0, _random.Below(30)).Select(_ => Text())) : null,
            Mentions = mentions,
            Links = links,
        };
    }

    private ReportLink Link(Mention[] mentions) => new(
        _random.Pick(mentions).Ref, _random.Pick(mentions).Ref, (LinkKind)_random.Below(9), _random.Chance(50) ? Amount() : null, Maybe(), Time(), Maybe());

    private Mention Mention(string name) => new()
    {
        Ref = name,
        Kind = (MentionKind)(1 + _random.Below(5)),
        Role = (MentionRole)_random.Below(6),
        Value = Maybe(),
        Channel = Maybe(),
        Bank = Maybe(),
        Holder = Maybe(),
        Type = Maybe(),
        Platform = Maybe(),
        Name = Maybe(),
        Aliases = Texts(),
        BirthDate = Maybe(),
        Sex = Maybe(),
        Nationality = Maybe(),
        Documents = [.. Enumerable.Range(0, _random.Below(4))
            .Select(_ => new DocumentMention(_random.Pick<string>(["cccd", "cmnd", "passport", "national-id", "driver-licence", "other"]), Text(), Maybe()))],
        Addresses = Texts(),
    };

    private string[] Texts() => [.. Enumerable.Range(0, _random.Chance(30) ? _random.Below(5) : 0).Select(_ => Text())];

    private string? Maybe() => _random.Chance(60) ? Text() : null;

    private string Text()
    {
        string text = _random.Pick(s_values);
        if (_random.Chance(20)) text += _random.Pick(s_values);
        return _random.Chance(5) ? string.Concat(Enumerable.Repeat(text, 60)) : _random.Chance(10) ? text + (char)_random.Below(0x10000) : text;
    }

    private decimal Amount() =>
        new((int)_random.Next(), _random.Chance(50) ? (int)_random.Next() : 0, _random.Chance(20) ? (int)_random.Next() : 0,
            _random.Chance(5), (byte)_random.Below(29));

    private DateTimeOffset? Time()
    {
        if (_random.Chance(30)) return null;
        var offset = TimeSpan.FromMinutes(_random.Below((28 * 60) + 1) - (14 * 60));
        long day = 1 + _random.Below(3_652_000);
        long ticks = (day * TimeSpan.TicksPerDay)
            + (_random.Chance(50) ? _random.Below(86_400) * TimeSpan.TicksPerSecond : (long)(_random.Next() % (ulong)TimeSpan.TicksPerDay));
        return new DateTimeOffset(Math.Max(ticks, offset.Ticks), offset);
    }
}
