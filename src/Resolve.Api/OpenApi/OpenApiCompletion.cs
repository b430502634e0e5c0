using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Resolve.Api.Http;

namespace Resolve.Api.OpenApi;

/// <summary>Adds to the OpenAPI document what the framework cannot know: members of problems, headers, examples, security schemes, streams of lines.</summary>
internal static class OpenApiCompletion
{
    private const string Problem = "ProblemDetails";
    private const string Ndjson = "application/x-ndjson";

    private static readonly string[] s_failures = ["storage", "read-only", "in-use", "damaged", "unavailable", "unknown"];
    private static readonly int[] s_statuses = [400, 404, 405, 408, 413, 415, 500];

    public static void Apply(OpenApiDocument document)
    {
        OpenApiWords.Apply(document);
        DescribeProblem(document);
        DescribeReport(document);
        DescribeSecurity(document);
        foreach (OpenApiOperation operation in document.Paths.Values.SelectMany(p => p.Operations?.Values
            ?? Enumerable.Empty<OpenApiOperation>())) Complete(operation, document);
    }

    /// <summary>Every type of problem that the API answers with, as docs/api.md lists them.</summary>
    private static IEnumerable<string> ProblemTypes() =>
    [
        .. typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)
            .Union(s_statuses.Select(Problems.OfStatus)).Order(StringComparer.Ordinal),
    ];

    private static void DescribeProblem(OpenApiDocument document)
    {
        OpenApiSchema problem = Schema(document, Problem);
        IDictionary<string, IOpenApiSchema> members = problem.Properties ??= new Dictionary<string, IOpenApiSchema>();
        problem.Description = "A failed request (RFC 9457). No problem repeats a value of a report.";
        problem.Required = new HashSet<string> { "type", "title", "status" };
        members["type"] = Text("A stable URI reference; docs/api.md says what to do about each.", ProblemTypes());
        members["title"] = Text("A sentence for people; the same for every problem of the type.");
        members["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." };
        members["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchemaReference("FieldErrorData", document),
            Description = "The fields or parameters that are wrong.",
        };
        members["position"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64",
            Description = "Of position-not-reached: how far the answers are." };
        members["failure"] = Text("Of journal-unavailable: what kind of failure the journal has.", s_failures);
        members["source"] = Text("Of a conflict: the report's source.");
        members["id"] = Text("Of a conflict: the id of the report or decision.");
        members["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32",
            Description = "Of a conflict: the version that was taken by another body." };
    }

    private static void DescribeReport(OpenApiDocument document)
    {
        OpenApiSchema report = Schema(document, "ReportData");
        report.Description += " The JSON Schema at /schemas/report.json states every rule.";
        report.Required = new HashSet<string> { "source", "id" }; // a text alone is a report, and so is a withdrawal
        Schema(document, "DocumentData").Required = new HashSet<string> { "number" };
    }

    private static void DescribeSecurity(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = "A key of the sending system, or a token of the unit's identity provider." },
            ["certificate"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.MutualTLS, Description = "A client certificate." },
        };
        // The host itself asks for neither yet: the empty requirement says so. A proxy before it may ask for one.
        document.Security =
        [
            new OpenApiSecurityRequirement(),
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("certificate", document)] = [] },
        ];
    }

    private static void Complete(OpenApiOperation operation, OpenApiDocument document)
    {
        OpenApiResponses responses = operation.Responses ??= [];
        foreach ((string status, IOpenApiResponse response) in responses)
        {
            if (response is not OpenApiResponse own) continue;
            if (status is "429" or "503") Header(own, "Retry-After", "Seconds to wait before the request is sent again.", JsonSchemaType.Integer);
            if (status == "201") Header(own, "Location", "The address of what was made.", JsonSchemaType.String);
            if (own.Content?.TryGetValue(Ndjson, out OpenApiMediaType? lines) == true) lines.Schema = Lines("BatchLineData");
        }
        responses.TryAdd("default", new OpenApiResponse
        {
            Description = "A failed request.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem,
                document) } },
        });
        if (operation.RequestBody?.Content?.TryGetValue(Ndjson, out OpenApiMediaType? body) == true) body.Schema = Lines("ReportData");
        OpenApiExamples.Apply(operation);
    }

    private static void Header(OpenApiResponse response, string name, string description, JsonSchemaType type)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } };
    }

    /// <summary>OpenAPI 3.1 has no schema for a sequence of JSON texts, so it is a text, and its lines are described.</summary>
    private static OpenApiSchema Lines(string line) => new()
    {
        Type = JsonSchemaType.String,
        Format = "binary",
        Description = $"NDJSON in UTF-8: each line is a {line}. It may be sent and read as a stream.",
    };

    private static OpenApiSchema Text(string description, IEnumerable<string>? words = null) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = words is null ? null : [.. words.Select(w => (JsonNode)JsonValue.Create(w)!)],
    };

    private static OpenApiSchema Schema(OpenApiDocument document, string name) =>
        document.Components?.Schemas?.TryGetValue(name, out IOpenApiSchema? schema) == true && schema is OpenApiSchema own ? own
            : throw new InvalidOperationException($"The OpenAPI document has no schema {name}.");
}
