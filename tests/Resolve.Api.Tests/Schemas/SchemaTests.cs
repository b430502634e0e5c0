using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;
using Resolve.Reports;

namespace Resolve.Api.Tests.Schemas;

/// <summary>The JSON Schema of a report against the reader, in both directions, and how it is served.</summary>
public partial class SchemaTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(File.ReadAllText(Repository.File("src/Resolve.Api/Schemas/report.json")));

    [Fact]
    public async Task A_host_serves_the_file_of_the_repository()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false);

        using HttpResponseMessage response = await host.GetAsync("schemas/report.json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/schema+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await File.ReadAllBytesAsync(Repository.File("src/Resolve.Api/Schemas/report.json")), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public void The_schema_is_valid_JSON_Schema_2020_12()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Repository.File("src/Resolve.Api/Schemas/report.json")));

        Assert.True(MetaSchemas.Draft202012.Evaluate(schema.RootElement).IsValid);
    }

    /// <summary>What the reader takes the schema takes; what the schema takes the reader takes, or says one of the things that a schema cannot.</summary>
    [Fact]
    public void Schema_and_reader_take_the_same_reports()
    {
        (int taken, int refused, int beyond) = (0, 0, 0);
        for (ulong seed = 0; seed < 6_000; seed++)
        {
            string json = new WrittenReports(seed).Next();
            ReportReadResult read = ReportReader.Read(Encoding.UTF8.GetBytes(json));
            bool valid = IsValid(json);
            if (read.Report is not null)
            {
                Assert.True(valid, $"Seed {seed}: the reader takes it, the schema does not: {Shown(json)}");
                taken++;
            }
            else if (!valid)
            {
                refused++;
            }
            else
            {
                Assert.All(read.Errors, e => Assert.True(IsBeyondSchema(e),
                    $"Seed {seed}: the schema takes it, the reader says {e.Path} {e.Code}: {Shown(json)}"));
                beyond++;
            }
        }
        Assert.True(taken > 600 && refused > 600 && beyond > 30,
            $"The reports are too much alike: {taken} taken, {refused} refused, {beyond} that only the reader refuses.");
    }

    /// <summary>Each single change of a right report is judged alike, so that one error does not hide another.</summary>
    [Fact]
    public void Each_odd_value_in_each_place_is_judged_alike()
    {
        const string Right = """{"source":"s","id":"1","mentions":[{"ref":"r0","kind":"person","name":"A"},"""
            + """{"ref":"r1","kind":"phone","value":"0912345678"}],"links":[{"from":"r0","to":"r1","kind":"holds"}]}""";
        Assert.True(IsValid(Right));
        int judged = 0;
        for (ulong seed = 0; seed < 3_000; seed++)
        {
            using JsonDocument odd = JsonDocument.Parse(new WrittenReports(seed).Next(), new JsonDocumentOptions { AllowDuplicateProperties = true });
            foreach (JsonProperty member in odd.RootElement.EnumerateObject())
            {
                if (member.Name is "source" or "id" or "mentions" or "links") continue;
                string json = Right[..^1] + $",{JsonSerializer.Serialize(member.Name)}:{member.Value.GetRawText()}}}";
                ReportReadResult read = ReportReader.Read(Encoding.UTF8.GetBytes(json));
                Assert.True(IsValid(json) == (read.Report is not null),
                    $"The reader says {string.Join(", ", read.Errors.Select(e => e.Code))}, the schema the opposite: {Shown(json)}");
                judged++;
            }
        }
        Assert.True(judged > 5_000);
    }

    [Fact]
    public void The_examples_of_the_page_are_taken_by_both()
    {
        foreach (string page in (string[])["docs/report-format.md", "docs/vi/report-format.md"])
        {
            string[] examples = [.. Fences().Matches(File.ReadAllText(Repository.File(page))).Select(m => m.Groups[1].Value)];
            Assert.Equal(3, examples.Length);
            Assert.All(examples, json =>
            {
                ReportReadResult read = ReportReader.Read(Encoding.UTF8.GetBytes(json));
                Assert.Empty(read.Errors);
                Assert.Empty(read.Report!.UnknownFields);
                Assert.True(IsValid(json));
            });
        }
    }

    private static bool IsValid(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return s_schema.Evaluate(document.RootElement).IsValid;
    }

    /// <summary>Returns whether an error is one of those that docs/report-format.md lists under "What the schema cannot say".</summary>
    private static bool IsBeyondSchema(FieldError error) =>
        error.Code is FieldErrorCodes.Duplicate or FieldErrorCodes.UnknownRef or FieldErrorCodes.SelfLink or FieldErrorCodes.Json
        || (error.Code == FieldErrorCodes.TooLong && error.Path.Length == 0)
        || (error.Code == FieldErrorCodes.UnknownValue && error.Path.EndsWith(".type", StringComparison.Ordinal)
            && error.Path.Contains("documents[", StringComparison.Ordinal));

    private static string Shown(string json) => json.Length > 1_500 ? json[..1_500] : json;

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
