namespace Resolve.Client.Durable;

/// <summary>The outbox could not do what was asked of it. Nothing of the call was accepted.</summary>
public class OutboxException : IOException
{
    /// <summary>Makes the exception.</summary>
    public OutboxException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    public OutboxException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    /// <param name="innerException">The cause.</param>
    public OutboxException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The outbox or its disk has no room; the report was not accepted. Keep it and offer it again when reports were delivered.</summary>
public sealed class OutboxFullException : OutboxException
{
    /// <summary>Makes the exception.</summary>
    public OutboxFullException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    public OutboxFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    /// <param name="innerException">The cause.</param>
    public OutboxFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Another process, or another feed of this one, has the outbox open.</summary>
public sealed class OutboxInUseException : OutboxException
{
    /// <summary>Makes the exception.</summary>
    public OutboxInUseException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    public OutboxInUseException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, without personal data.</param>
    /// <param name="innerException">The cause.</param>
    public OutboxInUseException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
