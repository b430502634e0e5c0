using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Runtime.Ports;
using Xunit;

namespace Resolve.TestKit.Contracts;

/// <summary>What every <see cref="IJournal"/> must do. Derive a class for each adapter; the runner finds the facts here.</summary>
public abstract class JournalContract
{
    /// <summary>Opens a journal over the same place each time within one test: what an earlier one kept is there. New and empty at the first call.</summary>
    protected abstract Task<IJournal> OpenAsync();

    /// <summary>Gets whether what was kept is there after closing and opening again.</summary>
    protected virtual bool IsDurable => true;

    private static CancellationToken None => CancellationToken.None;

    [ContractFact]
    public async Task An_empty_journal_is_at_0_and_reads_nothing()
    {
        await using IJournal journal = await OpenAsync();
        Assert.Equal(0, journal.Position);
        Assert.Empty(await ReadAllAsync(journal));
        foreach (long position in (long[])[long.MinValue, -1, 0, 1, 2, long.MaxValue]) Assert.Null(await journal.ReadOneAsync(position, None));
    }

    [ContractFact]
    public async Task Positions_start_at_1_and_grow_by_1_an_entry()
    {
        await using IJournal journal = await OpenAsync();
        Assert.Equal(1, await journal.AppendAsync(Entries("a"), None));
        Assert.Equal(4, await journal.AppendAsync(Entries("b", "c", "d"), None));
        Assert.Equal(5, await journal.AppendAsync(Entries("e"), None));
        Assert.Equal(5, journal.Position);
        Assert.Equal("a b c d e", Texts(await ReadAllAsync(journal)));
    }

    [ContractFact]
    public async Task Reading_starts_after_the_position_and_gives_kind_and_bytes_back()
    {
        await using IJournal journal = await OpenAsync();
        byte[] every = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await journal.AppendAsync([new(JournalEntryKind.Report, Utf8("{\"tên\":\"Nguyễn Văn Ổn\"}")), new(JournalEntryKind.Decision, every),
            new(JournalEntryKind.Report, default)], None);
        List<JournalRecord> tail = await ReadAllAsync(journal, after: 1);
        Assert.Equal([2L, 3L], tail.Select(record => record.Position));
        Assert.Equal(JournalEntryKind.Decision, tail[0].Kind);
        Assert.Equal(every, tail[0].Payload.ToArray());
        Assert.Equal(0, tail[1].Payload.Length);
        Assert.Equal("{\"tên\":\"Nguyễn Văn Ổn\"}", Text((await journal.ReadOneAsync(1, None))!.Value));
        Assert.Equal(3, (await ReadAllAsync(journal, after: -5)).Count);
        Assert.Empty(await ReadAllAsync(journal, after: 3));
        Assert.Empty(await ReadAllAsync(journal, after: long.MaxValue - 1));
        Assert.Null(await journal.ReadOneAsync(4, None));
    }

    [ContractFact]
    public async Task What_was_acknowledged_is_there_after_opening_again()
    {
        if (!IsDurable) return; // the property says so: a journal in memory promises nothing here
        await using (IJournal journal = await OpenAsync()) await journal.AppendAsync(Entries("a", "b"), None);
        await using (IJournal journal = await OpenAsync())
        {
            Assert.Equal(2, journal.Position);
            Assert.Equal(3, await journal.AppendAsync(Entries("c"), None));
        }
        await using (IJournal journal = await OpenAsync())
        {
            Assert.Equal("a b c", Texts(await ReadAllAsync(journal)));
        }
    }

