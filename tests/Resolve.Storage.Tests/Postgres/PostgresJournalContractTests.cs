using Resolve.Runtime.Ports;
using Resolve.Storage.Postgres;
using Resolve.TestKit.Contracts;
using Resolve.TestKit.Postgres;

namespace Resolve.Storage.Tests.Postgres;

[RequiresPostgres]
public sealed class PostgresJournalContractTests : JournalContract
{
    private readonly string _schema = Schemas.Next();

    protected override async Task<IJournal> OpenAsync() =>
        await PostgresJournal.OpenAsync((await PostgresServer.SharedAsync()).ConnectionString(),
            new PostgresJournalOptions { Schema = _schema }, CancellationToken.None);
}

/// <summary>The same with limits so small that every border is crossed: pages, batches and places.</summary>
[RequiresPostgres]
public sealed class PostgresJournalTightContractTests : JournalContract
{
    private readonly string _schema = Schemas.Next();

    protected override async Task<IJournal> OpenAsync() => await PostgresJournal.OpenAsync(
        (await PostgresServer.SharedAsync()).ConnectionString(),
        new PostgresJournalOptions { Schema = _schema, WaitingMax = 2, BatchEntriesMax = 3, BatchBytesMax = 1_000, ReadPageBytes = 2_000 },
        CancellationToken.None);
}

/// <summary>A schema of its own for each test on the shared server.</summary>
internal static class Schemas
{
    private static int _last;

    public static string Next() => $"journal_{Interlocked.Increment(ref _last)}";
}
