using Microsoft.Data.Sqlite;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;

namespace Resolve.Storage.Tests.Sqlite;

public sealed class SqliteJournalFailureTests : SqliteFixture
{
    // A deferred constraint lets every statement pass and fails the COMMIT, of a batch with a decision in it.
    private const string CommitTrap = """
        CREATE TABLE target (id INTEGER PRIMARY KEY);
        CREATE TABLE trap (id INTEGER REFERENCES target (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER sprung AFTER INSERT ON entry WHEN NEW.kind = 2 BEGIN INSERT INTO trap VALUES (1); END;
        """;

    [Fact]
    public async Task A_second_opening_in_one_process_is_refused_until_the_first_is_closed()
    {
        await using (SqliteJournal first = await OpenAsync())
        {
            await FailsAsync(JournalFailure.InUse, $"in use by process {Environment.ProcessId} on", async () => await OpenAsync());
            Assert.Equal(1, await AppendAsync(first, "a"));
        }
        await using SqliteJournal second = await OpenAsync();
        Assert.Equal(1, second.Position);
    }

    [Fact]
    public async Task A_second_process_is_refused_until_the_first_is_gone_however_it_went()
    {
        using (Child child = Child.Start("hold", Folder))
        {
            Assert.Equal("open", await child.LineAsync());
            await FailsAsync(JournalFailure.InUse, $"in use by process {child.Id} on", async () => await OpenAsync());
            await using (SqliteJournal looking = SqliteJournal.OpenReadOnly(Folder)) Assert.Equal(0, looking.Position);
            child.Kill();
        }
        await using SqliteJournal journal = await OpenAsync();
        using Child refused = Child.Start("hold", Folder);
        Assert.StartsWith($"InUse: The data directory {Folder} is in use by process {Environment.ProcessId} on",
            await refused.LineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_journal_follows_the_writer_beside_it_and_appends_nothing()
    {
        await using SqliteJournal writer = await OpenAsync();
        await AppendAsync(writer, "a");
        await using SqliteJournal reader = SqliteJournal.OpenReadOnly(Folder);
        Assert.True(reader.IsReadOnly);
        Assert.Equal(["a"], await TextsAsync(reader));
        await AppendAsync(writer, "b");
        Assert.Equal(2, reader.Position);
        Assert.Equal(["a", "b"], await TextsAsync(reader));
        await FailsAsync(JournalFailure.ReadOnly, "looking only", async () => await AppendAsync(reader, "c"));
    }

    [Fact]
    public async Task A_read_only_journal_needs_no_writer_and_no_right_to_write()
    {
        await using (SqliteJournal writer = await OpenAsync()) await AppendAsync(writer, "a");
        await using (SqliteJournal reader = SqliteJournal.OpenReadOnly(Folder)) Assert.Equal(["a"], await TextsAsync(reader));
        using SqliteConnection immutable = SqliteSchema.OpenImmutable(DatabasePath);
        Assert.Equal(1, SqliteSchema.NewestPosition(immutable, DatabasePath));
    }

    [Fact]
    public async Task Looking_where_there_is_no_journal_is_refused_and_makes_none()
    {
        await FailsAsync(JournalFailure.Unavailable, "There is no journal", () => Task.FromResult(SqliteJournal.OpenReadOnly(Folder)));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_refused()
    {
        string file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "");
        await FailsAsync(JournalFailure.ReadOnly, file, async () => await SqliteJournal.OpenAsync(file, new SqliteJournalOptions(), CancellationToken.None));
        await FailsAsync(JournalFailure.ReadOnly, file, async () =>
            await SqliteJournal.OpenAsync(Path.Combine(file, "below"), new SqliteJournalOptions(), CancellationToken.None));
    }

    [NamespaceFact]
    public async Task A_read_only_data_directory_is_refused()
    {
        using Child child = Child.StartOnOwnDisk("hold", Folder, "size=1m", "mount -o remount,ro \"$1\"");
        Assert.StartsWith($"ReadOnly: The data directory {Folder} cannot be opened for writing: Read-only file system",
            await child.LineAsync(), StringComparison.Ordinal);
    }

    [NamespaceFact]
    public async Task A_closed_journal_on_a_read_only_disk_can_be_looked_at()
    {
        await using (SqliteJournal journal = await OpenAsync()) await AppendAsync(journal, "a", "b");
        string disk = Directory.CreateDirectory(Path.Combine(Folder, "disk")).FullName;
        using Child child = Child.StartOnOwnDisk("look", disk, "size=1m", "cp \"$1\"/../journal.db \"$1\" && mount -o remount,ro \"$1\"");
        Assert.Equal("2 of 2", await child.LineAsync());
    }

    [NamespaceFact]
    public async Task A_full_disk_refuses_the_append_and_the_journal_goes_on_when_there_is_room()
    {
        using Child child = Child.StartOnOwnDisk("fill", Folder, "size=3m");
        List<string> lines = await child.RestAsync();
        Assert.Equal("open", lines[0]);
        Assert.Matches("^Storage after [1-9][0-9]*: .*the disk is full", lines[1]);
        Assert.Equal("then 1 more, 0 missing", lines[2]);
    }

    [NamespaceFact]
    public async Task A_disk_that_is_full_from_the_start_is_refused()
    {
        using Child child = Child.StartOnOwnDisk("hold", Folder, "size=64k", "dd if=/dev/zero of=\"$1/ballast\" bs=1k count=60 status=none");
        Assert.StartsWith("Storage: ", await child.LineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_at_its_size_limit_refuses_what_does_not_fit_and_takes_what_does()
    {
        await using (SqliteJournal journal = await OpenAsync(new SqliteJournalOptions { PagesMax = 40 }))
        {
            Assert.Equal(1, await journal.AppendAsync([Sized(50_000)], CancellationToken.None));
            await FailsAsync(JournalFailure.Storage, "the disk is full", async () =>
                await journal.AppendAsync([Entry("small"), Sized(500_000)], CancellationToken.None));
            Assert.Equal(1, journal.Position);
            Assert.Null(await journal.ReadOneAsync(2, CancellationToken.None));
            Assert.Equal(2, await AppendAsync(journal, "fits"));
        }
        await using SqliteJournal again = await OpenAsync();
        Assert.Equal(3, await again.AppendAsync([Sized(500_000)], CancellationToken.None));
        Assert.Equal(3, (await TextsAsync(again)).Count);
    }

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR, JournalFailure.Storage)]
    [InlineData(SQLitePCL.raw.SQLITE_FULL, JournalFailure.Storage)]
    [InlineData(SQLitePCL.raw.SQLITE_READONLY, JournalFailure.ReadOnly)]
    [InlineData(SQLitePCL.raw.SQLITE_CORRUPT, JournalFailure.Damaged)]
    [InlineData(SQLitePCL.raw.SQLITE_BUSY, JournalFailure.InUse)]
    public async Task A_failed_commit_leaves_no_trace_and_its_positions_go_to_the_next(int code, JournalFailure kind)
    {
        int commits = 0;
        var options = new SqliteJournalOptions
        {
            BeforeCommit = () =>
            {
                if (++commits is 2 or 3) throw new SqliteException("planted", code);
            },
        };
        await using (SqliteJournal journal = await OpenAsync(options))
        {
            Assert.Equal(2, await AppendAsync(journal, "a", "b"));
            await FailsAsync(kind, SqliteJournal.FileName, async () => await AppendAsync(journal, "lost", "lost"));
            await FailsAsync(kind, SqliteJournal.FileName, async () => await AppendAsync(journal, "lost"));
            Assert.Equal(2, journal.Position);
            Assert.Equal(3, await AppendAsync(journal, "c"));
            Assert.Equal(["a", "b", "c"], await TextsAsync(journal));
            JournalStatistics statistics = journal.Statistics();
            Assert.Equal((2L, 3L, 3L, 2L, 2L), (statistics.Appends, statistics.Entries, statistics.PayloadBytes, statistics.Batches, statistics.FailedBatches));
        }
        await using SqliteJournal again = await OpenAsync();
        Assert.Equal(["a", "b", "c"], await TextsAsync(again));
    }

    [Fact]
    public async Task A_commit_that_fails_itself_is_written_over()
    {
        await using (SqliteJournal journal = await OpenAsync()) await AppendAsync(journal, "a");
        using (SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadWrite))
        {
            SqliteSchema.Execute(connection, CommitTrap);
        }
        await using (SqliteJournal journal = await OpenAsync())
        {
            await FailsAsync(JournalFailure.Damaged, "FOREIGN KEY", async () =>
                await journal.AppendAsync([Entry("lost"), Entry("lost") with { Kind = JournalEntryKind.Decision }], CancellationToken.None));
            Assert.Equal(2, await AppendAsync(journal, "b"));
        }
        await using SqliteJournal again = await OpenAsync();
        Assert.Equal(["a", "b"], await TextsAsync(again));
        using SqliteConnection check = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadOnly);
        Assert.Equal(1, SqliteSchema.Scalar(check, "SELECT failed_commits FROM journal_end"));
    }

