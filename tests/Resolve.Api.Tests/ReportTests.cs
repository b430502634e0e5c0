using System.Net;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Api.Tests;

public sealed class ReportTests
{
    [Fact]
    public async Task A_report_answers_201_with_its_receipt_and_is_there_afterwards()
    {
        await using ApiHost host = await ApiHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("v1/reports", Samples.Case("TB-1", "0912345678", "0071000123456"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/v1/reports/test/TB-1", response.Headers.Location?.OriginalString);
        JsonElement receipt = await response.JsonAsync();
        Assert.Equal("test", receipt.GetProperty("source").GetString());
        Assert.Equal("TB-1", receipt.GetProperty("id").GetString());
        Assert.Equal(1, receipt.GetProperty("version").GetInt32());
        Assert.Equal("accepted", receipt.GetProperty("outcome").GetString());
        Assert.Equal(1, receipt.GetProperty("position").GetInt64());
        Assert.Empty(receipt.GetProperty("warnings").EnumerateArray());
        StoredReportData? stored = await host.Client.GetReportAsync("test", "TB-1");
        Assert.NotNull(stored);
        Assert.Equal(1, stored.Position);
        Assert.Equal("Nguyễn Thị Hoà", stored.Report.GetProperty("mentions")[0].GetProperty("name").GetString());
        Assert.Contains(stored.Mentions, m => m.Entity == "phone:+84912345678" && m.Role == "suspect");
    }

    [Fact]
    public async Task The_same_again_is_a_duplicate_and_another_body_a_conflict()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));

        using HttpResponseMessage again = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));
        using HttpResponseMessage other = await host.PostAsync("v1/reports", Samples.Phone("1", "0987654321"));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("duplicate", (await again.JsonAsync()).GetProperty("outcome").GetString());
        await other.ProblemAsync(409, "report-conflict");
        Assert.Equal(1, (await host.Client.GetStateAsync()).JournalPosition);
    }

    [Fact]
    public async Task The_highest_version_counts_whichever_comes_first()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Phone("1", "0987654321", version: 2));

        using HttpResponseMessage late = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678", version: 1));

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Equal("superseded", (await late.JsonAsync()).GetProperty("outcome").GetString());
        Assert.Equal(2, (await host.Client.GetReportAsync("test", "1"))!.Report.GetProperty("version").GetInt32());
        Assert.Null(await host.Client.GetEntityAsync("phone:+84912345678", atLeast: 2));
    }

    [Fact]
    public async Task A_withdrawn_report_is_gone_and_withdrawing_again_changes_nothing()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));

        ReceiptData? first = await host.Client.WithdrawAsync("test", "1");
        ReceiptData? again = await host.Client.WithdrawAsync("test", "1");

        Assert.Equal(("accepted", 2), (first!.Outcome, first.Version));
        Assert.Equal("duplicate", again!.Outcome);
        Assert.Null(await host.Client.GetReportAsync("test", "1"));
        Assert.Null(await host.Client.GetEntityAsync("phone:+84912345678", first.Position));
        Assert.Null(await host.Client.WithdrawAsync("test", "never seen"));
    }

    [Fact]
    public async Task A_withdrawal_with_a_version_may_come_before_its_report()
    {
        await using ApiHost host = await ApiHost.StartAsync();

        ReceiptData? withdrawn = await host.Client.WithdrawAsync("test", "1", version: 3);
        using HttpResponseMessage late = await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));

        Assert.Equal("accepted", withdrawn!.Outcome);
        Assert.Equal("superseded", (await late.JsonAsync()).GetProperty("outcome").GetString());
        Assert.Null(await host.Client.GetReportAsync("test", "1"));
    }

    [Theory]
    [InlineData("dongthap/pc02", "TB-2026-000123")]
    [InlineData("a/b/c", "x y+z")]
    [InlineData("công an/Đồng Tháp", "Vụ số 1")]
    [InlineData("per%2Fcent", "100%")]
    [InlineData("a", "with/slash")]
    [InlineData("a", "?q=1#top")]
    [InlineData("𠀀", "\U0001F4A5")]
    public async Task Any_source_and_id_are_found_and_withdrawn_by_their_address(string source, string id)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        ReceiptData receipt = await host.Client.SubmitAsync(new ReportData(source, id, [new MentionData("phone") { Value = "0912345678" }]));
        Assert.Equal("accepted", receipt.Outcome);

        StoredReportData? stored = await host.Client.GetReportAsync(source, id);

        Assert.Equal(source, stored!.Report.GetProperty("source").GetString());
        Assert.Equal(id, stored.Report.GetProperty("id").GetString());
        Assert.Equal("accepted", (await host.Client.WithdrawAsync(source, id))!.Outcome);
    }

    [Fact]
    public async Task A_source_may_stand_in_the_address_with_its_slashes_as_they_are()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Phone("TB-1", "0912345678", source: "dongthap/pc02/x"));

        using HttpResponseMessage found = await host.GetAsync("v1/reports/dongthap/pc02/x/TB-1");
        using HttpResponseMessage gone = await host.Http.DeleteAsync(new Uri("v1/reports/dongthap/pc02/x/TB-1", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
    }

    [Theory]
    [InlineData("v1/reports/only-a-source")]
    [InlineData("v1/reports/a/%FF")]
    [InlineData("v1/reports/a/b?x=1")]
    public async Task An_address_that_names_no_report_is_refused(string path)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.GetAsync(path);
        Assert.NotEmpty(await response.ProblemAsync(400, "question-invalid"));
    }

    [Fact]
    public async Task When_the_journal_cannot_write_nothing_is_taken_and_the_answer_says_when_to_try_again()
    {
        var journal = new FaultyJournal { AppendsLeft = 1 };
        await using ApiHost host = await ApiHost.StartAsync(journal);
        await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));

        using HttpResponseMessage refused = await host.PostAsync("v1/reports", Samples.Phone("2", "0987654321"));

        await refused.ProblemAsync(503, "journal-unavailable");
        Assert.Equal("storage", (await refused.JsonAsync()).GetProperty("failure").GetString());
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Null(await host.Client.GetReportAsync("test", "2"));
        journal.AppendsLeft = int.MaxValue;
        using HttpResponseMessage taken = await host.PostAsync("v1/reports", Samples.Phone("2", "0987654321"));
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    [Fact]
    public async Task Unknown_fields_are_kept_and_reported()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        const string Report = """{"source":"s","id":"1","colour":"red","mentions":[{"kind":"phone","value":"0912345678","tag":[1]}]}""";

        using HttpResponseMessage response = await host.PostAsync("v1/reports", Report);

        string[] paths = [.. (await response.JsonAsync()).GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("path").GetString()!)];
        Assert.Equal(["colour", "mentions[0].tag"], paths.Order(StringComparer.Ordinal));
        JsonElement stored = (await host.Client.GetReportAsync("s", "1"))!.Report;
        Assert.Equal("red", stored.GetProperty("colour").GetString());
        Assert.Equal(1, stored.GetProperty("mentions")[0].GetProperty("tag")[0].GetInt32());
    }

    [Fact]
    public async Task A_mention_that_names_no_entity_is_kept_and_reported()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.PostAsync("v1/reports", Samples.Phone("1", "12"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.NotEmpty((await response.JsonAsync()).GetProperty("warnings").EnumerateArray());
        Assert.All((await host.Client.GetReportAsync("test", "1"))!.Mentions, m => Assert.NotNull(m.Reason));
    }
}
