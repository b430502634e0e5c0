using System.Globalization;
using System.Text;
using Resolve.TestKit.Facts;

namespace Resolve.Api.Tests.Schemas;

/// <summary>Reports as JSON text, mostly right, each member now and then missing, null, of another type or at its limit.</summary>
internal sealed class WrittenReports(ulong seed)
{
    private static readonly string[] s_texts =
    [
        "VCB", "0912345678", "Nguyễn Văn A", "", " ", "\\u0000", "a\\u0000b", "\\n", "x\\n", "\\u00a0", "\\u3000y", "\\u0085", "\\ufeff", "\\u200b",
            "z\\u2028", "\\u007f", "\\u009f", "é",
        "open", "suspended", "closed", "phone", "Person", "holds", "mentioned", "VND", "usd", "Vnđ", "USDTX", "USDTXX", "cccd", "CCCD", "Căn cước",
            "passport", "id", "1,5 tỷ", "chưa rõ",
    ];

    private static readonly string[] s_times =
    [
        "2026-03-02T08:15:00+07:00", "2026-03-02 08:15:00Z", "2026-03-02T08:15z", "2026-03-02T08:15:00.1234567+07:00", "2026-03-02T08:15:00.12345678+07:00",
            "2026-03-02T08:15:00.+07:00",
        "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
            "1899-12-31T23:59:59Z", "2199-12-31T23:59:59-14:00",
        "2200-01-01T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T08:15:60Z", "2026-03-02T08:15:00+14:00", "2026-03-02T08:15:00+14:01",
            "2026-03-02T08:15:00-13:59", "2026-03-02T08:15:00+07", "2026-03-02",
        "2026-03-02T08:15:00", "2026-3-2T08:15:00Z", "2026-03-02t08:15:00Z", "2026-03-02T08:15:00Z\\n", " 2026-03-02T08:15:00Z", "2026-03-02T08:15:00-00:00",
            "2026-03-02T08:15:00 +07:00", "1996-02-29T23:59Z",
    ];

    private static readonly string[] s_numbers =
        ["0", "1", "2", "1.0", "1e0", "1.5", "-1", "-0", "0.5", "2147483647", "2147483648", "1000000000000000000", "1000000000000000001", "1e18", "1e19",
            "1e400", "9223372036854775808", "250000000.50"];

    private static readonly string[] s_names = ["colour", "value", "name", "type", "extra"];

    private readonly SplitMix _random = new(seed);
    private readonly StringBuilder _text = new();

    /// <summary>Returns the next report as JSON.</summary>
    public string Next()
    {
        _text.Clear();
        int mentions = _random.Below(4);
        Object(
            ("source", () => Key("dongthap/pc02")),
            ("id", () => Key("TB-1")),
            ("version", Number),
            ("withdrawn", Boolean),
            ("unit", Text),
            ("receivedAt", Time),
            ("occurredAt", Time),
            ("province", Text),
            ("status", Text),
            ("typologies", () => List(_random.Chance(4) ? 51 : _random.Below(3), _ => Text())),
            ("loss", () => Object(("amount", Amount), ("currency", Currency), Unknown())),
            ("narrative", () => Long(300_000)),
            ("mentions", () => List(_random.Chance(1) ? 1_001 : mentions, Mention)),
            ("links", () => List(mentions < 2 ? 0 : _random.Below(3), _ => Link(mentions))),
            Unknown());
        return _text.ToString();
    }

    private void Mention(int index)
    {
        string kind = _random.Pick<string>(["person", "phone", "account", "device", "online"]);
        Object(
            ("ref", () => Key(string.Create(CultureInfo.InvariantCulture, $"r{index}"))),
            ("kind", () => Word(kind)),
            ("role", () => Word(_random.Pick<string>(["mentioned", "suspect", "victim", "holder", "intermediary", "witness"]))),
            ("value", Text), ("channel", Text), ("bank", Text), ("holder", Text), ("type", Text), ("platform", Text), ("name", Text),
            ("aliases", () => List(_random.Below(3), _ => Text())),
            ("dob", Text), ("sex", Text), ("nationality", Text),
            ("documents", () => List(_random.Below(3), _ => Object(("type", DocumentType), ("number", Text), ("country", Text), Unknown()))),
            ("addresses", () => List(_random.Chance(3) ? 51 : _random.Below(3), _ => Text())),
            Unknown());
    }

