namespace Resolve.Persons.Models;

/// <summary>What two records are to each other.</summary>
public enum MatchBand : byte
{
    /// <summary>Not the same person, as far as is known.</summary>
    No = 0,

    /// <summary>Possibly the same person: for review.</summary>
    Possible = 1,

    /// <summary>The same person.</summary>
    Same = 2,
}
