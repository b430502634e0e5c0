namespace Resolve.Rings;

/// <summary>The parameters of rings. A version of it is part of the model: the same facts and model give the same rings.</summary>
public sealed record RingModel
{
    /// <summary>Gets the model that ships.</summary>
    public static RingModel Default { get; } = new();

    /// <summary>Gets the number of suspect-side links above which an entity must show that it is one group's, or connect nothing; default 150.</summary>
    /// <value>From 2. What it owns does not count: a box of any number of SIMs connects; a hotline or a payment gateway does not.</value>
    public int HubDegreeMax { get; init; } = 150;

    /// <summary>Gets the fewest members of a ring; default 3.</summary>
    public int MemberCountMin { get; init; } = 3;

    /// <summary>Gets the fewest reports of a ring; default 2: one report alone shows no organisation.</summary>
    public int ReportCountMin { get; init; } = 2;

    /// <summary>Gets after how many days without a report a ring counts as ended in its history; default 180.</summary>
    public int SilentDays { get; init; } = 180;

    /// <summary>Gets how many days a number or handset must be silent before another holder's use of it is another use; default 90.</summary>
    /// <value>From 1. Operators give a number that was taken back to another subscriber after about as long.</value>
    public int ReuseDaysMin { get; init; } = 90;

    /// <summary>Gets the number of suspect-side links above which nothing but a device full of SIMs connects; default 5,000: a bound for the work.</summary>
    public int HeavyDegreeMax { get; init; } = 5_000;
}
