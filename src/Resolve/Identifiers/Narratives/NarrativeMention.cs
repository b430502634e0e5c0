using Resolve.Identifiers.Mentions;

namespace Resolve.Identifiers.Narratives;

/// <summary>What a piece of free text names.</summary>
public enum NarrativeKind : byte
{
    /// <summary>A phone number.</summary>
    Phone = 1,

    /// <summary>A bank account, wallet, card or crypto address.</summary>
    Account = 2,

    /// <summary>A device.</summary>
    Device = 3,

    /// <summary>An account on a platform, an e-mail address or a link.</summary>
    Online = 4,

    /// <summary>An identity paper.</summary>
    Document = 5,

    /// <summary>An amount of money.</summary>
    Amount = 6,
}

/// <summary>An identifier or amount found in free text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The piece of text, as written.</param>
/// <param name="Start">Where it begins, in UTF-16 code units from 0.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
/// <param name="Key">The entity it names; default for papers and amounts, and for an account whose bank is not given.</param>
/// <param name="Type">The type within the kind: the bank's code, the platform, the type of paper or device, the currency; null when none.</param>
/// <param name="Canonical">The canonical text: the key, the paper, or the amount in whole units; null when there is none.</param>
/// <param name="Candidates">The entities it may name when it has no key, sorted.</param>
public readonly record struct NarrativeMention(NarrativeKind Kind, string Value, int Start, int Length, EntityKey Key, string? Type, string? Canonical,
    IReadOnlyList<EntityKey> Candidates)
{
    private const int PhoneLengthMin = 6;

    /// <summary>Returns the mention that a report would hold for it; null for papers and amounts, which are no entities.</summary>
    /// <param name="reference">The name of the mention inside its report.</param>
    /// <returns>A mention in the role <c>mentioned</c>.</returns>
    public Mention? ToMention(string reference) => Kind switch
    {
        // An ending behind a slash is no number by itself.
        NarrativeKind.Phone => new Mention { Ref = reference, Kind = MentionKind.Phone, Value = Length < PhoneLengthMin ? Key.Value.ToString() : Value },
        NarrativeKind.Account => new Mention { Ref = reference, Kind = MentionKind.Account, Value = Value, Bank = Type },
        NarrativeKind.Device => new Mention { Ref = reference, Kind = MentionKind.Device, Value = Value, Type = Type },
        NarrativeKind.Online => new Mention { Ref = reference, Kind = MentionKind.Online, Value = Value, Platform = Type },
        _ => null,
    };
}
