using System.Globalization;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;
using Xunit.Abstractions;

namespace Resolve.Storage.Tests.Sqlite;

public sealed class SqliteJournalCrashTests(ITestOutputHelper output) : SqliteFixture
{
    private const int Kills = 20;

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_at_any_moment()
    {
        int acknowledged = 0, unacknowledged = 0;
        long before = 0;
        for (ulong seed = 1; seed <= Kills; seed++)
        {
            Dictionary<long, string> entries = await AppendAndKillAsync((int)(StableHash.Mix(seed) % 150));
            await using SqliteJournal journal = await OpenAsync();
            var names = new HashSet<string>(StringComparer.Ordinal);
            long newest = before;
            await foreach (JournalRecord record in journal.ReadAsync(before, CancellationToken.None))
            {
                Assert.Equal(++newest, record.Position);
                string name = System.Text.Encoding.UTF8.GetString(record.Payload.Span).Split(' ')[0];
                Assert.True(names.Add(name), $"{name} is there twice");
                Assert.Equal(ChildProgram.Payload(name), record.Payload.ToArray());
                if (entries.Remove(record.Position, out string? expected))
                {
                    Assert.Equal(expected, name);
                    acknowledged++;
                }
                else
                {
                    unacknowledged++;
                }
            }
            Assert.Empty(entries);
            AssertWhole(names);
            Assert.Equal(newest, journal.Position);
            before = newest;
        }
        output.WriteLine($"{Kills} kills: {acknowledged} acknowledged entries all there, {unacknowledged} written and not yet acknowledged");
        Assert.True(acknowledged > 1_000);
    }

    /// <summary>Runs a child until it has acknowledged some appends, kills it in the middle of others, and returns what it said: entry by position.</summary>
    private async Task<Dictionary<long, string>> AppendAndKillAsync(int appends)
    {
        using Child child = Child.Start("append", Folder);
        Assert.Equal("open", await child.LineAsync());
        var lines = new List<string>();
        while (lines.Count < appends) lines.Add(await child.LineAsync() ?? throw new InvalidOperationException("The child ended by itself."));
        child.Kill();
        List<string> rest = await child.RestAsync();
        lines.AddRange(rest);
        var entries = new Dictionary<long, string>();
        foreach (string[] words in lines.Select(line => line.Split(' ')))
        {
            if (words is not [.., "."]) continue; // the kill cut the last line
            long last = long.Parse(words[0], CultureInfo.InvariantCulture);
            int count = int.Parse(words[1], CultureInfo.InvariantCulture);
            for (int i = 0; i < count; i++) entries.Add(last - count + 1 + i, $"{words[2]}/{i}");
        }
        return entries;
    }

    /// <summary>Each append is there with all its entries or not at all.</summary>
    private static void AssertWhole(HashSet<string> names)
    {
        foreach (string name in names)
        {
            string[] parts = name.Split('/');
            int count = 1 + (int.Parse(parts[1], CultureInfo.InvariantCulture) % 3);
            for (int i = 0; i < count; i++) Assert.Contains($"{parts[0]}/{parts[1]}/{i}", names);
        }
    }
}
