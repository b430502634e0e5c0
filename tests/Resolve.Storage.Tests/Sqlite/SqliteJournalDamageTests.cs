using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;
using Xunit.Abstractions;

namespace Resolve.Storage.Tests.Sqlite;

public sealed class SqliteJournalDamageTests(ITestOutputHelper output) : SqliteFixture
{
    [Fact]
    public async Task Any_flipped_bit_is_reported_or_does_no_harm()
    {
        List<string> texts = await FillAsync();
        byte[] whole = await File.ReadAllBytesAsync(DatabasePath);
        int reported = 0, harmless = 0;
        for (ulong seed = 1; seed <= 300; seed++)
        {
            // Half anywhere, a quarter in the first page, a quarter in page headers: there a flip can hide whole entries.
            ulong random = StableHash.Mix(seed);
            int at = (seed % 4) switch
            {
                0 => (int)(random % 4_096),
                1 => (int)(random % (ulong)(whole.Length / 4_096) * 4_096) + (int)(random >> 40) % 16,
                _ => (int)(random % (ulong)whole.Length),
            };
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << (int)((random >> 32) % 8));
            RemoveAll();
            await File.WriteAllBytesAsync(DatabasePath, damaged);
            try
            {
                await using SqliteJournal journal = SqliteJournal.OpenReadOnly(Folder); // the same checks as for writing, and no flush to wait for
                Assert.Equal(texts, await TextsAsync(journal));
                harmless++;
            }
            catch (JournalException failure)
            {
                // The first 100 bytes hold format versions, which SQLite reports as a file it may not write.
                Assert.True(at < 100 || failure.Failure == JournalFailure.Damaged, $"byte {at}: {failure.Failure}: {failure.Message}");
                reported++;
            }
        }
        output.WriteLine($"{reported} reported, {harmless} harmless");
        Assert.InRange(reported, 100, 300); // the rest fell into unused bytes
    }

    [Fact]
    public async Task A_flipped_bit_in_a_payload_names_the_entry_and_spares_the_others()
    {
        List<string> texts = await FillAsync();
        byte[] whole = await File.ReadAllBytesAsync(DatabasePath);
        int at = whole.AsSpan().IndexOf("entry 17 "u8);
        whole[at + 12] ^= 1;
        await File.WriteAllBytesAsync(DatabasePath, whole);
        await using SqliteJournal journal = await OpenAsync();
        await FailsAsync(JournalFailure.Damaged, "Entry 17 of", async () => await TextsAsync(journal));
        await FailsAsync(JournalFailure.Damaged, "Entry 17 of", async () => await journal.ReadOneAsync(17, CancellationToken.None));
        Assert.NotNull(await journal.ReadOneAsync(16, CancellationToken.None));
        Assert.Equal(texts.Count + 1, await AppendAsync(journal, "goes on"));
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE position = 5", "Entry 5 of")]
    [InlineData("DELETE FROM entry WHERE position = 1", "Entry 1 of")]
    [InlineData("DELETE FROM entry WHERE position > 45", "ends at entry 45, but should at 50")]
    [InlineData("DELETE FROM entry", "ends at entry 0, but should at 50")]
    [InlineData("UPDATE entry SET payload = (SELECT payload FROM entry WHERE position = 8), checksum = (SELECT checksum FROM entry WHERE position = 8) WHERE "
        + "position = 7", "Entry 7 of")]
    [InlineData("UPDATE entry SET kind = 2 WHERE position = 9", "Entry 9 of")]
    [InlineData("UPDATE entry SET kind = 300 WHERE position = 9", "Entry 9 of")]
    [InlineData("DROP TABLE entry", "no such table")]
    public async Task Entries_that_were_changed_or_taken_out_are_noticed(string sql, string says)
    {
        await FillAsync();
        Change(sql);
        await FailsAsync(JournalFailure.Damaged, says, async () =>
        {
            await using SqliteJournal journal = await OpenAsync();
            await TextsAsync(journal);
        });
        await FailsAsync(JournalFailure.Damaged, says, async () =>
        {
            await using SqliteJournal journal = SqliteJournal.OpenReadOnly(Folder);
            await TextsAsync(journal);
        });
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.0, 1)]
    [InlineData(0.0, 100)]
    [InlineData(0.0, 4_096)]
    [InlineData(0.5, 0)]
    [InlineData(1.0, -4_096)]
    [InlineData(1.0, -1_000)]
    public async Task A_file_that_was_cut_off_is_refused(double share, int plus)
    {
        await FillAsync();
        using (FileStream file = File.OpenWrite(DatabasePath)) file.SetLength((long)(file.Length * share) + plus);
        await FailsAsync(JournalFailure.Damaged, SqliteJournal.FileName, async () =>
        {
            await using SqliteJournal journal = await OpenAsync();
            await TextsAsync(journal);
        });
    }

    [Fact]
    public async Task A_foreign_file_is_refused_and_left_as_it_is()
    {
        string text = string.Concat(Enumerable.Repeat("Not a database. ", 1_000));
        await File.WriteAllTextAsync(DatabasePath, text);
        await FailsAsync(JournalFailure.Damaged, "not a SQLite database", async () => await OpenAsync());
        await FailsAsync(JournalFailure.Damaged, "not a SQLite database", () => Task.FromResult(SqliteJournal.OpenReadOnly(Folder)));
        Assert.Equal(text, await File.ReadAllTextAsync(DatabasePath));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        Change("CREATE TABLE entry (position INTEGER PRIMARY KEY, kind, checksum, payload)");
        await FailsAsync(JournalFailure.Damaged, "not a journal of Resolve", async () => await OpenAsync());
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_an_earlier_program_changes_nothing()
    {
        List<string> texts = await FillAsync();
        Change("PRAGMA user_version = 99");
        await FailsAsync(JournalFailure.Damaged, "Use a newer program", async () => await OpenAsync());
        await FailsAsync(JournalFailure.Damaged, "Use a newer program", () => Task.FromResult(SqliteJournal.OpenReadOnly(Folder)));
        Change($"PRAGMA user_version = {SqliteSchema.Steps.Count}");
        await using SqliteJournal journal = await OpenAsync();
        Assert.Equal(texts, await TextsAsync(journal));
    }

    [Fact]
    public async Task A_log_without_its_file_is_refused()
    {
        await File.WriteAllTextAsync(DatabasePath + "-wal", "acknowledged entries of a file that someone moved away");
        await FailsAsync(JournalFailure.Damaged, "is missing, but its log", async () => await OpenAsync());
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task A_creation_that_was_cut_short_leaves_nothing_in_the_way()
    {
        await File.WriteAllTextAsync(DatabasePath + ".new", "half");
        await using SqliteJournal journal = await OpenAsync();
        Assert.Equal(1, await AppendAsync(journal, "a"));
    }

    private async Task<List<string>> FillAsync()
    {
        List<string> texts = [.. Enumerable.Range(1, 50).Select(i => $"entry {i} {new string((char)('a' + (i % 26)), 700)}")];
        await using SqliteJournal journal = await OpenAsync();
        await AppendAsync(journal, [.. texts]);
        return texts;
    }

    private void Change(string sql)
    {
        using SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadWriteCreate);
        SqliteSchema.Execute(connection, sql);
    }

    private void RemoveAll()
    {
        foreach (string file in Directory.GetFiles(Folder)) File.Delete(file);
    }
}
