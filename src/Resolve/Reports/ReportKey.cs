namespace Resolve.Reports;

/// <summary>Identifies a report: the system that sent it and the id it has there.</summary>
/// <param name="Source">The sending system, such as <c>dongthap/pc02</c>.</param>
/// <param name="Id">The id in that system, such as <c>TB-2026-000123</c>.</param>
public readonly record struct ReportKey(string Source, string Id) : IComparable<ReportKey>
{
    /// <summary>The longest source or id in UTF-16 code units.</summary>
    public const int PartLengthMax = 200;

    /// <summary>Returns the key that somebody means who types a source and an id: in composed Unicode (NFC), as reports are read.</summary>
    /// <param name="source">The sending system.</param>
    /// <param name="id">The id in that system.</param>
    /// <returns>The key.</returns>
    public static ReportKey Of(string source, string id) => new(Identifiers.Text.CanonicalText.Compose(source), Identifiers.Text.CanonicalText.Compose(id));

    /// <summary>Compares by source, then id, ordinal: the canonical order of exports.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>Below, at or above zero.</returns>
    public int CompareTo(ReportKey other)
    {
        int bySource = string.CompareOrdinal(Source, other.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(Id, other.Id);
    }

    /// <inheritdoc/>
    public bool Equals(ReportKey other) =>
        string.Equals(Source, other.Source, StringComparison.Ordinal) && string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <summary>Returns a hash for tables of this process.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => (int)(StableHash.Of64(Source) * 31 + StableHash.Of64(Id));

    /// <summary>Returns <c>source/id</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Source}/{Id}";
}
