using System.Net;
using System.Text;
using System.Threading.Channels;
using Resolve.Client.Contracts;

namespace Resolve.Client.Tests;

/// <summary>When the lines of a batch are sent: by count, by bytes, by time.</summary>
public sealed class BatchFlushTests : IDisposable
{
    private readonly StubServer _server = new();
    private readonly Channel<ReadOnlyMemory<byte>> _lines = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();

    public BatchFlushTests() => _server.Answer = request => StubServer.Make(HttpStatusCode.OK, Answers(request), "application/x-ndjson");

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_line_is_acknowledged_while_the_feed_is_open()
    {
        await using IAsyncEnumerator<BatchLineData> answers = Feed(o => o.BatchFlushAfter = TimeSpan.FromMilliseconds(20));
        for (int i = 1; i <= 3; i++)
        {
            await _lines.Writer.WriteAsync("{}"u8.ToArray());
            Assert.True(await answers.MoveNextAsync()); // would wait for ever if the client waited for the feed's end
            Assert.Equal(i, answers.Current.Line);
        }
        _lines.Writer.Complete();
        Assert.False(await answers.MoveNextAsync());
        Assert.Equal(3, _server.Asked.Count);
    }

    [Fact]
    public async Task Enough_lines_or_bytes_are_sent_without_waiting()
    {
        await using IAsyncEnumerator<BatchLineData> answers = Feed(o =>
            (o.BatchLinesMax, o.BatchBytesMax, o.BatchFlushAfter) = (4, 1_024, TimeSpan.FromMinutes(1)));
        for (int i = 0; i < 4; i++) await _lines.Writer.WriteAsync("{}"u8.ToArray());
        Assert.True(await answers.MoveNextAsync());
        for (int i = 0; i < 3; i++) await answers.MoveNextAsync();
        Assert.Equal(4, answers.Current.Line);
        await _lines.Writer.WriteAsync(Encoding.UTF8.GetBytes($"\"{new string('x', 1_100)}\""));
        Assert.True(await answers.MoveNextAsync());
        Assert.Equal((5L, 2), (answers.Current.Line, _server.Asked.Count));
    }

    [Fact]
    public async Task Leaving_the_loop_stops_the_callers_lines()
    {
        var stopped = new TaskCompletionSource();
        await foreach (BatchLineData _ in Client(o => o.BatchFlushAfter = TimeSpan.Zero).SubmitBatchAsync(Lines(stopped))) break;
        await stopped.Task;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(
        TaskCompletionSource stopped, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            yield return "{}"u8.ToArray();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            stopped.SetResult();
        }
    }

    private static string Answers(HttpRequestMessage request)
    {
        int count = request.Content!.ReadAsStringAsync().Result.Count(c => c == '\n');
        return string.Concat(Enumerable.Range(1, count).Select(i => $$"""{"line":{{i}},"outcome":"accepted"}""" + "\n"));
    }

    private IAsyncEnumerator<BatchLineData> Feed(Action<ResolveClientOptions> configure) =>
        Client(configure).SubmitBatchAsync(_lines.Reader.ReadAllAsync()).GetAsyncEnumerator();

    private ResolveClient Client(Action<ResolveClientOptions> configure)
    {
        var options = new ResolveClientOptions { BaseAddress = new Uri("http://stub.example/") };
        configure(options);
        return new ResolveClient(new HttpClient(_server, disposeHandler: false), options);
    }
}
