using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.TestKit.Postgres;
using Resolve.TestKit.Telemetry;
using Xunit.Abstractions;

namespace Resolve.AppHost.Tests;

/// <summary>The AppHost as a developer runs it, on PostgreSQL by connection string: two silos and a gateway, each a process of its own.</summary>
public sealed class AppHostTests(ITestOutputHelper output)
{
    private const int Reports = 40, Phones = 10;
    private const string Account = "account:970436:0071000123456", Gateway = "gateway", Root = "POST /v1/reports", Trace = "0af7651916cd43dd8448eb211c80319c";

    private static readonly string[] s_silos = ["silo-1", "silo-2"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    [PostgresFact]
    public async Task It_starts_answers_in_full_after_a_silo_stopped_and_sends_the_trace_of_a_report_under_a_name_for_each_process()
    {
        using var stop = new CancellationTokenSource(s_patience);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using DistributedApplication app = await StartAsync(receiver, stop.Token);
        using var http = new HttpClient { BaseAddress = app.GetEndpoint(Gateway, "http") };
        var client = new ResolveClient(http);
        long last = 0;
        for (int i = 0; i < Reports; i++) last = Math.Max(last, await SubmitAsync(http, i, stop.Token));

        var clock = Stopwatch.StartNew();
        string[] before = await AskAsync(client, last, stop.Token);
        await StopAsync(app, "silo-2", stop.Token);
        output.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s: silo-2 has stopped");
        string[] after = await AskAsync(client, last, stop.Token);

        output.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s: answered without it");
        Assert.Equal(before, after);
        await TracedAsync(receiver, stop.Token);
        Assert.All(
            receiver.Bodies,
            b => Assert.False(b.Contains("8490123", StringComparison.Ordinal) || b.Contains("0071000123456", StringComparison.Ordinal),
                "A phone number or an account was sent."));
        // What is started again takes part again.
        await app.ResourceCommands.ExecuteCommandAsync("silo-2", KnownResourceCommands.StartCommand, stop.Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("silo-2", stop.Token);
        output.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s: silo-2 is healthy again");
        Assert.Equal(before, await AskAsync(client, last, stop.Token));
        output.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s: answered with it");
    }

    private static async Task<DistributedApplication> StartAsync(OtlpReceiver receiver, CancellationToken cancellationToken)
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        await server.CreateDatabaseAsync("apphost");
        string[] arguments = [$"--Silos={s_silos.Length.ToString(CultureInfo.InvariantCulture)}",
            $"--ConnectionStrings:resolve={server.ConnectionString("apphost")}"];
        IDistributedApplicationTestingBuilder builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(arguments, cancellationToken);
        foreach (ProjectResource project in builder.Resources.OfType<ProjectResource>())
        {
            project.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
            {
                foreach ((string name, string value) in receiver.Variables) context.EnvironmentVariables[name] = value;
            }));
        }
        DistributedApplication app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        foreach (string name in (string[])[.. s_silos, Gateway]) await app.ResourceNotifications.WaitForResourceHealthyAsync(name, cancellationToken);
        return app;
    }

    private static async Task StopAsync(DistributedApplication app, string name, CancellationToken cancellationToken)
    {
        ExecuteCommandResult result = await app.ResourceCommands.ExecuteCommandAsync(name, KnownResourceCommands.StopCommand, cancellationToken);
        Assert.True(result.Success, result.Message);
        await app.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.TerminalStates, cancellationToken);
    }

    /// <summary>Asks for the entity with all its links, what is around it, and its ring.</summary>
    private static async Task<string[]> AskAsync(ResolveClient client, long atLeast, CancellationToken cancellationToken)
    {
        EntityData? entity = await client.GetEntityAsync(Account, atLeast, cancellationToken);
        Assert.NotNull(entity);
        Assert.Equal(Reports, entity.Mentions.Select(m => m.Id).Distinct().Count());
        PageData<RingData> rings = await client.ListRingsAsync(new RingQuery { Full = true }, atLeast, cancellationToken);
        RingData ring = Assert.Single(rings.Items);
        Assert.Equal((Phones + 1, Reports), (ring.MemberCount, ring.ReportCount));
        return [JsonSerializer.Serialize(entity), JsonSerializer.Serialize(ring)];
    }

    /// <summary>Waits for the trace of the first report: from the gateway's request to a command of PostgreSQL that a silo ran.</summary>
    private async Task TracedAsync(OtlpReceiver receiver, CancellationToken cancellationToken)
    {
        Span[] path = [];
        while (path.Length == 0)
        {
            await Task.Delay(100, cancellationToken);
            Span[] spans = [.. receiver.Spans.Where(s => s.TraceId == Trace)];
            path = spans.Where(s => s.Scope == "Npgsql").Select(s => PathTo(s, spans))
                .FirstOrDefault(p => p[^1].Name == Root && p.Any(s => s.Name == "resolve.journal.append"), []);
        }
        output.WriteLine(string.Join("\n", path.Reverse().Select(s => $"{s.Service} {s.Scope}: {s.Name}")));
        Assert.Equal(Gateway, path[^1].Service);
        Assert.Contains(path[0].Service, s_silos);
        Assert.Contains(path, s => s.Scope == "Microsoft.Orleans.Application" && s_silos.Contains(s.Service));
        while (!s_silos.Append(Gateway).All(receiver.Measured.ContainsKey)) await Task.Delay(100, cancellationToken);
        Assert.Equal([Gateway, .. s_silos], receiver.Measured.Keys.Concat(receiver.Spans.Select(s => s.Service))
            .Concat(receiver.Logs.Select(l => l.Service)).Distinct().Order());
        Assert.Contains(receiver.Logs, l => s_silos.Contains(l.Service));
    }

    private static Span[] PathTo(Span span, Span[] spans)
    {
        List<Span> path = [span];
        while (spans.FirstOrDefault(s => s.Id == path[^1].ParentId) is { } parent) path.Add(parent);
        return [.. path];
    }

    private static async Task<long> SubmitAsync(HttpClient http, int number, CancellationToken cancellationToken)
    {
        string json = string.Create(CultureInfo.InvariantCulture, $$"""
            {"source":"apphost","id":"{{number}}","unit":"79/PC02","receivedAt":"2026-03-02T08:15:00+07:00",
             "mentions":[{"ref":"p","kind":"phone","role":"suspect","value":"090123{{number % Phones:0000}}"},
              {"ref":"a","kind":"account","role":"suspect","bank":"970436","value":"0071000123456"}],
             "links":[{"from":"p","to":"a","kind":"controls"}]}
            """);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "v1/reports") { Content = new StringContent(json, MediaTypeHeaderValue.Parse("application/json")) };
        if (number == 0) request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        using JsonDocument receipt = JsonDocument.Parse(text);
        return receipt.RootElement.GetProperty("position").GetInt64();
    }
}
