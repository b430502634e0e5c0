using System.Net;
using System.Text.Json;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Persons.Models;

namespace Resolve.Api.Tests;

public sealed class DecisionTests
{
    [Fact]
    public async Task A_decision_joins_two_persons_and_its_undo_parts_them()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        (string a, string b) = (await Samples.KeyAsync(host, "Trần Văn Bê"), await Samples.KeyAsync(host, "Lê Thị Hoa"));

        ReceiptData receipt = await host.Client.DecideAsync(new DecisionData("same") { Persons = [a, b], By = "cán bộ 1", Reason = "cùng một người" });

        Assert.Equal(("decision", "accepted", 3L), (receipt.Source, receipt.Outcome, receipt.Position));
        Assert.Empty(receipt.Warnings);
        Assert.Equal(2, (await host.Client.GetEntityAsync(a, receipt.Position))!.Records.Count);
        DecisionData listed = Assert.Single(await host.Client.ListDecisionsAsync());
        Assert.Equal((receipt.Id, "same", "cán bộ 1", "cùng một người"), (listed.Id, listed.Kind, listed.By, listed.Reason));
        Assert.Equal([a, b], listed.Persons);
        Assert.Equal(listed.At, (await host.Client.GetDecisionAsync(receipt.Id))!.At);

        Assert.Equal("accepted", (await host.Client.UndoDecisionAsync(receipt.Id))!.Outcome);
        Assert.Empty(await host.Client.ListDecisionsAsync());
        Assert.Single((await host.Client.GetEntityAsync(a, 4))!.Records);
        Assert.Equal("duplicate", (await host.Client.UndoDecisionAsync(receipt.Id))!.Outcome);
        Assert.Null(await host.Client.UndoDecisionAsync("nobody made this"));
        Assert.Null(await host.Client.GetDecisionAsync(receipt.Id));
    }

    [Fact]
    public async Task The_host_gives_a_decision_its_id_and_time_and_keeps_those_that_are_given()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        string a = await Samples.KeyAsync(host, "Trần Văn Bê");
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-1);

        await host.Client.DecideAsync(new DecisionData("exclude") { Persons = [a] });
        var at = new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.FromHours(7));
        using HttpResponseMessage created = await host.PostAsync("v1/decisions",
            $$"""{"id":"QĐ/17","at":"2026-03-04T09:00:00+07:00","kind":"exclude","persons":["{{a}}"]}""");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/v1/decisions/Q%C4%90%2F17", created.Headers.Location!.OriginalString);
        IReadOnlyList<DecisionData> decisions = await host.Client.ListDecisionsAsync();
        Assert.Equal(at, decisions.Single(d => d.Id == "QĐ/17").At);
        DecisionData given = decisions.Single(d => d.Id != "QĐ/17");
        Assert.True(Guid.TryParse(given.Id, out _));
        Assert.InRange(given.At!.Value, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal("QĐ/17", (await host.Client.GetDecisionAsync("QĐ/17"))!.Id);
        Assert.Equal("accepted", (await host.Client.UndoDecisionAsync("QĐ/17"))!.Outcome);
    }

    [Fact]
    public async Task The_same_decision_again_is_a_duplicate_and_another_under_its_id_a_conflict()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        (string a, string b) = (await Samples.KeyAsync(host, "Trần Văn Bê"), await Samples.KeyAsync(host, "Lê Thị Hoa"));
        var decision = new DecisionData("different") { Id = "D1", At = DateTimeOffset.UnixEpoch, Persons = [a, b] };

        await host.Client.DecideAsync(decision);

        Assert.Equal("duplicate", (await host.Client.DecideAsync(decision)).Outcome);
        ResolveException conflict = await Assert.ThrowsAsync<ResolveException>(() => host.Client.DecideAsync(decision with { Kind = "same" }));
        Assert.Equal((ResolveFailure.Conflict, "/problems/decision-conflict"), (conflict.Failure, conflict.Problem!.Type));
        Assert.Equal("different", Assert.Single(await host.Client.ListDecisionsAsync()).Kind);
    }

    [Fact]
    public async Task A_person_whom_no_report_mentions_is_reported_and_waited_for()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        ReceiptData receipt = await host.Client.DecideAsync(new DecisionData("exclude") { Persons = ["person:0123456789abcdef"] });
        Assert.Equal(("accepted", "persons[0]", "unknown"), (receipt.Outcome, receipt.Warnings[0].Path, receipt.Warnings[0].Code));
    }

    [Theory]
    [InlineData("""{"kind":"maybe","persons":[]}""", "kind:unknown-value")]
    [InlineData("""{"kind":"same","persons":["person:0123456789abcdef"]}""", "persons:required")]
    [InlineData("""{"kind":"same","persons":["person:0123456789abcdef","person:0123456789abcdef"]}""", "persons:duplicate")]
    [InlineData("""{"kind":"exclude","persons":["phone:+84912345678"]}""", "persons:format")]
    [InlineData("""{"kind":"exclude","persons":["person:0123456789abcdef"],"at":"yesterday"}""", "at:format")]
    [InlineData("""{"kind":"adopt-model"}""", "model:format")]
    [InlineData("""{"kind":"adopt-model","model":{"format":"x"}}""", "model:format")]
    [InlineData("""{"kind":""", ":json")]
    [InlineData("""{"kind":"same","kind":"same"}""", ":json")]
    [InlineData("""[]""", ":type")]
    public async Task A_decision_that_cannot_be_read_is_refused_with_its_fields(string body, string error)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.PostAsync("v1/decisions", body);
        Assert.Contains(error, await response.ProblemAsync(400, "decision-invalid"));
        Assert.Empty(await host.Client.ListDecisionsAsync());
    }

    [Fact]
    public async Task A_model_is_adopted_and_listed_without_its_content()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        using var json = new MemoryStream();
        PersonModel.Default.With("mine").Write(json);
        using JsonDocument model = JsonDocument.Parse(json.ToArray());

        ReceiptData receipt = await host.Client.DecideAsync(new DecisionData("adopt-model") { Model = model.RootElement });

        Assert.Equal("accepted", receipt.Outcome);
        DecisionData listed = Assert.Single(await host.Client.ListDecisionsAsync());
        Assert.Equal(("adopt-model", (JsonElement?)null), (listed.Kind, listed.Model));
    }

    [Fact]
    public async Task A_host_without_analysts_says_so_and_one_that_starts_says_that()
    {
        await using ApiHost starting = await ApiHost.StartAsync(open: false);
        await (await starting.GetAsync("v1/decisions")).ProblemAsync(503, "starting");
        starting.Slot.Open(new BrokenService("secret"));
        await (await starting.GetAsync("v1/decisions")).ProblemAsync(501, "not-offered");
        await (await starting.PostAsync("v1/decisions", "{}")).ProblemAsync(501, "not-offered");
    }
}
