using Resolve.Decisions;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Sequencing;

/// <summary>Sequencers over a journal that refuses, doubts, fences and has other writers, in seeded runs of one thread: the seed is the whole report of a
/// bug.</summary>
public class SequencerSimulation
{
    private const int SeedCount = 1_000, StepCount = 60;

    private static readonly Offer[] s_facts = [.. Facts()];

    [Fact]
    public async Task What_is_acknowledged_is_durable_once_and_nothing_else_is_shown()
    {
        int acknowledged = 0, unknown = 0, fenced = 0;
        for (ulong seed = 1; seed <= SeedCount; seed++)
        {
            try
            {
                var run = new Run(seed);
                await Task.Run(() => run.PlayAsync(StepCount)); // without a synchronisation context what completes goes on at once, in one thread
                (acknowledged, unknown, fenced) = (acknowledged + run.Acknowledged, unknown + run.Unknown, fenced + run.Fenced);
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e.Message}");
            }
        }
        // The runs reach what they are about.
        Assert.True(acknowledged > 10 * SeedCount && unknown > SeedCount / 2 && fenced > SeedCount / 10,
            $"{acknowledged} acknowledged, {unknown} unknown, {fenced} fenced");
    }

    /// <summary>Few facts of few keys, so that they meet: versions, withdrawals, other bodies, and decisions under the keys of reports.</summary>
    private static IEnumerable<Offer> Facts()
    {
        foreach (string id in (string[])["1", "2", "3"])
        {
            for (int version = 1; version <= 3; version++)
            {
                foreach (string body in (string[])["0912345678", "0987654321"])
                {
                    yield return FactPayload.Of(new Report
                    {
                        Key = new ReportKey(FactMeta.DecisionSource, id),
                        Version = version,
                        Mentions = [new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = body }],
                    });
                }
                yield return FactPayload.Of(new Report { Key = new ReportKey(FactMeta.DecisionSource, id), Version = version, Withdrawn = true });
                yield return FactPayload.Of(new Decision { Id = id, Version = version, At = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
                    Kind = DecisionKind.AdoptModel, Withdrawn = true });
            }
        }
    }

    private static Offer Copy(Offer fact) => new(fact.Meta, fact.Payload) { Content = fact.Content, Decision = fact.Decision };

#pragma warning disable CA1001 // The journal in memory holds nothing that must be freed.
    private sealed class Run(ulong seed)
