using System.Globalization;
using Microsoft.Extensions.Configuration;

// The cluster on one machine, or published for many: database, tables, silos, gateway, dashboard.
//   dotnet run --project AppHost                                        PostgreSQL in a container, two silos
//   dotnet run --project AppHost -- --Silos=3                           three silos
//   ConnectionStrings__resolve='Host=...' dotnet run --project AppHost  an existing PostgreSQL, no container runtime needed
//   aspire publish                                                      Docker Compose and Kubernetes files
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);

int silos = builder.Configuration.GetValue("Silos", 2);
IResourceBuilder<IResourceWithConnectionString> database = builder.Configuration.GetConnectionString("resolve") is { Length: > 0 }
    ? builder.AddConnectionString("resolve")
    : builder.AddPostgres("postgres").WithDataVolume("resolve-postgres").AddDatabase("resolve");

// Aspire's Orleans integration knows no ADO.NET clustering: the silos get the database by reference and read it themselves.
IResourceBuilder<ProjectResource> tables = builder.AddProject<Projects.Resolve_Silo>("migrate", launchProfileName: null)
    .WithArgs("migrate")
    .WithReference(database)
    .WaitFor(database);

if (builder.ExecutionContext.IsPublishMode)
{
    builder.AddDockerComposeEnvironment("compose");
    builder.AddKubernetesEnvironment("kubernetes");
    AddSilo("silo", 11_111, 30_000).WithReplicas(silos); // each in a container of its own, so that all may use the same ports
}
else
{
    for (int i = 1; i <= silos; i++) AddSilo(string.Create(CultureInfo.InvariantCulture, $"silo-{i}"), 11_110 + i, 30_000 + i);
}

IResourceBuilder<ProjectResource> gateway = builder.AddProject<Projects.Resolve_Silo>("gateway", launchProfileName: null)
    .WithArgs("gateway")
    .WithReference(database)
    .WaitForCompletion(tables)
    .WithHttpEndpoint(port: 8080, name: "http")
    .WithHttpHealthCheck("/readyz")
    .WithExternalHttpEndpoints();

foreach (IResourceBuilder<ProjectResource> silo in builder.Resources.OfType<ProjectResource>()
    .Where(r => r.Name.StartsWith("silo", StringComparison.Ordinal)).Select(builder.CreateResourceBuilder))
    gateway.WaitFor(silo);

await builder.Build().RunAsync().ConfigureAwait(false);

IResourceBuilder<ProjectResource> AddSilo(string name, int siloPort, int gatewayPort) =>
    builder.AddProject<Projects.Resolve_Silo>(name, launchProfileName: null)
        .WithArgs("silo")
        .WithReference(database)
        .WaitForCompletion(tables)
        .WithEnvironment("Resolve__Silo__SiloPort", siloPort.ToString(CultureInfo.InvariantCulture))
        .WithEnvironment("Resolve__Silo__GatewayPort", gatewayPort.ToString(CultureInfo.InvariantCulture))
        .WithHttpEndpoint(name: "http")
        .WithHttpHealthCheck("/readyz");
