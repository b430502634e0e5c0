using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>What reaches the conductor from elsewhere than the HTTP interface may be anything.</summary>
public class IntakeTests
{
    [PostgresFact]
    public async Task What_cannot_be_read_fails_its_own_call_and_no_other()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(1);
        var coordinator = cluster.Service<Coordinator>();
        byte[] good = ReportWriter.ToUtf8(new Report { Key = new ReportKey("t", "1"), Mentions = [new Mention { Ref = "a", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0912345678" }] });
        SubmitAnswer[] answers = await Task.WhenAll(
            coordinator.SubmitAsync([good, "{"u8.ToArray()], CancellationToken.None),
            coordinator.SubmitAsync([good], CancellationToken.None),
            coordinator.DecideAsync("{}"u8.ToArray(), CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([(int)JournalFailure.Damaged, -1, (int)JournalFailure.Damaged], answers.Select(a => a.Failure));
        Assert.Equal((SubmissionOutcome.Accepted, 1L), ((SubmissionOutcome)answers[1].Outcomes[0], answers[1].Positions[0]));
        SubmitAnswer again = await coordinator.SubmitAsync([good], CancellationToken.None);
        Assert.Equal((SubmissionOutcome.Duplicate, 1L), ((SubmissionOutcome)again.Outcomes[0], again.Positions[0]));
    }
}
