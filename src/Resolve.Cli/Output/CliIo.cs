using System.Text;

namespace Resolve.Cli.Output;

/// <summary>Where a run of the command reads and writes: the process's own streams, or a test's.</summary>
/// <param name="In">The standard input, as bytes.</param>
/// <param name="Out">The standard output, as bytes: results and nothing else.</param>
/// <param name="Error">The standard error: progress and messages.</param>
/// <param name="ErrorIsInteractive">Whether somebody watches the standard error, so that a bar may be drawn over itself.</param>
/// <param name="Clock">The clock that rates and delays are measured by.</param>
internal sealed record CliIo(Stream In, Stream Out, TextWriter Error, bool ErrorIsInteractive, TimeProvider Clock) : IDisposable
{
    /// <summary>Gets how long a run may take to end after Ctrl+C; null where signals are not this run's business.</summary>
    public TimeSpan? TerminationTimeout { get; init; }

    /// <summary>Gets the standard output as text in UTF-8; the runner flushes it.</summary>
    public TextWriter Text { get; } = new StreamWriter(Out, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 << 10,
        leaveOpen: true) { NewLine = "\n" };

    /// <summary>Returns the streams of this process.</summary>
    /// <returns>The streams.</returns>
    public static CliIo OfProcess()
    {
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
        return new CliIo(Console.OpenStandardInput(), Console.OpenStandardOutput(), error, !Console.IsErrorRedirected, TimeProvider.System)
        {
            TerminationTimeout = TimeSpan.FromSeconds(30), // an import finishes the batch it has begun
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Text.Dispose();
}
