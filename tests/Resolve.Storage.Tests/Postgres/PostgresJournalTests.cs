using System.Text;
using Npgsql;
using Resolve.Runtime.Ports;
using Resolve.Storage.Postgres;
using Resolve.TestKit.Postgres;
using Xunit.Abstractions;

namespace Resolve.Storage.Tests.Postgres;

public sealed class PostgresJournalTests(ITestOutputHelper output)
{
    private readonly string _schema = Schemas.Next();

    [PostgresFact]
    public async Task Several_processes_append_to_one_journal_without_gaps_and_every_reader_sees_a_whole_beginning()
    {
        // Each journal has a pool, a queue and a loop of its own, as each process has.
        PostgresJournal[] journals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));
        using var stop = new CancellationTokenSource();
        Task reading = Task.Run(async () =>
        {
            long last = 0;
            while (!stop.IsCancellationRequested)
            {
                await foreach (JournalRecord record in journals[0].ReadAsync(last, CancellationToken.None)) Assert.Equal(++last, record.Position);
            }
        });
        (long Last, string Text)[][] appended = await Task.WhenAll(Enumerable.Range(0, 16).Select(appender => Task.Run(async () =>
        {
            var mine = new List<(long, string)>();
            for (int round = 0; round < 30; round++)
            {
                string text = $"{appender}/{round}";
                mine.Add((await AppendAsync(journals[appender % 4], text, text), text));
            }
            return mine.ToArray();
        })));
        await stop.CancelAsync();
        await reading;
        List<string> texts = await TextsAsync(journals[1]);
        Assert.Equal(16 * 30 * 2, texts.Count);
        foreach ((long last, string text) in appended.SelectMany(one => one)) Assert.Equal([text, text], texts[((int)last - 2)..(int)last]);
        Assert.Equal(texts.Count, await journals[2].RefreshAsync(CancellationToken.None));
        Assert.Equal(texts.Count, journals[2].Position);
        foreach (PostgresJournal journal in journals) await journal.DisposeAsync();
    }

    [PostgresFact]
    public async Task What_was_acknowledged_survives_kills_of_the_server_and_nothing_is_there_twice()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using PostgresJournal journal = await OpenAsync(server);
        using var stop = new CancellationTokenSource();
        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<long, string>();
        var refused = new System.Collections.Concurrent.ConcurrentDictionary<string, JournalFailure>();
        Task[] appenders = [.. Enumerable.Range(0, 8).Select(appender => Task.Run(async () =>
        {
            for (int round = 0; !stop.IsCancellationRequested; round++)
            {
                string text = $"{appender}/{round}";
                try
                {
                    Assert.True(acknowledged.TryAdd(await AppendAsync(journal, text), text));
                }
                catch (JournalException failure)
                {
                    refused[text] = failure.Failure;
                    await Task.Delay(5);
                }
            }
        }))];
        for (int kill = 0; kill < 3; kill++)
        {
            int before = acknowledged.Count;
            while (acknowledged.Count < before + 200) await Task.Delay(5);
            await server.KillAsync();
            await Task.Delay(100);
            await server.RestartAsync();
        }
        int last = acknowledged.Count;
        while (acknowledged.Count < last + 50) await Task.Delay(5); // the journal finds its way back by itself
        await stop.CancelAsync();
        await Task.WhenAll(appenders);
        List<string> texts = await TextsAsync(journal);
        output.WriteLine($"3 kills: {acknowledged.Count} acknowledged, {refused.Count} refused, {texts.Count} there");
        Assert.Equal(acknowledged.OrderBy(pair => pair.Key), texts.Select((text, i) => KeyValuePair.Create(i + 1L, text))); // and none that was refused
        Assert.NotEmpty(refused);
        Assert.All(refused.Values, failure => Assert.Equal(JournalFailure.Unavailable, failure));
    }

    [PostgresFact]
    public async Task A_writer_of_an_epoch_that_is_over_appends_no_more()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        await using PostgresJournal first = await OpenAsync(server), second = await OpenAsync(server);
        JournalEntry[] entry = [new(JournalEntryKind.Report, Encoding.UTF8.GetBytes("a"))];
        long before = await first.BeginEpochAsync(CancellationToken.None);
        await first.AppendAsync(entry, before, CancellationToken.None);
        long after = await second.BeginEpochAsync(CancellationToken.None);
        Assert.True(after > before);
        long end = await second.AppendAsync(entry, after, CancellationToken.None);
        await FailsAsync(JournalFailure.Fenced, "newer epoch", async () => await first.AppendAsync(entry, before, CancellationToken.None));
        Assert.Equal(end + 1, await second.AppendAsync(entry, after, CancellationToken.None)); // the refused append left no gap
        Assert.Equal(end + 2, await first.AppendAsync(entry, CancellationToken.None)); // a writer without an epoch is not fenced
        Assert.True(await first.BeginEpochAsync(CancellationToken.None) > after);
    }

    [PostgresFact]
    public async Task A_connection_that_breaks_in_a_commit_leaves_no_doubt()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        await using var proxy = new CuttingProxy(server.Port);
        string text = new NpgsqlConnectionStringBuilder(server.ConnectionString()) { Port = proxy.Port }.ToString();
        await using PostgresJournal journal = await PostgresJournal.OpenAsync(text, Options(), CancellationToken.None);
        Assert.Equal(1, await AppendAsync(journal, "a"));
        proxy.Next = CuttingProxy.Cut.BeforeTheAnswer;
        Assert.Equal(3, await AppendAsync(journal, "b", "c")); // it was committed, and the caller hears so
        Assert.Equal(1, proxy.Cuts);
        proxy.Next = CuttingProxy.Cut.BeforeTheServer;
        await FailsAsync(JournalFailure.Unavailable, "cannot be reached", async () => await AppendAsync(journal, "lost"));
        Assert.Equal(2, proxy.Cuts);
        Assert.Equal(4, await AppendAsync(journal, "d"));
        Assert.Equal(["a", "b", "c", "d"], await TextsAsync(journal));
    }

    [PostgresFact]
    public async Task A_server_that_is_away_is_unavailable()
    {
        PostgresServer server = await PostgresServer.StartAsync();
        string away = server.ConnectionString();
        await server.DisposeAsync();
        await FailsAsync(JournalFailure.Unavailable, "cannot be reached", () => PostgresJournal.OpenAsync(away, Options(), CancellationToken.None));
    }

    [PostgresFact]
    public async Task Missing_rights_of_a_role_are_reported()
    {
        await using (PostgresJournal journal = await OpenAsync()) await AppendAsync(journal, "a");
        await ExecuteAsync($"CREATE ROLE {_schema}_looker LOGIN; GRANT USAGE ON SCHEMA {_schema} TO {_schema}_looker; GRANT SELECT ON ALL TABLES IN SCHEMA "
            + $"{_schema} TO {_schema}_looker");
        string text = new NpgsqlConnectionStringBuilder((await PostgresServer.SharedAsync()).ConnectionString()) { Username = $"{_schema}_looker" }.ToString();
        await using PostgresJournal looking = await PostgresJournal.OpenAsync(text, Options(migrate: false), CancellationToken.None);
        Assert.Equal(["a"], await TextsAsync(looking));
        await FailsAsync(JournalFailure.ReadOnly, "permission denied", async () => await AppendAsync(looking, "b"));
        PostgresJournalOptions elsewhere = Options();
        elsewhere.Schema = _schema + "_new";
        await FailsAsync(JournalFailure.ReadOnly, "permission denied", () => PostgresJournal.OpenAsync(text, elsewhere, CancellationToken.None));
    }

    [PostgresFact]
    public async Task Tables_are_made_by_any_number_of_processes_at_once_and_kept_when_there()
    {
        string server = (await PostgresServer.SharedAsync()).ConnectionString();
        await FailsAsync(JournalFailure.ReadOnly, "Migrate them", () => PostgresJournal.OpenAsync(server, Options(migrate: false), CancellationToken.None));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresJournal.MigrateAsync(server, Options(), CancellationToken.None)));
        await using (PostgresJournal journal = await OpenAsync()) await AppendAsync(journal, "a");
        await PostgresJournal.MigrateAsync(server, Options(), CancellationToken.None);
        await using PostgresJournal again = await PostgresJournal.OpenAsync(server, Options(migrate: false), CancellationToken.None);
        Assert.Equal(["a"], await TextsAsync(again));
    }

    [PostgresFact]
    public async Task Older_tables_are_brought_up_to_date_and_newer_are_refused()
    {
        await using (PostgresJournal journal = await OpenAsync()) await AppendAsync(journal, "a", "b");
        string server = (await PostgresServer.SharedAsync()).ConnectionString();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server);
        string[] broken = [.. PostgresSchema.Steps, "CREATE TABLE {0}.added (id bigint)", "INSERT INTO {0}.nowhere VALUES (1)"];
        await Assert.ThrowsAsync<PostgresException>(() => PostgresSchema.MigrateAsync(source, _schema, broken, CancellationToken.None));
        await using (PostgresJournal journal = await OpenAsync()) Assert.Equal(2, journal.Position); // all steps or none
        string[] steps = [.. PostgresSchema.Steps, "CREATE TABLE {0}.added (id bigint)"];
        await PostgresSchema.MigrateAsync(source, _schema, steps, CancellationToken.None);
        await PostgresSchema.MigrateAsync(source, _schema, steps, CancellationToken.None);
        await FailsAsync(JournalFailure.Damaged, "Use a newer program", () => OpenAsync());
    }

    [PostgresFact]
    public async Task Tables_of_the_first_version_get_room_for_content_and_keep_their_entries()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create((await PostgresServer.SharedAsync()).ConnectionString());
        await PostgresSchema.MigrateAsync(source, _schema, [PostgresSchema.Steps[0]], CancellationToken.None);
        int checksum = unchecked((int)EntryChecksum.Of(1, JournalEntryKind.Report, "a"u8));
        await ExecuteAsync($"INSERT INTO {_schema}.entry VALUES (1, 1, {checksum}, 'a'); UPDATE {_schema}.journal_end SET position = 1");
        await using PostgresJournal journal = await OpenAsync();
        await journal.AppendAsync([new JournalEntry(JournalEntryKind.Report, "b"u8.ToArray(), "beside"u8.ToArray())], CancellationToken.None);
        Assert.Equal(["a", "b"], await TextsAsync(journal));
        Assert.True((await journal.ReadOneAsync(1, CancellationToken.None))!.Value.Content.IsEmpty);
        Assert.Equal("beside"u8.ToArray(), (await journal.ReadOneAsync(2, CancellationToken.None))!.Value.Content.ToArray());
    }

    [PostgresFact]
    public async Task A_journal_whose_content_was_dropped_or_changed_is_whole()
    {
        JournalEntry entry = new(JournalEntryKind.Report, "a"u8.ToArray(), "beside"u8.ToArray());
        await using (PostgresJournal journal = await OpenAsync())
        {
            await journal.AppendAsync([entry], CancellationToken.None);
            await ExecuteAsync($"UPDATE {_schema}.entry SET content = 'else'");
            Assert.Equal("a"u8.ToArray(), (await journal.ReadOneAsync(1, CancellationToken.None))!.Value.Payload.ToArray());
        }
        await ExecuteAsync($"ALTER TABLE {_schema}.entry DROP COLUMN content");
        await using PostgresJournal without = await OpenAsync();
        await without.AppendAsync([entry with { Payload = "b"u8.ToArray() }], CancellationToken.None);
        Assert.Equal(["a", "b"], await TextsAsync(without));
        Assert.True((await without.ReadOneAsync(2, CancellationToken.None))!.Value.Content.IsEmpty);
    }

    [PostgresFact]
    public async Task Entries_that_were_changed_or_taken_out_are_noticed()
    {
        (string Sql, string Says)[] cases =
        [
            ("DELETE FROM {0}.entry WHERE position = 5", "Entry 5 of"),
            ("DELETE FROM {0}.entry WHERE position = 1", "Entry 1 of"),
            ("DELETE FROM {0}.entry WHERE position > 45", "does not end where it should"),
            ("UPDATE {0}.entry SET payload = payload || 'x'::bytea WHERE position = 7", "Entry 7 of"),
            ("UPDATE {0}.entry SET kind = 2 WHERE position = 9", "Entry 9 of"),
            ("UPDATE {0}.entry e SET payload = o.payload, checksum = o.checksum FROM {0}.entry o WHERE e.position = 11 AND o.position = 12", "Entry 11 of"),
            ("DELETE FROM {0}.journal_end", "does not end where it should"),
            ("ALTER TABLE {0}.entry RENAME COLUMN payload TO other", "does not exist"),
        ];
        foreach ((string sql, string says) in cases)
        {
            await using (PostgresJournal journal = await OpenAsync()) await AppendAsync(journal, [.. Enumerable.Range(1, 50).Select(i => $"entry {i}")]);
            await ExecuteAsync(sql.Replace("{0}", _schema, StringComparison.Ordinal));
            await FailsAsync(JournalFailure.Damaged, says, async () =>
            {
                await using PostgresJournal journal = await OpenAsync();
                await TextsAsync(journal);
            });
            await ExecuteAsync($"DROP SCHEMA {_schema} CASCADE");
        }
    }

    [PostgresFact]
    public async Task A_failed_transaction_leaves_no_trace_and_its_positions_go_to_the_next()
    {
        await using PostgresJournal journal = await OpenAsync();
        Assert.Equal(1, await AppendAsync(journal, "a"));
        await ExecuteAsync($"ALTER TABLE {_schema}.entry ADD CONSTRAINT planted CHECK (payload <> 'lost'::bytea)");
        await FailsAsync(JournalFailure.Damaged, "planted", async () => await AppendAsync(journal, "fine by itself", "lost"));
        Assert.Equal(1, journal.Position);
        Assert.Equal(2, await AppendAsync(journal, "b"));
        Assert.Equal(["a", "b"], await TextsAsync(journal));
        JournalStatistics statistics = journal.Statistics();
        Assert.Equal((2L, 2L, 1L), (statistics.Appends, statistics.Batches, statistics.FailedBatches));
    }

    [PostgresFact]
    public async Task A_commit_waits_for_the_disk_also_where_the_server_would_not()
    {
        await ExecuteAsync($"CREATE DATABASE {_schema}");
        await ExecuteAsync($"ALTER DATABASE {_schema} SET synchronous_commit = off");
        string database = (await PostgresServer.SharedAsync()).ConnectionString(_schema);
        await using PostgresJournal journal = await PostgresJournal.OpenAsync(database, Options(), CancellationToken.None);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(database);
        await using NpgsqlCommand setup = source.CreateCommand($"""
            CREATE TABLE seen (setting text);
            CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL;
            END $$;
            CREATE TRIGGER look AFTER INSERT ON {_schema}.entry EXECUTE FUNCTION look();
            """);
        await setup.ExecuteNonQueryAsync();
        await AppendAsync(journal, "a");
        await using NpgsqlCommand seen = source.CreateCommand("SELECT string_agg(setting, ' ') FROM seen");
        Assert.Equal("on", await seen.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Capital")]
    [InlineData("a; DROP TABLE b")]
    [InlineData("1a")]
    [InlineData("a\n")]
    public async Task A_schema_name_that_would_need_quotes_is_refused(string name)
    {
        PostgresJournalOptions options = new() { Schema = name };
        await Assert.ThrowsAsync<ArgumentException>(() => PostgresJournal.OpenAsync("Host=127.0.0.1", options, CancellationToken.None));
    }

    private PostgresJournalOptions Options(bool migrate = true) => new() { Schema = _schema, Migrate = migrate };

    private async Task<PostgresJournal> OpenAsync(PostgresServer? server = null) =>
        await PostgresJournal.OpenAsync((server ?? await PostgresServer.SharedAsync()).ConnectionString(), Options(), CancellationToken.None);

    private static async Task ExecuteAsync(string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create((await PostgresServer.SharedAsync()).ConnectionString());
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static ValueTask<long> AppendAsync(PostgresJournal journal, params string[] texts) =>
        journal.AppendAsync([.. texts.Select(text => new JournalEntry(JournalEntryKind.Report, Encoding.UTF8.GetBytes(text)))], CancellationToken.None);

    private static async Task<List<string>> TextsAsync(PostgresJournal journal)
    {
        var texts = new List<string>();
        await foreach (JournalRecord record in journal.ReadAsync(0, CancellationToken.None)) texts.Add(Encoding.UTF8.GetString(record.Payload.Span));
        return texts;
    }

    private static async Task FailsAsync(JournalFailure kind, string says, Func<Task> action)
    {
        JournalException failure = await Assert.ThrowsAsync<JournalException>(action);
        Assert.Equal((kind, true), (failure.Failure, failure.Message.Contains(says, StringComparison.Ordinal)));
    }
}
