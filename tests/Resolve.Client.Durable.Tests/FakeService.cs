using System.Net;
using System.Text;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client.Durable.Tests;

/// <summary>A service in memory that takes batches as the real one does, and fails as a test says.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private readonly object _lock = new();
    private readonly Dictionary<string, (string Body, long Position)> _taken = [];
    private readonly List<string> _order = [];

    public FakeService() => Client = new ResolveClient(new HttpClient(this) { BaseAddress = new Uri("http://fake.example/") });

    public ResolveClient Client { get; }

    /// <summary>Called with the lines of each request before they are taken; an answer that is not null is given instead.</summary>
    public Func<string[], CancellationToken, Task<HttpResponseMessage?>> Intercept { get; set; } = static (_, _) => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>How many answers of a request arrive before the connection breaks; null for all.</summary>
    public Func<int?> CutAfter { get; set; } = static () => null;

    /// <summary>The outcome of a line that is not taken as a report; null when it is.</summary>
    public Func<string, string?> Judge { get; set; } = static _ => null;

    public int Requests { get; private set; }

    /// <summary>The reports in the order in which they were taken, each once.</summary>
    public string[] Order
    {
        get { lock (_lock) return [.. _order]; }
    }

    public static HttpResponseMessage Problem(int status, string type = "internal") => new((HttpStatusCode)status)
    {
        Content = new StringContent($$"""{"type":"/problems/{{type}}","title":"A problem.","status":{{status}}}""", Encoding.UTF8, "application/problem+json"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        Assert.Equal("/v1/reports/batch", request.RequestUri!.AbsolutePath);
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        string[] lines = body.TrimEnd('\n').Split('\n');
        if (await Intercept(lines, cancellationToken) is { } instead) return instead;
        var answers = new List<BatchLineData>();
        lock (_lock)
            for (int i = 0; i < lines.Length; i++) answers.Add(Take(lines[i], i + 1));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new CutContent(answers, CutAfter()) };
    }

    private BatchLineData Take(string line, int number)
    {
        if (Judge(line) is { } outcome)
            return new BatchLineData(number, outcome) { Errors = [new FieldErrorData("mentions", "required", "It is required.")] };
        using JsonDocument report = JsonDocument.Parse(line);
        string source = report.RootElement.GetProperty("source").GetString()!, id = report.RootElement.GetProperty("id").GetString()!;
        int version = report.RootElement.TryGetProperty("version", out JsonElement given) ? given.GetInt32() : 1;
        string key = $"{source}/{id}/{version}";
        var answer = new BatchLineData(number, OutcomeWords.Accepted) { Source = source, Id = id, Version = version };
        if (_taken.TryGetValue(key, out (string Body, long Position) there))
            return answer with { Outcome = there.Body == line ? OutcomeWords.Duplicate : OutcomeWords.Conflict, Position = there.Position };
        _order.Add(key);
        _taken[key] = (line, _order.Count);
        return answer with { Position = _order.Count };
    }

    /// <summary>Answers as lines; after some of them the connection breaks.</summary>
    private sealed class CutContent(List<BatchLineData> answers, int? cutAfter) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override Task<Stream> CreateContentReadStreamAsync()
        {
            IEnumerable<BatchLineData> given = cutAfter is { } count ? answers.Take(count) : answers;
            string text = string.Concat(given.Select(a => JsonSerializer.Serialize(a, ResolveJson.Answers) + "\n"));
            return Task.FromResult<Stream>(new CutStream(Encoding.UTF8.GetBytes(text), cutAfter is not null));
        }
    }

    private sealed class CutStream(byte[] bytes, bool cut) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            cut && Position == Length ? throw new IOException("The connection broke.") : base.ReadAsync(buffer, cancellationToken);
    }
}
