using Resolve.Agent.Configuration;
using Resolve.Tables;
using Resolve.Client;
using Resolve.Client.Durable;
using Resolve.Runtime.Ports;

namespace Resolve.Cli.Output;

/// <summary>Turns whatever went wrong into one line for people and an exit code for scripts.</summary>
internal static class Failures
{
    /// <summary>Writes the line.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="error">The standard error.</param>
    /// <param name="verbose">Whether to write the whole trace as well.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Exception failure, TextWriter error, bool verbose)
    {
        (int code, string message) = Judge(failure);
        error.WriteLine($"resolve: {SafeText.Clean(message)}");
        if (verbose) error.WriteLine(failure);
        return code;
    }

    /// <summary>Judges a failure.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <returns>The exit code and the line.</returns>
    public static (int Code, string Message) Judge(Exception failure) => failure switch
    {
        CliException known => (known.ExitCode, known.Message),
        AggregateException { InnerExceptions: [Exception only] } => Judge(only),
        FactRefusedException refused => (ExitCode.InputRefused,
            $"{refused.Message} {string.Join(" ", refused.Errors.Select(static e => $"{e.Path}: {e.Message}"))}"),
        NoHigherVersionException highest => (ExitCode.InputRefused, highest.Message),
        JournalException journal => (ExitCode.DataDirectory, journal.Message),
        OperationCanceledException => (ExitCode.Interrupted, "Interrupted."),
        ResolveException { Failure: ResolveFailure.BadInput } server => (ExitCode.Usage, $"The server refused the question: {server.Message}"),
        ResolveException server => (ExitCode.Server, server.Message),
        HttpRequestException http => (ExitCode.Server, $"The server cannot be reached: {http.Message}"),
        AgentConfigException config => (ExitCode.Usage, config.Message),
        OutboxException outbox => (ExitCode.DataDirectory, outbox.Message),
        CsvMappingException mapping => (ExitCode.Usage, mapping.Message),
        FormatException wrong => (ExitCode.Usage, wrong.Message), // a cursor of another question
        UnauthorizedAccessException or IOException => (ExitCode.Failure, failure.Message),
        _ => (ExitCode.Failure, $"It failed unexpectedly ({failure.GetType().Name}): {failure.Message}"),
    };
}
