using System.Diagnostics;
using System.Globalization;
using System.Text;
using Resolve.Api.Tests.Server;
using Resolve.Client.Contracts;
using Resolve.TestKit;

namespace Resolve.Client.Durable.Tests.Processes;

/// <summary>A reader of alerts is killed again and again, and the server once: it gets each alert, and none again but the one it was killed over.</summary>
public sealed class AlertKillTests
{
    private const int Runs = 6, Each = 8;

    [Fact]
    public async Task A_reader_that_was_killed_goes_on_behind_the_last_alert_it_had_worked_on()
    {
        using var directory = new TemporaryDirectory();
        ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        using var line = new Line(server.Http.BaseAddress!);
        var runs = new List<long[]>();
        try
        {
            await server.Client.SetWatchAsync(new WatchRequest("phone:+84901230041", "01/PC02") { Id = "W/1" });
            for (int run = 0; run < Runs; run++)
            {
                using var reader = new Reader(line.Address, Path.Combine(directory.FullPath, "cursor"));
                for (int i = 0; i < Each; i++) await server.Client.SubmitAsync(Report((run * Each) + i));
                if (run == 2) server = await RestartAsync(server, line, directory.FullPath);
                bool last = run == Runs - 1;
                await reader.ReadAsync(numbers => last ? runs.SelectMany(n => n).Concat(numbers).Distinct().Count() >= Runs * Each : numbers.Length >= 3);
                runs.Add(reader.Kill());
            }
            List<long> all = await server.Client.EnumerateAlertsAsync().Select(a => a.Number).Order().ToListAsync();
            Assert.Equal(Runs * Each, all.Count);
            Assert.Equal(all, runs.SelectMany(n => n).Distinct().Order());
            Assert.All(runs, numbers => Assert.Equal(numbers.Distinct().Order(), numbers)); // in order, each once within a run
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.InRange(pair.Second[0], pair.First[^1], pair.First[^1] + 1));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<ServerProcess> RestartAsync(ServerProcess server, Line line, string directory)
    {
        await server.KillAsync();
        await server.DisposeAsync();
        ServerProcess next = await ServerProcess.ServeAsync(directory);
        line.Target = next.Http.BaseAddress!;
        return next;
    }

    private static ReadOnlyMemory<byte> Report(int number) => Encoding.UTF8.GetBytes(
        $$"""{"source":"t","id":"{{number}}","unit":"87/PC02","mentions":[{"kind":"phone","role":"suspect","value":"0901230041"}]}""");

    /// <summary>Runs <see cref="FeedProgram"/> as a reader of alerts.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly Process _process;
        private readonly List<long> _numbers = [];

        public Reader(Uri server, string cursor)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            foreach (string argument in (string[])[typeof(FeedProgram).Assembly.Location, FeedProgram.Follow, server.AbsoluteUri, cursor])
                start.ArgumentList.Add(argument);
            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) =>
            {
                if (line.Data is { } number) lock (_numbers) _numbers.Add(long.Parse(number, CultureInfo.InvariantCulture));
            };
            _process.Start();
            _process.BeginOutputReadLine();
        }

        private long[] Numbers
        {
            get { lock (_numbers) return [.. _numbers]; }
        }

        public async Task ReadAsync(Func<long[], bool> enough)
        {
            for (int i = 0; i < 3_000 && !enough(Numbers); i++)
            {
                Assert.False(_process.HasExited, "The reader has ended.");
                await Task.Delay(20);
            }
        }

        /// <summary>Kills it and returns all that it has read.</summary>
        public long[] Kill()
        {
            _process.Kill(); // SIGKILL
            _process.WaitForExit(); // and the end of its output
            return Numbers;
        }

        public void Dispose()
        {
            if (!_process.HasExited) _process.Kill();
            _process.Dispose();
        }
    }
}
