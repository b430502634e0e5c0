using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Resolve.TestKit.Telemetry;

/// <summary>A span as it came.</summary>
/// <param name="Service">The name of the process that sent it.</param>
/// <param name="TraceId">The trace in hexadecimal digits.</param>
/// <param name="Id">The span in hexadecimal digits.</param>
/// <param name="ParentId">The span that it is part of; empty when there is none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">The activity source.</param>
public sealed record Span(string Service, string TraceId, string Id, string ParentId, string Name, string Scope);

/// <summary>A log record as it came.</summary>
/// <param name="Service">The name of the process that sent it.</param>
/// <param name="Category">The logger.</param>
/// <param name="Body">The message or its template.</param>
public sealed record LogLine(string Service, string Category, string Body);

/// <summary>A measure as it came.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Kind"><c>gauge</c>, <c>sum</c> or <c>histogram</c>.</param>
/// <param name="IsMonotonic">Whether a sum only grows.</param>
public sealed record Measure(string Name, string Unit, string Kind, bool IsMonotonic);

/// <summary>A collector by OTLP over HTTP with protobuf on loopback, as far as tests need it.</summary>
/// <remarks>opentelemetry-proto 1.x: resource.proto, trace.proto, metrics.proto, logs.proto.</remarks>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Gets the address to send to.</summary>
    public string Endpoint => _app.Urls.First();

    /// <summary>Gets the spans.</summary>
    public ConcurrentBag<Span> Spans { get; } = [];

    /// <summary>Gets the log records.</summary>
    public ConcurrentBag<LogLine> Logs { get; } = [];

    /// <summary>Gets the names of the processes that sent measures.</summary>
    public ConcurrentDictionary<string, bool> Measured { get; } = new();

    /// <summary>Gets the measures by name.</summary>
    public ConcurrentDictionary<string, Measure> Measures { get; } = new();

    /// <summary>Gets everything that came, as text.</summary>
    public ConcurrentBag<string> Bodies { get; } = [];

    /// <summary>Gets the variables that make a process send here, without waiting long.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    /// <summary>Starts it on a free port.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        byte[] bytes = body.ToArray();
        Bodies.Add(Encoding.Latin1.GetString(bytes));
        foreach (byte[] resource in Fields(bytes, 1))
        {
            string service = Fields(resource, 1).SelectMany(r => Fields(r, 1)).Where(a => Text(a, 1) == "service.name").SelectMany(a => Fields(a, 2))
                .Select(v => Text(v, 1)).FirstOrDefault("");
            foreach (byte[] scope in Fields(resource, 2))
            {
                string name = Fields(scope, 1).Select(s => Text(s, 1)).FirstOrDefault("");
                foreach (byte[] item in Fields(scope, 2)) Take(signal, service, name, item);
            }
        }
        return Results.Bytes([], "application/x-protobuf");
    }

    private void Take(string signal, string service, string scope, byte[] item)
    {
        switch (signal)
        {
            case "traces":
                Spans.Add(new Span(service, Hex(item, 1), Hex(item, 2), Hex(item, 4), Text(item, 5), scope));
                break;
            case "logs":
                Logs.Add(new LogLine(service, scope, Fields(item, 5).Select(b => Text(b, 1)).FirstOrDefault("")));
                break;
            default:
                Measured[service] = true;
                Take(item);
                break;
        }
    }

    private void Take(byte[] metric)
    {
        string kind = Fields(metric, 5).Any() ? "gauge" : Fields(metric, 7).Any() ? "sum" : "histogram";
        bool isMonotonic = Fields(metric, 7).Any(s => Numbers(s, 3).Any(n => n != 0));
        string name = Text(metric, 1);
        Measures[name] = new Measure(name, Text(metric, 3), kind, isMonotonic);
    }

    private static string Text(byte[] message, int field) => Fields(message, field).Select(Encoding.UTF8.GetString).FirstOrDefault("");

    private static string Hex(byte[] message, int field) => Fields(message, field).Select(Convert.ToHexStringLower).FirstOrDefault("");

    private static IEnumerable<byte[]> Fields(byte[] message, int field) =>
        Read(message).Where(f => f.Field == field && f.Bytes is not null).Select(f => f.Bytes!);

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
