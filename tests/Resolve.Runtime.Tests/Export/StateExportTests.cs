using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Resolve.Graph;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.Runtime.Tests.Review;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Export;

/// <summary>Exports are written once, over a port: the bytes are the same however the nodes are divided.</summary>
public class StateExportTests
{
    [Fact]
    public void The_parts_of_a_divided_graph_give_the_bytes_of_the_whole() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        seed => DivideAsync(seed).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task Each_of_many_persons_has_its_own_story()
    {
        const int Count = 1_203; // more than two batches of timelines
        await using var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await OpenAsync(journal);
        await runtime.SubmitAsync([.. Enumerable.Range(0, Count).Select(Person)], CancellationToken.None);
        string[] lines = (await StateDigest.TimelinesOfAsync(runtime)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Count, lines.Length);
        foreach (string line in lines)
        {
            using var person = JsonDocument.Parse(line);
            JsonElement appeared = Assert.Single(person.RootElement.GetProperty("events").EnumerateArray());
            Assert.Equal(person.RootElement.GetProperty("key").GetString(), Assert.Single(appeared.GetProperty("after").EnumerateArray()).GetString());
        }
    }

    [Fact]
    public async Task Facts_wait_while_persons_are_written_and_go_on_after_a_failure()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await OpenAsync(journal);
        await runtime.SubmitAsync([Person(1)], CancellationToken.None);
        StateExport export = await runtime.ExportAtAsync(1, CancellationToken.None);
        using var output = new FullStream();
        Task<int> writing = export.WriteAsync(ExportKind.Persons, asCsv: false, output, null, CancellationToken.None);
        await output.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        Task<IReadOnlyList<Receipt>> submission = runtime.SubmitAsync([Person(2)], CancellationToken.None);
        await Task.Delay(50);
        Assert.Equal((false, 1L), (submission.IsCompleted, runtime.Graph.Position));
        output.Fail();
        await Assert.ThrowsAsync<IOException>(() => writing);
        Assert.Equal(2, Assert.Single(await submission).Position);
        Assert.Equal(2, (await StateDigest.TimelinesOfAsync(runtime)).Count(static c => c == '\n'));
    }

    [Fact]
    public async Task An_export_that_was_given_up_writes_no_more()
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await OpenAsync(journal);
        await runtime.SubmitAsync([Person(1)], CancellationToken.None);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        foreach ((ExportKind kind, bool csv) in new[] { (ExportKind.Persons, false), (ExportKind.Persons, true), (ExportKind.Reports, false),
            (ExportKind.Links, false) })
        {
            using var output = new MemoryStream();
            StateExport export = await runtime.ExportAtAsync(1, CancellationToken.None);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export.WriteAsync(kind, csv, output, null, given.Token));
            Assert.Equal(0, output.Length);
        }
    }

    private static async Task DivideAsync(ulong seed)
    {
        var random = new SplitMix(seed);
        List<Report> facts = new RandomFacts(seed).Make(5 + random.Below(25));
        await using var journal = new InMemoryJournal();
        await using LocalRuntime runtime = await OpenAsync(journal);
        await runtime.SubmitAsync(facts, CancellationToken.None);
        var divided = new StateExport(new Divided(await runtime.RingsAtAsync(runtime.Graph.Position, CancellationToken.None), 1 + random.Below(4), facts),
            journal);
        Assert.Equal(await StateDigest.OfAsync(runtime), await StateDigest.OfAsync(divided));
        Assert.Equal(await StateDigest.TimelinesOfAsync(runtime), await StateDigest.TimelinesOfAsync(divided));
    }

    private static Task<LocalRuntime> OpenAsync(InMemoryJournal journal) =>
        LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions { RingInterval = TimeSpan.Zero }, null, CancellationToken.None);

    private static Report Person(int number) => new()
    {
        Key = new ReportKey("t", $"{number:0000}"),
        ReceivedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Mentions = [new Mention { Ref = "p", Kind = MentionKind.Person, Role = MentionRole.Suspect,
            Name = $"Trần Văn {(char)('A' + (number % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number / 676))}nh" }],
    };

    /// <summary>A graph whose nodes belong to several parts; the timelines come from plain tables.</summary>
    private sealed class Divided(RingSnapshot rings, int count, List<Report> facts) : IExportSource
    {
        public IReadOnlyList<IExportPart> Parts { get; } =
            [.. Enumerable.Range(0, count).Select(i =>
                new Part(rings.Graph, n => StableHash.Of64(rings.Graph.KeyOf(n).ToString()) % (ulong)count == (ulong)i))];

        public ValueTask<IReadOnlyCollection<long>> LiveReportsAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyCollection<long>>(
            [.. Enumerable.Range(0, rings.Graph.ReportCount).Select(rings.Graph.ReportAt).OfType<StoredReport>().OrderBy(static r => r.Key)
                .Select(static r => r.Position)]);

        public ValueTask<IReadOnlyCollection<Ring>> RingsAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyCollection<Ring>>([.. rings.All()]);

        public Task<int> AtOneMomentAsync(Func<TimelineMoment, Task<int>> write, CancellationToken cancellationToken)
        {
            var persons = new PlainPersons();
            foreach (IGrouping<ReportKey, Report> versions in facts.GroupBy(static f => f.Key)) persons.Put(versions.MaxBy(static f => f.Version)!);
            persons.Recluster();
            return write(new TimelineMoment(Parts, new PersonTimelines(persons).WriteAsync));
        }
    }

    private sealed class Part(GraphSnapshot graph, Func<int, bool> which) : IExportPart
    {
        public IAsyncEnumerable<(string Order, ReadOnlyMemory<byte> Line)> LinesAsync(ExportKind kind, CancellationToken cancellationToken) =>
            CanonicalExport.Rendered(CanonicalExport.Lines(kind, graph, which)).ToAsyncEnumerable();

        public IAsyncEnumerable<(string Record, string Person)> PersonRowsAsync(CancellationToken cancellationToken) =>
            CanonicalExport.PersonRows(graph, which).ToAsyncEnumerable();
    }

    /// <summary>Takes nothing, and fails when the test says so.</summary>
    private sealed class FullStream : MemoryStream
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Fail() => _failed.TrySetException(new IOException("No room."));

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _reached.TrySetResult();
            await _failed.Task;
        }
    }
}
