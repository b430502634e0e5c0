using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Resolve.Cli.Generate;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Silo.Configuration;
using Resolve.Silo.Tests.Processes;
using Resolve.TestKit.Postgres;
using Resolve.TestKit.Telemetry;
using Xunit.Abstractions;

namespace Resolve.Silo.Tests.Telemetry;

/// <summary>What processes send by OTLP: traces from HTTP through grains to the database, and the measures of the dashboard.</summary>
public partial class TelemetryTests(ITestOutputHelper output)
{
    private const string Submitting = "0af7651916cd43dd8448eb211c80319c", Reading = "4bf92f3577b34da6a3ce929d0e0e4736",
        Walking = "7e0c63257de34c926f9efcd03927272e";

    [PostgresFact]
    public async Task A_trace_goes_from_http_through_grains_to_the_database_and_every_query_of_the_dashboard_finds_its_measure()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        await using var silo = SiloProcess.Start(options, "silo", receiver.Variables);
        await using var other = SiloProcess.Start(options, "silo", receiver.Variables);
        await using var gateway = SiloProcess.Start(options, "gateway", receiver.Variables);
        await silo.ReadyAsync();
        await other.ReadyAsync();
        await gateway.ReadyAsync();
        using var http = new HttpClient { BaseAddress = gateway.Address };
        foreach (Report generated in new ReportGenerator(new GeneratorOptions { Reports = 20, Rings = 2, Seed = 5 })
            .Reports()) await SendAsync(http, Submit(generated), null);
        var report = new Report
        {
            Key = new ReportKey("trace", "1"),
            Mentions = [new Mention { Ref = "p", Kind = MentionKind.Phone, Value = "0912345678" },
                new Mention { Ref = "a", Kind = MentionKind.Phone, Value = "0987654321" }],
            Links = [new ReportLink("p", "a", LinkKind.Contacted)],
        };
        string receipt = await SendAsync(http, Submit(report), Submitting);
        long position = JsonDocument.Parse(receipt).RootElement.GetProperty("position").GetInt64();
        await SendAsync(http, new HttpRequestMessage(HttpMethod.Get, "v1/rings?atLeast=" + position.ToString(CultureInfo.InvariantCulture)), null);
        await SendAsync(http, new HttpRequestMessage(HttpMethod.Get, "v1/reports/trace/1"), Reading);
        await SendAsync(
            http,
            new HttpRequestMessage(HttpMethod.Post, "v1/graph/expand") { Content = new StringContent("""{"from":["phone:+84912345678"],"hops":3}""",
                MediaTypeHeaderValue.Parse("application/json")) },
            Walking);

        await UntilAsync(receiver, Submitting, "POST /v1/reports", "resolve.journal.append", "resolve.journal.commit");
        await UntilAsync(receiver, Reading, "GET /v1/reports/{source}/{id}");
        await UntilAsync(receiver, Walking, "POST /v1/graph/expand", "resolve.hop");
        foreach (string trace in new[] { Submitting, Reading })
        {
            Span[] spans = [.. receiver.Spans.Where(s => s.TraceId == trace)];
            output.WriteLine(string.Join("\n", spans.Select(s => $"{trace[..4]} {s.Scope}: {s.Name}").Order()));
            Assert.Contains(spans, s => s.Scope == "Resolve");
            Assert.Contains(spans, s => s.Scope == "Microsoft.Orleans.Application");
            Assert.Contains(spans, s => s.Scope == "Npgsql");
        }
        // Heartbeats and polls begin no traces.
        Assert.All(receiver.Spans.Select(s => s.TraceId).Distinct(), t => Assert.Contains(receiver.Spans, s => s.TraceId == t && s.Scope == "Resolve"));
        Assert.All(receiver.Bodies, b => Assert.False(b.Contains("912345678", StringComparison.Ordinal) || b.Contains("987654321", StringComparison.Ordinal),
            "A phone number was sent."));

        await MeasuresAsync(receiver);
    }

    private async Task MeasuresAsync(OtlpReceiver receiver)
    {
        string[] queries = Queries();
        Assert.NotEmpty(queries);
        string[] missing = [];
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20); await Task.Delay(500))
        {
            HashSet<string> series = [.. receiver.Measures.Values.SelectMany(SeriesOf)];
            missing = [.. queries.SelectMany(q => SeriesName().Matches(Labels().Replace(q, "")).Select(m => m.Value)).Distinct()
                .Where(n => !series.Contains(n))];
            if (missing.Length == 0) break;
        }
        output.WriteLine(string.Join(", ", receiver.Measures.Values.Where(m => m.Name.StartsWith("resolve", StringComparison.Ordinal))
            .Select(m => $"{m.Name} [{m.Unit}]").Order()));
        Assert.True(missing.Length == 0, $"The dashboard asks for what is not measured: {string.Join(", ", missing)}. Measured: "
            + $"{string.Join(", ", receiver.Measures.Values.SelectMany(SeriesOf).Order())}");
    }

    /// <summary>Names a measure's series as Prometheus does (OpenTelemetry specification, "Prometheus compatibility").</summary>
    private static IEnumerable<string> SeriesOf(Measure measure)
    {
        string unit = measure.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" or "bytes" => "_bytes",
            "MB" => "_megabytes",
            _ => "",
        };
        string name = measure.Name.Replace('.', '_').Replace('-', '_');
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return measure.Kind switch
        {
            "histogram" => [name + "_bucket", name + "_sum", name + "_count"],
            _ when measure.IsMonotonic => [name + "_total"],
            _ => [name],
        };
    }

    private static string[] Queries([CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "operating", "dashboard.json");
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.GetProperty("expr").GetString()!),
        ];
    }

    private static HttpRequestMessage Submit(Report report)
    {
        var body = new ByteArrayContent(ReportWriter.ToUtf8(report));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, "v1/reports") { Content = body };
    }

    private static async Task<string> SendAsync(HttpClient http, HttpRequestMessage request, string? trace)
    {
        using (request)
        {
            if (trace is not null) request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
            using HttpResponseMessage answer = await http.SendAsync(request);
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
            return text;
        }
    }

    private static async Task UntilAsync(OtlpReceiver receiver, string trace, params string[] names)
    {
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20); await Task.Delay(100))
        {
            HashSet<string> seen = [.. receiver.Spans.Where(s => s.TraceId == trace).Select(s => s.Name)];
            if (names.All(seen.Contains)) break;
        }
        await Task.Delay(500); // what ended later comes with the next send
        Assert.Subset(receiver.Spans.Where(s => s.TraceId == trace).Select(s => s.Name).ToHashSet(), names.ToHashSet());
    }

    [GeneratedRegex("(resolve|orleans|http|dotnet|process|kestrel)_[a-z0-9_]+")]
    private static partial Regex SeriesName();

    [GeneratedRegex(@"\bby \([^)]*\)|\{[^}]*\}")]
    private static partial Regex Labels();
}
