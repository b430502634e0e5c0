using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Persons.Records;

/// <summary>The earliest mention of a record by the reports' own times: what names a person, and when its history begins.</summary>
/// <param name="Time">The own time of the report.</param>
/// <param name="Report">The report.</param>
/// <param name="Ref">The mention's ref in it.</param>
public readonly record struct FirstMention(DateTimeOffset Time, ReportKey Report, string Ref) : IComparable<FirstMention>
{
    /// <summary>Gets the key of the person whose earliest mention this is.</summary>
    public EntityKey Person => Persons.Records.PersonKeys.ToKey(Persons.Records.PersonKeys.Of(Report, Ref));

    /// <summary>Orders by time, then source, id and ref.</summary>
    /// <param name="other">The other mention.</param>
    /// <returns>Below, at or above zero.</returns>
    public int CompareTo(FirstMention other)
    {
        int order = Time.UtcTicks.CompareTo(other.Time.UtcTicks);
        if (order == 0) order = Report.CompareTo(other.Report);
        return order != 0 ? order : string.CompareOrdinal(Ref, other.Ref);
    }

    /// <summary>Orders by time, then source, id and ref.</summary>
    public static bool operator <(FirstMention left, FirstMention right) => left.CompareTo(right) < 0;

    /// <summary>Orders by time, then source, id and ref.</summary>
    public static bool operator >(FirstMention left, FirstMention right) => left.CompareTo(right) > 0;

    /// <summary>Orders by time, then source, id and ref.</summary>
    public static bool operator <=(FirstMention left, FirstMention right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by time, then source, id and ref.</summary>
    public static bool operator >=(FirstMention left, FirstMention right) => left.CompareTo(right) >= 0;

    /// <summary>Returns the mention as decisions and evidence cite it.</summary>
    /// <returns><c>source/id#ref</c>.</returns>
    public override string ToString() => $"{Report}#{Ref}";
}
