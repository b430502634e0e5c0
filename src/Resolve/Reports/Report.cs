using Resolve.Identifiers.Mentions;

namespace Resolve.Reports;

/// <summary>A report (tin báo, tố giác) as a unit sent it: one version of one report, valid on the wire (docs/report-format.md).</summary>
/// <remarks>Only <see cref="ReportReader"/> makes reports from outside; what it lets through keeps the limits of <see cref="ReportLimits"/>.</remarks>
public sealed record Report
{
    /// <summary>Gets the sending system and its id.</summary>
    public required ReportKey Key { get; init; }

    /// <summary>Gets the version, from 1; the highest version of a report counts.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Gets whether this version withdraws the report: from then on it is as if it had never come.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Gets the police unit which owns the report, such as <c>87/PC02</c>; null when the source did not say.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets when the unit received the report.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Gets when the events in it happened.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Gets the province as written: a code of <c>gso_code2</c> or a name.</summary>
    public string? Province { get; init; }

    /// <summary>Gets how far the unit's work on it is; it changes no entity, person or ring.</summary>
    public ReportStatus Status { get; init; }

    /// <summary>Gets the scam typologies, such as <c>S05</c>, in the order of the report.</summary>
    public IReadOnlyList<string> Typologies { get; init; } = [];

    /// <summary>Gets the loss that the report claims.</summary>
    public Money? Loss { get; init; }

    /// <summary>Gets the free text.</summary>
    public string? Narrative { get; init; }

    /// <summary>Gets the mentions, in the order of the report; empty only when <see cref="Withdrawn"/>, or when the report is a text alone.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Gets the links between mentions, in the order of the report.</summary>
    public IReadOnlyList<ReportLink> Links { get; init; } = [];

    /// <summary>Gets the fields that this version of Resolve does not know: sorted by parent, then name. They are kept and reported.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];

    /// <summary>Gets the report's own time: when it was received, else when it happened; <see cref="DateTimeOffset.MaxValue"/> when it says neither.</summary>
    /// <remarks>Earliest evidence names persons and rings; a report without a time names last.</remarks>
    public DateTimeOffset OwnTime => ReceivedAt ?? OccurredAt ?? DateTimeOffset.MaxValue;

    /// <summary>Gets whether this is what <see cref="ReportReader"/> read, unchanged; false for one built or changed by code.</summary>
    internal bool IsAsRead => ReferenceEquals(_mark.Report, this);

    private ReadMark _mark;

    /// <summary>Marks the report as read; a copy made by <c>with</c> loses the mark.</summary>
    internal Report MarkAsRead()
    {
        _mark = new ReadMark(this);
        return this;
    }

    /// <summary>Who was marked. It makes no two reports different.</summary>
    private readonly struct ReadMark(Report report) : IEquatable<ReadMark>
    {
        public Report? Report { get; } = report;

        public bool Equals(ReadMark other) => true;

        public override bool Equals(object? obj) => obj is ReadMark;

        public override int GetHashCode() => 0;
    }
}

/// <summary>How far a unit's work on a report is. The numbers never change meaning.</summary>
public enum ReportStatus : byte
{
    /// <summary>Being worked on: what a report says that says nothing.</summary>
    Open = 0,

    /// <summary>Suspended (tạm đình chỉ, CPC art. 148, 229): resumed when something new is found, so its unit gets alerts about new links.</summary>
    Suspended = 1,

    /// <summary>Resolved or handed on: nothing more is expected.</summary>
    Closed = 2,
}

/// <summary>A field that Resolve does not know, kept as it came.</summary>
/// <param name="Parent">The object it stood in, such as <c>mentions[2]</c>; empty for the report itself.</param>
/// <param name="Name">Its name.</param>
/// <param name="Json">Its value as canonical JSON: no white space, members sorted by ordinal.</param>
public readonly record struct UnknownField(string Parent, string Name, string Json)
{
    /// <summary>Gets where it stood, such as <c>mentions[2].colour</c>.</summary>
    public string Path => Parent.Length == 0 ? Name : $"{Parent}.{Name}";
}

/// <summary>An amount of money.</summary>
/// <param name="Amount">The amount in whole units of the currency, from 0.</param>
/// <param name="Currency">The ISO 4217 code in upper case; <c>VND</c> unless the report says otherwise.</param>
public readonly record struct Money(decimal Amount, string Currency = "VND");
