using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Commands;

/// <summary>Small feeds whose answers are plain.</summary>
internal static class Samples
{
    /// <summary>Two reports that share an account, a third apart.</summary>
    public static Report[] TwoLinkedAndOneApart() =>
    [
        Of("R1", Phone("p", "0391234567"), Account("a", "0071000123456")) with { Links = [new ReportLink("p", "a", LinkKind.Controls)] },
        Of("R2", Phone("q", "0987654321"), Account("a", "0071000123456")) with { Links = [new ReportLink("q", "a", LinkKind.Controls)] },
        Of("R3", Phone("r", "0912345678"), Person("s", "Nguyễn Văn An")),
    ];

    public static Report Of(string id, params Mention[] mentions) =>
        new() { Key = new ReportKey("test", id), Mentions = mentions, ReceivedAt = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(7)) };

    public static Mention Phone(string name, string value) => new() { Ref = name, Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = value };

    public static Mention Account(string name, string value) =>
        new() { Ref = name, Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = value };

    public static Mention Person(string name, string words) => new() { Ref = name, Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = words };
}
