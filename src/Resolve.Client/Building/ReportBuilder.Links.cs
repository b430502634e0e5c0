using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

public sealed partial class ReportBuilder
{
    /// <summary>A person has a phone, an account, a device or an online identity in hand.</summary>
    /// <param name="person">The person.</param>
    /// <param name="thing">What the person has.</param>
    /// <param name="at">When it was seen; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report, or both are persons.</exception>
    public void Holds(PersonMention person, BuiltMention thing, DateTimeOffset? at = null) => Link(person, NoPerson(thing), "holds", at);

    /// <summary>A phone, an account, a device or an online identity is registered to a person.</summary>
    /// <param name="thing">What is registered.</param>
    /// <param name="person">The person.</param>
    /// <param name="at">When it was seen; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report, or both are persons.</exception>
    public void RegisteredTo(BuiltMention thing, PersonMention person, DateTimeOffset? at = null) => Link(NoPerson(thing), person, "registered-to", at);

    /// <summary>A number was used in a device.</summary>
    /// <param name="number">The phone or SIM card.</param>
    /// <param name="device">The device.</param>
    /// <param name="at">When; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report.</exception>
    public void UsedIn(BuiltMention number, DeviceMention device, DateTimeOffset? at = null) => Link(NoPerson(number), device, "used-in", at);

    /// <summary>An account or online identity was used from a device or address.</summary>
    /// <param name="account">The account or online identity.</param>
    /// <param name="place">The device, or an online identity such as an IP address.</param>
    /// <param name="at">When; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report, or one is a person.</exception>
    public void LoggedInFrom(BuiltMention account, BuiltMention place, DateTimeOffset? at = null) =>
        Link(NoPerson(account), NoPerson(place), "logged-in-from", at);

    /// <summary>Money went from one to another.</summary>
    /// <param name="from">The person or account that paid.</param>
    /// <param name="to">The account or person that was paid.</param>
    /// <param name="amount">The amount in whole units of the currency, 0 to 10^18; null when it is not known.</param>
    /// <param name="at">When; null when that is not known.</param>
    /// <param name="currency">ISO 4217; null means VND.</param>
    /// <param name="reference">The bank's reference; null when there is none.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report.</exception>
    public void Transferred(
        BuiltMention from, BuiltMention to, decimal? amount, DateTimeOffset? at = null, string? currency = null, string? reference = null) =>
        Link(from, to, "transferred", at, amount, currency, reference);

    /// <summary>One called or wrote to another.</summary>
    /// <param name="from">Who or what made contact.</param>
    /// <param name="to">Who or what was contacted.</param>
    /// <param name="at">When; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report.</exception>
    public void Contacted(BuiltMention from, BuiltMention to, DateTimeOffset? at = null) => Link(from, to, "contacted", at);

    /// <summary>One decides over another, such as whoever had money sent to an account.</summary>
    /// <param name="from">Who or what decides.</param>
    /// <param name="to">What is decided over.</param>
    /// <param name="at">When; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report.</exception>
    public void Controls(BuiltMention from, BuiltMention to, DateTimeOffset? at = null) => Link(from, to, "controls", at);

    /// <summary>Two have to do with each other in another way.</summary>
    /// <param name="from">The one.</param>
    /// <param name="to">The other.</param>
    /// <param name="at">When; null when that is not known.</param>
    /// <exception cref="ArgumentException">The mentions are not two of this report.</exception>
    public void Related(BuiltMention from, BuiltMention to, DateTimeOffset? at = null) => Link(from, to, "related", at);

    private static BuiltMention NoPerson(BuiltMention mention) =>
        mention is PersonMention ? throw new ArgumentException("This end of the link is no person.", nameof(mention)) : mention;

    private void Link(
        BuiltMention from, BuiltMention to, string kind, DateTimeOffset? at, decimal? amount = null, string? currency = null, string? reference = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Report != this || to.Report != this) throw new ArgumentException("A link joins two mentions of its own report.");
        if (from == to) throw new ArgumentException("A link joins two different mentions.");
        _links.Add(new ReportLinkData(from.Ref, to.Ref, kind) { At = at, Amount = amount, Currency = currency, Reference = reference });
    }
}
