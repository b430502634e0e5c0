using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>What the graph keeps of a report beside its mentions and links: which version it is, when, whose, and the loss.</summary>
/// <remarks>The text, the mentions as they were written and unknown fields are not in it: these are in the journal.</remarks>
public sealed record ReportHead
{
    /// <summary>Gets the sending system and its id.</summary>
    public required ReportKey Key { get; init; }

    /// <summary>Gets the version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Gets whether this version withdraws the report.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Gets the police unit which owns the report; null when the source did not say.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets when the unit received the report.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Gets when what the report is about happened.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Gets the province as written.</summary>
    public string? Province { get; init; }

    /// <summary>Gets how far the unit's work on it is.</summary>
    public ReportStatus Status { get; init; }

    /// <summary>Gets the scam typologies, in the order of the report.</summary>
    public IReadOnlyList<string> Typologies { get; init; } = [];

    /// <summary>Gets the loss that the report claims.</summary>
    public Money? Loss { get; init; }

    /// <inheritdoc cref="Report.OwnTime"/>
    public DateTimeOffset OwnTime => ReceivedAt ?? OccurredAt ?? DateTimeOffset.MaxValue;

    /// <summary>Takes the head of a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The head.</returns>
    public static ReportHead Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportHead
        {
            Key = report.Key,
            Version = report.Version,
            Withdrawn = report.Withdrawn,
            Unit = report.Unit,
            ReceivedAt = report.ReceivedAt,
            OccurredAt = report.OccurredAt,
            Province = report.Province,
            Status = report.Status,
            Typologies = report.Typologies,
            Loss = report.Loss,
        };
    }
}
