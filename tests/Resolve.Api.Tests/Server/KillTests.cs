using System.Collections.Concurrent;
using System.Text;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.TestKit;
using Resolve.TestKit.Facts;

namespace Resolve.Api.Tests.Server;

/// <summary>What was acknowledged survives SIGKILL in mid-feed.</summary>
public sealed class KillTests
{
    private const int Kills = 22;
    private const ulong Seed = 20260302;

    private readonly ConcurrentDictionary<string, long> _acknowledged = new();
    private readonly ConcurrentDictionary<string, string> _sent = new();

    [Fact]
    public async Task Every_acknowledged_report_is_there_after_each_of_22_kills_and_none_twice()
    {
        using var directory = new TemporaryDirectory();
        var random = new SplitMix(Seed);
        var checkedKeys = new HashSet<string>();
        for (int round = 0; round < Kills; round++)
        {
            await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
            await CheckAsync(server.Client, [.. _acknowledged.Keys.Where(checkedKeys.Add)]);
            int before = _acknowledged.Count;
            Task feeding = FeedAsync(server.Http, round);
            while (_acknowledged.Count == before) await Task.Delay(1); // in mid-feed: not before the first acknowledgement
            await Task.Delay(random.Below(150));
            Assert.False(feeding.IsCompleted);
            await server.KillAsync();
            await feeding;
        }

        await using ServerProcess last = await ServerProcess.ServeAsync(directory.FullPath);
        await CheckAsync(last.Client, [.. _acknowledged.Keys]);
        StateData state = await last.Client.GetStateAsync();
        // One version was sent of each report: a report that stood twice would make the journal longer than there are reports.
        Assert.Equal(state.JournalPosition, state.Reports);
        Assert.InRange(state.Reports, _acknowledged.Count, _sent.Count);
        await CheckAgainAsync(last.Client);
        Assert.Equal(_sent.Count, (await last.Client.GetStateAsync()).JournalPosition);
    }

    /// <summary>Asks for each report by its address: it is there, at the position of its acknowledgement.</summary>
    private async Task CheckAsync(ResolveClient client, string[] ids)
    {
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, cancellationToken) =>
        {
            StoredReportData? stored = await client.GetReportAsync("kill/test", id, cancellationToken);
            Assert.True(stored is not null, $"{id} was acknowledged and is not there.");
            Assert.Equal(_acknowledged[id], stored.Position);
        });
        Assert.Equal(_acknowledged.Count, _acknowledged.Values.Distinct().Count());
    }

    /// <summary>Sends everything again: what was acknowledged is a duplicate, and what was not is there once after it.</summary>
    private async Task CheckAgainAsync(ResolveClient client)
    {
        string[] ids = [.. _sent.Keys.Order(StringComparer.Ordinal)];
        int answered = 0;
        await foreach (BatchLineData answer in client.SubmitBatchAsync(Lines(ids.Select(id => _sent[id]))))
        {
            Assert.Equal(ids[answered], answer.Id);
            Assert.Contains(answer.Outcome, new[] { OutcomeWords.Duplicate, OutcomeWords.Accepted });
            if (_acknowledged.TryGetValue(answer.Id!, out long position)) Assert.Equal((OutcomeWords.Duplicate, position), (answer.Outcome, answer.Position));
            answered++;
        }
        Assert.Equal(ids.Length, answered);
    }

    /// <summary>Two senders of single reports and one of batches, until the server is gone.</summary>
    private Task FeedAsync(HttpClient http, int round) => Task.WhenAll(
        FeedSinglesAsync(new ResolveClient(http), $"{round}-a"),
        FeedSinglesAsync(new ResolveClient(http), $"{round}-b"),
        FeedBatchesAsync(new ResolveClient(http), $"{round}-c"));

    private async Task FeedSinglesAsync(ResolveClient client, string name)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                ReceiptData receipt = await client.SubmitAsync(Encoding.UTF8.GetBytes(Make($"{name}-{i}")));
                Assert.True(_acknowledged.TryAdd(receipt.Id, receipt.Position));
            }
        }
        catch (ResolveException e) when (e.IsRetryable)
        {
            return; // the server is gone
        }
    }

    private async Task FeedBatchesAsync(ResolveClient client, string name)
    {
        try
        {
            for (int batch = 0; ; batch++)
            {
                IEnumerable<string> lines = Enumerable.Range(0, 40).Select(i => Make($"{name}-{batch}-{i}"));
                await foreach (BatchLineData answer in client.SubmitBatchAsync(Lines(lines)))
                    Assert.True(_acknowledged.TryAdd(answer.Id!, answer.Position!.Value));
            }
        }
        catch (ResolveException e) when (e.IsRetryable)
        {
            return; // the server is gone
        }
    }

    private string Make(string id) => _sent.GetOrAdd(id, static id => Samples.Phone(id, $"09{(uint)id.Length:D4}1234", source: "kill/test"));

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            await Task.CompletedTask;
            yield return Encoding.UTF8.GetBytes(line);
        }
    }
}
