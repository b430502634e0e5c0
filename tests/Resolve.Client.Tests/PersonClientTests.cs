using System.Net;
using System.Text.Json;
using Resolve.Client.Contracts;

namespace Resolve.Client.Tests;

public sealed class PersonClientTests : IDisposable
{
    private readonly StubServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Keys_and_ids_of_analysts_questions_are_percent_encoded()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.NotFound, """{"type":"/problems/decision-unknown","title":"","status":404}""",
            "application/problem+json");

        Assert.Null(await _server.Client.WhyAsync("person:1", "person:2"));
        Assert.Null(await _server.Client.HowAsync("person:1"));
        Assert.Null(await _server.Client.GetDecisionAsync("QĐ/17"));
        Assert.Null(await _server.Client.UndoDecisionAsync("a b"));

        Assert.Equal(
            [
                "GET /base/v1/persons/why?a=person%3A1&b=person%3A2",
                "GET /base/v1/persons/person%3A1/how",
                "GET /base/v1/decisions/Q%C4%90%2F17",
                "DELETE /base/v1/decisions/a%20b",
            ],
            _server.Asked);
    }

    [Fact]
    public async Task A_decision_that_is_repeated_is_the_same_decision()
    {
        const string Receipt = """{"source":"decision","id":"7","version":1,"outcome":"accepted","position":3,"warnings":[]}""";
        int call = 0;
        _server.Answer = _ => ++call == 1
            ? StubServer.Make(HttpStatusCode.ServiceUnavailable, "", "text/plain")
            : StubServer.Make(HttpStatusCode.Created, Receipt);

        ReceiptData receipt = await _server.Retrying.DecideAsync(new DecisionData("same") { Persons = ["person:1", "person:2"], Reason = "cùng một người" });

        Assert.Equal(("7", 3L), (receipt.Id, receipt.Position));
        Assert.Equal(2, _server.Asked.Count);
        Assert.Equal(_server.Asked[0], _server.Asked[1]);
        using JsonDocument sent = JsonDocument.Parse(_server.Asked[0].AsMemory("POST /base/v1/decisions application/json ".Length));
        Assert.Equal(["at", "id", "kind", "persons", "reason"], sent.RootElement.EnumerateObject().Select(m => m.Name).Order());
        Assert.True(Guid.TryParse(sent.RootElement.GetProperty("id").GetString(), out _));
    }

    [Fact]
    public void A_decision_that_names_itself_is_left_as_it_is()
    {
        var given = new DecisionData("same") { Id = "Q/1", At = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) };
        Assert.Same(given, given.Identified());
        DecisionData first = new DecisionData("same").Identified(), second = new DecisionData("same").Identified();
        Assert.NotEqual(first.Id, second.Id);
        Assert.Same(first, first.Identified());
    }

    [Fact]
    public async Task A_description_and_a_value_are_sent_as_given()
    {
        _server.Answer = request => StubServer.Make(HttpStatusCode.OK, request.RequestUri!.AbsolutePath.EndsWith("search", StringComparison.Ordinal)
            ? """{"items":[{"person":"person:1","label":"Hoà","record":"f","weightMillibits":31200,"band":"same"}],"warnings":[],"later":1}"""
            : """{"kind":"phone","key":"phone:+84391234567","candidates":[],"steps":["Renumbered."],"facts":{"country":"VN"}}""");

        PersonSearchData found = await _server.Client.SearchPersonsAsync(new PersonSearchRequest { Name = "Hoà",
            Accounts = [new SearchedAccountData("0071", "VCB")], Limit = 3 });
        ParseData read = await _server.Client.ParseAsync(new ParseRequestData("phone", "0169") { Date = new DateOnly(2018, 5, 1) });

        Assert.Equal((31_200, "same"), (found.Items[0].WeightMillibits, found.Items[0].Band));
        Assert.Equal(("VN", (string?)null), (read.Facts["country"], read.Reason));
        Assert.Equal(
            [
                """POST /base/v1/persons/search application/json {"name":"Hoà","accounts":[{"value":"0071","bank":"VCB"}],"limit":3}""",
                """POST /base/v1/parse application/json {"kind":"phone","value":"0169","date":"2018-05-01"}""",
            ],
            _server.Asked);
    }

    [Fact]
    public async Task A_conflict_of_decisions_is_reported_as_a_conflict()
    {
        _server.Answer = _ => StubServer.Make(HttpStatusCode.Conflict, """{"type":"/problems/decision-conflict","title":"t","status":409}""",
            "application/problem+json");
        ResolveException e = await Assert.ThrowsAsync<ResolveException>(() => _server.Client.DecideAsync(new DecisionData("same")));
        Assert.Equal(ResolveFailure.Conflict, e.Failure);
    }
}
