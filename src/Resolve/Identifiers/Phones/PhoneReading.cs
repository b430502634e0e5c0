namespace Resolve.Identifiers.Phones;

/// <summary>What a text was read as: one number, several, or none and why.</summary>
public readonly struct PhoneReading
{
    private readonly PhoneNumber _first, _second;
    private readonly PhoneNumber[]? _several;

    private PhoneReading(PhoneNumber number, PhoneNumber first, PhoneNumber second, string? reason, PhoneNumber[]? several = null,
        string? pattern = null, PhoneSteps steps = 0) =>
        (Number, _first, _second, Reason, _several, Pattern, Steps) = (number, first, second, reason, several, pattern, steps | number.Steps);

    /// <summary>Gets the number, when the text names exactly one.</summary>
    public PhoneNumber Number { get; }

    /// <summary>Gets why there is none, as a stable word; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>Gets the national pattern of a masked number, such as <c>098xxxx123</c>; null unless masked.</summary>
    public string? Pattern { get; }

    /// <summary>Gets what was done to read it.</summary>
    public PhoneSteps Steps { get; }

    /// <summary>Gets the numbers it may be, or the several it holds; the old fixed line beside an undated mobile number.</summary>
    public IReadOnlyList<PhoneNumber> Candidates =>
        _several ?? (_first.IsDefault ? [] : _second.IsDefault ? [_first] : _first.CompareTo(_second) <= 0 ? [_first, _second] : [_second, _first]);

    internal static PhoneReading None(string reason, PhoneSteps steps = 0) => new(default, default, default, reason, steps: steps);

    /// <summary>A service number; it links nothing.</summary>
    internal static PhoneReading Service(ReadOnlySpan<char> _) => None("service-number");

    /// <summary>One number; <paramref name="other"/> is what the same digits were before 2017, for information.</summary>
    internal static PhoneReading Of(PhoneNumber number, PhoneNumber other = default) =>
        other.IsDefault ? new(number, default, default, null) : new(number, number, other, null);

    internal static PhoneReading Ambiguous(PhoneNumber one, PhoneNumber other) => new(default, one, other, "ambiguous", steps: one.Steps);

    internal static PhoneReading Candidate(PhoneNumber number, string reason) => new(default, number, default, reason, steps: number.Steps);

    internal static PhoneReading Several(PhoneNumber[] numbers, string reason) => new(default, default, default, reason, numbers);

    internal static PhoneReading Masked(string pattern) => new(default, default, default, "masked", pattern: pattern, steps: PhoneSteps.Masked);

    internal PhoneReading With(PhoneSteps steps) =>
        new(Number.IsDefault ? Number : Number.With(steps), _first, _second, Reason, _several, Pattern, Steps | steps);
}
