using System.Globalization;
using System.Reflection;
using Npgsql;
using Resolve.Reports;
using Resolve.Silo.Cluster;
using Resolve.Silo.Grains;
using Resolve.Silo.Tests.Cluster;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Grains;

/// <summary>Entity grains: what they keep, under which names, and that they heal.</summary>
public class GrainTests
{
    [Fact]
    public void Every_grain_class_has_a_state_name_of_its_own()
    {
        string[] names =
        [
            .. typeof(EntityGrain).Assembly.GetTypes().Where(t => typeof(Grain).IsAssignableFrom(t) && !t.IsAbstract)
                .SelectMany(t => t.GetConstructors()).SelectMany(c => c.GetParameters())
                .Select(p => p.GetCustomAttribute<PersistentStateAttribute>()?.StateName).OfType<string>(),
        ];
        Assert.Equal(7, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("phone:+84912345678")]
    [InlineData("account:970436:0071000123456")]
    [InlineData("device:imei:356938035643809")]
    [InlineData("online:telegram:vip")]
    [InlineData("record:00000000000000000000000000000abc")]
    [InlineData("ring:00000000deadbeef")]
    [InlineData("conductor:all")]
    public void No_key_reads_as_a_number_or_a_guid(string key)
    {
        Assert.False(Guid.TryParse(key, out _));
        Assert.False(UInt128.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));
        Assert.False(long.TryParse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void A_document_stays_bounded_and_takes_news_once()
    {
        var document = new EntityDocument();
        var pages = new List<EvidenceLine[]>();
        for (int i = 1; i <= 1_000; i++)
        {
            var news = new EntityNews(i, [Line(i, isOut: false)]);
            pages.AddRange(document.Take(news));
            pages.AddRange(document.Take(news));
        }
        Assert.Equal(1_000, document.MentionCount);
        Assert.Equal(5, pages.Count);
        Assert.All(pages, p => Assert.Equal(EntityDocument.PageCountMax, p.Length));
        Assert.True(document.Lines.Count < EntityDocument.PageCountMax);
        for (int i = 1; i <= 1_000; i++) document.Take(new EntityNews(1_000 + i, [Line(i, isOut: true)]));
        Assert.Equal((0, 0UL), (document.MentionCount, document.Digest));
    }

    [PostgresFact]
    public async Task An_entity_keeps_its_evidence_in_its_row_and_finds_it_again()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(2, change: o => o.GrainWriteDelay = TimeSpan.FromMilliseconds(100));
        Report Of(int i) => new()
        {
            Key = new ReportKey("s", $"{i}"),
            Mentions =
            [
                new Mention { Ref = "t", Kind = MentionKind.Phone, Role = MentionRole.Suspect, Value = "0912345678" },
                new Mention { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB", Value = $"00710001{i:000000}" },
            ],
        };
        long last = await cluster.FeedAsync(Enumerable.Range(0, 450).Select(Of), 50);
        IPhoneGrain phone = cluster.Orleans.Client.GetGrain<IPhoneGrain>("phone:+84912345678");
        EntityDocument document = await WaitAsync(phone, d => d.MentionCount == 450);
        Assert.Equal(2, document.PageCount);
        Assert.Equal(["account:970436:00710001000449"], document.Lines[^1].Neighbours);
        Assert.Equal(200, (await cluster.Orleans.Client.GetGrain<IEvidencePageGrain>("phone:+84912345678#0").GetAsync()).Length);

        for (long started = Environment.TickCount64; await RowsAsync(cluster, "phone") == 0;)
        {
            Assert.True(Environment.TickCount64 - started < 20_000, "The row was not written.");
            await Task.Delay(100);
        }
        await cluster.Resolver.WithdrawAsync(new ReportKey("s", "7"), null, CancellationToken.None);
        document = await WaitAsync(phone, d => d.MentionCount == 449);
        Assert.True(document.Lines[^1].IsOut);

        // A row that tells another story than the index is made anew.
        await cluster.Orleans.DeactivateAsync(phone);
        await ExecuteAsync(cluster, "DELETE FROM OrleansStorage WHERE GrainIdExtensionString = 'phone:+84912345678'");
        document = await WaitAsync(phone, d => d.MentionCount == 449);
        Assert.DoesNotContain(document.Lines, l => l.IsOut);
        Assert.Equal(449, (await phone.DescribeAsync(last + 1))!.Summary.ReportCount);
    }

    private static EvidenceLine Line(int position, bool isOut) => new(position, isOut, "s", $"{position}", 1, "m", 0, []);

    private static async Task<EntityDocument> WaitAsync(IEntityGrain grain, Func<EntityDocument, bool> until)
    {
        for (long started = Environment.TickCount64; ;)
        {
            EntityDocument document = await grain.GetDocumentAsync();
            if (until(document)) return document;
            Assert.True(Environment.TickCount64 - started < 30_000, $"The grain has {document.MentionCount} mentions.");
            await Task.Delay(50);
        }
    }

    private static async Task<long> RowsAsync(TestCluster cluster, string state)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(cluster.Options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand($"SELECT count(*) FROM OrleansStorage WHERE GrainTypeString LIKE '%{state}%' AND PayloadBinary IS NOT NULL");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(TestCluster cluster, string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(cluster.Options.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
