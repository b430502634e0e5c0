using Npgsql;
using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Ports;
using Resolve.Silo.Answers;
using Resolve.Silo.Cluster;
using Resolve.Silo.Configuration;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>What reaches the leader from elsewhere than the HTTP interface may be anything.</summary>
public class IntakeTests
{
    [PostgresFact]
    public async Task What_cannot_be_read_fails_its_own_call_and_no_other()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(1);
        var coordinator = cluster.Service<Coordinator>();
        byte[] good = ReportWriter.ToUtf8(new Report { Key = new ReportKey("t", "1"),
            Mentions = [new Mention { Ref = "a", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0912345678" }] });
        SubmitAnswer[] answers = await Task.WhenAll(
            coordinator.SubmitAsync(Bare(good, "{"u8.ToArray()), CancellationToken.None),
            coordinator.SubmitAsync(Bare(good), CancellationToken.None),
            coordinator.DecideAsync("{}"u8.ToArray(), CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([(int)JournalFailure.Damaged, -1, (int)JournalFailure.Damaged], answers.Select(a => a.Failure));
        Assert.Equal((SubmissionOutcome.Accepted, 1L), ((SubmissionOutcome)answers[1].Outcomes[0], answers[1].Positions[0]));
        SubmitAnswer again = await coordinator.SubmitAsync(Bare(good), CancellationToken.None);
        Assert.Equal((SubmissionOutcome.Duplicate, 1L), ((SubmissionOutcome)again.Outcomes[0], again.Positions[0]));
    }

    [PostgresFact]
    public async Task Content_that_does_not_belong_to_its_report_counts_for_nothing()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2);
        (byte[] payload, byte[] own) = Packed("1", "0912345678");
        (byte[] _, byte[] others) = Packed("2", "0987654321");
        byte[] damaged = [.. own[..^1], (byte)(own[^1] ^ 1)];
        (byte[] third, byte[] _) = Packed("3", "0912345678");
        SubmitAnswer answer = await cluster.Service<Coordinator>().SubmitAsync(new ReportBatch([payload, third], [others, damaged]), CancellationToken.None);
        Assert.Equal([(byte)SubmissionOutcome.Accepted, (byte)SubmissionOutcome.Accepted], answer.Outcomes);
        EntityDetail? named = await cluster.Resolver.AskAsync(new EntityQuestion(EntityKey.Parse("phone:+84912345678")), 2, CancellationToken.None);
        Assert.Equal(2, named!.Summary.ReportCount);
        Assert.Null(await cluster.Resolver.AskAsync(new EntityQuestion(EntityKey.Parse("phone:+84987654321")), 2, CancellationToken.None));
        // What the journal keeps beside the report is its own.
        JournalRecord record = (await cluster.Service<IJournal>().ReadOneAsync(1, CancellationToken.None))!.Value;
        Assert.Equal(own, record.Content.ToArray());
    }

    [PostgresFact]
    public async Task A_journal_whose_content_is_lost_foreign_or_damaged_gives_the_same_state()
    {
        List<Report> facts = new RandomFacts(31).Make(80);
        SiloOptions options;
        string expected;
        long last;
        await using (TestCluster first = await TestCluster.StartAsync(1))
        {
            options = first.Options;
            last = await first.FeedAsync(facts, 20);
            expected = await first.DigestAsync(last);
        }
        await using (NpgsqlDataSource source = NpgsqlDataSource.Create(options.ConnectionString))
        {
            await using NpgsqlCommand command = source.CreateCommand($"""
                UPDATE {options.Schema}.entry e SET content = CASE position % 5
                    WHEN 0 THEN NULL
                    WHEN 1 THEN (SELECT content FROM {options.Schema}.entry WHERE position = e.position % {last} + 1)
                    WHEN 2 THEN substring(content FOR length(content) - 3)
                    WHEN 3 THEN set_byte(content, length(content) / 2, (get_byte(content, length(content) / 2) + 1) % 256)
                    ELSE content END
                """);
            Assert.Equal(last, await command.ExecuteNonQueryAsync());
        }
        await using TestCluster second = await TestCluster.StartAsync(2, options);
        EqualityTests.AssertSame(expected, await second.DigestAsync(last, 1));
    }

    private static ReportBatch Bare(params byte[][] payloads) => new(payloads, [.. payloads.Select(static _ => Array.Empty<byte>())]);

    private static (byte[] Payload, byte[] Content) Packed(string id, string phone)
    {
        var report = new Report { Key = new ReportKey("t", id),
            Mentions = [new Mention { Ref = "a", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = phone }] };
        byte[] payload = ReportWriter.ToUtf8(report);
        return (payload, ReportContentCodec.Encode(ReportExtractor.Extract(report), StableHash.Of128(payload)));
    }
}
