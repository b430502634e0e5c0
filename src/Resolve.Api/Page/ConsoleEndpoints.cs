using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Resolve.Identifiers.Accounts;
using Resolve.Rings.Dossiers;

namespace Resolve.Api.Page;

/// <summary>The console under <c>/console/</c>: its built files, which are inside the assembly, and the words that it shares with the printed report.</summary>
internal static class ConsoleEndpoints
{
    private const string Prefix = "Console/";

    /// <summary>As of the page, and fonts from this server.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        Assembly assembly = typeof(ConsoleEndpoints).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string file = name[Prefix.Length..];
            Map(app, file == "index.html" ? "/console/" : $"/console/{file}", Read(assembly, name), TypeOf(file));
        }
        Map(app, "/console/words.json", Words(), "application/json; charset=utf-8");
    }

    private static void Map(IEndpointRouteBuilder app, string path, byte[] bytes, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
        app.MapGet(path, IResult (HttpContext context) =>
        {
            // Routes do not tell "/console" from "/console/", whose relative addresses are right.
            if (path.EndsWith('/') && !context.Request.Path.Value!.EndsWith('/')) return TypedResults.Redirect("console/", permanent: false);
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(bytes, type, entityTag: tag);
        }).ExcludeFromDescription();
    }

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };

    private static byte[] Words() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        kinds = KindFiles.Rows,
        words = DossierVocabulary.Words.ToDictionary(w => w.Key, w => (string[])[w.Value.Vi, w.Value.En], StringComparer.Ordinal),
        typologies = DossierVocabulary.Typologies.ToDictionary(t => t.Code, t => (string[])[t.Vi, t.En], StringComparer.Ordinal),
        banks = Banks.All.DistinctBy(b => b.KeyPart).ToDictionary(b => b.KeyPart, b => (string[])[b.Code, b.ShortName, b.LegalName], StringComparer.Ordinal),
    }, s_json);

    private static byte[] Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
