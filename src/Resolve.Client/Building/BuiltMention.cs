using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

/// <summary>A mention of a report that is being built; links are made between mentions of one report.</summary>
public abstract class BuiltMention
{
    private protected BuiltMention(ReportBuilder report, MentionData data) => (Report, Data) = (report, data);

    /// <summary>Gets the name of the mention inside its report.</summary>
    public string Ref => Data.Ref!;

    internal ReportBuilder Report { get; }

    internal MentionData Data { get; }
}

/// <summary>A person as a report describes it.</summary>
public sealed class PersonMention : BuiltMention
{
    internal PersonMention(ReportBuilder report, MentionData data)
        : base(report, data)
    {
    }
}

/// <summary>A phone number.</summary>
public sealed class PhoneMention : BuiltMention
{
    internal PhoneMention(ReportBuilder report, MentionData data)
        : base(report, data)
    {
    }
}

/// <summary>A bank account, card or wallet.</summary>
public sealed class AccountMention : BuiltMention
{
    internal AccountMention(ReportBuilder report, MentionData data)
        : base(report, data)
    {
    }
}

/// <summary>A device.</summary>
public sealed class DeviceMention : BuiltMention
{
    internal DeviceMention(ReportBuilder report, MentionData data)
        : base(report, data)
    {
    }
}

/// <summary>An online identity.</summary>
public sealed class OnlineMention : BuiltMention
{
    internal OnlineMention(ReportBuilder report, MentionData data)
        : base(report, data)
    {
    }
}

/// <summary>The registration plate of a vehicle.</summary>
public sealed class PlateMention : BuiltMention
{
    internal PlateMention(ReportBuilder report, MentionData data)
        : base(report, data)
    {
    }
}
