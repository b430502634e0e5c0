using System.Globalization;
using Resolve.Identifiers;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>Divides all nodes of the graph into a fixed number of shares; a silo answers for whole shares.</summary>
/// <remarks>
/// The number is a stored constant of the design, not a setting: every silo must divide alike. 64 shares let a cluster grow to
/// 64 silos and fit one machine word, so a set of shares or silos is a number.
/// </remarks>
internal static class Shares
{
    /// <summary>The number of shares, and the most silos.</summary>
    public const int Count = Partitions.Count;

    private const string RecordPrefix = "record:";

    /// <summary>Returns the share of a phone, account, device or online identity.</summary>
    public static int Of(EntityKey key) => Partitions.Of(key);

    /// <summary>Returns the share of a person: that of its first record in canonical order.</summary>
    public static int OfRecord(UInt128 fingerprint) => Partitions.OfRecord(fingerprint);

    /// <summary>Returns how the silos name a record among themselves; public keys of persons change as evidence comes, this does not.</summary>
    public static string Token(UInt128 fingerprint) => RecordPrefix + fingerprint.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads the name of a record.</summary>
    public static bool TryReadToken(string token, out UInt128 fingerprint)
    {
        fingerprint = default;
        return token.StartsWith(RecordPrefix, StringComparison.Ordinal)
            && UInt128.TryParse(token.AsSpan(RecordPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fingerprint);
    }

    /// <summary>Returns the share of a node by its name: a record's name or an identifier's key.</summary>
    public static int OfToken(string token) =>
        TryReadToken(token, out UInt128 fingerprint) ? OfRecord(fingerprint) : Partitions.OfText(token);
}
