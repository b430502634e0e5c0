using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Resolve.Runtime.Ports;

namespace Resolve.Server;

/// <summary>Reads the command line and turns failures into one line and an exit code.</summary>
internal static class CommandLine
{
    public const string DefaultUrls = "http://localhost:5080";

    public static async Task<int> RunAsync(string[] args)
    {
        var demo = new Option<bool>("--demo") { Description = "Take in the bundled feed of invented reports, print the rings found, then serve." };
        var data = new Option<string?>("--data")
        {
            Description = "The data directory; made where it is not there. Default ./resolve-data, with --demo ./resolve-data/demo.",
            HelpName = "DIR",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several with semicolons between.",
            DefaultValueFactory = _ => DefaultUrls,
            HelpName = "URLS",
        };
        var root = new RootCommand("Resolve: takes crime reports, resolves who and what they mention, and serves who belongs to which ring.") { demo, data, urls };
        root.SetAction((parsed, cancellationToken) =>
        {
            bool isDemo = parsed.GetValue(demo);
            string directory = parsed.GetValue(data) ?? (isDemo ? Path.Combine("resolve-data", "demo") : "resolve-data");
            return RunAsync(new ServerSettings(Path.GetFullPath(directory), parsed.GetValue(urls) ?? DefaultUrls, isDemo), cancellationToken);
        });
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors) await Console.Error.WriteLineAsync($"resolve-server: {error.Message}");
            return ExitCodes.Usage;
        }
        // The host stops on Ctrl+C and SIGTERM by itself, and takes the time it needs.
        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static async Task<int> RunAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        (int code, string message) failure;
        try
        {
            await ServerHost.RunAsync(settings, Console.Out, cancellationToken);
            return ExitCodes.Stopped;
        }
        catch (JournalException e)
        {
            failure = (ExitCodes.Of(e.Failure), e.Message);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            failure = (ExitCodes.Address, $"{settings.Urls} is in use. End what listens there, or choose another address with --urls.");
        }
        catch (ListenException e)
        {
            failure = (ExitCodes.Address, $"Cannot listen on {settings.Urls}: {e.Message}");
        }
        catch (OptionsValidationException e)
        {
            failure = (ExitCodes.Usage, string.Join(" ", e.Failures));
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Stopped;
        }
        await Console.Error.WriteLineAsync($"resolve-server: {failure.message.ReplaceLineEndings(" ")}");
        return failure.code;
    }
}

/// <summary>What the command line told.</summary>
/// <param name="DataDirectory">The data directory, absolute.</param>
/// <param name="Urls">Where to listen.</param>
/// <param name="Demo">Whether to take in the bundled feed.</param>
internal sealed record ServerSettings(string DataDirectory, string Urls, bool Demo);
