using System.CommandLine;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands.Query;

/// <summary>A question's command: the options that every question has, and its run over an opened backend.</summary>
internal sealed class Question
{
    private readonly BackendOptions _backend;
    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<long> _atLeast = new("--at-least")
    {
        HelpName = "POSITION",
        Description = "Answer from this journal position or later, and wait for it · Vị trí nhật ký tối thiểu",
    };

    /// <summary>Makes a question.</summary>
    /// <param name="command">Its command with its own arguments and options.</param>
    public Question(Command command)
    {
        Command = command;
        command.Add(_json);
        _backend = BackendOptions.AddTo(command);
        command.Add(_atLeast);
        _atLeast.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < 0) result.AddError("--at-least is a journal position, from 0.");
        });
    }

    /// <summary>Gets the command.</summary>
    public Command Command { get; }

    /// <summary>Sets how the question is answered.</summary>
    /// <typeparam name="T">The answer, a contract of the API.</typeparam>
    /// <param name="io">The streams.</param>
    /// <param name="ask">Asks; null is answered with <see cref="ExitCode.NotFound"/>.</param>
    /// <param name="print">Prints the answer for people and returns whether there is anything in it.</param>
    /// <param name="missing">What to say when there is nothing.</param>
    /// <returns>The command.</returns>
    public Command Answers<T>(
        CliIo io,
        Func<CommandContext, IBackend, long, CancellationToken, Task<T?>> ask,
        Func<TextWriter, T, bool> print,
        Func<CommandContext, string> missing)
        where T : class =>
        Command.Does(io, async (context, cancellationToken) =>
        {
            IBackend backend = await _backend.OpenAsync(context, BackendAccess.Read, cancellationToken).ConfigureAwait(false);
            await using (backend.ConfigureAwait(false))
            {
                long atLeast = await PositionAsync(context, backend, cancellationToken).ConfigureAwait(false);
                T answer = await ask(context, backend, atLeast, cancellationToken).ConfigureAwait(false)
                    ?? throw new CliException(ExitCode.NotFound, missing(context));
                bool json = context.Get(_json);
                if (json) context.PrintJson(answer);
                bool any = print(json ? TextWriter.Null : io.Text, answer);
                if (!any) context.Say(missing(context));
                return any ? ExitCode.Ok : ExitCode.NotFound;
            }
        });

    // A data directory that is only read does not grow in this process: waiting for a later position would never end.
    private async Task<long> PositionAsync(CommandContext context, IBackend backend, CancellationToken cancellationToken)
    {
        long atLeast = context.Get(_atLeast);
        if (atLeast == 0 || _backend.DirectoryOf(context) is null) return atLeast;
        long there = (await backend.GetStateAsync(cancellationToken).ConfigureAwait(false)).GraphPosition;
        return atLeast <= there ? atLeast : throw new CliException(ExitCode.NotFound, $"The journal ends at position {there}, before {atLeast}.");
    }
}
