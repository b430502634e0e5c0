using Spectre.Console;

namespace Resolve.Cli.Output;

/// <summary>Shows the progress of long work: a bar on a terminal, a plain line from time to time in a log; never on the standard output.</summary>
/// <param name="io">Where to.</param>
/// <param name="quiet">Whether to say nothing.</param>
internal sealed class ProgressDisplay(CliIo io, bool quiet)
{
    private static readonly TimeSpan s_lineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Does the work and shows its progress.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="title">What it is, such as <c>import</c>.</param>
    /// <param name="work">The work; it reports the share done from 0 to 1 (null when unknown) and a short text.</param>
    /// <returns>What the work gave.</returns>
    public async Task<T> RunAsync<T>(string title, Func<Action<double?, string>, Task<T>> work)
    {
        if (quiet) return await work(static (_, _) => { }).ConfigureAwait(false);
        if (io.ErrorIsInteractive) return await DrawAsync(title, work).ConfigureAwait(false);
        long last = io.Clock.GetTimestamp();
        return await work((share, text) =>
        {
            if (io.Clock.GetElapsedTime(last) < s_lineEvery) return;
            last = io.Clock.GetTimestamp();
            io.Error.WriteLine(share is { } known ? $"{title}: {text}, {(int)(known * 100)} %" : $"{title}: {text}");
        }).ConfigureAwait(false);
    }

    private async Task<T> DrawAsync<T>(string title, Func<Action<double?, string>, Task<T>> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(io.Error),
            Interactive = InteractionSupport.Yes,
        });
        Progress progress = console.Progress().AutoClear(true).Columns(
            new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn(), new ElapsedTimeColumn());
        return await progress.StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(title), maxValue: 1);
            bar.IsIndeterminate = true;
            return await work((share, text) =>
            {
                bar.IsIndeterminate = share is null;
                bar.Value = share ?? 0;
                bar.Description = Markup.Escape($"{title}: {text}");
            }).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
