using System.Diagnostics;
using System.Globalization;

namespace Resolve.Client.Durable.Tests.Processes;

/// <summary>Runs <see cref="FeedProgram"/>.</summary>
internal sealed class FeedProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _settled;

    public FeedProcess(string outbox, Uri server, int count, string finish)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { typeof(FeedProgram).Assembly.Location, outbox, server.AbsoluteUri,
            count.ToString(CultureInfo.InvariantCulture), finish })
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Errors += line.Data;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>How many reports of the outbox the service has answered, over all processes.</summary>
    public long Settled => Interlocked.Read(ref _settled);

    public string Errors { get; private set; } = "";

    public bool HasExited => _process.HasExited;

    /// <summary>Waits until the outbox is open.</summary>
    public Task OpenedAsync() => Task.WhenAny(_opened.Task, _process.WaitForExitAsync());

    public void Kill()
    {
        Assert.False(_process.HasExited, Errors);
        _process.Kill(); // SIGKILL
        _process.WaitForExit();
    }

    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line?.StartsWith("settled ", StringComparison.Ordinal) != true) return;
        Interlocked.Exchange(ref _settled, long.Parse(line.AsSpan(8), CultureInfo.InvariantCulture));
        _opened.TrySetResult();
    }
}