#pragma warning restore CA1001
    {
        private readonly SplitMix _random = new(seed);
        private readonly SimulatedJournal _journal = new();
        private readonly List<(Offer[] Batch, Task<long> Append, Sequencer Owner, bool MayBeFenced)> _inFlight = [];
        private readonly List<Sequencer> _sequencers = [];

        public int Acknowledged { get; private set; }

        public int Unknown { get; private set; }

        public int Fenced { get; private set; }

        private Sequencer Current => _sequencers[^1];

        public async Task PlayAsync(int steps)
        {
            await BeginEpochAsync();
            for (int step = 0; step < steps; step++)
            {
                int what = _random.Below(100);
                if (what < 45) Submit();
                else if (what < 85) await CompleteAsync(Fate());
                else if (what < 90) await BeginEpochAsync(); // a new leader, while the old one may be in the middle of an append
                else if (_sequencers.Count == 1) _journal.AppendForeign(EntryOf(_random.Pick(s_facts)));
                await CheckAsync();
                if (Current.HasEnded) await BeginEpochAsync();
            }
            while (_journal.HasInFlight) await CompleteAsync(AppendFate.Durable);
            if (Current.HasEnded || Current.Position < _journal.Position) await BeginEpochAsync();
            await CheckAsync();
        }

        private AppendFate Fate() => _random.Below(10) switch { 0 => AppendFate.Refused, 1 => AppendFate.CommittedButUnknown, 2 =>
            AppendFate.LostAndUnknown, _ => AppendFate.Durable };

        private void Submit()
        {
            // A leader that does not know yet that it was replaced goes on submitting.
            Sequencer owner = _random.Chance(20) ? _random.Pick(_sequencers) : Current;
            if (owner.HasEnded || _inFlight.Exists(f => f.Owner == owner)) return;
            Offer[] batch = [.. Enumerable.Range(0, 1 + _random.Below(4)).Select(_ => Copy(_random.Pick(s_facts)))];
            _inFlight.Add((batch, owner.AppendAsync(batch, static (_, _) => ValueTask.CompletedTask), owner, owner != Current));
        }

        private async Task CompleteAsync(AppendFate fate)
        {
            if (_journal.HasInFlight) _journal.Complete(fate);
            foreach ((Offer[] batch, Task<long> append, Sequencer owner, bool _) in _inFlight.Where(f => f.Append.IsCompleted).ToArray())
            {
                _inFlight.RemoveAll(f => f.Append == append);
                if (append.IsCompletedSuccessfully)
                {
                    await AcknowledgeAsync(batch);
                    continue;
                }
                var failure = Assert.IsType<JournalException>(append.Exception!.InnerException);
                if (failure.Failure == JournalFailure.Unknown) Unknown++;
                if (failure.Failure == JournalFailure.Fenced) Fenced++;
                Assert.Equal(failure.Failure is JournalFailure.Unknown or JournalFailure.Fenced, owner.HasEnded);
            }
        }

        /// <summary>The entries of callers answered now are in the journal at the positions in their receipts, and each version is there once.</summary>
        private async Task AcknowledgeAsync(Offer[] batch)
        {
            foreach (Offer offer in batch)
            {
                Acknowledged++;
                Assert.InRange(offer.Verdict.Position, 1, _journal.Position);
                FactMeta there = FactPayload.MetaOf((await _journal.ReadOneAsync(offer.Verdict.Position, CancellationToken.None))!.Value);
                Assert.Equal((offer.Meta.Kind, offer.Meta.Key, offer.Meta.Version), (there.Kind, there.Key, there.Version));
                Assert.Equal(offer.Verdict.Outcome != SubmissionOutcome.Conflict, offer.Meta.Hash == there.Hash);
            }
        }

        /// <summary>A ledger shows just what is in the journal up to its position, whatever is in flight; positions never go back; one epoch appends.</summary>
        private async Task CheckAsync()
        {
            foreach (Sequencer sequencer in _sequencers)
            {
                if (sequencer.HasEnded && sequencer != Current) continue;
                Assert.True(sequencer.Position <= _journal.Position, "The ledger is ahead of the journal.");
                var expected = new Sequencer(_journal, 0, static () => 0);
                await foreach (JournalRecord record in _journal.ReadAsync(0, CancellationToken.None))
                {
                    if (record.Position > sequencer.Position) break;
                    expected.Follow(FactPayload.MetaOf(record), record.Position);
                }
                foreach (Offer fact in s_facts)
                    Assert.Equal(VersionsOf(expected, fact.Meta), VersionsOf(sequencer, fact.Meta));
            }
            long[] epochs = [.. _journal.Epochs.Where(e => e > 0)];
            Assert.Equal(epochs.Order(), epochs);
        }

        private async Task BeginEpochAsync()
        {
            var sequencer = new Sequencer(_journal, await _journal.BeginEpochAsync(CancellationToken.None), static () => 0);
            await foreach (JournalRecord record in _journal.ReadAsync(0, CancellationToken.None)) sequencer.Follow(FactPayload.MetaOf(record), record.Position);
            _sequencers.Add(sequencer);
        }

        private static KnownVersion[] VersionsOf(Sequencer sequencer, FactMeta meta) =>
            sequencer.LedgerOf(meta.Kind).TryGet(meta.Key, out Ledger.Entry entry) ? entry.Versions : [];

        private static JournalEntry EntryOf(Offer fact) => new(fact.Meta.Kind, fact.Payload);
    }
}
