using System.Text;
using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;
using Resolve.TestKit;

namespace Resolve.Storage.Tests.Sqlite;

/// <summary>A data directory and short words for what the tests of the SQLite journal do with it.</summary>
public abstract class SqliteFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    protected string Folder => _directory.FullPath;

    protected string DatabasePath => Path.Combine(Folder, SqliteJournal.FileName);

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<SqliteJournal> OpenAsync(SqliteJournalOptions? options = null) =>
        SqliteJournal.OpenAsync(Folder, options ?? new SqliteJournalOptions(), CancellationToken.None);

    protected static JournalEntry Entry(string text) => new(JournalEntryKind.Report, Encoding.UTF8.GetBytes(text));

    protected static JournalEntry Sized(int bytes) => new(JournalEntryKind.Report, new byte[bytes]);

    protected static ValueTask<long> AppendAsync(IJournal journal, params string[] texts) =>
        journal.AppendAsync([.. texts.Select(Entry)], CancellationToken.None);

    protected static async Task<List<string>> TextsAsync(IJournal journal)
    {
        var texts = new List<string>();
        await foreach (JournalRecord record in journal.ReadAsync(0, CancellationToken.None)) texts.Add(Encoding.UTF8.GetString(record.Payload.Span));
        return texts;
    }

    /// <summary>Checks that an action fails in a kind and says why.</summary>
    protected static async Task<JournalException> FailsAsync(JournalFailure kind, string says, Func<Task> action)
    {
        JournalException failure = await Assert.ThrowsAsync<JournalException>(action);
        Assert.Equal(kind, failure.Failure);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        return failure;
    }
}
