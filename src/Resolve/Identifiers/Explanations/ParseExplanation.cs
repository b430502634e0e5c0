using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Explanations;

/// <summary>What a value was read as, how, and why not when not: the answer of <c>resolve parse</c> and <c>POST /v1/parse</c>.</summary>
/// <param name="Kind">The kind that it was read as, one of <see cref="IdentifierParser.Kinds"/>; the word asked for when that is no kind.</param>
/// <param name="Key">The canonical text: an entity key for phone, account, device and online, else the canonical form of the kind; null when there is
/// none.</param>
/// <param name="Candidates">What it may be when it is not certain, and what an undated old number also was; sorted.</param>
/// <param name="Steps">How it was read, in order, as sentences for people.</param>
/// <param name="Reason">Why there is no key, as a stable word; null when there is one.</param>
public sealed record ParseExplanation(string Kind, string? Key, IReadOnlyList<string> Candidates, IReadOnlyList<string> Steps, string? Reason)
{
    /// <summary>Gets what the value shows beside its key, by name: country, carrier, province codes of both eras, keys of a name…</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What is asked of <see cref="IdentifierParser"/>.</summary>
/// <param name="Kind">A kind or one of its other words: <c>phone</c>, <c>account</c>, <c>imei</c>, <c>cccd</c>, <c>telegram</c>…</param>
/// <param name="Value">The value as written.</param>
/// <param name="Date">The day it was written; null when unknown.</param>
/// <param name="Bank">The bank of an account, when a field of its own gives it.</param>
/// <param name="Type">The type of a device or paper, when a field of its own gives it.</param>
/// <param name="Platform">The platform of an online identity, when a field of its own gives it.</param>
/// <param name="Country">The state of a paper, when a field of its own gives it.</param>
/// <param name="Gazetteer">The communes that addresses are looked up in; null for none.</param>
public sealed record ParseRequest(string Kind, string Value, DateOnly? Date = null, string? Bank = null, string? Type = null, string? Platform = null,
    string? Country = null, Gazetteer? Gazetteer = null);
