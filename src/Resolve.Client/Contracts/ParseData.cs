namespace Resolve.Client.Contracts;

/// <summary>Asks how a written value is read.</summary>
/// <param name="Kind">A kind or one of its other words: <c>phone</c>, <c>account</c>, <c>imei</c>, <c>cccd</c>, <c>telegram</c>…</param>
/// <param name="Value">The value as written.</param>
public sealed record ParseRequestData(string Kind, string Value)
{
    /// <summary>Gets the day it was written, which old numbers and codes are read by; null when unknown.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Gets the bank of an account, as written.</summary>
    public string? Bank { get; init; }

    /// <summary>Gets the type of a device or paper, as written.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the platform of an online identity, as written.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets the state that issued a paper, as written.</summary>
    public string? Country { get; init; }
}

/// <summary>What a value was read as, how, and why not when not.</summary>
/// <param name="Kind">The kind that it was read as.</param>
/// <param name="Key">The entity's key or the canonical form of the kind; null when there is none.</param>
/// <param name="Candidates">What it may be when it is not certain; sorted.</param>
/// <param name="Steps">How it was read, in order, as sentences for people.</param>
/// <param name="Reason">Why there is no key, as a stable word; null when there is one.</param>
/// <param name="Facts">Facts derived from the value beside its key, by name: country, carrier, provinces…</param>
public sealed record ParseData(
    string Kind, string? Key, IReadOnlyList<string> Candidates, IReadOnlyList<string> Steps, string? Reason, IReadOnlyDictionary<string, string> Facts);
