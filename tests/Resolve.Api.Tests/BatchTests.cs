using System.Net;
using System.Text;
using System.Text.Json;
using Resolve.Client;
using Resolve.Client.Contracts;

namespace Resolve.Api.Tests;

public sealed class BatchTests
{
    private const string Ndjson = "application/x-ndjson";

    [Fact]
    public async Task Every_line_gets_its_answer_in_order_and_a_bad_one_stops_nothing()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string[] lines =
        [
            Samples.Phone("1", "0912345678"),
            "{ not json",
            "",
            Samples.Phone("1", "0912345678"),
            Samples.Phone("1", "0987654321"),
            "   \t",
            Samples.Phone("2", "0987654321") + "\r",
            """{"source":"s","id":"1","mentions":[{"kind":"phone"}]}""",
            Samples.Phone("3", "0911111111"),
        ];

        BatchLineData[] answers = await SendAsync(host, string.Join('\n', lines));

        Assert.Equal(
            [(1, "accepted"), (2, "rejected"), (4, "duplicate"), (5, "conflict"), (7, "accepted"), (8, "rejected"), (9, "accepted")],
            answers.Select(a => ((int)a.Line, a.Outcome)));
        Assert.Equal("json", answers[1].Errors![0].Code);
        Assert.Equal("mentions[0].value", answers[5].Errors![0].Path);
        Assert.Equal([1L, 2L, 3L], answers.Where(a => a.Outcome == "accepted").Select(a => a.Position!.Value));
        Assert.Equal(3, (await host.Client.GetStateAsync()).Reports);
    }

    [Fact]
    public async Task A_line_over_1_MiB_is_refused_and_the_next_is_read()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string body = $"{Samples.Phone("1", "0912345678")}\n{new string('x', 3 << 20)}\n{Samples.Phone("2", "0987654321")}\n{new string('y', (1 << 20) + 1)}";

        BatchLineData[] answers = await SendAsync(host, body);

        Assert.Equal(["accepted", "rejected", "accepted", "rejected"], answers.Select(a => a.Outcome));
        Assert.Equal([1L, 2L, 3L, 4L], answers.Select(a => a.Line));
        Assert.All(answers.Where(a => a.Outcome == "rejected"), a => Assert.Equal("too-long", a.Errors![0].Code));
    }

    [Fact]
    public async Task A_batch_may_be_larger_than_one_report()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string padding = new('p', 5_000);
        string body = string.Join('\n', Enumerable.Range(0, 1_500)
            .Select(i => $$"""{"source":"s","id":"{{i}}","narrative":"{{padding}}","mentions":[{"kind":"phone","value":"0912345678"}]}"""));

        BatchLineData[] answers = await SendAsync(host, body);

        Assert.Equal(1_500, answers.Length);
        Assert.All(answers, a => Assert.Equal("accepted", a.Outcome));
        Assert.Equal(Enumerable.Range(1, 1_500).Select(i => (long)i), answers.Select(a => a.Line));
    }

    [Fact]
    public async Task An_empty_batch_answers_nothing()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        Assert.Empty(await SendAsync(host, ""));
        Assert.Empty(await SendAsync(host, "\n\n"));
    }

    [Fact]
    public async Task A_live_feed_is_answered_while_it_is_open()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port);
        await using System.Net.Sockets.NetworkStream stream = connection.GetStream();
        using var reader = new StreamReader(stream);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /v1/reports/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: {Ndjson}\r\nTransfer-Encoding: chunked\r\n\r\n"
                + $"{Chunk(Samples.Phone("1", "0912345678") + "\n")}"), limit.Token);
        string first = await ReadUntilAsync(reader, "\"line\":1", limit.Token);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Chunk(Samples.Phone("2", "0987654321") + "\n")), limit.Token);
        string second = await ReadUntilAsync(reader, "\"line\":2", limit.Token);

        Assert.Contains("\"outcome\":\"accepted\",\"source\":\"test\",\"id\":\"1\"", first, StringComparison.Ordinal);
        Assert.Contains("\"position\":2", second, StringComparison.Ordinal);
        Assert.NotNull(await host.Client.GetReportAsync("test", "2"));
    }

    [Fact]
    public async Task When_the_journal_fails_at_once_the_whole_batch_is_refused()
    {
        await using ApiHost host = await ApiHost.StartAsync(new FaultyJournal { AppendsLeft = 0 });
        using HttpResponseMessage response = await host.PostAsync("v1/reports/batch", Encoding.UTF8.GetBytes(Samples.Phone("1", "0912345678")), Ndjson);
        await response.ProblemAsync(503, "journal-unavailable");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task When_the_journal_fails_later_the_lines_say_so_and_the_rest_is_left_unanswered()
    {
        var journal = new FaultyJournal { AppendsLeft = 1 };
        await using ApiHost host = await ApiHost.StartAsync(journal, o => o.BatchLinesMax = 2);
        string body = string.Join('\n', Enumerable.Range(1, 8).Select(i => Samples.Phone($"{i}", "0912345678")));

        BatchLineData[] answers = await SendAsync(host, body);

        Assert.Equal(["accepted", "accepted", "failed", "failed"], answers.Select(a => a.Outcome));
        Assert.Equal("journal-storage", answers[2].Errors![0].Code);
        Assert.Equal(2, (await host.Client.GetStateAsync()).JournalPosition);
        ResolveException early = await Assert.ThrowsAsync<ResolveException>(async () =>
        {
            journal.AppendsLeft = 1;
            await foreach (BatchLineData answer in host.Client.SubmitBatchAsync(Lines(body))) Assert.Null(answer.Warnings);
        });
        Assert.True(early.IsRetryable);
    }

    [Fact]
    public async Task The_client_sends_long_feeds_in_pieces_and_counts_lines_through()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string body = string.Join('\n', Enumerable.Range(1, 4_500).Select(i => i == 3_000 ? "" : Samples.Phone($"{i}", "0912345678")));
        var answers = new List<BatchLineData>();

        await foreach (BatchLineData answer in host.Client.SubmitBatchAsync(Lines(body))) answers.Add(answer);

        Assert.Equal(4_499, answers.Count);
        Assert.Equal(Enumerable.Range(1, 4_500).Where(i => i != 3_000).Select(i => ((long)i, $"{i}")), answers.Select(a => (a.Line, a.Id!)));
    }

    private static async Task<BatchLineData[]> SendAsync(ApiHost host, string body)
    {
        using HttpResponseMessage response = await host.PostAsync("v1/reports/batch", Encoding.UTF8.GetBytes(body), Ndjson);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        Assert.Equal(Ndjson, response.Content.Headers.ContentType?.MediaType);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<BatchLineData>(l, ResolveJson.Answers)!)];
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(string body)
    {
        foreach (string line in body.Split('\n'))
        {
            await Task.Yield();
            yield return Encoding.UTF8.GetBytes(line);
        }
    }

    private static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";

    private static async Task<string> ReadUntilAsync(StreamReader reader, string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            string line = await reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException($"The answer ended without {text}.");
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }
    }
}
