using System.CommandLine;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands.Common;

/// <summary>Shorter words for building commands.</summary>
internal static class CommandExtensions
{
    /// <summary>Sets what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="io">The streams.</param>
    /// <param name="run">Does it and returns one of <see cref="ExitCode"/>.</param>
    /// <returns>The command.</returns>
    public static Command Does(this Command command, CliIo io, Func<CommandContext, CancellationToken, Task<int>> run)
    {
        command.SetAction((parsed, cancellationToken) => run(new CommandContext(parsed, io), cancellationToken));
        return command;
    }
}
