using System.Net;
using System.Text;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Tests;

/// <summary>Intake refuses what is more than it may have in hand, and takes again when there is room.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task A_report_over_the_bytes_in_flight_is_answered_429_and_taken_when_there_is_room()
    {
        var journal = new GatedJournal();
        await using ApiHost host = await ApiHost.StartAsync(journal, o => o.IntakeBytesMax = 1 << 20);
        string large = Samples.Phone("1", "0912345678")
            .Replace("\"mentions\"", $"\"narrative\":\"{new string('x', 290_000)}\",\"mentions\"", StringComparison.Ordinal);
        journal.Hold();
        // Three of 290 kB fit; the fourth does not.
        Task<HttpResponseMessage>[] held = [.. Enumerable.Range(1, 3)
            .Select(i => host.PostAsync("v1/reports", large.Replace("\"1\"", $"\"{i}\"", StringComparison.Ordinal)))];
        await journal.WaitForAppendAsync();
        HttpResponseMessage refused;
        do refused = await host.PostAsync("v1/reports", large.Replace("\"1\"", "\"9\"", StringComparison.Ordinal)); // until all three bodies have come in
        while (refused.StatusCode == HttpStatusCode.Created);
        await refused.ProblemAsync(429, "overloaded");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        journal.Release();
        foreach (HttpResponseMessage response in await Task.WhenAll(held)) Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        using HttpResponseMessage again = await host.PostAsync("v1/reports", large.Replace("\"1\"", "\"9\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        refused.Dispose();
    }

    [Fact]
    public async Task A_full_queue_refuses_single_reports_and_lets_streams_wait()
    {
        var journal = new GatedJournal();
        await using ApiHost host = await ApiHost.StartAsync(journal, o => o.IntakeQueueLengthMax = 2);
        journal.Hold();
        var posts = new List<Task<HttpResponseMessage>> { host.PostAsync("v1/reports", Samples.Phone("0", "0912345678")) };
        await journal.WaitForAppendAsync(); // the first is on its way; what comes now waits behind it
        while (posts.TrueForAll(static p => !p.IsCompleted)) posts.Add(await StartAsync(host, posts.Count));
        Task<HttpResponseMessage> refused = posts.Find(static p => p.IsCompleted)!;
        await (await refused).ProblemAsync(429, "overloaded");
        using var line = new StringContent(Samples.Phone("line", "0912345678") + "\n", Encoding.UTF8, "application/x-ndjson");
        Task<HttpResponseMessage> stream = host.Http.PostAsync("v1/reports/batch", line);
        journal.Release();
        Assert.Equal(HttpStatusCode.OK, (await stream).StatusCode);
        Assert.Contains("accepted", await (await stream).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        posts.Remove(refused);
        foreach (HttpResponseMessage response in await Task.WhenAll(posts)) Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private static async Task<Task<HttpResponseMessage>> StartAsync(ApiHost host, int number)
    {
        Task<HttpResponseMessage> post = host.PostAsync("v1/reports", Samples.Phone($"{number}", "0912345678"));
        await Task.WhenAny(post, Task.Delay(100));
        return post;
    }

    /// <summary>A journal whose appends wait at a gate.</summary>
    private sealed class GatedJournal : IJournal
    {
        private readonly InMemoryJournal _inner = new();
        private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public GatedJournal() => _gate.SetResult();

        public long Position => _inner.Position;

        public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _gate.SetResult();

        public Task WaitForAppendAsync() => _came.Task;

        public async ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
        {
            _came.TrySetResult();
            await _gate.Task;
            return await _inner.AppendAsync(entries, cancellationToken);
        }

        public IAsyncEnumerable<JournalRecord> ReadAsync(long after, CancellationToken cancellationToken) => _inner.ReadAsync(after, cancellationToken);

        public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken) => _inner.ReadOneAsync(position, cancellationToken);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
