namespace Resolve.Rings;

/// <summary>The parameters of rings. A version of it is part of the model: the same facts and model give the same rings.</summary>
public sealed record RingModel
{
    /// <summary>Gets the model that ships.</summary>
    public static RingModel Default { get; } = new();

    /// <summary>Gets the number of suspect-side links above which an entity is a hub and connects nothing; default 150.</summary>
    /// <value>From 2. A SIM box with a hundred numbers still connects; a hotline or a payment gateway does not.</value>
    public int HubDegreeMax { get; init; } = 150;

    /// <summary>Gets the fewest members of a ring; default 3.</summary>
    public int MemberCountMin { get; init; } = 3;

    /// <summary>Gets the fewest reports of a ring; default 2: one report alone shows no organisation.</summary>
    public int ReportCountMin { get; init; } = 2;
}
