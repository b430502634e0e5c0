using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Graph;

/// <summary>Which evidence connects suspects: the rule that keeps victims, witnesses and bystanders from gluing rings.</summary>
/// <remarks>The rule looks at one report's words only: a victim there may be a suspect in another report, and is linked by that one.</remarks>
public static class RingLinkRule
{
    /// <summary>Returns whether a role is on the suspects' side.</summary>
    /// <param name="role">The role.</param>
    /// <returns>True for suspect, holder and intermediary.</returns>
    public static bool IsSuspectSide(MentionRole role) => role is MentionRole.Suspect or MentionRole.Holder or MentionRole.Intermediary;

    /// <summary>Returns whether a role never connects.</summary>
    /// <param name="role">The role.</param>
    /// <returns>True for victim and witness.</returns>
    public static bool IsLeaf(MentionRole role) => role is MentionRole.Victim or MentionRole.Witness;

    /// <summary>Returns whether one report's evidence for a link connects suspects.</summary>
    /// <param name="kind">The kind of link.</param>
    /// <param name="from">The role of its start in that report.</param>
    /// <param name="to">The role of its end in that report.</param>
    /// <returns>
    /// True when both ends are on the suspects' side; or when one is, the other is merely mentioned, and the link says that
    /// one has the other in hand (holds, registered to, used in, logged in from, controls).
    /// </returns>
    public static bool CarriesRings(LinkKind kind, MentionRole from, MentionRole to)
    {
        if (IsLeaf(from) || IsLeaf(to)) return false;
        if (IsSuspectSide(from) && IsSuspectSide(to)) return true;
        return IsInHand(kind) && (IsSuspectSide(from) || IsSuspectSide(to));
    }

    /// <summary>Returns whether a link says that one end has the other in hand.</summary>
    /// <param name="kind">The kind of link.</param>
    /// <returns>True for holds, registered to, used in, logged in from and controls: lasting facts, not events.</returns>
    public static bool IsInHand(LinkKind kind) =>
        kind is LinkKind.Holds or LinkKind.RegisteredTo or LinkKind.UsedIn or LinkKind.LoggedInFrom or LinkKind.Controls;

    /// <summary>Returns whether a link says how its ends belong together, and not merely that one report names both.</summary>
    /// <param name="kind">The kind of link.</param>
    /// <returns>True for what is in hand and for a transfer.</returns>
    public static bool Binds(LinkKind kind) => kind == LinkKind.Transferred || IsInHand(kind);

    /// <summary>Returns whether a link says that one end is the other's, which a login from a public network does not.</summary>
    /// <param name="kind">The kind of link.</param>
    /// <returns>True for what is in hand, logins left out.</returns>
    public static bool IsOwned(LinkKind kind) => kind != LinkKind.LoggedInFrom && IsInHand(kind);
}
