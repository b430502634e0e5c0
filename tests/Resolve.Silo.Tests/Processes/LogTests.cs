using Resolve.Graph.Questions;
using System.Globalization;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Silo.Configuration;
using Resolve.TestKit.Postgres;

namespace Resolve.Silo.Tests.Processes;

/// <summary>Logs are read by operators who may not see cases: whatever the level, no phone number and no account stands in them.</summary>
public sealed class LogTests
{
    [PostgresFact]
    public async Task No_log_line_of_any_level_names_a_phone_or_an_account()
    {
        SiloOptions options = await KillTests.NewClusterAsync(await PostgresServer.SharedAsync());
        string[] all = ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Polly=Trace", "--Logging:LogLevel:Orleans.Storage=Trace",
            "--Logging:LogLevel:Microsoft.AspNetCore=Warning"];
        await using var silo = SiloProcess.Start(options, "silo", all);
        await using var gateway = SiloProcess.Start(options, "gateway", all);
        await silo.ReadyAsync();
        await gateway.ReadyAsync();
        await using FeedClient client = await FeedClient.ConnectAsync(options);
        long last = 0;
        foreach (int i in Enumerable.Range(0, 20))
        {
            var report = new Report
            {
                Key = new ReportKey("logs", i.ToString(CultureInfo.InvariantCulture)),
                Mentions =
                [
                    new Mention { Ref = "p", Kind = MentionKind.Phone, Value = $"09123456{i:00}" },
                    new Mention { Ref = "a", Kind = MentionKind.Account, Bank = "970436", Value = "0071000987654" },
                ],
            };
            last = (await client.Resolver.SubmitAsync([report], CancellationToken.None))[0].Position;
        }
        foreach (int i in Enumerable.Range(0, 20))
            Assert.NotNull(await client.Resolver.AskAsync(new EntityQuestion(EntityKey.Parse($"phone:+849123456{i:00}")), last, CancellationToken.None));
        Assert.Equal(0, await gateway.StopAsync());
        Assert.Equal(0, await silo.StopAsync());
        foreach (string said in (string[])[silo.Said, gateway.Said])
        {
            Assert.Contains("dbug: ", said, StringComparison.Ordinal); // the levels were as asked for
            Assert.DoesNotContain("9123456", said, StringComparison.Ordinal);
            Assert.DoesNotContain("0071000987654", said, StringComparison.Ordinal);
        }
    }
}
