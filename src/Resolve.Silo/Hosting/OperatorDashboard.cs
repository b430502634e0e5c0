using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Orleans.Dashboard;
using Resolve.Silo.Configuration;

namespace Resolve.Silo.Hosting;

/// <summary>The Orleans dashboard of a silo, on a loopback port of its own.</summary>
internal static class OperatorDashboard
{
    /// <summary>Adds the dashboard where the options name a port: what it counts, and the address it listens on.</summary>
    public static void Add(WebApplicationBuilder builder, SiloOptions options)
    {
        if (options.DashboardPort == 0) return;
        builder.Services.AddSingleton(new Port(options.DashboardPort));
        builder.Host.UseOrleans(static silo => silo.AddDashboard());
        string urls = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5000"; // Kestrel's own default
        builder.WebHost.UseUrls($"{urls};http://127.0.0.1:{options.DashboardPort.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Maps it as a branch of its own: it answers on its port and nowhere else, and nothing else answers there.</summary>
    public static void Map(WebApplication app)
    {
        if (app.Services.GetService<Port>() is not { } port) return;
        app.MapWhen(c => c.Connection.LocalPort == port.Number, static branch => branch.UseRouting().UseEndpoints(static e => e.MapOrleansDashboard()));
    }

    private sealed record Port(int Number);
}
