namespace Resolve.Tables;

/// <summary>A mapping that cannot be read, or that does not fit the file: the message names the member or column at fault.</summary>
public sealed class CsvMappingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and where, in a sentence.</param>
    public CsvMappingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and where, in a sentence.</param>
    /// <param name="innerException">What came before.</param>
    public CsvMappingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception.</summary>
    public CsvMappingException()
    {
    }

    /// <summary>Gets the column of the mapping that the table lacks or has twice; null when the exception is about something else.</summary>
    public string? Column { get; init; }
}
