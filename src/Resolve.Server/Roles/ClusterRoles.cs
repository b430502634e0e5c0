using Microsoft.Extensions.Options;
using Resolve.Server.Hosting;
using Resolve.ServiceDefaults;
using Resolve.Silo.Answers;
using Resolve.Silo.Configuration;
using Resolve.Silo.Hosting;

namespace Resolve.Server.Roles;

/// <summary>The roles of a cluster on PostgreSQL: <c>silo</c>, <c>gateway</c>, <c>migrate</c>.</summary>
internal static class ClusterRoles
{
    /// <summary>Serves as a silo, with the HTTP interface beside it, until the process is asked to stop.</summary>
    /// <param name="settings">Settings of the command line.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>0.</returns>
    public static Task<int> ServeSiloAsync(string[] settings, CancellationToken cancellationToken) =>
        ServeAsync("resolve-silo", settings, AddSilo, cancellationToken);

    /// <summary>Serves as a gateway until the process is asked to stop.</summary>
    /// <param name="settings">Settings of the command line.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>0.</returns>
    public static Task<int> ServeGatewayAsync(string[] settings, CancellationToken cancellationToken) =>
        ServeAsync("resolve-gateway", settings, AddGateway, cancellationToken);

    /// <summary>Makes the tables, or brings them to the newest version.</summary>
    /// <param name="settings">Settings of the command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>0.</returns>
    public static async Task<int> MigrateAsync(string[] settings, CancellationToken cancellationToken)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables()
            .AddCommandLine(settings).Build();
        await ClusterSchema.MigrateAsync(Read(configuration), cancellationToken);
        await Console.Out.WriteLineAsync("Đã có các bảng. · The tables are there.");
        return ExitCodes.Stopped;
    }

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="OptionsValidationException">A value is missing or out of range.</exception>
    public static SiloOptions Read(IConfiguration configuration)
    {
        var options = new SiloOptions();
        try
        {
            configuration.GetSection("Resolve:Silo").Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException("Resolve:Silo", typeof(SiloOptions), [e.Message]); // a value is not of its type
        }
        if (options.ConnectionString.Length == 0) options.ConnectionString = configuration.GetConnectionString("resolve") ?? "";
        ValidateOptionsResult result = new SiloOptionsValidator().Validate(null, options);
        return result.Failed ? throw new OptionsValidationException("Resolve:Silo", typeof(SiloOptions), result.Failures) : options;
    }

    private static async Task<int> ServeAsync(string serviceName, string[] settings, Action<WebApplicationBuilder, SiloOptions> add,
        CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(settings).AddServiceDefaults(serviceName);
        SiloOptions options = Read(builder.Configuration);
        if (options.MigrateAtStart) await ClusterSchema.MigrateAsync(options, cancellationToken);
        await ClusterProtocol.CheckAsync(options, cancellationToken);
        // The host logs why it could not start; the command line reports it in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        add(builder, options);
        LoopbackHosts.Restrict(builder);
        await using WebApplication app = builder.Build();
        OperatorDashboard.Map(app);
        HttpInterface.Map(app);
        await app.RunAsync(cancellationToken);
        return ExitCodes.Stopped;
    }

    private static void AddSilo(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Host.UseOrleans(silo => SiloSetup.Configure(silo, options));
        OperatorDashboard.Add(builder, options);
        HttpInterface.Add(builder, static s => s.GetRequiredService<ClusterResolver>());
    }

    private static void AddGateway(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Host.UseOrleansClient(client => SiloSetup.Configure(client, options));
        HttpInterface.Add(builder, static s => s.GetRequiredService<GatewayResolver>());
    }
}
