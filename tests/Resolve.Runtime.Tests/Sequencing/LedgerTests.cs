using Resolve.Reports;
using Resolve.Runtime.Ports;
using Resolve.Runtime.Sequencing;

namespace Resolve.Runtime.Tests.Sequencing;

public class LedgerTests
{
    private static readonly ReportKey s_key = new("s", "1");

    [Fact]
    public void What_is_offered_is_seen_by_the_next_offer_and_by_no_reader()
    {
        var ledger = new Ledger();
        Assert.Equal(SubmissionOutcome.Accepted, Offer(ledger, 1, 10, position: 1).Outcome);
        Assert.Equal((SubmissionOutcome.Duplicate, 1), (Offer(ledger, 1, 10, position: 2).Outcome, Offer(ledger, 1, 10, position: 2).Position));
        Assert.Equal(SubmissionOutcome.Conflict, Offer(ledger, 1, 11, position: 2).Outcome);
        Assert.False(ledger.TryGet(s_key, out _));
        Assert.True(ledger.IsInFlight(s_key));
        ledger.Commit();
        Assert.True(ledger.TryGet(s_key, out Ledger.Entry entry));
        Assert.Equal(new KnownVersion(1, 10, 1, false), entry.Highest);
        Assert.False(ledger.IsInFlight(s_key));
    }

    [Fact]
    public void What_failed_leaves_no_trace()
    {
        var ledger = new Ledger();
        Offer(ledger, 2, 20, position: 1);
        ledger.Commit();
        Offer(ledger, 3, 30, position: 2);
        Offer(ledger, 1, 10, position: 3);
        ledger.Abandon();
        Assert.True(ledger.TryGet(s_key, out Ledger.Entry entry));
        Assert.Equal([new KnownVersion(2, 20, 1, false)], entry.Versions);
        // Another body under the versions that failed is no conflict: they never were.
        Assert.Equal(SubmissionOutcome.Accepted, Offer(ledger, 3, 31, position: 2).Outcome);
        Assert.Equal(SubmissionOutcome.Superseded, Offer(ledger, 1, 11, position: 3).Outcome);
    }

    private static Ledger.Verdict Offer(Ledger ledger, int version, UInt128 hash, long position) =>
        ledger.Offer(s_key, version, false, hash, position, static () => 0);
}