    private void Link(int mentions)
    {
        int from = _random.Below(mentions), to = (from + 1) % mentions;
        Object(
            ("from", () => Key(string.Create(CultureInfo.InvariantCulture, $"r{from}"))),
            ("to", () => Key(string.Create(CultureInfo.InvariantCulture, $"r{to}"))),
            ("kind", () => Word(_random.Pick<string>(["mentioned-with", "holds", "registered-to", "used-in", "logged-in-from", "transferred",
                "contacted", "controls", "related"]))),
            ("amount", Amount), ("currency", Currency), ("at", Time), ("reference", Text), Unknown());
    }

    private (string Name, Action Write) Unknown() => (_random.Pick(s_names) + "1", Any);

    /// <summary>Writes an object: each member is there nine times of ten, and odd once in forty.</summary>
    private void Object(params (string Name, Action Write)[] members)
    {
        _text.Append('{');
        bool first = true;
        foreach ((string name, Action write) in members)
        {
            bool must = name is "source" or "id" or "kind" or "from" or "to" or "amount" or "number" or "value" or "ref" or "mentions";
            if (_random.Chance(must ? 2 : 45)) continue;
            _text.Append(first ? "" : ",").Append('"').Append(name).Append("\":");
            first = false;
            if (_random.Chance(2)) Any();
            else write();
        }
        _text.Append('}');
    }

    private void List(int count, Action<int> write)
    {
        _text.Append('[');
        for (int i = 0; i < count; i++)
        {
            if (i > 0) _text.Append(',');
            if (_random.Chance(1)) Any();
            else write(i);
        }
        _text.Append(']');
    }

    private void Any()
    {
        switch (_random.Below(7))
        {
            case 0: _text.Append("null"); break;
            case 1: _text.Append(_random.Chance(50) ? "true" : "false"); break;
            case 2: Number(); break;
            case 3: _text.Append("{\"a\":[\"b\",{\"c\":\"").Append(_random.Chance(20) ? "\\u0000" : "d").Append("\"}]}"); break;
            case 4: _text.Append("[]"); break;
            default: Text(); break;
        }
    }

    private void Word(string word) => Quote(_random.Chance(2) ? _random.Pick(s_texts) : word);

    private void Key(string usual)
    {
        if (_random.Chance(3)) Long(200);
        else Word(usual);
    }

    private void Text()
    {
        if (_random.Chance(2)) Long(1_000);
        else Quote(_random.Chance(15) ? _random.Pick(s_texts) : "0912345678");
    }

    private void DocumentType() => Quote(_random.Chance(10) ? _random.Pick(s_texts)
        : _random.Pick<string>(["cccd", "Căn cước công dân", "hộ chiếu", "GPLX", "other"]));

    private void Currency() => Quote(_random.Chance(15) ? _random.Pick(s_texts) : "VND");

    private void Time() => Quote(_random.Chance(10) ? _random.Pick(s_times) : s_times[0]);

    private void Number() => _text.Append(_random.Chance(15) ? _random.Pick(s_numbers) : "3");

    private void Amount()
    {
        if (_random.Chance(30)) Quote(_random.Pick<string>(["250.000.000 đ", "1,5 tỷ", "chưa rõ", ""]));
        else Number();
    }

    private void Boolean() => _text.Append(_random.Chance(20) ? "true" : "false");

    /// <summary>Writes a text as long as it may be, or one longer.</summary>
    private void Long(int lengthMax) => Quote(_random.Chance(70) ? "a b" : new string('x', lengthMax + _random.Below(2)));

    private void Quote(string escaped) => _text.Append('"').Append(escaped).Append('"');
}
