namespace Resolve.Identifiers.Narratives;

/// <summary>A run of digits of a text, and what its place says about it.</summary>
internal sealed class NarrativeNumber(DigitRun run)
{
    public DigitRun Run { get; } = run;

    /// <summary>Gets its text where some of its digits are hidden; null where none is.</summary>
    public string? Hidden { get; init; }

    /// <summary>Gets or sets its first word.</summary>
    public int First { get; set; }

    /// <summary>Gets or sets the place behind its last word.</summary>
    public int End { get; set; }

    public NarrativeLabel Label { get; set; }

    /// <summary>Gets or sets how many words with a meaning stand between it and its label.</summary>
    public int LabelWords { get; set; }

    /// <summary>Gets or sets whether its digits are those of a Vietnamese phone.</summary>
    public bool IsPhoneShaped { get; set; }

    /// <summary>Gets or sets whether it is a fixed line with its area code apart (024 7108 1117), as no account is written.</summary>
    public bool IsFixedLine { get; set; }

    /// <summary>Gets whether it may be an account by its label.</summary>
    public bool MayBeAccount => !Run.HasPlus
        && !(IsFixedLine && Label != NarrativeLabel.Account)
        && (Label is NarrativeLabel.None or NarrativeLabel.Account || (Label == NarrativeLabel.Phone && LabelWords > LabelWordsMax && !IsPhoneShaped));

    /// <summary>Gets or sets the bank that its place gives it; null for none.</summary>
    public NarrativeBank? Bank { get; set; }

    /// <summary>The most words with a meaning between a number and a label that certainly is its own.</summary>
    public const int LabelWordsMax = 3;
}
