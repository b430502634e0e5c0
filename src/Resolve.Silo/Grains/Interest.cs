namespace Resolve.Silo.Grains;

/// <summary>Who asked about an entity.</summary>
/// <param name="Unit">The police unit, such as <c>87/PC02</c>.</param>
/// <param name="Officer">Who asked, as the unit names them.</param>
/// <param name="Case">The case the question belongs to.</param>
/// <param name="Purpose">Why.</param>
/// <param name="At">When, by whoever asked.</param>
[GenerateSerializer, Immutable, Alias("resolve.interest")]
internal sealed record Interest(
    [property: Id(0)] string Unit,
    [property: Id(1)] string Officer,
    [property: Id(2)] string Case,
    [property: Id(3)] string Purpose,
    [property: Id(4)] DateTimeOffset At)
{
    /// <summary>The longest text of each part, in UTF-16 characters.</summary>
    public const int TextLengthMax = 200;

    /// <summary>Checks the parts.</summary>
    /// <exception cref="ArgumentException">A part is empty or too long.</exception>
    public void Check()
    {
        foreach (string part in new[] { Unit, Officer, Case, Purpose })
            if (string.IsNullOrWhiteSpace(part) || part.Length > TextLengthMax) throw new ArgumentException($"Unit, officer, case and purpose each take 1 to "
                + $"{TextLengthMax} characters.");
    }

    /// <summary>Determines whether two interests differ in nothing but their time.</summary>
    public bool IsSameAs(Interest other) => (Unit, Officer, Case, Purpose) == (other.Unit, other.Officer, other.Case, other.Purpose);
}

/// <summary>What belongs to one entity and to nothing else: its row. What reports say of the entity is in the replica, never here.</summary>
/// <remarks>The same interests in any order, any number of times, give the same row.</remarks>
[GenerateSerializer, Alias("resolve.entity-row")]
internal sealed class EntityRow
{
    /// <summary>The most interests that are kept; the oldest go first.</summary>
    public const int InterestCountMax = 200;

    /// <summary>Gets or sets who asked, newest first; one entry for each unit, officer, case and purpose, with the newest time.</summary>
    [Id(0)] public List<Interest> Interests { get; set; } = [];

    /// <summary>Takes an interest in.</summary>
    /// <returns>Whether the row has changed.</returns>
    public bool Add(Interest interest)
    {
        interest = interest with { At = interest.At.ToUniversalTime() };
        int known = Interests.FindIndex(interest.IsSameAs);
        if (known >= 0)
        {
            if (Interests[known].At >= interest.At) return false;
            Interests.RemoveAt(known);
        }
        int place = Interests.FindIndex(i => Compare(interest, i) < 0);
        Interests.Insert(place < 0 ? Interests.Count : place, interest);
        if (Interests.Count <= InterestCountMax) return true;
        bool isOut = Interests[^1] == interest;
        Interests.RemoveAt(Interests.Count - 1);
        return !isOut;
    }

    /// <summary>Orders interests, newest first; of those that differ in their time only the newest stays.</summary>
    public static Interest[] Ordered(IEnumerable<Interest> interests) =>
        [.. interests.GroupBy(static i => (i.Unit, i.Officer, i.Case, i.Purpose)).Select(static g => g.MaxBy(static i => i.At)!)
            .Order(Comparer<Interest>.Create(Compare))];

    /// <summary>Finds others who asked about the entity at about the same time.</summary>
    /// <param name="all">All who asked.</param>
    /// <param name="who">Who asks; other questions of the same officer are no others.</param>
    /// <param name="window">How far apart the questions may be.</param>
    public static Interest[] OthersThan(Interest[] all, Interest who, TimeSpan window) =>
        [.. all.Where(i => (i.Unit, i.Officer) != (who.Unit, who.Officer) && (i.At - who.At).Duration() <= window)];

    private static int Compare(Interest a, Interest b)
    {
        int order = b.At.CompareTo(a.At);
        if (order == 0) order = string.CompareOrdinal(a.Unit, b.Unit);
        if (order == 0) order = string.CompareOrdinal(a.Officer, b.Officer);
        if (order == 0) order = string.CompareOrdinal(a.Case, b.Case);
        return order != 0 ? order : string.CompareOrdinal(a.Purpose, b.Purpose);
    }
}
