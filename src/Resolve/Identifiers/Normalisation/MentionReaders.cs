using Resolve.Identifiers.Accounts;
using Resolve.Identifiers.Devices;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Online;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Vehicles;

namespace Resolve.Identifiers.Normalisation;

/// <summary>How a written identifier of each kind is read: the readers of <see cref="EntityKinds"/>.</summary>
internal static class MentionReaders
{
    private static readonly Dictionary<MentionKind, MentionReader> s_readers = new()
    {
        [MentionKind.Phone] = new(static (m, date) => Reading(PhoneReader.Read(m.Value ?? "", date))) { ReadsWordsBeside = true },
        [MentionKind.Account] = new(static (m, date) => Reading(AccountReader.Read(m.Value ?? "", m.Bank, date)), static (m, bank) => m with { Bank = bank })
        {
            ReadsWordsBeside = true,
        },
        [MentionKind.Device] = new(static (m, _) => Reading(DeviceReader.Read(m.Value ?? "", m.Type)), static (m, type) => m with { Type = type }),
        [MentionKind.Online] = new(
            static (m, date) => Reading(OnlineReader.Read(m.Value ?? "", m.Platform, date)),
            static (m, platform) => m with { Platform = platform }),
        [MentionKind.Plate] = new(static (m, _) => PlateReader.Read(m.Value ?? ""))
        {
            ReadsWordsBeside = true,
            Explain = static r => r.Reason == "ambiguous" ? "Without a separator the plate may be a car's, or an older motorcycle's." : null,
        },
    };

    /// <summary>Gets the kinds of mention that have an identifier, in the order in which people read them.</summary>
    public static IReadOnlyList<MentionKind> Kinds { get; } = [.. EntityKinds.All.Select(k => k.Mention).Where(s_readers.ContainsKey)];

    /// <summary>Finds the reader of a kind.</summary>
    /// <param name="kind">The kind of mention.</param>
    /// <returns>The reader; null for persons, who have no identifier.</returns>
    public static MentionReader? Find(MentionKind kind) => s_readers.GetValueOrDefault(kind);

    private static NormalisedIdentifier Reading(PhoneReading r) =>
        r.Number.IsDefault ? new(default, MentionNormaliser.PhoneCandidates(r), r.Reason) : NormalisedIdentifier.Of(r.Number.Key);

    private static NormalisedIdentifier Reading(AccountReading r) => new(r.Key, r.Candidates, r.Reason);

    private static NormalisedIdentifier Reading(DeviceReading r) => new(r.Key, r.Candidates, r.Reason);

    private static NormalisedIdentifier Reading(OnlineReading r) => new(r.Key, r.Candidates, r.Reason);
}

/// <summary>Reads the identifiers of a kind.</summary>
/// <param name="Read">Reads a mention with the day it was written.</param>
/// <param name="Qualify">Puts a bank, type or platform into a mention; null for a kind whose keys have no such part.</param>
internal sealed record MentionReader(Func<Mention, DateOnly?, NormalisedIdentifier> Read, Func<Mention, string, Mention>? Qualify = null)
{
    /// <summary>Gets whether it reads a number with its label or bank beside it, such as <c>stk vcb 0071…</c>.</summary>
    public bool ReadsWordsBeside { get; init; }

    /// <summary>Gets what is said of a reading besides its reason; it returns null when there is nothing to say.</summary>
    public Func<NormalisedIdentifier, string?> Explain { get; init; } = static _ => null;
}
