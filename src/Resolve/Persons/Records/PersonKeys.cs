using System.Globalization;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Persons.Records;

/// <summary>Keys of persons: <c>person:</c> and the hash of the earliest mention (docs/adr/0001).</summary>
public static class PersonKeys
{
    /// <summary>Returns the hash of a mention, which names the person whose earliest mention it is.</summary>
    /// <param name="report">The report.</param>
    /// <param name="mentionRef">The mention's ref in it.</param>
    /// <returns>The hash; the same for all versions of the report.</returns>
    public static ulong Of(ReportKey report, string mentionRef) => StableHash.Key64(report.Source, report.Id, mentionRef);

    /// <summary>Returns the key with a hash.</summary>
    /// <param name="hash">The hash of a mention.</param>
    /// <returns>The key, such as <c>person:1f0c9a77be1d2a35</c>.</returns>
    public static EntityKey ToKey(ulong hash) => EntityKey.Create(EntityKind.Person, hash.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>Reads the hash out of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>Whether it is a person's key in canonical form.</returns>
    public static bool TryRead(EntityKey key, out ulong hash)
    {
        hash = 0;
        return key.Kind == EntityKind.Person && key.Value.Length == 16 && !key.Value.ContainsAnyInRange('A', 'F')
            && ulong.TryParse(key.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash);
    }
}
