namespace Resolve.Cli.Output;

/// <summary>Ends a command with a line for people and an exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What happened and what to do, as a sentence.</param>
/// <param name="inner">The cause, shown with <c>--verbose</c>.</param>
#pragma warning disable CA1032 // It is only thrown here, always with a code.
internal sealed class CliException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
#pragma warning restore CA1032
{
    /// <summary>Gets the exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
