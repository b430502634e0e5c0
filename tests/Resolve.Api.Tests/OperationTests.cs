using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resolve.Api.Hosting;
using Resolve.Api.Telemetry;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Tests;

/// <summary>Health, telemetry, the OpenAPI document and the page.</summary>
public sealed partial class OperationTests
{
    [Fact]
    public async Task While_the_journal_is_replayed_the_process_is_live_and_not_ready()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false);

        using HttpResponseMessage live = await host.GetAsync("healthz");
        using HttpResponseMessage ready = await host.GetAsync("readyz");
        using HttpResponseMessage question = await host.GetAsync("v1/rings");
        using HttpResponseMessage report = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("starting", (await ready.JsonAsync()).GetProperty("status").GetString());
        await question.ProblemAsync(503, "starting");
        Assert.NotNull(question.Headers.RetryAfter);
        await report.ProblemAsync(503, "starting");
        ResolveException failure = await Assert.ThrowsAsync<ResolveException>(() => host.Client.GetStateAsync());
        Assert.True(failure.IsRetryable);
        await host.OpenAsync(new InMemoryJournal());
        using HttpResponseMessage now = await host.GetAsync("readyz");
        Assert.Equal("ready", (await now.JsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_state_counts_what_there_is()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Case("TB-1", "0912345678", "0071000123456"));
        await host.Client.ListRingsAsync(atLeast: 1);

        StateData state = await host.Client.GetStateAsync();

        Assert.Equal((1L, 1L, 1L, 1, 2), (state.JournalPosition, state.GraphPosition, state.RingPosition, state.Reports, state.Entities));
        Assert.True(state.Links > 0);
        Assert.Null(state.Failure);
    }

    [Fact]
    public async Task Nothing_personal_is_in_logs_traces_or_metrics()
    {
        const string Mark = "Zxq";
        var recorded = new ConcurrentQueue<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ResolveMetrics.Name) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((i, v, tags, _) => Record(recorded, i, tags));
        meters.SetMeasurementEventCallback<double>((i, v, tags, _) => Record(recorded, i, tags));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ResolveMetrics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => recorded.Enqueue($"trace {a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} "
                + $"{a.TraceStateString}"),
        };
        ActivitySource.AddActivityListener(activities);
        var journal = new FaultyJournal();
        await using (ApiHost host = await ApiHost.StartAsync(journal, logs: new RecordingLogger(recorded)))
        {
            const string Report = $$"""{"source":"{{Mark}}src","id":"{{Mark}}id","unit":"{{Mark}}unit","mentions":["""
                + $$"""{"kind":"person","role":"suspect","name":"{{Mark}} Văn A"},"""
                + $$"""{"kind":"online","role":"suspect","platform":"telegram","value":"{{Mark}}_vip"},{"kind":"phone","value":"0169{{Mark}}"}]}""";
            await host.PostAsync("v1/reports", Report);
            await host.PostAsync("v1/reports", Report.Replace("unit\":\"", "unit\":\"2", StringComparison.Ordinal));
            await host.PostAsync("v1/reports", Report[..^2]);
            await host.PostAsync("v1/reports/batch", System.Text.Encoding.UTF8.GetBytes(Report + "\n" + Mark), "application/x-ndjson");
            foreach (string path in new[]
            {
                $"v1/reports/{Mark}src/{Mark}id", $"v1/entities/online:telegram:{Mark}_vip", $"v1/entities/online:telegram:{Mark}/links?cursor={Mark}",
                $"v1/search?q={Mark}", $"v1/rings/{Mark}", $"v1/rings?province={Mark}", $"v1/{Mark}", $"v1/entities/{Mark}%ZZ", $"{Mark}?x={Mark}",
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
                request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                request.Headers.Add("tracestate", $"x={Mark}");
                await host.Http.SendAsync(request);
            }
            await host.PostAsync("v1/graph/expand", $$"""{"from":["online:telegram:{{Mark}}_vip"],"{{Mark}}":1}""");
            await host.PostAsync("v1/decisions",
                $$"""{"id":"{{Mark}}","kind":"exclude","persons":["person:0123456789abcdef"],"by":"{{Mark}}","reason":"{{Mark}}"}""");
            await host.PostAsync("v1/decisions", $$"""{"kind":"{{Mark}}"}""");
            await host.GetAsync($"v1/decisions/{Mark}");
            await host.Http.DeleteAsync(new Uri($"v1/decisions/{Mark}", UriKind.Relative));
            await host.GetAsync($"v1/persons/why?a={Mark}&b=person:0123456789abcdef");
            await host.PostAsync("v1/persons/search", $$"""{"name":"{{Mark}} Văn A","phones":["{{Mark}}"]}""");
            await host.PostAsync("v1/parse", $$"""{"kind":"phone","value":"{{Mark}}"}""");
            journal.AppendsLeft = 0;
            await host.PostAsync("v1/reports", Report.Replace("\"id\":\"", "\"id\":\"2", StringComparison.Ordinal));
            // A bug that nobody foresaw, whose message quotes a report.
            host.Services.GetRequiredService<ResolveServiceSlot>().Open(new BrokenService($"cannot read {Mark}"));
            using HttpResponseMessage broken = await host.GetAsync($"v1/search?q={Mark}");
            await broken.ProblemAsync(500, "internal");
            meters.RecordObservableInstruments();
        }

        Assert.DoesNotContain(recorded, t => t.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(recorded, t => t.StartsWith("log", StringComparison.Ordinal)
            && t.Contains("A request failed: System.InvalidTimeZoneException", StringComparison.Ordinal));
        Assert.Contains(recorded, t => t.StartsWith("trace GET /v1/entities/{key}", StringComparison.Ordinal));
        Assert.Contains(recorded, t => t == "resolve.reports {report} resolve.outcome=conflict");
        Assert.Contains(recorded, t => t == "resolve.decisions {decision} resolve.decision=exclude resolve.outcome=accepted");
        Assert.Contains(recorded, t => t == "resolve.decisions {decision} resolve.decision=undo resolve.outcome=accepted");
        Assert.Contains(recorded, t => t == "resolve.decisions {decision} resolve.decision=none resolve.outcome=rejected");
        Assert.Contains(recorded, t => t == "resolve.ingest.duration s resolve.kind=batch");
        Assert.Contains(recorded, t => t == "resolve.question.duration s http.route=/v1/rings/{id} http.response.status_code=404");
    }

    [Fact]
    public async Task The_gauges_tell_how_far_the_service_is()
    {
        var values = new ConcurrentDictionary<string, long>();
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Case("TB-1", "0912345678", "0071000123456"));
        await host.Client.ListRingsAsync(atLeast: 1);
        using var meters = new MeterListener();
        IMeterFactory mine = host.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ResolveMetrics.Name && ReferenceEquals(instrument.Meter.Scope, mine)) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((i, v, _, _) => values[i.Name] = v);
        meters.Start();

        meters.RecordObservableInstruments();

        Assert.Equal(1, values["resolve.journal.position"]);
        Assert.Equal(0, values["resolve.graph.lag"]);
        Assert.Equal(0, values["resolve.rings.lag"]);
        Assert.True(values.ContainsKey("resolve.rings"));
    }

    [Fact]
    public async Task A_wrong_option_stops_the_start()
    {
        OptionsValidationException wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(options: o => o.BatchLinesMax = 0));
        Assert.Contains("BatchLinesMax", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_OpenAPI_document_tells_every_address_with_its_parameters()
    {
        await using ApiHost host = await ApiHost.StartAsync();

        using HttpResponseMessage response = await host.GetAsync("openapi/v1.json");

        JsonElement document = await response.JsonAsync();
        string[] operations =
        [
            .. document.GetProperty("paths").EnumerateObject()
                .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}")).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "DELETE /v1/decisions/{id}", "DELETE /v1/reports/{source}/{id}", "DELETE /v1/watches/{id}", "GET /healthz", "GET /readyz", "GET /v1/alerts",
                "GET /v1/alerts/stream", "GET /v1/decisions", "GET /v1/decisions/{id}", "GET /v1/entities/{key}", "GET /v1/entities/{key}/links",
                "GET /v1/entities/{key}/neighbours", "GET /v1/model", "GET /v1/persons/why", "GET /v1/persons/{key}/how",
                    "GET /v1/reports/{source}/{id}", "GET /v1/rings", "GET /v1/rings/{id}",
                "GET /v1/rings/{id}/history", "GET /v1/rings/{id}/money", "GET /v1/rings/{id}/report", "GET /v1/search", "GET /v1/state", "GET /v1/watches",
                "POST /v1/alerts/read", "POST /v1/decisions", "POST /v1/graph/common", "POST /v1/graph/count", "POST /v1/graph/expand", "POST /v1/graph/paths",
                "POST /v1/graph/subgraph", "POST /v1/graph/timeline", "POST /v1/parse",
                "POST /v1/persons/search", "POST /v1/reports", "POST /v1/reports/batch", "POST /v1/watches",
            ],
            operations);
        JsonElement rings = document.GetProperty("paths").GetProperty("/v1/rings").GetProperty("get");
        Assert.Equal(
            ["asOf", "atLeast", "country", "crossBorder", "cursor", "foreignStrength", "full", "limit", "minLoss", "minMembers", "minProvinces", "minScore",
                "order", "province", "side", "since", "typology"],
            rings.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(
            document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()),
            o => Assert.NotEmpty(o.Value.GetProperty("summary").GetString()!));
        Assert.All(
            document.GetProperty("paths").EnumerateObject().Where(p => p.Name.Contains('{')).SelectMany(p => p.Value.EnumerateObject()),
            o => Assert.Contains(o.Value.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("in").GetString() == "path"));
    }

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("page.js", "text/javascript")]
    [InlineData("words.js", "text/javascript")]
    [InlineData("picture.js", "text/javascript")]
    [InlineData("money.js", "text/javascript")]
    [InlineData("person.js", "text/javascript")]
    [InlineData("person-words.js", "text/javascript")]
    [InlineData("page.css", "text/css")]
    [InlineData("favicon.ico", "image/svg+xml")]
    public async Task The_page_is_inside_the_program_and_calls_nothing_outside(string path, string type)
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false);

        using HttpResponseMessage response = await host.GetAsync(path);
        string text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Empty(OutsideAddress().Matches(text));
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|<script>|\\son\\w+=", text);
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using HttpResponseMessage unchanged = await host.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    /// <summary>Any address with a host, but for the name of the SVG language.</summary>
    [GeneratedRegex("""(https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9.-]+\.[a-z]{2,}""", RegexOptions.IgnoreCase)]
    private static partial Regex OutsideAddress();

    private static void Record(ConcurrentQueue<string> recorded, Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new System.Text.StringBuilder($"{instrument.Name} {instrument.Unit}");
        foreach (KeyValuePair<string, object?> tag in tags) text.Append(System.Globalization.CultureInfo.InvariantCulture, $" {tag.Key}={tag.Value}");
        recorded.Enqueue(text.ToString());
    }

    private sealed class RecordingLogger(ConcurrentQueue<string> recorded) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            recorded.Enqueue($"log {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
