using Resolve.Client.Contracts;

namespace Resolve.Client.Building;

/// <summary>A report breaks the limits of the format; it was not sent.</summary>
public sealed class InvalidReportException : Exception
{
    /// <summary>Makes the exception.</summary>
    public InvalidReportException()
        : this([])
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    public InvalidReportException(string message)
        : base(message) => Errors = [];

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    /// <param name="innerException">The cause.</param>
    public InvalidReportException(string message, Exception? innerException)
        : base(message, innerException) => Errors = [];

    /// <summary>Makes the exception.</summary>
    /// <param name="errors">The fields that are wrong.</param>
    public InvalidReportException(IReadOnlyList<FieldErrorData> errors)
        : base("The report is not valid: " + string.Join(", ", (errors ?? []).Select(static e => $"{e.Path} ({e.Code})"))) => Errors = errors ?? [];

    /// <summary>Gets the fields that are wrong.</summary>
    public IReadOnlyList<FieldErrorData> Errors { get; }
}
