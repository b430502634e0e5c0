using Resolve.Reports;

namespace Resolve.Cli.Generate.Demo;

/// <summary>An entity of a demo story, with the share of the story's time in which it is in use.</summary>
internal sealed class DemoMember
{
    public required RingRole Role { get; init; }

    public double From { get; init; }

    public double To { get; init; } = 1;

    public GeneratedPhone? Phone { get; init; }

    public GeneratedAccount? Account { get; init; }

    public GeneratedHandle? Handle { get; init; }

    /// <summary>Gets the fourteen digits of a handset.</summary>
    public string? Imei { get; init; }

    public GeneratedPerson? Person { get; init; }

    public string[] Aliases { get; init; } = [];

    public string? Passport { get; init; }

    /// <summary>Gets the member that belongs with this one: the seller of an account, the handset of a number, the caller of a handset.</summary>
    public DemoMember? Partner { get; init; }

    /// <summary>Gets the name an account is opened in.</summary>
    public string? Holder => Partner?.Person is { } person ? AsciiFold.Upper(person.Name) : null;

    /// <summary>Gets or sets the earliest mention of a person, which names it.</summary>
    public (DateTimeOffset Time, ReportKey Report, string Ref)? Earliest { get; set; }

    /// <summary>Gets the canonical key; call it for a person only after the last report.</summary>
    public string Key => Phone?.Key ?? Account?.Key ?? Handle?.Key ?? (Imei is not null ? "device:imei:" + Imei : PersonKey());

    private string PersonKey()
    {
        (_, ReportKey report, string reference) = Earliest ?? throw new InvalidOperationException($"{Person?.Name} is in no report.");
        return $"person:{StableHash.Key64(report.Source, report.Id, reference).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
