using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Resolve.Api.Page;

/// <summary>The plain page at <c>/</c>: rings in a table, one ring with its picture, one person and how it came to be. Its files are inside the assembly; it
/// calls nothing outside.</summary>
internal static class PageEndpoints
{
    /// <summary>Reports are hostile text: no inline script or style runs, and nothing is loaded from anywhere else.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
            + "'none'";

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        Map(app, "/", "index.html", "text/html; charset=utf-8");
        Map(app, "/kinds.js", KindFiles.Script, "text/javascript; charset=utf-8");
        Map(app, "/kinds.css", KindFiles.Style, "text/css; charset=utf-8");
        Map(app, "/page.css", "page.css", "text/css; charset=utf-8");
        Map(app, "/page.js", "page.js", "text/javascript; charset=utf-8");
        Map(app, "/words.js", "words.js", "text/javascript; charset=utf-8");
        Map(app, "/alerts.js", "alerts.js", "text/javascript; charset=utf-8");
        Map(app, "/alert-words.js", "alert-words.js", "text/javascript; charset=utf-8");
        Map(app, "/picture.js", "picture.js", "text/javascript; charset=utf-8");
        Map(app, "/money.js", "money.js", "text/javascript; charset=utf-8");
        Map(app, "/person.js", "person.js", "text/javascript; charset=utf-8");
        Map(app, "/person-words.js", "person-words.js", "text/javascript; charset=utf-8");
        Map(app, "/favicon.ico", "icon.svg", "image/svg+xml");
    }

    private static void Map(IEndpointRouteBuilder app, string path, string file, string type) => Map(app, path, Read(file), type);

    private static void Map(IEndpointRouteBuilder app, string path, byte[] bytes, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
        app.MapGet(path, (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(bytes, type, entityTag: tag);
        }).ExcludeFromDescription();
    }

    private static byte[] Read(string file)
    {
        Assembly assembly = typeof(PageEndpoints).Assembly;
        using Stream stream = assembly.GetManifestResourceStream($"Page/{file}")
            ?? throw new InvalidOperationException($"The assembly was built without Page/{file}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
