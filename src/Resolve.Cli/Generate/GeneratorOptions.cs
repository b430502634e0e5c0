namespace Resolve.Cli.Generate;

/// <summary>What <see cref="ReportGenerator"/> makes. Two runs with equal options write equal bytes.</summary>
public sealed record GeneratorOptions
{
    /// <summary>The most reports of one run.</summary>
    public const int ReportsMax = 50_000_000;

    /// <summary>The most rings of one run.</summary>
    public const int RingsMax = 500_000;

    /// <summary>Gets the number of reports, from 1 to <see cref="ReportsMax"/>.</summary>
    public required int Reports { get; init; }

    /// <summary>Gets the number of planted rings, from 0 to <see cref="RingsMax"/>. Every entity of a ring is seen, so a ring takes at least a third as many
    /// reports as it has entities.</summary>
    public required int Rings { get; init; }

    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets how many reports in a thousand are small cases that belong to no ring. Default 350; fewer when the rings need the reports.</summary>
    public int NoisePerMille { get; init; } = 350;

    /// <summary>Gets how many rings in a thousand move money or calls through hubs which other rings and bystanders use too. Default 100.</summary>
    public int HubRingsPerMille { get; init; } = 100;

    /// <summary>Gets how many rings in a thousand use a mule account of another ring beside their own. Default 50.</summary>
    public int SharedMuleRingsPerMille { get; init; } = 50;

    /// <summary>Gets how many reports of rings in a thousand also mention an entity of an unrelated ring: a victim harmed twice, a wrong guess. Default
    /// 35.</summary>
    public int BridgeReportsPerMille { get; init; } = 35;

    /// <summary>Gets the first and last moment of the generated events.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span { get; init; } =
        (new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)), new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.FromHours(7)));
}
