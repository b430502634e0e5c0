using System.Text;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;

namespace Resolve.Storage.Tests;

/// <summary>What the test assembly does when it is started as a process: <c>dotnet Resolve.Storage.Tests.dll COMMAND DIRECTORY</c>.</summary>
public static class ChildProgram
{
    /// <summary>The concurrent appenders of <c>append</c>.</summary>
    public const int Appenders = 8;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [string command, string directory]) return 2;
        try
        {
            if (command == "look")
            {
                await using SqliteJournal looking = SqliteJournal.OpenReadOnly(directory);
                long seen = 0;
                await foreach (JournalRecord _ in looking.ReadAsync(0, CancellationToken.None)) seen++;
                Say($"{seen} of {looking.Position}");
                return 0;
            }
            await using SqliteJournal journal = await SqliteJournal.OpenAsync(directory, new SqliteJournalOptions(), CancellationToken.None);
            Say("open");
            switch (command)
            {
                case "hold":
                    await Console.In.ReadLineAsync();
                    return 0;
                case "append":
                    await Task.WhenAll(Enumerable.Range(0, Appenders).Select(appender => Task.Run(() => AppendForEverAsync(journal, appender))));
                    return 0;
                case "fill":
                    return await FillAsync(journal, directory);
                default:
                    return 2;
            }
        }
        catch (JournalException failure)
        {
            Say($"{failure.Failure}: {failure.Message}");
            return 3;
        }
    }

    /// <summary>The payload of an entry of <c>append</c>.</summary>
    public static byte[] Payload(string name) => Encoding.UTF8.GetBytes($"{name} {new string('x', (int)(StableHash.Of64(name) % 3_000))}");

    private static async Task AppendForEverAsync(SqliteJournal journal, int appender)
    {
        for (int round = 0; ; round++)
        {
            JournalEntry[] entries = [.. Enumerable.Range(0, 1 + (round % 3))
                .Select(i => new JournalEntry(JournalEntryKind.Report, Payload($"{appender}/{round}/{i}")))];
            long last = await journal.AppendAsync(entries, CancellationToken.None);
            Say($"{last} {entries.Length} {appender}/{round} .");
        }
    }

    /// <summary>On a small disk: fills it, makes room, and goes on.</summary>
    private static async Task<int> FillAsync(SqliteJournal journal, string directory)
    {
        string ballast = Path.Combine(directory, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[256 << 10]);
        JournalEntry entry = new(JournalEntryKind.Report, new byte[20_000]);
        long acknowledged = 0;
        try
        {
            while (true) acknowledged = await journal.AppendAsync([entry, entry], CancellationToken.None);
        }
        catch (JournalException full)
        {
            Say($"{full.Failure} after {acknowledged}: {full.Message}");
        }
        File.Delete(ballast);
        long next = await journal.AppendAsync([entry], CancellationToken.None);
        long count = 0;
        await foreach (JournalRecord _ in journal.ReadAsync(0, CancellationToken.None)) count++;
        Say($"then {next - acknowledged} more, {count - next} missing");
        return 0;
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
