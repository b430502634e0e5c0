namespace Resolve.Agent.Configuration;

/// <summary>A configuration that cannot be used; the message names the member at fault and repeats no secret.</summary>
public sealed class AgentConfigException : Exception
{
    /// <summary>Makes the exception.</summary>
    public AgentConfigException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and where, in a sentence.</param>
    public AgentConfigException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong and where, in a sentence.</param>
    /// <param name="innerException">The cause.</param>
    public AgentConfigException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
