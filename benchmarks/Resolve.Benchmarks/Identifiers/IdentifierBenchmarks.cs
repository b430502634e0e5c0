using BenchmarkDotNet.Attributes;
using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Normalisation;

namespace Resolve.Benchmarks.Identifiers;

/// <summary>Speed and allocation of reading one identifier of each kind. Targets: phone and account under 1 µs and nothing but the key, a name under 5
/// µs.</summary>
[MemoryDiagnoser]
public class IdentifierBenchmarks
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private readonly Mention _phone = new() { Ref = "t", Kind = MentionKind.Phone, Value = "0169.123.4567" };
    private readonly Mention _account = new() { Ref = "a", Kind = MentionKind.Account, Bank = "VCB", Value = "0071000123456" };
    private readonly Mention _device = new() { Ref = "d", Kind = MentionKind.Device, Type = "imei", Value = "35693803564380-9" };
    private readonly Mention _online = new() { Ref = "o", Kind = MentionKind.Online, Platform = "telegram", Value = "@vip_invest" };

    [Benchmark] public EntityKey Phone() => MentionNormaliser.Normalise(_phone, Day).Key;

    [Benchmark] public EntityKey Account() => MentionNormaliser.Normalise(_account, Day).Key;

    [Benchmark] public EntityKey Device() => MentionNormaliser.Normalise(_device, Day).Key;

    [Benchmark] public EntityKey Online() => MentionNormaliser.Normalise(_online, Day).Key;

    [Benchmark] public string? Name() => PersonName.TryParse("Nguyễn Thị Hoà", out PersonName? name, out _) ? name.PlainKey : null;

    [Benchmark] public string? BankName() => PersonName.TryParse("NGUYEN VAN DUC", out PersonName? name, out _) ? name.PlainKey : null;

    [Benchmark] public bool Date() => PartialDate.TryParse("21/03/1987", Day, out _);

    [Benchmark] public bool Province() => Resolve.Identifiers.Places.Province.TryParse("Đồng Tháp", Day, out _);
}
