using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;

namespace Resolve.Storage.Tests.Sqlite;

public sealed class SqliteJournalTests : SqliteFixture
{
    [Fact]
    public async Task Appends_that_wait_together_share_one_transaction()
    {
        using var began = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        await using SqliteJournal journal = await OpenAsync(new SqliteJournalOptions
        {
            BeforeCommit = () =>
            {
                began.Release();
                go.Wait();
            },
        });
        Task<long> first = AppendAsync(journal, "first").AsTask();
        await began.WaitAsync();
        Task<long>[] others = [.. Enumerable.Range(0, 100).Select(i => AppendAsync(journal, $"{i}").AsTask())];
        Assert.Equal(100, journal.Statistics().Waiting);
        Assert.Equal(0, journal.Position);
        Assert.Empty(await TextsAsync(journal)); // what is not committed is not read
        go.Set();
        Assert.Equal(1, await first);
        Assert.Equal(Enumerable.Range(2, 100).Select(i => (long)i), await Task.WhenAll(others));
        JournalStatistics statistics = journal.Statistics();
        Assert.Equal((101L, 2L, 0), (statistics.Appends, statistics.Batches, statistics.Waiting));
        Assert.InRange(statistics.LastCommitDuration, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_batch_keeps_its_limits_but_never_splits_an_append()
    {
        using var began = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        await using SqliteJournal journal = await OpenAsync(new SqliteJournalOptions
        {
            BatchEntriesMax = 10,
            BatchBytesMax = 100,
            BeforeCommit = () =>
            {
                began.Release();
                go.Wait();
            },
        });
        Task<long> first = AppendAsync(journal, "first").AsTask();
        await began.WaitAsync();
        List<Task<long>> others = [.. Enumerable.Range(0, 20).Select(i => AppendAsync(journal, $"{i}").AsTask())]; // two batches by count
        others.Add(AppendAsync(journal, [.. Enumerable.Range(0, 30).Select(i => $"{i}")]).AsTask()); // one, over the count
        others.Add(AppendAsync(journal, new string('x', 90)).AsTask());
        others.Add(AppendAsync(journal, new string('x', 90)).AsTask()); // two by bytes
        go.Set();
        await Task.WhenAll(others);
        await first;
        Assert.Equal(1 + 2 + 1 + 2, journal.Statistics().Batches);
        Assert.Equal(1 + 20 + 30 + 2, journal.Position);
    }

    [Fact]
    public async Task A_caller_without_a_place_can_give_up_and_is_not_written()
    {
        using var began = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        await using SqliteJournal journal = await OpenAsync(new SqliteJournalOptions
        {
            WaitingMax = 1,
            BeforeCommit = () =>
            {
                began.Release();
                go.Wait();
            },
        });
        Task<long> first = AppendAsync(journal, "first").AsTask();
        await began.WaitAsync();
        Task<long> second = AppendAsync(journal, "second").AsTask();
        using var cancel = new CancellationTokenSource();
        Task<long> third = journal.AppendAsync([Entry("third")], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        go.Set();
        Assert.Equal(2, await second);
        await first;
        Assert.Equal(["first", "second"], await TextsAsync(journal));
    }

    [Fact]
    public async Task An_entry_too_large_or_without_a_kind_is_refused_before_it_can_spoil_others()
    {
        await using SqliteJournal journal = await OpenAsync(new SqliteJournalOptions { EntryBytesMax = 1_000 });
        Task<long> good = AppendAsync(journal, "good").AsTask();
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync([Entry("a"), Sized(1_001)], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync([default], CancellationToken.None));
        Assert.Equal(1, await good);
        Assert.Equal(2, await journal.AppendAsync([Sized(1_000)], CancellationToken.None));
    }

    [Fact]
    public async Task Options_out_of_range_stop_the_opening_and_are_named()
    {
        ArgumentException wrong = await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(new SqliteJournalOptions { CheckpointBytes = 1 }));
        Assert.Contains(nameof(SqliteJournalOptions.CheckpointBytes), wrong.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => SqliteJournal.OpenAsync(" ", new SqliteJournalOptions(), CancellationToken.None));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task The_log_is_moved_into_the_file_and_does_not_grow_without_limit()
    {
        await using SqliteJournal journal = await OpenAsync(new SqliteJournalOptions { CheckpointBytes = 1 << 17 });
        for (int i = 0; i < 200; i++) await journal.AppendAsync([Sized(30_000)], CancellationToken.None);
        Assert.InRange(new FileInfo(DatabasePath + "-wal").Length, 1, 1 << 20);
        Assert.InRange(new FileInfo(DatabasePath).Length, 5_000_000, long.MaxValue);
    }

    [Fact]
    public async Task A_closed_journal_is_one_file_and_refuses_everything()
    {
        SqliteJournal journal = await OpenAsync();
        await AppendAsync(journal, "a");
        await TextsAsync(journal);
        await journal.DisposeAsync();
        Assert.Equal(["journal.db", "journal.lock"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await AppendAsync(journal, "b"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await TextsAsync(journal));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.ReadOneAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task Reading_past_every_position_ends()
    {
        await using SqliteJournal journal = await OpenAsync();
        await AppendAsync(journal, "a");
        await foreach (JournalRecord _ in journal.ReadAsync(long.MaxValue, CancellationToken.None)) Assert.Fail("There is nothing after.");
    }

    [Fact]
    public async Task A_new_data_directory_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows()) return; // rights come from the parent folder there
        string below = Path.Combine(Folder, "new");
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(below, new SqliteJournalOptions(), CancellationToken.None);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(below));
    }

    [Fact]
    public async Task An_older_schema_is_brought_up_to_date_and_keeps_its_entries()
    {
        await using (SqliteJournal journal = await OpenAsync()) await AppendAsync(journal, "a", "b");
        string[] steps = [.. SqliteSchema.Steps, "CREATE TABLE added (id INTEGER PRIMARY KEY) STRICT", "INSERT INTO added (id) SELECT position FROM entry"];
        using (SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadWrite))
        {
            JournalException refused = Assert.Throws<JournalException>(() => SqliteSchema.Check(connection, DatabasePath, steps, mayWrite: false));
            Assert.Equal(JournalFailure.ReadOnly, refused.Failure);
            string[] broken = [.. steps, "INSERT INTO nowhere VALUES (1)"];
            Assert.Throws<SqliteException>(() => SqliteSchema.Check(connection, DatabasePath, broken, mayWrite: true));
            Assert.Equal(1, SqliteSchema.Scalar(connection, "PRAGMA user_version")); // all steps or none
            SqliteSchema.Check(connection, DatabasePath, steps, mayWrite: true);
            Assert.Equal(3, SqliteSchema.Scalar(connection, "PRAGMA user_version"));
            Assert.Equal(2, SqliteSchema.Scalar(connection, "SELECT count(*) FROM added"));
            SqliteSchema.Check(connection, DatabasePath, steps, mayWrite: true);
            Assert.Equal(2, SqliteSchema.NewestPosition(connection, DatabasePath));
        }
    }

    [Fact]
    public async Task The_writer_waits_for_the_device_at_every_commit()
    {
        await using (SqliteJournal journal = await OpenAsync()) await AppendAsync(journal, "a");
        using SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadWrite);
        SqliteSchema.Execute(connection, "PRAGMA synchronous = OFF");
        SqliteSchema.EnterWriteAheadMode(connection, DatabasePath);
        Assert.Equal(2, SqliteSchema.Scalar(connection, "PRAGMA synchronous")); // FULL
        using SqliteCommand mode = connection.CreateCommand();
        mode.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", mode.ExecuteScalar());
    }

    [Fact]
    public async Task The_stored_format_is_the_released_one()
    {
        await using (SqliteJournal journal = await OpenAsync()) await AppendAsync(journal, "123456789");
        using SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadOnly);
        Assert.Equal(0x52534C56, SqliteSchema.Scalar(connection, "PRAGMA application_id"));
        Assert.Equal(1, SqliteSchema.Scalar(connection, "PRAGMA user_version"));
        Assert.Equal(4_096, SqliteSchema.Scalar(connection, "PRAGMA page_size"));
        Assert.Equal(1, SqliteSchema.Scalar(connection, "SELECT count(*) FROM entry WHERE position = 1 AND kind = 1 AND payload = CAST('123456789' AS BLOB)"));
        Assert.Equal(Crc32C([1, 0, 0, 0, 0, 0, 0, 0, 1, .. "123456789"u8]), SqliteSchema.Scalar(connection, "SELECT checksum FROM entry"));
        Assert.Equal(0xE3069283, Crc32C("123456789"u8)); // the check value of the published algorithm
    }

    /// <summary>CRC-32C bit by bit, as the standard writes it.</summary>
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        return ~crc;
    }
}
