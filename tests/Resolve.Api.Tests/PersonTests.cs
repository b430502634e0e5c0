using System.Text.Json;
using Resolve.Client.Contracts;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Api.Tests;

public sealed class PersonTests
{
    [Fact]
    public async Task Why_tells_the_waterfall_of_two_persons()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        (string a, string b) = (await Samples.KeyAsync(host, "Trần Văn Bê"), await Samples.KeyAsync(host, "Lê Thị Hoa"));

        PersonComparisonData why = (await host.Client.WhyAsync(a, b))!;

        Assert.Equal((a, b, false), (why.First, why.Second, why.IsOne));
        PairExplanationData pair = Assert.Single(why.Pairs).Explanation;
        Assert.Equal(pair.TotalMillibits, pair.Parts.Sum(p => p.WeightMillibits) + pair.HouseholdMillibits);
        Assert.Contains(pair.Parts, p => p is { Feature: "name", WeightMillibits: < 0, First: "Trần Văn Bê" or "Lê Thị Hoa" });
        Assert.NotEqual("same", pair.Band);
        Assert.Null(await host.Client.WhyAsync(a, "person:0123456789abcdef"));
    }

    [Fact]
    public async Task Why_and_how_tell_of_a_decision_and_of_the_mentions_of_one_person()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        (string a, string b) = (await Samples.KeyAsync(host, "Trần Văn Bê"), await Samples.KeyAsync(host, "Lê Thị Hoa"));
        await host.Client.DecideAsync(new DecisionData("same") { Id = "D1", Persons = [a, b] });

        PersonComparisonData why = (await host.Client.WhyAsync(a, b))!;
        PersonHistoryData how = (await host.Client.HowAsync(b))!;

        Assert.True(why.IsOne);
        Assert.Equal(("decision", "D1", "same"), (why.Pairs[0].Explanation.Reason, why.Pairs[0].Explanation.Decision!.Id,
            why.Pairs[0].Explanation.Decision!.Kind));
        Assert.Equal(2, how.Records.Count);
        HistoryStepData step = Assert.Single(how.Steps);
        Assert.Equal(("merged", (int?)null), (step.Outcome, step.WeightMillibits));
        PersonEventData merge = how.Events![^1];
        Assert.Equal(("merged", "decision", "D1"), (merge.Kind, merge.Cause, merge.CauseId));
        Assert.Equal(new[] { a, b }.Order(StringComparer.Ordinal), merge.Before);
        Assert.Single(merge.After);
        Assert.Null(await host.Client.HowAsync("person:0123456789abcdef"));
    }

    [Fact]
    public async Task The_model_in_force_is_returned_with_its_weights()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        PersonModelData model = await host.Client.GetModelAsync();
        Assert.Equal(("default-1", 0, (DecisionData?)null), (model.Name, model.TrainedRecords, model.Decision));
        Assert.Contains(model.Levels, l => l is { Feature: "birthDate", Level: "generation", MatchMillibits: < 0 });
        Assert.Equal(40, model.Caps["paper"]);
        Assert.True(model.PossibleThresholdMillibits < model.SameThresholdMillibits);
    }

    [Fact]
    public async Task A_person_is_found_by_attributes_and_nothing_is_stored()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        StateData before = await host.Client.GetStateAsync();

        PersonSearchData found = await host.Client.SearchPersonsAsync(new PersonSearchRequest
        {
            Name = "Tran Van Be",
            Documents = [new DocumentData("cccd", "087161001234")],
            Phones = ["0912.345.678", "nonsense"],
        });

        PersonHitData hit = found.Items[0];
        Assert.Equal(("Trần Văn Bê", "same"), (hit.Label, hit.Band));
        Assert.Equal(hit.WeightMillibits, hit.Explanation!.TotalMillibits);
        Assert.Equal("phones[1]", Assert.Single(found.Warnings).Path);
        // Rings are computed in the background and may have come meanwhile.
        StateData after = await host.Client.GetStateAsync();
        Assert.Equal(before with { RingPosition = after.RingPosition, Rings = after.Rings }, after);
    }

    [Fact]
    public async Task One_attribute_is_enough_to_search_by()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        Assert.Equal("Trần Văn Bê", (await host.Client.SearchPersonsAsync(new PersonSearchRequest { Documents = [new DocumentData("cccd",
            "087161001234")] })).Items[0].Label);
        Assert.Equal("Lê Thị Hoa", (await host.Client.SearchPersonsAsync(new PersonSearchRequest { Phones = ["+84 987 654 321"] })).Items[0].Label);
        Assert.Empty((await host.Client.SearchPersonsAsync(new PersonSearchRequest { Phones = ["0905111222"] })).Items);
        PersonSearchData slip = await host.Client.SearchPersonsAsync(new PersonSearchRequest { Name = "Trần Văn Bê",
            Documents = [new DocumentData("cccd", "08716100123")] });
        Assert.Equal(("Trần Văn Bê", "documents[0]"), (slip.Items[0].Label, Assert.Single(slip.Warnings).Path));
    }

    [Theory]
    [InlineData("{}", ":required")]
    [InlineData("""{"sex":"nam"}""", ":required")]
    [InlineData("""{"dob":"tomorrow"}""", "dob:format")]
    [InlineData("""{"name":"An","limit":0}""", "limit:range")]
    [InlineData("""{"documents":[{"type":"cccd","number":"12"}]}""", "documents[0]:format")]
    [InlineData("""{"nam":"An"}""", "nam:unknown-field")]
    public async Task A_description_that_cannot_be_read_is_refused(string body, string error)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using HttpResponseMessage response = await host.PostAsync("v1/persons/search", body);
        Assert.Contains(error, await response.ProblemAsync(400, "question-invalid"));
    }

    [Theory]
    [InlineData("v1/persons/why?a=person:0123456789abcdef", "b:required")]
    [InlineData("v1/persons/why?a=person:0123456789abcdef&b=phone:%2B84912345678", "b:format")]
    [InlineData("v1/persons/why?a=person:0123456789abcdef&b=person:0123456789abcdef&c=1", "c:unknown-parameter")]
    [InlineData("v1/persons/person:XYZ/how", "key:format")]
    public async Task A_question_with_another_key_is_refused(string path, string error)
    {
        await using ApiHost host = await ApiHost.StartAsync();
        Assert.Contains(error, await (await host.GetAsync(path)).ProblemAsync(400, "question-invalid"));
    }

    [Fact]
    public async Task A_value_is_read_with_its_steps()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false);

        ParseData phone = await host.Client.ParseAsync(new ParseRequestData("phone", "0169.123.4567") { Date = new DateOnly(2018, 5, 1) });
        ParseData account = await host.Client.ParseAsync(new ParseRequestData("account", "0071000123456") { Bank = "VCB" });
        ParseData filler = await host.Client.ParseAsync(new ParseRequestData("phone", "0000000000"));

        Assert.Equal(("phone", "phone:+84391234567", (string?)null), (phone.Kind, phone.Key, phone.Reason));
        Assert.NotEmpty(phone.Steps);
        Assert.Equal("account:970436:0071000123456", account.Key);
        Assert.Equal((null, "filler"), (filler.Key, filler.Reason));
        using HttpResponseMessage unknown = await host.PostAsync("v1/parse", """{"kind":"bogus","value":"x"}""");
        Assert.Equal(["kind:unknown-value"], await unknown.ProblemAsync(400, "question-invalid"));
        using HttpResponseMessage raw = await host.PostAsync("v1/parse", """{"kind":"phone","value":"0391234567"}""");
        JsonElement json = await raw.JsonAsync();
        Assert.Equal(["kind", "key", "candidates", "steps", "facts"], json.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task A_mention_names_its_person()
    {
        await using ApiHost host = await Samples.TwoPersonsAsync();
        string key = PersonKeys.ToKey(PersonKeys.Of(new ReportKey("test", "P2"), "m1")).ToString();
        Assert.Equal(await Samples.KeyAsync(host, "Lê Thị Hoa"), (await host.Client.HowAsync(key))!.Person);
    }
}
