using Microsoft.Data.Sqlite;
using Resolve.Alerts;
using Resolve.Runtime.Ports;
using Resolve.Storage.Alerts;
using Resolve.Storage.Postgres;
using Resolve.Storage.Tests.Postgres;
using Resolve.TestKit;
using Resolve.TestKit.Contracts;
using Resolve.TestKit.Postgres;

namespace Resolve.Storage.Tests.Alerts;

public sealed class SqliteAlertStoreContractTests : AlertStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    protected override async Task<IAlertStore> OpenAsync() => await SqliteAlertStore.OpenAsync(_directory.FullPath, CancellationToken.None);
}

[RequiresPostgres]
public sealed class PostgresAlertStoreContractTests : AlertStoreContract
{
    private readonly string _schema = Schemas.Next();

    protected override async Task<IAlertStore> OpenAsync() => await PostgresAlertStore.OpenAsync(
        (await PostgresServer.SharedAsync()).ConnectionString(), new PostgresJournalOptions { Schema = _schema }, CancellationToken.None);
}

public class PostgresAlertStoreTests
{
    [PostgresFact]
    public async Task Two_writers_at_once_keep_each_alert_once_and_numbers_grow_with_commits()
    {
        string connection = (await PostgresServer.SharedAsync()).ConnectionString();
        var options = new PostgresJournalOptions { Schema = Schemas.Next() };
        await using PostgresAlertStore one = await PostgresAlertStore.OpenAsync(connection, options, CancellationToken.None),
            other = await PostgresAlertStore.OpenAsync(connection, options, CancellationToken.None);
        Alert[] alerts = [.. Enumerable.Range(0, 200)
            .Select(i => new Alert { Id = Alert.IdOf(AlertKind.WatchSeen, "w", $"{i}"), Kind = AlertKind.WatchSeen, Watch = "w",
            Units = ["87/PC02"], Position = i })];
        await Task.WhenAll(DeliverAsync(one, alerts.Take(150)), DeliverAsync(other, alerts.Skip(50).Reverse()));
        IReadOnlyList<DeliveredAlert> stored = await one.ListAsync(new AlertQuery { After = 0, Limit = 1_000 }, CancellationToken.None);
        Assert.Equal(alerts.Select(a => a.Id).Order(StringComparer.Ordinal), stored.Select(t => t.Alert.Id).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), stored.Select(t => t.Number));

        static async Task DeliverAsync(PostgresAlertStore store, IEnumerable<Alert> alerts)
        {
            long last = 0;
            foreach (Alert[] part in alerts.Chunk(3))
            {
                long newest = await store.DeliverAsync(part, [], part[0].Position, DateTimeOffset.UnixEpoch, CancellationToken.None);
                Assert.True(newest >= last);
                last = newest;
            }
        }
    }
}

public sealed class SqliteAlertStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_that_holds_no_alerts_is_refused_and_left_alone()
    {
        string path = Path.Combine(_directory.FullPath, SqliteAlertStore.FileName);
        await File.WriteAllTextAsync(path, "This is no database, and long enough that SQLite looks at it as one: 0123456789 0123456789 0123456789 0123456789.");
        byte[] before = await File.ReadAllBytesAsync(path);
        JournalException e = await Assert.ThrowsAsync<JournalException>(() => SqliteAlertStore.OpenAsync(_directory.FullPath, CancellationToken.None));
        Assert.Equal(JournalFailure.Damaged, e.Failure);
        Assert.Contains("move the file away", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_refused()
    {
        await (await SqliteAlertStore.OpenAsync(_directory.FullPath, CancellationToken.None)).DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.FullPath, SqliteAlertStore.FileName)};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        JournalException e = await Assert.ThrowsAsync<JournalException>(() => SqliteAlertStore.OpenAsync(_directory.FullPath, CancellationToken.None));
        Assert.Contains("newer", e.Message, StringComparison.Ordinal);
    }
}
