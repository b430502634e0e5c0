using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;
using Resolve.TestKit;
using Resolve.TestKit.Contracts;

namespace Resolve.Storage.Tests.Sqlite;

public sealed class SqliteJournalContractTests : JournalContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    protected override async Task<IJournal> OpenAsync() =>
        await SqliteJournal.OpenAsync(_directory.FullPath, new SqliteJournalOptions(), CancellationToken.None);
}

/// <summary>The same with limits so small that every border is crossed: pages, batches, places and checkpoints.</summary>
public sealed class SqliteJournalTightContractTests : JournalContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    protected override async Task<IJournal> OpenAsync() =>
        await SqliteJournal.OpenAsync(
            _directory.FullPath,
            new SqliteJournalOptions { WaitingMax = 2, BatchEntriesMax = 3, BatchBytesMax = 1_000, CheckpointBytes = 1 << 16, ReadPageBytes = 200 },
            CancellationToken.None);
}
