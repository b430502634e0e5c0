using Resolve.Reports;

namespace Resolve.Runtime.Ports;

/// <summary>A fact cannot be taken, since the reader that replays the journal would not read it back. Nothing of its submission was taken.</summary>
public sealed class FactRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">What was submitted.</param>
    /// <param name="errors">The fields that are wrong; not empty.</param>
    public FactRefusedException(JournalEntryKind kind, IReadOnlyList<FieldError> errors)
        : base("The fact is not valid; nothing was taken.") => (Kind, Errors) = (kind, errors);

    /// <summary>Gets what was submitted.</summary>
    public JournalEntryKind Kind { get; }

    /// <summary>Gets the fields that are wrong.</summary>
    public IReadOnlyList<FieldError> Errors { get; }
}

/// <summary>A report or decision has the highest version there is, so it can be neither withdrawn nor taken back.</summary>
/// <param name="kind">What was to be withdrawn.</param>
public sealed class NoHigherVersionException(JournalEntryKind kind) : Exception("The fact has the highest version there is; it cannot be withdrawn.")
{
    /// <summary>Gets what was to be withdrawn.</summary>
    public JournalEntryKind Kind { get; } = kind;
}
