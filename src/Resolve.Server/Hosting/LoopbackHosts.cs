using System.Net;
using Microsoft.AspNetCore.HostFiltering;

namespace Resolve.Server.Hosting;

/// <summary>Refuses requests for other hosts where a server listens on loopback only.</summary>
/// <remarks>
/// Without this a page of another site reaches the server by a name of its own that resolves to this machine (DNS rebinding), and the browser
/// takes the answers for that site's. The setting <c>AllowedHosts</c> names other hosts, as for a proxy on the same machine.
/// </remarks>
internal static class LoopbackHosts
{
    /// <summary>Restricts the hosts, when all addresses are on loopback and no setting names hosts.</summary>
    /// <param name="builder">What will listen.</param>
    public static void Restrict(WebApplicationBuilder builder)
    {
        if (builder.Configuration["AllowedHosts"] is { Length: > 0 } and not "*") return;
        string[] urls = (builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string?[] hosts = [.. urls.Select(LoopbackHostOf)];
        if (hosts.Length == 0 || hosts.Contains(null)) return;
        string[] allowed = [.. hosts.OfType<string>().Concat(["localhost", "127.0.0.1", "[::1]"]).Distinct(StringComparer.OrdinalIgnoreCase)];
        builder.Services.Configure<HostFilteringOptions>(o => o.AllowedHosts = allowed);
    }

    private static string? LoopbackHostOf(string url)
    {
        try
        {
            string host = BindingAddress.Parse(url).Host;
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address)) ? host : null;
        }
        catch (FormatException)
        {
            return null; // the server says so when it tries to listen
        }
    }
}
