using Resolve.Api;

namespace Resolve.Server.Roles;

/// <summary><c>openapi</c>: writes the OpenAPI document as every host serves it.</summary>
internal static class OpenApiRole
{
    /// <summary>Writes the document. A host without an engine answers for it, on a free port of the loopback address.</summary>
    /// <param name="file">The file that is written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddResolveApi();
        await using WebApplication app = builder.Build().MapResolveApi();
        await app.StartAsync(cancellationToken);
        using var http = new HttpClient();
        byte[] document = await http.GetByteArrayAsync(new Uri(app.Urls.First() + "/openapi/v1.json"), cancellationToken);
        await File.WriteAllBytesAsync(file, document, cancellationToken);
        return ExitCodes.Stopped;
    }
}
