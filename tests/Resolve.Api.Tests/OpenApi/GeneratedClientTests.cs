using System.Text;
using System.Text.Json;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Resolve.Generated;
using Resolve.Generated.Models;

namespace Resolve.Api.Tests.OpenApi;

/// <summary>A client that Kiota made from docs/openapi.json works against a running server: the document says enough for other languages.</summary>
public class GeneratedClientTests
{
    [Fact]
    public async Task A_generated_client_submits_a_report_and_reads_it_back()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpClientRequestAdapter adapter = Adapter(host);
        var client = new ResolveApiClient(adapter);

        ReceiptData? receipt = await client.V1.Reports.PostAsync(Report("TB-1"));

        Assert.Equal(ReceiptData_outcome.Accepted, receipt?.Outcome);
        Assert.Equal(1, receipt?.Position);
        Assert.Empty(receipt!.Warnings!);
        ReceiptData? again = await client.V1.Reports.PostAsync(Report("TB-1"));
        Assert.Equal(ReceiptData_outcome.Duplicate, again?.Outcome);
        StoredReportData? stored = await client.V1.Reports["dongthap/pc02"]["TB-1"].GetAsync();
        Assert.Equal(1, stored?.Position);
        Assert.Equal("phone:+84391234567", stored!.Mentions![0].Entity);
        EntityData? entity = await client.V1.Entities["phone:+84391234567"].GetAsync(r => r.QueryParameters.AtLeast = receipt.Position);
        Assert.Equal(1, entity?.Entity?.ReportCount);
    }

    [Fact]
    public async Task A_generated_client_gets_the_members_of_a_problem()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpClientRequestAdapter adapter = Adapter(host);
        var client = new ResolveApiClient(adapter);
        ReportData wrong = Report("TB-1");
        wrong.Mentions![0].Value = null;

        ProblemDetails invalid = await Assert.ThrowsAsync<ProblemDetails>(() => client.V1.Reports.PostAsync(wrong));
        await client.V1.Reports.PostAsync(Report("TB-2"));
        ReportData other = Report("TB-2");
        other.Narrative = "Khác.";
        ProblemDetails conflict = await Assert.ThrowsAsync<ProblemDetails>(() => client.V1.Reports.PostAsync(other));

        Assert.Equal(ProblemDetails_type.ProblemsReportInvalid, invalid.Type);
        Assert.Equal(("mentions[0].value", "required"), (invalid.Errors!.Single().Path, invalid.Errors!.Single().Code));
        Assert.Equal((ProblemDetails_type.ProblemsReportConflict, "TB-2", 1), (conflict.Type, conflict.Id, conflict.Version));
    }

    [Fact]
    public async Task A_generated_client_streams_lines()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpClientRequestAdapter adapter = Adapter(host);
        var client = new ResolveApiClient(adapter);
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(
            """{"source":"s","id":"1","narrative":"Số 0391234567."}""" + "\n" + """{"source":"s","id":"2"}""" + "\n"));

        using Stream? answer = await client.V1.Reports.Batch.PostAsync(lines);

        using var reader = new StreamReader(answer!);
        string[] results = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] outcomes = [.. results.Select(r => JsonDocument.Parse(r).RootElement.GetProperty("outcome").GetString()!)];
        Assert.Equal(["accepted", "rejected"], outcomes);
    }

    private static HttpClientRequestAdapter Adapter(ApiHost host) =>
        new(new AnonymousAuthenticationProvider(), httpClient: host.Http) { BaseUrl = host.Http.BaseAddress!.ToString().TrimEnd('/') };

    private static ReportData Report(string id) => new()
    {
        Source = "dongthap/pc02",
        Id = id,
        ReceivedAt = new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)),
        Loss = new MoneyData { Amount = 250_000_000, Currency = "VND" },
        Mentions =
        [
            new MentionData { Ref = "sdt", Kind = MentionData_kind.Phone, Role = MentionData_role.Suspect, Value = "0391.234.567" },
            new MentionData { Ref = "stk", Kind = MentionData_kind.Account, Role = MentionData_role.Suspect, Value = "0071000123456", Bank = "VCB" },
        ],
        Links = [new ReportLinkData { From = "sdt", To = "stk", Kind = ReportLinkData_kind.Related }],
    };
}
