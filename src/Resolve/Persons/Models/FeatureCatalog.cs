namespace Resolve.Persons.Models;

/// <summary>A grade of agreement on one feature, with what is believed of it before any data is seen.</summary>
/// <param name="Name">Its word in models and explanations.</param>
/// <param name="M">P(this level | one person), among pairs where both have the feature.</param>
/// <param name="U">P(this level | strangers); for a direct level the share of pairs that could reach it, as the value's own rarity does the rest.</param>
/// <param name="R">P(this level | two people of one household or family).</param>
/// <param name="Slope">How much of the rarity of the shared value counts for one person, 0 to 1.</param>
/// <param name="HouseholdSlope">How much of it counts for a household, 0 to 1: kin share a surname, so about half a name.</param>
/// <param name="IsDirect">Whether the level means equal values, so that P(level, value | strangers) is the value's own frequency.</param>
/// <param name="Differs">Whether the level means that the two values differ by more than a slip: the difference itself never speaks for one person.</param>
internal sealed record LevelBelief(
    string Name, double M, double U, double R, double Slope = 0, double HouseholdSlope = 0, bool IsDirect = false, bool Differs = false);

/// <summary>The levels of every feature, in the order of their numbers, and the beliefs that the default model is made of and training starts from.</summary>
/// <remarks>
/// The numbers are estimates of the authors from the frequencies of Vietnamese names (DefaultPersonModel) and from the habits of dirty person data;
/// training replaces M and U by what the data shows, R stays.
/// </remarks>
internal static class FeatureCatalog
{
    public const int FeatureCount = 12;

    public static readonly LevelBelief[][] Levels =
    [
        [
            new("exact-marked", .30, .50, .70, 1, .5, IsDirect: true),
            new("exact", .35, .50, .70, 1, .5, IsDirect: true),
            new("reordered", .03, 1, .10, 1, .5, IsDirect: true),
            new("tone-conflict", .008, 1e-3, .002, 1, .5, Differs: true),
            new("mark-conflict", .008, 1e-3, .003, 1, .5, Differs: true),
            new("near", .09, 3e-4, .005, 1, .5),
            new("near-weak", .04, 1e-3, .005, 1, .5),
            new("all-near", .02, 5e-5, .0003, 1, .5),
            new("dropped", .05, 5e-4, .004, 1, .5),
            new("dropped-near", .015, 1e-3, .005, 1, .5),
            new("initials", .015, 1e-3, .006, 1, .7),
            new("one-word", .03, 8e-3, .02, 1, 1),
            new("one-word-near", .01, 8e-3, .007, .5, .5),
            new("middle-conflict", .008, 3e-3, .02, 1, .5, Differs: true),
            new("part-conflict", .015, .07, .07, 1, 1, Differs: true),
            new("near-conflict", .004, .06, .06, .5, .5, Differs: true),
            new("conflict", .012, .82, .25, Differs: true),
            new("single-exact", .01, .02, .012, 1, 1, IsDirect: true),
            new("given-conflict", .006, .05, .50, 1, 1, Differs: true),
        ],
        [
            new("exact", .84, 6e-5, .01, 1, 1),
            new("day-month-swapped", .015, 1e-4, 1e-4),
            new("one-digit", .03, 1.5e-3, 2e-3),
            new("two-parts", .025, 4e-3, 5e-3),
            new("same-year", .01, .015, .02),
            new("close", .015, .03, .08),
            new("different", .02, .38, .43, Differs: true),
            new("partial-month", .01, 1e-4, 1e-4),
            new("partial-year", .05, 1e-3, 1.2e-3),
            new("partial-different", .005, .05, .05, Differs: true),
            new("generation", .01, .50, .40, Differs: true),
        ],
        [
            new("exact", .90, 1e-8, 1e-4),
            new("one-digit", .03, 1e-6, 1e-4),
            new("same-number-other-type", .01, 1e-7, 1e-5),
            new("different", .06, .99, .99, Differs: true),
        ],
        [
            new("exact", .80, 2e-7, 1e-3),
            new("one-digit", .03, 2e-6, 1e-4),
            new("same-number-other-type", .03, 2e-7, 1e-5),
            new("different", .06, .99, .99, Differs: true),
        ],
        [
            new("exact", .60, 1e-6, .30),
            new("one-digit", .03, 4e-6, .005),
            new("same-ending", .02, 1e-6, .005),
            new("different", .35, .99, .69, Differs: true),
        ],
        [new("exact", .50, 5e-7, .10), new("different", .50, .99, .90, Differs: true)],
        [
            new("exact", .55, 1e-6, .10),
            new("same-local-part", .05, 2e-4, .003),
            new("near", .10, 2e-5, .005),
            new("different", .30, .99, .89, Differs: true),
        ],
        [new("exact", .40, 2e-6, .15), new("different", .60, .99, .85, Differs: true)],
        [
            new("same", .30, 1, .25, 1, 1, IsDirect: true),
            new("very-close", .20, 1e-4, .15),
            new("contained", .15, 1e-3, .10, .5, .5),
            new("close", .10, 1e-3, .08),
            new("part", .08, .02, .07),
            new("slight", .07, .20, .15),
            new("different", .10, .77, .20, Differs: true),
        ],
        [new("same", .985, .5, .45), new("different", .015, .5, .55, Differs: true)],
        [new("same", .98, .85, .97), new("different", .02, .15, .03, Differs: true)],
        [new("same", .9999, .5, .1), new("different", 1e-4, .5, .9, Differs: true)],
    ];

    /// <summary>The words of features in models and explanations.</summary>
    public static readonly string[] FeatureNames =
        ["name", "birthDate", "nationalId", "otherPaper", "phone", "account", "online", "device", "address", "sex", "nationality", "generation"];
}

/// <summary>The numbers of the name levels.</summary>
internal static class NameLevel
{
    public const int ExactMarked = 0, Exact = 1, Reordered = 2, ToneConflict = 3, MarkConflict = 4, Near = 5, NearWeak = 6, AllNear = 7, Dropped = 8,
        DroppedNear = 9, Initials = 10, OneWord = 11, OneWordNear = 12, MiddleConflict = 13, PartConflict = 14, NearConflict = 15, Conflict = 16,
            SingleExact = 17, GivenConflict = 18;

    /// <summary>Returns whether two names of a level are two people's, if both are right.</summary>
    public static bool Differs(int level) => level is ToneConflict or MarkConflict or (>= MiddleConflict and <= Conflict) or GivenConflict;
}

/// <summary>The numbers of the birth date levels.</summary>
internal static class BirthLevel
{
    public const int Exact = 0, Swapped = 1, OneDigit = 2, TwoParts = 3, SameYear = 4, Close = 5, Different = 6, PartialMonth = 7,
        PartialYear = 8, PartialDifferent = 9,
        Generation = 10;

    /// <summary>Returns whether two dates of a level are those of two people, if both are right.</summary>
    public static bool IsOfTwoPeople(int level) => level is Different or PartialDifferent or Generation;

    /// <summary>Returns whether two dates agree at least in the year, but for a slip.</summary>
    public static bool Agrees(int level) => level is Exact or Swapped or OneDigit or TwoParts or PartialMonth or PartialYear;
}

/// <summary>The numbers of the paper levels.</summary>
internal static class PaperLevel
{
    public const int Exact = 0, OneDigit = 1, SameNumber = 2, Different = 3;
}

/// <summary>The numbers of the address levels.</summary>
internal static class AddressLevel
{
    public const int Same = 0, VeryClose = 1, Contained = 2, Close = 3, Part = 4, Slight = 5, Different = 6;
}
