using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Resolve.Api.Tests.Schemas;

namespace Resolve.Api.Tests.OpenApi;

/// <summary>The OpenAPI document: the one in the repository is the one that is served, and it is complete.</summary>
public partial class OpenApiTests
{
    private const string Regenerate = "docs/openapi.json is not what the server serves. Write it anew and commit it: dotnet run -c Release --project "
        + "src/Resolve.Server -- openapi --out docs/openapi.json";

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        await using ApiHost host = await ApiHost.StartAsync(open: false);

        string served = await host.Http.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative));

        string committed = await File.ReadAllTextAsync(Repository.File("docs/openapi.json"));
        Assert.True(Lines(served) == Lines(committed), Regenerate);
    }

    [Fact]
    public void Every_operation_has_a_problem_for_whatever_fails()
    {
        using JsonDocument document = Committed();
        foreach ((string name, JsonElement operation) in Operations(document.RootElement))
        {
            foreach (JsonProperty response in operation.GetProperty("responses").EnumerateObject())
            {
                bool isProblem = response.Name == "default"
                    || (response.Name[0] is '4' or '5' && !name.Contains("/healthz", StringComparison.Ordinal)
                    && !name.Contains("/readyz", StringComparison.Ordinal));
                if (!isProblem) continue;
                Assert.Equal("#/components/schemas/ProblemDetails", response.Value.GetProperty("content").GetProperty("application/problem+json")
                    .GetProperty("schema").GetProperty("$ref").GetString());
                if (response.Name is "429" or "503") Assert.True(response.Value.GetProperty("headers").TryGetProperty("Retry-After", out _));
            }
            Assert.True(operation.GetProperty("responses").TryGetProperty("default", out _), name);
        }
    }

    [Fact]
    public void Problems_have_the_types_that_the_page_lists()
    {
        using JsonDocument document = Committed();
        JsonElement problem = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails");
        string[] types = [.. problem.GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(e => e.GetString()!)];
        string[] listed = [.. Listed().Matches(File.ReadAllText(Repository.File("docs/api.md"))).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];

        Assert.Equal(listed, types);
        Assert.All((string[])["errors", "position", "failure", "source", "id", "version", "detail"], m =>
            Assert.True(problem.GetProperty("properties").TryGetProperty(m, out _), m));
    }

    [Fact]
    public void The_document_names_how_a_sender_may_prove_itself_and_that_the_host_asks_for_nothing()
    {
        using JsonDocument document = Committed();
        Assert.Equal(["bearer", "certificate"], document.RootElement.GetProperty("components").GetProperty("securitySchemes").EnumerateObject()
            .Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Empty(document.RootElement.GetProperty("security")[0].EnumerateObject());
    }

    /// <summary>Each example of a request is sent as it stands, and answered without a problem about it.</summary>
    [Fact]
    public async Task The_examples_of_requests_are_taken()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        using JsonDocument document = Committed();
        int sent = 0;
        foreach ((string name, JsonElement operation) in Operations(document.RootElement))
        {
            if (!operation.TryGetProperty("requestBody", out JsonElement body)) continue;
            foreach (JsonProperty type in body.GetProperty("content").EnumerateObject())
            {
                if (!type.Value.TryGetProperty("example", out JsonElement example)) continue;
                byte[] bytes = Encoding.UTF8.GetBytes(example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText());
                using HttpResponseMessage response = await host.PostAsync(name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], bytes, type.Name);
                string answer = await response.Content.ReadAsStringAsync();
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, $"{name}: {answer}");
                Assert.DoesNotContain("rejected", answer, StringComparison.Ordinal);
                sent++;
            }
        }
        Assert.Equal(Operations(document.RootElement).Count(o => o.Operation.TryGetProperty("requestBody", out _)), sent);
    }

    private static JsonDocument Committed() => JsonDocument.Parse(File.ReadAllText(Repository.File("docs/openapi.json")));

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd();

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => ($"{o.Name} {p.Name}", o.Value)));

    [GeneratedRegex("^\\| `(/problems/[a-z-]+)`", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
