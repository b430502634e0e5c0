using System.Globalization;
using Microsoft.Extensions.Configuration;

// The cluster on one machine: database, tables, silos, gateway, dashboard.
//   dotnet run --project AppHost                                        PostgreSQL in a container, two silos
//   dotnet run --project AppHost -- --Silos=3                           three silos
//   ConnectionStrings__resolve='Host=...' dotnet run --project AppHost  an existing PostgreSQL, no container runtime needed
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);

const string Settings = "Resolve__Silo__";
int silos = builder.Configuration.GetValue("Silos", 2);
if (silos is < 1 or > 64) throw new InvalidOperationException($"Silos is {silos}; it is from 1 to 64.");

IResourceBuilder<IResourceWithConnectionString> database = builder.Configuration.GetConnectionString("resolve") is { Length: > 0 }
    ? builder.AddConnectionString("resolve")
    : builder.AddPostgres("postgres").WithDataVolume("resolve-postgres").AddDatabase("resolve");

// Aspire's Orleans integration knows no ADO.NET clustering: silos and gateway get the database by reference and read its members themselves.
IResourceBuilder<ProjectResource> tables = AddProgram("migrate", "migrate").WaitFor(database);
IResourceBuilder<ProjectResource>[] members = [.. Enumerable.Range(1, silos).Select(AddSilo)];
IResourceBuilder<ProjectResource> gateway = Serve(AddProgram("gateway", "gateway"), port: 8080).WithExternalHttpEndpoints();
foreach (IResourceBuilder<ProjectResource> silo in members) gateway.WaitFor(silo);

await builder.Build().RunAsync().ConfigureAwait(false);

// Silos listen on the target ports themselves, since Orleans members call one another without a proxy.
IResourceBuilder<ProjectResource> AddSilo(int number) =>
    Serve(AddProgram(string.Create(CultureInfo.InvariantCulture, $"silo-{number}"), "silo"), port: null)
        .WithEndpoint(name: "members", scheme: "tcp", env: Settings + "SiloPort")
        .WithEndpoint(name: "gateways", scheme: "tcp", env: Settings + "GatewayPort");

// The one program, in one of its roles.
IResourceBuilder<ProjectResource> AddProgram(string name, string role) =>
    builder.AddProject<Projects.Resolve_Silo>(name, launchProfileName: null)
        .WithArgs(role)
        .WithReference(database)
        .WithEnvironment(Settings + "AdvertisedAddress", "127.0.0.1");

IResourceBuilder<ProjectResource> Serve(IResourceBuilder<ProjectResource> program, int? port) =>
    program.WaitForCompletion(tables).WithHttpEndpoint(port, name: "http").WithHttpHealthCheck("/readyz");
