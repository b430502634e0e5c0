using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;

namespace Resolve.Cli;

/// <summary>One run of <c>resolve</c>: arguments in, an exit code out.</summary>
internal static class CliApp
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="io">Where it reads and writes.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliIo io, CancellationToken cancellationToken)
    {
        Command root = Root.Build(io);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }); // @vip_invest is a name, not a file of arguments
        bool verbose = parsed.GetValue(GlobalOptions.Verbose);
        int code;
        try
        {
            code = parsed.Action is ParseErrorAction || parsed.Action is null
                ? Misused(parsed, io)
                : await parsed.InvokeAsync(Configure(io), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last catch there is: every failure becomes one line and an exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            code = Failures.Report(failure, io.Error, verbose);
        }
        return await FlushAsync(io, code, verbose).ConfigureAwait(false);
    }

    private static InvocationConfiguration Configure(CliIo io) => new()
    {
        Output = io.Text,
        Error = io.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = io.TerminationTimeout,
    };

    private static int Misused(ParseResult parsed, CliIo io)
    {
        string command = NameOf(parsed.CommandResult);
        foreach (ParseError error in parsed.Errors) io.Error.WriteLine($"resolve: {error.Message}");
        io.Error.WriteLine($"See '{command} --help'.");
        return ExitCode.Usage;
    }

    private static string NameOf(SymbolResult? result)
    {
        var names = new Stack<string>();
        for (; result is not null; result = result.Parent)
            if (result is CommandResult command) names.Push(command.Command.Name);
        return string.Join(' ', names);
    }

    private static async Task<int> FlushAsync(CliIo io, int code, bool verbose)
    {
        try
        {
            await io.Text.FlushAsync().ConfigureAwait(false);
            await io.Out.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (IOException failure)
        {
            return code == ExitCode.Ok ? Failures.Report(failure, io.Error, verbose) : code;
        }
    }
}
