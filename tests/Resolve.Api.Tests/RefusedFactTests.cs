using System.Net;
using System.Text;
using System.Text.Json;
using Resolve.Runtime.Ports;

namespace Resolve.Api.Tests;

/// <summary>Requests that once went into the journal and could not be read back: each is refused with its field, the service goes on, and the journal opens
/// again.</summary>
public sealed class RefusedFactTests
{
    public static TheoryData<string> Withdrawals =>
        ["v1/reports/s/TB-1%20?version=2", "v1/reports/s/TB-1%07?version=2", "v1/reports/%20s/TB-1?version=2", "v1/reports/s/%E2%80%83?version=1"];

    [Theory]
    [MemberData(nameof(Withdrawals))]
    public async Task A_withdrawal_of_a_key_that_no_report_can_have_is_refused(string address)
    {
        var journal = new InMemoryJournal();
        await using (ApiHost host = await ApiHost.StartAsync(journal))
        {
            using HttpResponseMessage response = await host.Http.DeleteAsync(address);
            Assert.Single(await response.ProblemAsync(400, "report-invalid"));
            using HttpResponseMessage next = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
            Assert.Equal(HttpStatusCode.Created, next.StatusCode);
        }
        await using ApiHost again = await ApiHost.StartAsync(journal);
        Assert.Equal(1, (await again.Client.GetStateAsync()).JournalPosition);
    }

    [Fact]
    public async Task A_report_whose_canonical_form_is_too_large_fails_its_line_and_no_other()
    {
        // 90,000 emoji are 360 kB as sent and 1,080 kB escaped.
        string large = Samples.Phone("2", "0912345678")
            .Replace("\"mentions\"", $"\"narrative\":\"{string.Concat(Enumerable.Repeat("😀", 90_000))}\",\"mentions\"", StringComparison.Ordinal);
        var journal = new InMemoryJournal();
        await using (ApiHost host = await ApiHost.StartAsync(journal))
        {
            using HttpResponseMessage alone = await host.PostAsync("v1/reports", large);
            await alone.ProblemAsync(400, "report-invalid");
            using var body = new StringContent($"{Samples.Phone("1", "0912345678")}\n{large}\n{Samples.Phone("3", "0912345679")}\n",
                Encoding.UTF8, "application/x-ndjson");
            using HttpResponseMessage batch = await host.Http.PostAsync("v1/reports/batch", body);
            string[] outcomes = [.. (await batch.Content.ReadAsStringAsync()).Trim().Split('\n')
                .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("outcome").GetString()!)];
            Assert.Equal(["accepted", "rejected", "accepted"], outcomes);
        }
        await using ApiHost again = await ApiHost.StartAsync(journal);
        Assert.Equal(2, (await again.Client.GetStateAsync()).JournalPosition);
    }

    [Fact]
    public async Task A_decision_of_the_highest_version_answers_409_when_it_is_taken_back()
    {
        var journal = new InMemoryJournal();
        await using ApiHost host = await ApiHost.StartAsync(journal);
        using HttpResponseMessage taken = await host.PostAsync(
            "v1/decisions", """{"id":"d","version":2147483647,"at":"2026-03-02T00:00:00Z","kind":"exclude","persons":["person:0123456789abcdef"],"model":"""
                + """{"name":"x"}}""");
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        using HttpResponseMessage undone = await host.Http.DeleteAsync("v1/decisions/d");
        await undone.ProblemAsync(409, "decision-conflict");
        Assert.Equal(1, journal.Position);
    }

    [Fact]
    public async Task An_unknown_outcome_says_that_it_is_unknown_and_the_service_goes_on_from_the_journal()
    {
        var journal = new FaultyJournal { AppendsLeft = 0, Failure = JournalFailure.Unknown };
        await using ApiHost host = await ApiHost.StartAsync(journal);
        using HttpResponseMessage response = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        JsonElement problem = await response.JsonAsync();
        Assert.Equal("unknown", problem.GetProperty("failure").GetString());
        Assert.Contains("idempotent", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        journal.AppendsLeft = int.MaxValue;
        using HttpResponseMessage next = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
        Assert.Equal(1, journal.Position);
        Assert.Null((await host.Client.GetStateAsync()).Failure);
    }
}
