using System.Globalization;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>How silos name a node among themselves: an identifier by its entity key, a person by its first record.</summary>
/// <remarks>The public key of a person changes as evidence comes; the fingerprint of a record does not.</remarks>
internal static class NodeKey
{
    private const string RecordPrefix = "record:";

    /// <summary>Returns the node key of a record.</summary>
    public static string OfRecord(UInt128 fingerprint) => RecordPrefix + fingerprint.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads the fingerprint from the node key of a record; false for an identifier's.</summary>
    public static bool TryReadRecord(string nodeKey, out UInt128 fingerprint)
    {
        fingerprint = default;
        return nodeKey.StartsWith(RecordPrefix, StringComparison.Ordinal)
            && UInt128.TryParse(nodeKey.AsSpan(RecordPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fingerprint);
    }

    /// <summary>Returns the partition of a node.</summary>
    public static int PartitionOf(string nodeKey) =>
        TryReadRecord(nodeKey, out UInt128 fingerprint) ? Partitions.OfRecord(fingerprint) : Partitions.OfText(nodeKey);
}
