using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Resolve.Cli.Generate;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Silo.Configuration;
using Resolve.TestKit.Postgres;
using Xunit.Abstractions;

namespace Resolve.Silo.Tests.Processes;

/// <summary>An upgrade as users see it: every silo is stopped with SIGTERM and started again, one after another, under load over HTTP.</summary>
public class RollingRestartTests(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task A_rolling_restart_fails_no_request_through_the_gateway()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        options.ProbeInterval = TimeSpan.FromSeconds(2); // nobody dies here: silos leave in good order
        List<Report> reports = [.. new ReportGenerator(new GeneratorOptions { Reports = 2_000, Rings = 40, Seed = 21 }).Reports()];
        SiloProcess[] silos = [Start(), Start()];
        await using var gateway = SiloProcess.Start(options, "gateway");
        var said = new StringBuilder();
        try
        {
            foreach (SiloProcess silo in silos) await silo.ReadyAsync();
            await gateway.ReadyAsync();
            using var load = new Load(gateway.Address, reports);
            await load.BeginAsync();
            for (int i = 0; i < silos.Length; i++)
            {
                long started = Stopwatch.GetTimestamp();
                Assert.Equal(0, await silos[i].StopAsync());
                output.WriteLine($"silo {i} stopped after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
                await silos[i].DisposeAsync();
                said.AppendLine(CultureInfo.InvariantCulture, $"silo {i} until it stopped: {silos[i].Said}");
                silos[i] = Start();
                await silos[i].ReadyAsync();
                await Task.Delay(500);
            }
            await load.EndAsync();
            output.WriteLine($"measured: {load.Reports} reports and {load.Questions} questions; the longest took {load.LongestReport.TotalSeconds:F1} s and "
                + $"{load.LongestQuestion.TotalSeconds:F1} s");
            Assert.True(load.Failures.IsEmpty, $"{load.Failures.Count} requests failed: {string.Join("\n", load.Failures.Take(5))}\n{gateway.Said}\n"
                + $"{said}{string.Join("\n", silos.Select(static (s, i) => $"silo {i}: {s.Said}"))}");
            Assert.True(load.Reports > 20 && load.Questions > 20, $"Only {load.Reports} reports and {load.Questions} questions.");
            // What was acknowledged while silos went and came is there.
            using var http = new HttpClient { BaseAddress = gateway.Address };
            using JsonDocument status = JsonDocument.Parse(await http.GetStringAsync(new Uri($"v1/rings?limit=1&atLeast={load.Last}", UriKind.Relative)));
            Assert.True(status.RootElement.GetProperty("position").GetInt64() >= load.Last);
        }
        finally
        {
            foreach (SiloProcess silo in silos) await silo.DisposeAsync();
        }

        SiloProcess Start() => SiloProcess.Start(options, "silo", "--Logging:LogLevel:Resolve.Silo=Information"); // for the message of a failure
    }

    /// <summary>One who reports and one who asks, without a rest.</summary>
    private sealed class Load(Uri address, List<Report> reports) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        private readonly CancellationTokenSource _stop = new();
        private Task _feed = Task.CompletedTask, _questions = Task.CompletedTask;
        private int _next;

        public ConcurrentBag<string> Failures { get; } = [];

        public int Reports { get; private set; }

        public int Questions { get; private set; }

        public long Last { get; private set; }

        public TimeSpan LongestReport { get; private set; }

        public TimeSpan LongestQuestion { get; private set; }

        public async Task BeginAsync()
        {
            for (int i = 0; i < 100; i++) await ReportAsync();
            _feed = Task.Run(() => RepeatAsync(ReportAsync));
            _questions = Task.Run(() => RepeatAsync(AskAsync));
        }

        public async Task EndAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_feed, _questions);
        }

        public void Dispose()
        {
            _http.Dispose();
            _stop.Dispose();
        }

        private async Task RepeatAsync(Func<Task> act)
        {
            while (!_stop.IsCancellationRequested)
            {
                await act();
                await Task.Delay(10);
            }
        }

        private async Task ReportAsync()
        {
            using var body = new ByteArrayContent(ReportWriter.ToUtf8(reports[_next++ % reports.Count]));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            long started = Stopwatch.GetTimestamp();
            using HttpResponseMessage? answer = await SendAsync(() => _http.PostAsync(new Uri("v1/reports", UriKind.Relative), body), "report");
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            if (took > LongestReport) LongestReport = took;
            Reports++;
            if (answer is null) return;
            using JsonDocument receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Last = Math.Max(Last, receipt.RootElement.GetProperty("position").GetInt64());
        }

        private async Task AskAsync()
        {
            Mention mention = reports[Questions % 100].Mentions[0];
            string path = (Questions % 3) switch
            {
                0 => "v1/rings?limit=5",
                1 => $"v1/search?q={Uri.EscapeDataString(mention.Value ?? mention.Name ?? "nguyen")}",
                _ => "v1/graph/expand",
            };
            var address = new Uri(path, UriKind.Relative);
            long started = Stopwatch.GetTimestamp();
            using HttpResponseMessage? answer = await SendAsync(
                async () =>
                {
                    if (Questions % 3 != 2) return await _http.GetAsync(address);
                    using var body = new StringContent("""{"from":["phone:+84912345678"],"hops":2}""", MediaTypeHeaderValue.Parse("application/json"));
                    return await _http.PostAsync(address, body);
                },
                path);
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            if (took > LongestQuestion) LongestQuestion = took;
            Questions++;
        }

        private async Task<HttpResponseMessage?> SendAsync(Func<Task<HttpResponseMessage>> send, string what)
        {
            try
            {
                HttpResponseMessage answer = await send();
                if (answer.IsSuccessStatusCode) return answer;
                Failures.Add($"{what}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                answer.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Failures.Add($"{what}: {e.Message}");
            }
            return null;
        }
    }
}
