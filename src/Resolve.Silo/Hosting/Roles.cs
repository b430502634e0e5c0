using Microsoft.Extensions.Options;
using Resolve.Runtime.Ports;
using Resolve.ServiceDefaults;
using Resolve.Silo.Answers;

namespace Resolve.Silo.Hosting;

/// <summary>The roles of the program: <c>silo</c>, <c>gateway</c>, <c>migrate</c>, <c>export</c>.</summary>
internal static class Roles
{
    private const string Usage = """
        resolve-silo <role> [--Section:Name=value ...]

          silo      a silo of the cluster, with the HTTP interface beside it (the default)
          gateway   the HTTP interface only, as a client of the cluster
          migrate   makes the tables in PostgreSQL, or brings them to the newest version
          export    reports|records|entities|links|persons|rings --out FILE [--format ndjson|csv]: writes what the cluster holds

        Settings come from appsettings.json, the environment (Resolve__Silo__ConnectionString) and the command line. See docs/operating/.
        """;

    /// <summary>Runs a role.</summary>
    /// <param name="args">The role, then settings.</param>
    /// <returns>0; 1 when it failed; 2 when there is no such role.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        string role = args is [var first, ..] && !first.StartsWith('-') ? first : "silo";
        string[] settings = args is [var given, ..] && given == role ? args[1..] : args;
        try
        {
            switch (role)
            {
                case "silo":
                    await ServeAsync("resolve-silo", settings, AddSilo).ConfigureAwait(false);
                    return 0;
                case "gateway":
                    await ServeAsync("resolve-gateway", settings, AddGateway).ConfigureAwait(false);
                    return 0;
                case "export":
                    return await ExportRole.RunAsync(settings).ConfigureAwait(false);
                case "migrate":
                    return await MigrateAsync(settings).ConfigureAwait(false);
                default:
                    await Console.Error.WriteLineAsync(Usage).ConfigureAwait(false);
                    return 2;
            }
        }
        catch (OptionsValidationException e)
        {
            foreach (string failure in e.Failures) await Console.Error.WriteLineAsync(failure).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="OptionsValidationException">A value is missing or out of range.</exception>
    public static SiloOptions Read(IConfiguration configuration)
    {
        var options = new SiloOptions();
        configuration.GetSection("Resolve:Silo").Bind(options);
        if (options.ConnectionString.Length == 0) options.ConnectionString = configuration.GetConnectionString("resolve") ?? "";
        ValidateOptionsResult result = new SiloOptionsValidator().Validate(null, options);
        if (result.Failed) throw new OptionsValidationException("Resolve:Silo", typeof(SiloOptions), result.Failures);
        return options;
    }

    private static async Task ServeAsync(string serviceName, string[] settings, Action<WebApplicationBuilder, SiloOptions> add)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(settings).AddServiceDefaults(serviceName);
        SiloOptions options = Read(builder.Configuration);
        if (options.MigrateAtStart) await ClusterSchema.MigrateAsync(options, CancellationToken.None).ConfigureAwait(false);
        add(builder, options);
        await using WebApplication app = builder.Build();
        HttpInterface.Map(app);
        await app.RunAsync().ConfigureAwait(false);
    }

    private static void AddSilo(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Host.UseOrleans(silo => SiloSetup.Configure(silo, options));
        HttpInterface.Add(builder, static s => s.GetRequiredService<ClusterResolver>());
    }

    private static void AddGateway(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Host.UseOrleansClient(client => SiloSetup.Configure(client, options));
        HttpInterface.Add(builder, static s => s.GetRequiredService<GatewayResolver>());
    }

    private static async Task<int> MigrateAsync(string[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(settings).Build();
        try
        {
            await ClusterSchema.MigrateAsync(Read(configuration), CancellationToken.None).ConfigureAwait(false);
            await Console.Out.WriteLineAsync("The tables are there.").ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (e is JournalException or Npgsql.NpgsqlException or OptionsValidationException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return 1;
        }
    }
}