    [ContractFact]
    public async Task Closing_writes_what_waits_and_refuses_the_rest()
    {
        if (!IsDurable) return;
        IJournal first = await OpenAsync();
        List<Task<long>> appends = [.. Enumerable.Range(0, 200).Select(i => first.AppendAsync(Entries($"{i}"), None).AsTask())];
        await first.DisposeAsync();
        await first.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await first.AppendAsync(Entries("late"), None));
        var acknowledged = new SortedDictionary<long, string>();
        for (int i = 0; i < appends.Count; i++)
        {
            try
            {
                acknowledged.Add(await appends[i], $"{i}");
            }
            catch (ObjectDisposedException)
            {
                // waited for a place still: it must not be there
            }
        }
        Assert.NotEmpty(acknowledged);
        await using IJournal second = await OpenAsync();
        Assert.Equal(acknowledged, (await ReadAllAsync(second)).Select(record => KeyValuePair.Create(record.Position, Text(record))));
    }

    [ContractFact]
    public async Task Many_appenders_get_whole_runs_of_positions_without_gaps()
    {
        await using IJournal journal = await OpenAsync();
        const int Appenders = 16, Rounds = 25;
        var runs = await Task.WhenAll(Enumerable.Range(0, Appenders).Select(appender => Task.Run(async () =>
        {
            var mine = new List<(long Last, string[] Texts)>();
            for (int round = 0; round < Rounds; round++)
            {
                string[] texts = [.. Enumerable.Range(0, 1 + ((appender + round) % 4)).Select(i => $"{appender}/{round}/{i}")];
                mine.Add((await journal.AppendAsync(Entries(texts), None), texts));
            }
            return mine;
        })));
        List<JournalRecord> records = await ReadAllAsync(journal);
        Assert.Equal(runs.Sum(run => run.Sum(append => append.Texts.Length)), records.Count);
        Assert.Equal(journal.Position, records.Count);
        foreach ((long last, string[] texts) in runs.SelectMany(run => run))
        {
            for (int i = 0; i < texts.Length; i++) Assert.Equal(texts[i], Text(records[(int)(last - texts.Length) + i]));
        }
        foreach (var run in runs) Assert.Equal(run.Select(append => append.Last).Order(), run.Select(append => append.Last));
    }

    [ContractFact]
    public async Task Reading_goes_on_while_others_write_and_ends_at_the_newest_at_its_start()
    {
        await using IJournal journal = await OpenAsync();
        await journal.AppendAsync([.. Enumerable.Range(1, 3_000).Select(i => Entry($"{i} {new string('x', 500)}"))], None);
        using var stop = new CancellationTokenSource();
        Task writer = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await journal.AppendAsync(Entries("later"), None);
                await Task.Delay(1);
            }
        });
        try
        {
            for (int round = 0; round < 3; round++)
            {
                long newest = journal.Position, seen = 0, during = 0;
                await foreach (JournalRecord record in journal.ReadAsync(0, None))
                {
                    Assert.Equal(++seen, record.Position);
                    if (seen == 10) during = await journal.AppendAsync(Entries("during the reading"), None);
                }
                Assert.InRange(seen, newest, during - 1);
                Assert.Equal("during the reading", Text((await journal.ReadOneAsync(during, None))!.Value));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writer;
        }
    }

    [ContractFact]
    public async Task What_was_acknowledged_is_read_at_once_by_every_reader()
    {
        await using IJournal journal = await OpenAsync();
        for (int i = 1; i <= 50; i++)
        {
            long position = await journal.AppendAsync(Entries($"{i}"), None);
            Assert.Equal(position, journal.Position);
            JournalRecord?[] seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await journal.ReadOneAsync(position, None))));
            Assert.All(seen, record => Assert.Equal($"{i}", Text(record!.Value)));
        }
    }

    [ContractFact]
    public async Task A_reading_that_stops_early_holds_nothing_up()
    {
        await using IJournal journal = await OpenAsync();
        await journal.AppendAsync([.. Enumerable.Range(1, 2_000).Select(i => Entry($"{i} {new string('x', 1_000)}"))], None);
        for (int round = 0; round < 50; round++)
        {
            await foreach (JournalRecord record in journal.ReadAsync(round, None))
            {
                Assert.Equal(round + 1, record.Position);
                break;
            }
        }
        Assert.Equal(2_001, await journal.AppendAsync(Entries("after"), None));
    }

    [ContractFact]
    public async Task A_cancelled_call_does_nothing_and_the_journal_goes_on()
    {
        await using IJournal journal = await OpenAsync();
        await journal.AppendAsync(Entries("a", "b"), None);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await journal.AppendAsync(Entries("never"), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await journal.ReadOneAsync(1, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (JournalRecord _ in journal.ReadAsync(0, cancelled.Token)) Assert.Fail("A cancelled reading gives nothing.");
        });
        using var later = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (JournalRecord _ in journal.ReadAsync(0, None).WithCancellation(later.Token)) await later.CancelAsync();
        });
        Assert.Equal(3, await journal.AppendAsync(Entries("c"), None));
        Assert.Equal("a b c", Texts(await ReadAllAsync(journal)));
    }

    [ContractFact]
    public async Task Appends_that_are_cancelled_midway_are_there_wholly_or_not_at_all()
    {
        await using IJournal journal = await OpenAsync();
        var acknowledged = new List<(long Last, int Appender)>();
        for (int round = 0; round < 10; round++)
        {
            using var cancel = new CancellationTokenSource();
            List<Task<long>> appends = [.. Enumerable.Range(0, 40)
                .Select(i => journal.AppendAsync(Entries($"{round}.{i}.0", $"{round}.{i}.1", $"{round}.{i}.2"), cancel.Token).AsTask())];
            await cancel.CancelAsync();
            for (int i = 0; i < appends.Count; i++)
            {
                try
                {
                    acknowledged.Add((await appends[i], (round * 100) + i));
                }
                catch (OperationCanceledException)
                {
                    // gave up waiting for a place: it must not be there, which the count below sees
                }
            }
        }
        List<JournalRecord> records = await ReadAllAsync(journal);
        Assert.Equal(acknowledged.Count * 3, records.Count);
        foreach ((long last, int appender) in acknowledged)
        {
            for (int part = 0; part < 3; part++) Assert.Equal($"{appender / 100}.{appender % 100}.{part}", Text(records[(int)last - 3 + part]));
        }
    }

    [ContractFact]
    public async Task Epochs_grow_and_only_the_newest_appends()
    {
        await using IJournal journal = await OpenAsync();
        await journal.AppendAsync(Entries("a"), None);
        long first = await journal.BeginEpochAsync(None);
        Assert.Equal(1, journal.Position); // an epoch is no entry
        Assert.Equal(2, await journal.AppendAsync(Entries("b"), first, None));
        long second = await journal.BeginEpochAsync(None);
        Assert.True(second > first || (first, second) == (0, 0), $"After epoch {first} came {second}.");
        if (first != second)
        {
            // A journal that one process alone can write has no epochs, and nobody to fence.
            JournalException fenced = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync(Entries("late", "late"), first, None));
            Assert.Equal(JournalFailure.Fenced, fenced.Failure);
        }
        Assert.Equal(3, await journal.AppendAsync(Entries("c"), second, None));
        Assert.Equal("a b c", Texts(await ReadAllAsync(journal)));
    }

    [ContractFact]
    public async Task An_empty_append_is_refused()
    {
        await using IJournal journal = await OpenAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await journal.AppendAsync([], None));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await journal.AppendAsync(null!, None));
        Assert.Equal(0, journal.Position);
        Assert.Equal(1, await journal.AppendAsync(Entries("a"), None));
    }

    [ContractFact]
    public async Task Entries_are_read_by_their_positions_in_order_and_each_once()
    {
        await using IJournal journal = await OpenAsync();
        await journal.AppendAsync([.. Enumerable.Range(1, 300).Select(i => Entry($"{i}"))], None);
        Assert.Equal("2 7 8 300", Texts(await ManyAsync(journal, 300, 7, 2, 8, 7)));
        Assert.Empty(await ManyAsync(journal));
        long[] most = [.. Enumerable.Range(1, 300).Where(i => i % 7 != 0).Select(i => (long)i)];
        Assert.Equal(most, (await ManyAsync(journal, most)).Select(record => record.Position));
        JournalException gone = await Assert.ThrowsAsync<JournalException>(() => ManyAsync(journal, 5, 301));
        Assert.Equal(JournalFailure.Damaged, gone.Failure);

        static async Task<List<JournalRecord>> ManyAsync(IJournal journal, params long[] positions)
        {
            var records = new List<JournalRecord>();
            await foreach (JournalRecord record in journal.ReadManyAsync(positions, None)) records.Add(record);
            return records;
        }
    }

    [ContractFact]
    public async Task What_lies_beside_a_payload_comes_back_as_it_was_or_not_at_all()
    {
        await using IJournal journal = await OpenAsync();
        byte[] content = [0, 1, 2, 255];
        await journal.AppendAsync([new(JournalEntryKind.Report, Utf8("a"), content), Entry("b"), new(JournalEntryKind.Report, Utf8("c"), content)], None);
        List<JournalRecord> records = await ReadAllAsync(journal);
        Assert.Equal("a b c", Texts(records));
        Assert.All([records[0], records[2], (await journal.ReadOneAsync(1, None))!.Value], r =>
            Assert.True(r.Content.IsEmpty || r.Content.Span.SequenceEqual(content)));
        Assert.True(records[1].Content.IsEmpty);
    }

    [ContractFact]
    public async Task A_payload_of_1_MiB_comes_back_whole()
    {
        await using IJournal journal = await OpenAsync();
        byte[] large = [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(StableHash.Mix((ulong)i) & 0xFF))];
        await journal.AppendAsync([Entry("before"), new(JournalEntryKind.Report, large), Entry("after")], None);
        Assert.Equal(large, (await journal.ReadOneAsync(2, None))!.Value.Payload.ToArray());
        List<JournalRecord> records = await ReadAllAsync(journal);
        Assert.Equal(large, records[1].Payload.ToArray());
        Assert.Equal("after", Text(records[2]));
    }

    [ContractFact]
    public async Task The_buffer_of_an_acknowledged_append_belongs_to_the_caller_again()
    {
        await using IJournal journal = await OpenAsync();
        byte[] buffer = Utf8("xxfirstxx");
        await journal.AppendAsync([new(JournalEntryKind.Report, buffer.AsMemory(2, 5))], None);
        buffer.AsSpan().Fill((byte)'!');
        Assert.Equal("first", Text((await journal.ReadOneAsync(1, None))!.Value));
    }

    [ContractFact]
    public async Task Ten_thousand_entries_keep_their_order()
    {
        await using (IJournal journal = await OpenAsync())
        {
            for (int start = 0; start < 10_000; start += 500)
            {
                JournalEntry[] batch = [.. Enumerable.Range(start, 500).Select(i => new JournalEntry((JournalEntryKind)(1 + (i % 2)), Utf8($"{i}")))];
                Assert.Equal(start + 500, await journal.AppendAsync(batch, None));
            }
            await CheckAsync(journal);
        }
        if (!IsDurable) return;
        await using IJournal again = await OpenAsync();
        await CheckAsync(again);

        static async Task CheckAsync(IJournal journal)
        {
            Assert.Equal(10_000, journal.Position);
            int count = 0;
            await foreach (JournalRecord record in journal.ReadAsync(0, None))
            {
                Assert.Equal($"{count}", Text(record));
                Assert.Equal((JournalEntryKind)(1 + (count % 2)), record.Kind);
                Assert.Equal(++count, record.Position);
            }
            Assert.Equal(10_000, count);
        }
    }

    [ContractFact]
    public async Task Any_run_of_appends_reads_back_as_it_was_written()
    {
        await using IJournal journal = await OpenAsync();
        var expected = new List<JournalEntry>();
        Gen<JournalEntry> entry =
            from kind in Gen.Elements(JournalEntryKind.Report, JournalEntryKind.Decision)
            from payload in ArbMap.Default.GeneratorFor<byte[]>()
            select new JournalEntry(kind, payload);
        Gen<List<JournalEntry>> append = from entries in entry.NonEmptyListOf() select entries.ToList();
        Prop.ForAll(append.ToArbitrary(), batch =>
        {
            long last = journal.AppendAsync(batch, None).AsTask().GetAwaiter().GetResult();
            expected.AddRange(batch);
            return last == expected.Count;
        }).QuickCheckThrowOnFailure();
        List<JournalRecord> records = await ReadAllAsync(journal);
        Assert.Equal(expected.Count, records.Count);
        for (int i = 0; i < records.Count; i++)
        {
            Assert.Equal((i + 1, expected[i].Kind), (records[i].Position, records[i].Kind));
            Assert.Equal(expected[i].Payload.ToArray(), records[i].Payload.ToArray());
        }
    }

    /// <summary>Makes an entry of text.</summary>
    protected static JournalEntry Entry(string text) => new(JournalEntryKind.Report, Utf8(text));

    /// <summary>Makes entries of texts.</summary>
    protected static JournalEntry[] Entries(params string[] texts) => [.. texts.Select(Entry)];

    /// <summary>Reads a record's text.</summary>
    protected static string Text(JournalRecord record) => Encoding.UTF8.GetString(record.Payload.Span);

    /// <summary>Reads records' texts, joined by blanks.</summary>
    protected static string Texts(IEnumerable<JournalRecord> records) => string.Join(' ', records.Select(Text));

    /// <summary>Reads to the end.</summary>
    protected static async Task<List<JournalRecord>> ReadAllAsync(IJournal journal, long after = 0)
    {
        var records = new List<JournalRecord>();
        await foreach (JournalRecord record in journal.ReadAsync(after, None)) records.Add(record);
        return records;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
