using System.Text.Json;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Storage.Sqlite;

namespace Resolve.Cli.Tests.Commands.Review;

/// <summary>Decisions, explanations and search on a data directory.</summary>
public sealed class ReviewTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_decision_and_its_undo_leave_the_exports_as_they_were()
    {
        (string a, string b) = await TwoPersonsAsync();
        string before = await _run.ExportAllAsync();

        CliResult decided = await CliRun.RunAsync("decide", "same", a, b, "--data", _run.Data, "--id", "D1", "--by", "cán bộ 1", "--reason",
            "cùng một người", "--json");
        Assert.True(decided.Code == 0, decided.ToString());
        Assert.Equal("accepted", decided.Json().GetProperty("outcome").GetString());
        Assert.NotEqual(before, await _run.ExportAllAsync());
        JsonElement listed = (await CliRun.RunAsync("decisions", "--data", _run.Data, "--json")).Json().GetProperty("items")[0];
        Assert.Equal(("D1", "same", "cán bộ 1"), (listed.GetProperty("id").GetString(), listed.GetProperty("kind").GetString(),
            listed.GetProperty("by").GetString()));
        Assert.Contains("1 decision in force", (await CliRun.RunAsync("decisions", "--data", _run.Data)).Output, StringComparison.Ordinal);
        JsonElement how = (await CliRun.RunAsync("how", a, "--data", _run.Data, "--json")).Json();
        Assert.Equal((2, "merged"), (how.GetProperty("records").GetArrayLength(), how.GetProperty("steps")[0].GetProperty("outcome").GetString()));
        Assert.Equal(0, (await CliRun.RunAsync("verify", "--data", _run.Data)).Code);

        Assert.Equal(0, (await CliRun.RunAsync("undo", "D1", "--data", _run.Data)).Code);
        Assert.Equal(before, await _run.ExportAllAsync());
        Assert.Contains("was taken back before", (await CliRun.RunAsync("undo", "D1", "--data", _run.Data)).Output, StringComparison.Ordinal);
        Assert.Equal(6, (await CliRun.RunAsync("undo", "D9", "--data", _run.Data)).Code);
    }

    [Fact]
    public async Task Decisions_in_any_order_give_the_same_exports()
    {
        (string a, string b) = await TwoPersonsAsync();
        string other = _run.Path("other");
        await _run.ImportAsync(_run.Feed("again", Persons()), other);
        string[][] decisions =
        [
            ["decide", "same", a, b, "--id", "D1", "--at", "2026-03-01"],
            ["decide", "different", a, b, "--id", "D2", "--at", "2026-03-02"],
            ["decide", "exclude", a, "--id", "D3", "--at", "2026-03-03"],
        ];
        foreach (string[] decision in decisions) Assert.Equal(0, (await CliRun.RunAsync([.. decision, "--data", _run.Data])).Code);
        foreach (string[] decision in decisions.Reverse()) Assert.Equal(0, (await CliRun.RunAsync([.. decision, "--data", other])).Code);
        Assert.Equal(await _run.ExportAllAsync(), await _run.ExportAllAsync(other));
    }

    [Fact]
    public async Task Why_tells_weights_and_why_not_what_is_missing()
    {
        (string a, string b) = await TwoPersonsAsync();

        CliResult why = await CliRun.RunAsync("why", a, b, "--data", _run.Data);
        CliResult not = await CliRun.RunAsync("why-not", "test/P1#s", "test/P2#s", "--data", _run.Data, "--json");

        Assert.Contains("two persons", why.Output, StringComparison.Ordinal);
        Assert.Contains("total", why.Output, StringComparison.Ordinal);
        JsonElement pair = not.Json().GetProperty("pairs")[0].GetProperty("explanation");
        int parts = pair.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("weightMillibits").GetInt32());
        Assert.Equal(pair.GetProperty("totalMillibits").GetInt32(), parts + pair.GetProperty("householdMillibits").GetInt32());
        Assert.True(pair.GetProperty("missingMillibits").GetInt32() > 0);
        Assert.Equal(6, (await CliRun.RunAsync("why", a, "person:0123456789abcdef", "--data", _run.Data)).Code);
        Assert.Equal(2, (await CliRun.RunAsync("how", "0391234567", "--data", _run.Data)).Code);
    }

    [Fact]
    public async Task A_person_is_found_by_attributes()
    {
        (string a, _) = await TwoPersonsAsync();
        foreach (string[] attributes in (string[][])[["--name", "tran van be", "--dob", "3/4/1961"], ["--document", "087161001234"],
            ["--phone", "+84 391 234 567"]])
        {
            CliResult found = await CliRun.RunAsync(["search", .. attributes, "--data", _run.Data, "--json"]);
            Assert.True(found.Code == 0, found.ToString());
            Assert.Equal(a, found.Json().GetProperty("items")[0].GetProperty("person").GetString());
        }
        Assert.Equal(6, (await CliRun.RunAsync("search", "--phone", "0905111222", "--data", _run.Data)).Code);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("search", "--dob", "tomorrow")]
    [InlineData("search", "--document", "12")]
    [InlineData("decide")]
    [InlineData("decide", "same", "person:0123456789abcdef")]
    [InlineData("decide", "same", "person:0123456789abcdef", "person:0123456789abcdef")]
    [InlineData("model", "adopt", "no-such-file.json")]
    public async Task A_mistake_of_use_has_code_2(params string[] args)
    {
        await TwoPersonsAsync();
        CliResult result = await CliRun.RunAsync([.. args, "--data", _run.Data]);
        Assert.True(result.Code == 2, result.ToString());
        Assert.NotEmpty(result.Error);
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_not_made()
    {
        string nowhere = _run.Path("nowhere");
        Assert.Equal(4, (await CliRun.RunAsync("decide", "exclude", "person:0123456789abcdef", "--data", nowhere)).Code);
        Assert.Equal(4, (await CliRun.RunAsync("decisions", "--data", nowhere)).Code);
        Assert.Equal(4, (await CliRun.RunAsync("train", "--out", _run.Path("m.json"), "--data", nowhere)).Code);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task A_directory_in_use_is_read_and_not_written()
    {
        (string a, _) = await TwoPersonsAsync();
        await using SqliteJournal held = await SqliteJournal.OpenAsync(_run.Data, new SqliteJournalOptions(), CancellationToken.None);
        Assert.Equal(0, (await CliRun.RunAsync("how", a, "--data", _run.Data)).Code);
        CliResult refused = await CliRun.RunAsync("decide", "exclude", a, "--data", _run.Data);
        Assert.Equal(4, refused.Code);
        Assert.Contains("in use", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_trained_alike_twice_adopted_shown_and_undone()
    {
        await _run.ImportAsync(_run.Feed("many", Enumerable.Range(0, 200)
            .Select(i => Samples.Of($"M{i}", Person($"Trần Văn {(char)('A' + i % 23)}{i % 7}", $"19{60 + i % 30}-0{1 + i % 9}-11")))));
        string before = await _run.ExportAllAsync();
        (string one, string two) = (_run.Path("one.json"), _run.Path("two.json"));
        CliResult trained = await CliRun.RunAsync("train", "--data", _run.Data, "--out", one, "--json");
        Assert.True(trained.Code == 0, trained.ToString());
        await CliRun.RunAsync("train", "--data", _run.Data, "--out", two);
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        Assert.StartsWith("model default-1: the one that ships", (await CliRun.RunAsync("model", "show", "--data", _run.Data)).Output,
            StringComparison.Ordinal);

        CliResult adopted = await CliRun.RunAsync("model", "adopt", one, "--data", _run.Data, "--id", "M1", "--reason", "first");
        Assert.True(adopted.Code == 0, adopted.ToString());
        JsonElement shown = (await CliRun.RunAsync("model", "show", "--data", _run.Data, "--json")).Json();
        Assert.Equal(trained.Json().GetProperty("name").GetString(), shown.GetProperty("name").GetString());
        Assert.Equal("M1", shown.GetProperty("decision").GetProperty("id").GetString());
        Assert.Equal(0, (await CliRun.RunAsync("verify", "--data", _run.Data)).Code);

        Assert.Equal(0, (await CliRun.RunAsync("undo", "M1", "--data", _run.Data)).Code);
        Assert.Equal(before, await _run.ExportAllAsync());
    }

    internal static Report[] Persons() =>
    [
        Samples.Of("P1", Person("Trần Văn Bê", "1961-04-03") with { Documents = [new DocumentMention("cccd", "087161001234")] },
            Samples.Phone("t", "0391234567")) with
            { Links = [new ReportLink("s", "t", LinkKind.Holds)] },
        Samples.Of("P2", Person("Lê Thị Hoa", "1990-05-06"), Samples.Phone("t", "0987654321")) with { Links = [new ReportLink("s", "t", LinkKind.Holds)] },
    ];

    private static Mention Person(string name, string birth) => Samples.Person("s", name) with { BirthDate = birth };

    private async Task<(string A, string B)> TwoPersonsAsync()
    {
        await _run.ImportAsync(_run.Feed("two", Persons()));
        string[] rows = (await CliRun.RunAsync("export", "persons", "--format", "csv", "--out", "-", "--data", _run.Data)).OutputLines();
        return (rows.Single(r => r.StartsWith("P1,", StringComparison.Ordinal))[3..].TrimEnd(),
            rows.Single(r => r.StartsWith("P2,", StringComparison.Ordinal))[3..].TrimEnd());
    }
}
