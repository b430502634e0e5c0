using Resolve.Runtime.Ports;
using Resolve.Storage.Sqlite;
using Resolve.TestKit;

namespace Resolve.Storage.Tests.Sqlite;

public sealed class SqliteStateStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_written_is_there_when_it_is_opened_again()
    {
        await using (SqliteStateStore store = SqliteStateStore.Open(_directory.FullPath))
        {
            Assert.True(store.TryWrite("phone", "phone:+84391234567", [1, 2], 0));
            Assert.True(store.TryWrite("phone", "phone:+84391234567", [3], 1));
            Assert.True(store.TryWrite("phone", "PHONE:+84391234567", [], 0)); // a key of its own, and an empty state is one
            Assert.True(store.TryWrite("account", "phone:+84391234567", [9], 0));
        }
        await using SqliteStateStore again = SqliteStateStore.Open(_directory.FullPath);
        Assert.Equal((2L, "03"), Of(again.Read("phone", "phone:+84391234567")));
        Assert.Equal((1L, ""), Of(again.Read("phone", "PHONE:+84391234567")));
        Assert.Equal((1L, "09"), Of(again.Read("account", "phone:+84391234567")));
        Assert.Equal(default, again.Read("account", "nobody"));
    }

    [Fact]
    public async Task Who_has_not_read_the_newest_version_writes_nothing()
    {
        await using SqliteStateStore store = SqliteStateStore.Open(_directory.FullPath);
        Assert.False(store.TryWrite("phone", "a", [1], 1)); // never written
        Assert.True(store.TryWrite("phone", "a", [1], 0));
        Assert.False(store.TryWrite("phone", "a", [2], 0));
        Assert.True(store.TryWrite("phone", "a", null, 1));
        Assert.Equal(new StoredState(2, null), store.Read("phone", "a"));
        Assert.False(store.TryWrite("phone", "a", [2], 0)); // who knew it before it was cleared
        Assert.False(store.TryWrite("phone", "a", [2], 1));
        Assert.True(store.TryWrite("phone", "a", [2], 2));
        Assert.Equal((3L, "02"), Of(store.Read("phone", "a")));
    }

    [Theory]
    [InlineData("this is no database, but long enough to be taken for one")]
    [InlineData(null)]
    public async Task A_file_of_something_else_is_refused(string? text)
    {
        if (text is not null) await File.WriteAllTextAsync(_directory.File(SqliteStateStore.FileName), string.Concat(Enumerable.Repeat(text, 200)));
        else await MakeJournalAsync();
        var error = Assert.Throws<JournalException>(() => SqliteStateStore.Open(_directory.FullPath));
        Assert.Equal(JournalFailure.Damaged, error.Failure);
    }

    private async Task MakeJournalAsync()
    {
        await using (await SqliteJournal.OpenAsync(_directory.FullPath, new SqliteJournalOptions(), CancellationToken.None))
        {
            // Only its file is wanted.
        }
        File.Move(_directory.File("journal.db"), _directory.File(SqliteStateStore.FileName));
    }

    private static (long, string) Of(StoredState state) => (state.Version, Convert.ToHexString(state.Payload!));
}
