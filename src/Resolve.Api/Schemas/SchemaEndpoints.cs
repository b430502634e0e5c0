using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Resolve.Api.Schemas;

/// <summary><c>/schemas/report.json</c>: the JSON Schema (2020-12) of a report, the file that stands beside this one.</summary>
internal static class SchemaEndpoints
{
    /// <summary>The schema as the assembly has it.</summary>
    public static byte[] Report { get; } = Read("report.json");

    public static void MapSchemas(this IEndpointRouteBuilder app)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Report)[..8])}\"");
        app.MapGet("/schemas/report.json", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(Report, "application/schema+json", entityTag: tag);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(string file)
    {
        Assembly assembly = typeof(SchemaEndpoints).Assembly;
        using Stream stream = assembly.GetManifestResourceStream($"Schemas/{file}")
            ?? throw new InvalidOperationException($"The assembly was built without Schemas/{file}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
