using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Resolve.ServiceDefaults;
using Resolve.TestKit.Telemetry;

namespace Resolve.Api.Tests;

/// <summary>What a host with the service defaults sends by OTLP, and under which name.</summary>
public sealed class TelemetryTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Traces_metrics_and_logs_leave_under_the_name_of_the_environment_and_without_what_names_persons()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        Action<WebApplicationBuilder> configure = Host(receiver, ("OTEL_SERVICE_NAME", "named-outside"));
        await using (ApiHost host = await ApiHost.StartAsync(host: configure))
        {
            await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
            ILoggerFactory loggers = host.Services.GetRequiredService<ILoggerFactory>();
            Failing(loggers.CreateLogger("Orleans.Runtime.Catalog"), "phone/phone:+84912345678", 7);
            Failing(loggers.CreateLogger("Resolve.Own"), "silo", 7);
            await UntilAsync(() => receiver.Spans.Any(s => s.Name == "POST /v1/reports") && receiver.Logs.Count(l => l.Body.Length > 0) >= 2
                && receiver.Measures.ContainsKey("resolve.reports"));
        }
        Assert.Equal(["named-outside"], receiver.Spans.Select(s => s.Service).Concat(receiver.Logs.Select(l => l.Service))
            .Concat(receiver.Measured.Keys).Distinct());
        Assert.Contains(receiver.Logs, l => l.Category == "Resolve.Own" && l.Body == "Of silo failed 7");
        Assert.Contains(receiver.Logs, l => l.Category == "Orleans.Runtime.Catalog" && l.Body == "Of {Grain} failed {Times}");
        Assert.Contains(receiver.Bodies, b => b.Contains("System.FormatException", StringComparison.Ordinal));
        Assert.All(receiver.Bodies, b => Assert.DoesNotContain("912345678", b, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_without_a_name_from_outside_has_that_of_its_role()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using (ApiHost host = await ApiHost.StartAsync(host: Host(receiver)))
            await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
        Assert.Equal(["resolve-role"], receiver.Spans.Select(s => s.Service).Distinct());
    }

    [Fact]
    public async Task Nothing_leaves_without_an_address()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using (ApiHost host = await ApiHost.StartAsync(host: Host(receiver, ("OTEL_EXPORTER_OTLP_ENDPOINT", ""))))
            await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
        Assert.Empty(receiver.Bodies);
    }

    private static Action<WebApplicationBuilder> Host(OtlpReceiver receiver, params (string Name, string Value)[] others) => builder =>
    {
        var settings = new Dictionary<string, string?>(receiver.Variables.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)));
        foreach ((string name, string value) in others) settings[name] = value;
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults("resolve-role");
    };

    private static void Failing(ILogger logger, string grain, int times)
    {
        try
        {
            throw new FormatException("0912345678 is no account");
        }
        catch (FormatException e)
        {
#pragma warning disable CA1848, CA2254 // a library's log call
            logger.LogWarning(e, "Of {Grain} failed {Times}", grain, times);
#pragma warning restore CA1848, CA2254
        }
    }

    private static async Task UntilAsync(Func<bool> isThere)
    {
        for (long started = Stopwatch.GetTimestamp(); !isThere() && Stopwatch.GetElapsedTime(started) < s_patience; await Task.Delay(50))
        {
        }
    }
}
