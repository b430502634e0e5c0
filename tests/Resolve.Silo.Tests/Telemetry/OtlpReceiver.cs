using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Resolve.Silo.Tests.Processes;

namespace Resolve.Silo.Tests.Telemetry;

/// <summary>A span as it came.</summary>
internal sealed record Span(string TraceId, string Name, string Scope);

/// <summary>A measure as it came.</summary>
internal sealed record Measure(string Name, string Unit, string Kind, bool IsMonotonic);

/// <summary>A collector for traces and metrics by OTLP over HTTP with protobuf (opentelemetry-proto 1.x: trace.proto, metrics.proto), as far as tests need it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app, int port) => (_app, Endpoint) = (app, $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    public string Endpoint { get; }

    public ConcurrentBag<Span> Spans { get; } = [];

    public ConcurrentDictionary<string, Measure> Measures { get; } = new();

    /// <summary>Gets everything that came, as text.</summary>
    public ConcurrentBag<string> Bodies { get; } = [];

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        int port = SiloProcess.FreePort();
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        WebApplication app = builder.Build();
        var receiver = new OtlpReceiver(app, port);
        app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        byte[] bytes = body.ToArray();
        Bodies.Add(Encoding.Latin1.GetString(bytes));
        foreach (byte[] resource in Fields(bytes, 1))
        {
            foreach (byte[] scope in Fields(resource, 2))
            {
                string name = Fields(scope, 1).Select(s => Text(s, 1)).FirstOrDefault("");
                foreach (byte[] item in Fields(scope, 2))
                {
                    if (signal == "traces") Spans.Add(new Span(Convert.ToHexStringLower(Fields(item, 1).First()), Text(item, 5), name));
                    else Take(item);
                }
            }
        }
        return Results.Bytes([], "application/x-protobuf");
    }

    private void Take(byte[] metric)
    {
        string kind = Fields(metric, 5).Any() ? "gauge" : Fields(metric, 7).Any() ? "sum" : "histogram";
        bool isMonotonic = Fields(metric, 7).Any(s => Numbers(s, 3).Any(n => n != 0));
        string name = Text(metric, 1);
        Measures[name] = new Measure(name, Text(metric, 3), kind, isMonotonic);
    }

    private static string Text(byte[] message, int field) => Fields(message, field).Select(Encoding.UTF8.GetString).FirstOrDefault("");

    private static IEnumerable<byte[]> Fields(byte[] message, int field) => Read(message).Where(f => f.Field == field && f.Bytes is not null).Select(f => f.Bytes!);

    private static IEnumerable<ulong> Numbers(byte[] message, int field) => Read(message).Where(f => f.Field == field && f.Bytes is null).Select(f => f.Number);

    /// <summary>Reads the fields of a protobuf message (encoding: varint, 64 bit, length-delimited, 32 bit).</summary>
    private static IEnumerable<(int Field, ulong Number, byte[]? Bytes)> Read(byte[] message)
    {
        for (int at = 0; at < message.Length;)
        {
            ulong tag = Varint(message, ref at);
            int field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return (field, Varint(message, ref at), null);
                    break;
                case 1:
                    yield return (field, BitConverter.ToUInt64(message, at), null);
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    yield return (field, 0, message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    yield return (field, BitConverter.ToUInt32(message, at), null);
                    at += 4;
                    break;
                default:
                    throw new FormatException("That is no protobuf.");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
