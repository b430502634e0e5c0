using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Resolve.Agent.Configuration;
using Resolve.Agent.Folders;
using Resolve.Agent.Status;
using Resolve.Client.Durable;
using Resolve.TestKit;

namespace Resolve.Agent.Tests.Folders;

/// <summary>Which files of a folder are read, and when: by a clock that the test moves.</summary>
public sealed class FolderWatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualClock _clock = new();
    private readonly KeptFeed _feed = new();
    private readonly FolderWatch _watch;

    public FolderWatchTests() => _watch = new FolderWatch(new AgentStatus(_clock), _clock, NullLogger.Instance);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_that_is_still_being_written_is_not_read()
    {
        Append("a.ndjson", 1);
        await LookAsync(after: 0);
        Append("a.ndjson", 2);
        await LookAsync(after: 1.4);
        await LookAsync(after: 1.4);
        Assert.Empty(_feed.Reports);

        await LookAsync(after: 0.2);
        await LookAsync(after: 5);

        Assert.Equal(2, _feed.Reports.Count);
    }

    [Fact]
    public async Task A_file_behind_one_that_is_being_written_waits_for_it()
    {
        Append("b.ndjson", 1);
        File.SetLastWriteTimeUtc(_directory.File("b.ndjson"), new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc));
        await LookAsync(after: 0);
        Append("a.ndjson", 2);
        File.SetLastWriteTimeUtc(_directory.File("a.ndjson"), new DateTime(2026, 3, 2, 7, 0, 0, DateTimeKind.Utc));

        await LookAsync(after: 2); // b has settled, a is new and older
        Assert.Empty(_feed.Reports);
        await LookAsync(after: 2);

        Assert.Equal(["2", "1"], _feed.Reports);
    }

    [Theory]
    [InlineData("a.csv", true)]
    [InlineData("A.CSV", true)]
    [InlineData("a.xlsx", true)]
    [InlineData("a.csv.tmp", false)]
    [InlineData("a.csv.part", false)]
    [InlineData("a.csv.crdownload", false)]
    [InlineData("~$a.xlsx", false)]
    [InlineData(".a.csv", false)]
    [InlineData("a.csv.bad.ndjson", false)]
    [InlineData("a.pdf", false)]
    public void Names_say_what_is_a_feed(string name, bool isFeed) =>
        Assert.Equal(isFeed, FolderWatch.IsFeed(name, new FolderConfig { Name = "n", Path = "p" }.Patterns));

    [Fact]
    public async Task A_file_goes_on_behind_the_last_row_that_is_in_the_outbox_and_its_quarantine_has_each_row_once()
    {
        var text = new StringBuilder();
        for (int i = 1; i <= 1_000; i++) text.Append(i % 3 == 0 ? "no report\n" : $$"""{"source":"s","id":"{{i}}","narrative":"t"}""" + "\n");
        await File.WriteAllTextAsync(_directory.File("a.ndjson"), text.ToString());
        for (int fails = 1; fails <= 4; fails++)
        {
            // The outbox fails after some batches, as if the agent were killed there; the next watch starts anew.
            _feed.BatchesLeft = 1;
            var watch = new FolderWatch(new AgentStatus(_clock), _clock, NullLogger.Instance);
            await Assert.ThrowsAsync<OutboxException>(() => watch.LookAsync(_feed, Folder(0), null, CancellationToken.None));
        }
        _feed.BatchesLeft = int.MaxValue;
        await _watch.LookAsync(_feed, Folder(0), null, CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 1_000).Where(i => i % 3 != 0).Select(i => $"{i}"), _feed.Reports);
        Assert.Equal(333, (await File.ReadAllLinesAsync(_directory.File("a.ndjson.bad.ndjson"))).Distinct().Count());
        Assert.Equal(333, (await File.ReadAllLinesAsync(_directory.File("a.ndjson.bad.ndjson"))).Length);
    }

    private Task LookAsync(double after)
    {
        _clock.Seconds += after;
        return _watch.LookAsync(_feed, Folder(1.5), null, CancellationToken.None);
    }

    private FolderConfig Folder(double settle) => new() { Name = "n", Path = _directory.FullPath, SettleSeconds = settle };

    private void Append(string file, int id) => File.AppendAllText(_directory.File(file), $$"""{"source":"s","id":"{{id}}","narrative":"t"}""" + "\n");

    private sealed class ManualClock : TimeProvider
    {
        public double Seconds { get; set; } = 1_000;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => (long)(Seconds * 1_000);

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }

    /// <summary>An outbox in memory that may fail.</summary>
    private sealed class KeptFeed : DurableFeed
    {
        private readonly Dictionary<string, string> _bookmarks = new(StringComparer.Ordinal);

        public List<string> Reports { get; } = [];

        public int BatchesLeft { get; set; } = int.MaxValue;

        public override Task<long> EnqueueAsync(IReadOnlyList<FeedReport> reports, FeedBookmark? bookmark = null, CancellationToken cancellationToken = default)
        {
            if (BatchesLeft-- == 0) throw new OutboxException("The test ends the outbox here.");
            Reports.AddRange(reports.Select(r => System.Text.Json.JsonDocument.Parse(r.Json).RootElement.GetProperty("id").GetString()!));
            if (bookmark is not null) _bookmarks[bookmark.Name] = bookmark.Value;
            return Task.FromResult(1L);
        }

        public override Task<string?> GetBookmarkAsync(string name, CancellationToken cancellationToken = default) =>
            Task.FromResult(_bookmarks.GetValueOrDefault(name));
    }
}
