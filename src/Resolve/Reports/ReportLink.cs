using Resolve.Identifiers.Mentions;

namespace Resolve.Reports;

/// <summary>A link between two mentions of one report, as the report states it.</summary>
/// <param name="From">The <see cref="Mention.Ref"/> it starts at.</param>
/// <param name="To">The <see cref="Mention.Ref"/> it ends at.</param>
/// <param name="Kind">What joins them.</param>
/// <param name="Amount">The amount transferred, in whole units of the currency, from 0.</param>
/// <param name="Currency">The ISO 4217 code; <c>VND</c> by default.</param>
/// <param name="At">When.</param>
/// <param name="Reference">The bank's or operator's own reference.</param>
public sealed record ReportLink(
    string From,
    string To,
    LinkKind Kind,
    decimal? Amount = null,
    string? Currency = null,
    DateTimeOffset? At = null,
    string? Reference = null);

/// <summary>What joins two entities. The numbers are stored; they never change meaning.</summary>
public enum LinkKind : byte
{
    /// <summary>Mentioned in one report and joined by no explicit link: the weakest.</summary>
    MentionedWith = 0,

    /// <summary>A person holds an account, number or device.</summary>
    Holds = 1,

    /// <summary>Registered to a person.</summary>
    RegisteredTo = 2,

    /// <summary>A SIM or number used in a device.</summary>
    UsedIn = 3,

    /// <summary>An account or online identity used from a device or number.</summary>
    LoggedInFrom = 4,

    /// <summary>Money moved from one to the other.</summary>
    Transferred = 5,

    /// <summary>One contacted the other.</summary>
    Contacted = 6,

    /// <summary>One gives the other orders or has it in hand.</summary>
    Controls = 7,

    /// <summary>Related in a way the report says in words.</summary>
    Related = 8,
}
