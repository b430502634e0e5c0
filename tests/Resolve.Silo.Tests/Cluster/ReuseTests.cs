using Resolve.Rings.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;
using Resolve.TestKit.Facts;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Cluster;

/// <summary>A number that changed hands is a member of two rings, of which one has it now: on the cluster as in one process.</summary>
public class ReuseTests
{
    [PostgresFact]
    public async Task A_number_that_changed_hands_is_in_the_same_rings_on_three_silos()
    {
        List<Report> reports = [];
        for (int i = 0; i < 4; i++)
        {
            reports.Add(Holding($"old-{i}", i, "TRAN VAN BINH", "079085000001", "1000000001", "user_1_x"));
            reports.Add(Holding($"new-{i}", 200 + i, "LE THI GIANG", "001090000002", "1000000002", "user_2_x"));
        }
        EntityKey phone = EntityKey.Parse("phone:+84901200001");
        await using LocalRuntime embedded = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions { RingInterval = TimeSpan.Zero },
            null, CancellationToken.None);
        await embedded.SubmitAsync(reports, CancellationToken.None);
        await using TestCluster cluster = await TestCluster.StartAsync(3);
        long last = await cluster.FeedAsync(new SplitMix(4).Shuffle(reports), 3);
        EqualityProperties.AssertSame(await StateDigest.OfAsync(embedded), await cluster.DigestAsync(last, 1));
        EqualityProperties.AssertSame(await StateDigest.RingsAsync(embedded, embedded.Graph.Position), await StateDigest.RingsAsync(cluster.Resolver, last));
        Ring expected = (await embedded.AskAsync(new RingOfQuestion(phone), embedded.Graph.Position, CancellationToken.None))!;
        Assert.Equal(2, (await cluster.Resolver.AskAsync(new RingListQuestion(RingFilter.None, 10, null), last, CancellationToken.None)).Items.Count(r =>
            r.Members.Any(m => m.Key == phone)));
        Assert.Equal(expected.Id, (await cluster.Resolver.AskAsync(new RingOfQuestion(phone), last, CancellationToken.None))!.Id);
    }

    private static Report Holding(string id, int day, string holder, string paper, string account, string online)
    {
        DateTimeOffset at = new DateTimeOffset(2025, 1, 1, 8, 0, 0, TimeSpan.FromHours(7)).AddDays(day);
        return new Report
        {
            Key = new ReportKey("hanoi/pc02", id),
            ReceivedAt = at,
            OccurredAt = at.AddHours(-1),
            Mentions =
            [
                new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0901200001" },
                new Mention { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = account },
                new Mention { Ref = "o", Kind = MentionKind.Online, Role = MentionRole.Suspect, Platform = "telegram", Value = online },
                new Mention { Ref = "h", Kind = MentionKind.Person, Role = MentionRole.Holder, Name = holder,
                    Documents = [new DocumentMention("cccd", paper)] },
            ],
            Links = [new ReportLink("h", "t", LinkKind.Holds, null, null, null, null), new ReportLink("h", "a", LinkKind.Holds, null, null, null, null)],
        };
    }
}
