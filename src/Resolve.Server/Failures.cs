using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Npgsql;
using Resolve.Runtime.Ports;
using Resolve.Server.Standalone;
using Resolve.Silo.Hosting;

namespace Resolve.Server;

/// <summary>Turns what goes wrong into one line and an exit code.</summary>
internal static class Failures
{
    /// <summary>Writes what is wrong with the command line.</summary>
    /// <param name="message">What is wrong.</param>
    /// <returns><see cref="ExitCodes.Usage"/>.</returns>
    public static Task<int> WriteAsync(string message) => WriteAsync(ExitCodes.Usage, message);

    /// <summary>Runs a role.</summary>
    /// <param name="urls">Where it listens; null when it finds that out itself.</param>
    /// <param name="run">The role.</param>
    /// <returns>Its exit code, or that of what went wrong.</returns>
    public static async Task<int> GuardAsync(string? urls, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Stopped;
        }
        catch (Exception e) when (Of(e, urls) is var (code, message))
        {
            return await WriteAsync(code, message);
        }
    }

    private static (int Code, string Message)? Of(Exception error, string? urls) => error switch
    {
        OptionsValidationException e => (ExitCodes.Usage, string.Join(" ", e.Failures)),
        JournalException e => (ExitCodes.Of(e.Failure), e.Message),
        IOException { InnerException: AddressInUseException } => (
            ExitCodes.Address, $"{urls ?? error.Message} is in use. End what listens there, or choose another address with --urls."),
        ListenException e => (ExitCodes.Address, $"Cannot listen on {urls}: {e.Message}"),
        _ when PortErrors.IsInUse(error) => (
            ExitCodes.Address, "The silo's port is in use. End what listens there, or choose others with --Resolve:Silo:SiloPort and "
                + "--Resolve:Silo:GatewayPort."),
        ProtocolMismatchException => (ExitCodes.Version, error.Message),
        NpgsqlException or OrleansException or TimeoutException or IOException or UnauthorizedAccessException => (ExitCodes.Unexpected, error.Message),
        _ => null,
    };

    private static async Task<int> WriteAsync(int code, string message)
    {
        await Console.Error.WriteLineAsync($"resolve-server: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
