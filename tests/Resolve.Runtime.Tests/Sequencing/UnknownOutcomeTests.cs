using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Review;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Sequencing;

/// <summary>The local runtime over a journal whose commits are sometimes of unknown outcome: it goes on from what the journal shows.</summary>
public class UnknownOutcomeTests
{
    [Theory]
    [InlineData(AppendFate.CommittedButUnknown, SubmissionOutcome.Duplicate)]
    [InlineData(AppendFate.LostAndUnknown, SubmissionOutcome.Accepted)]
    public async Task What_is_sent_again_is_judged_by_what_the_journal_holds(AppendFate fate, SubmissionOutcome outcome)
    {
        await using var journal = new DoubtfulJournal();
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        journal.Fates.Enqueue(fate);
        JournalException unknown = await Assert.ThrowsAsync<JournalException>(() => runtime.SubmitAsync(Phone(1, 1), CancellationToken.None));
        Assert.Equal(JournalFailure.Unknown, unknown.Failure);
        Receipt again = await runtime.SubmitAsync(Phone(1, 1), CancellationToken.None);
        Assert.Equal((outcome, 1L), (again.Outcome, again.Position));
        Assert.NotNull(await runtime.AskAsync(new EntityQuestion(EntityKey.Parse("phone:+84912345011")), 1, CancellationToken.None));
        Assert.Null(runtime.GetState().Failure);
    }

    [Fact]
    public async Task While_the_journal_cannot_be_read_nothing_is_taken_and_questions_are_answered()
    {
        await using var journal = new DoubtfulJournal { EpochsRefused = 3 };
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
        journal.Fates.Enqueue(AppendFate.CommittedButUnknown);
        await Assert.ThrowsAsync<JournalException>(() => runtime.SubmitAsync(Phone(1, 1), CancellationToken.None));
        Assert.Empty(await runtime.ListDecisionsAsync(CancellationToken.None));
        Receipt? receipt = null;
        while (receipt is null)
        {
            try
            {
                receipt = await runtime.SubmitAsync(Phone(1, 1), CancellationToken.None);
            }
            catch (JournalException e)
            {
                Assert.Equal(JournalFailure.Unavailable, e.Failure);
            }
        }
        Assert.Equal((SubmissionOutcome.Duplicate, 1L), (receipt.Outcome, receipt.Position));
    }

    [Fact]
    public async Task Random_outcomes_leave_the_state_of_the_journal()
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var random = new SplitMix(seed);
            await using var journal = new DoubtfulJournal();
            await using LocalRuntime runtime = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
            for (int step = 0; step < 40; step++)
            {
                if (random.Chance(40)) journal.Fates.Enqueue(random.Pick((AppendFate[])[AppendFate.Refused, AppendFate.CommittedButUnknown,
                    AppendFate.LostAndUnknown]));
                Report report = Phone(random.Below(4), 1 + random.Below(3));
                try
                {
                    Receipt receipt = await runtime.SubmitAsync(report, CancellationToken.None);
                    JournalRecord there = (await journal.ReadOneAsync(receipt.Position, CancellationToken.None))!.Value;
                    Assert.Equal((report.Key, report.Version),
                        (ReportReader.Read(there.Payload).Report!.Key, ReportReader.Read(there.Payload).Report!.Version));
                }
                catch (JournalException)
                {
                    // It may be in the journal or not; the comparison below finds a version that is there twice or is not shown.
                }
                journal.Fates.Clear();
            }
            await runtime.SubmitAsync(Phone(9, 1), CancellationToken.None); // by its answer what was unknown has been looked up
            await using LocalRuntime again = await LocalRuntime.OpenAsync(journal, new LocalRuntimeOptions(), null, CancellationToken.None);
            Assert.Equal(await DigestAsync(again), await DigestAsync(runtime));
            var seen = new HashSet<(ReportKey, int)>();
            await foreach (JournalRecord record in journal.ReadAsync(0, CancellationToken.None))
                if (ReportReader.Read(record.Payload).Report is { } report) Assert.True(seen.Add((report.Key, report.Version)),
                    $"Seed {seed}: a version is in the journal twice.");
        }
    }

    private static async Task<string> DigestAsync(LocalRuntime runtime)
    {
        using var output = new MemoryStream();
        await (await runtime.ExportAtAsync(runtime.Graph.Position, CancellationToken.None))
            .WriteAsync(ExportKind.Reports, asCsv: false, output, null, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static Report Phone(int id, int version) => new()
    {
        Key = new ReportKey("s", $"{id}"),
        Version = version,
        Mentions = [new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = $"0912345{id:00}{version}" }],
    };

    /// <summary>A journal in memory whose next appends have the fates that a test gives them.</summary>
    private sealed class DoubtfulJournal : IJournal
    {
        private readonly InMemoryJournal _inner = new();

        public System.Collections.Concurrent.ConcurrentQueue<AppendFate> Fates { get; } = new();

        /// <summary>Gets or sets how often an epoch cannot be begun.</summary>
        public int EpochsRefused { get; set; }

        public long Position => _inner.Position;

        public ValueTask<long> BeginEpochAsync(CancellationToken cancellationToken) =>
            EpochsRefused-- > 0 ? throw new JournalException(JournalFailure.Unavailable, "The database is away.") : ValueTask.FromResult(0L);

        public async ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
        {
            if (!Fates.TryDequeue(out AppendFate fate)) fate = AppendFate.Durable;
            if (fate == AppendFate.Refused) throw new JournalException(JournalFailure.Storage, "No room is left.");
            if (fate == AppendFate.LostAndUnknown) throw new JournalException(JournalFailure.Unknown, "The connection broke during a commit.");
            long last = await _inner.AppendAsync(entries, cancellationToken);
            return fate == AppendFate.Durable ? last : throw new JournalException(JournalFailure.Unknown, "The connection broke during a commit.");
        }

        public IAsyncEnumerable<JournalRecord> ReadAsync(long after, CancellationToken cancellationToken) => _inner.ReadAsync(after, cancellationToken);

        public ValueTask<JournalRecord?> ReadOneAsync(long position, CancellationToken cancellationToken) => _inner.ReadOneAsync(position, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