    [Fact]
    public async Task A_commit_that_fails_and_cannot_be_written_over_is_unknown_until_an_epoch_settles_it()
    {
        await using (SqliteJournal journal = await OpenAsync()) await AppendAsync(journal, "a");
        using (SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadWrite))
        {
            SqliteSchema.Execute(connection, CommitTrap);
            SqliteSchema.Execute(connection, """
                CREATE TRIGGER stuck BEFORE UPDATE OF failed_commits ON journal_end BEGIN SELECT RAISE(ABORT, 'planted'); END;
                """);
        }
        await using SqliteJournal again = await OpenAsync();
        await FailsAsync(JournalFailure.Unknown, "idempotent", async () =>
            await again.AppendAsync([Entry("lost") with { Kind = JournalEntryKind.Decision }], CancellationToken.None));
        await Assert.ThrowsAsync<JournalException>(async () => await again.BeginEpochAsync(CancellationToken.None));
        using (SqliteConnection connection = SqliteSchema.Open(DatabasePath, SqliteOpenMode.ReadWrite)) SqliteSchema.Execute(connection, "DROP TRIGGER stuck");
        Assert.Equal(0, await again.BeginEpochAsync(CancellationToken.None));
        Assert.Equal(1, again.Position);
        Assert.Equal(2, await AppendAsync(again, "b"));
        Assert.Equal(["a", "b"], await TextsAsync(again));
    }

    [Fact]
    public async Task An_error_nobody_thought_of_fails_the_append_and_not_the_process()
    {
        bool planted = false;
        await using SqliteJournal journal = await OpenAsync(new SqliteJournalOptions
        {
            BeforeCommit = () =>
            {
                if (planted) return;
                planted = true;
                throw new InvalidOperationException("planted");
            },
        });
        await FailsAsync(JournalFailure.Storage, "planted", async () => await AppendAsync(journal, "lost"));
        Assert.Equal(1, await AppendAsync(journal, "a"));
        Assert.Equal(["a"], await TextsAsync(journal));
    }
}
