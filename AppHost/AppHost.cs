using System.Globalization;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Microsoft.Extensions.Configuration;

// The cluster on one machine, or published for many: database, tables, silos, gateway, dashboard.
//   dotnet run --project AppHost                                        PostgreSQL in a container, two silos
//   dotnet run --project AppHost -- --Silos=3                           three silos
//   ConnectionStrings__resolve='Host=...' dotnet run --project AppHost  an existing PostgreSQL, no container runtime needed
//   aspire publish -- --Target=compose                                  Docker Compose files (the default)
//   aspire publish -- --Target=kubernetes                               a Helm chart
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);

const int DrainSeconds = 90;
int silos = builder.Configuration.GetValue("Silos", 2);
IResourceBuilder<IResourceWithConnectionString> database = builder.Configuration.GetConnectionString("resolve") is { Length: > 0 }
    ? builder.AddConnectionString("resolve")
    : builder.AddPostgres("postgres").WithDataVolume("resolve-postgres").AddDatabase("resolve");

// Aspire's Orleans integration knows no ADO.NET clustering: the silos get the database by reference and read it themselves.
IResourceBuilder<ProjectResource> tables = builder.AddProject<Projects.Resolve_Silo>("migrate", launchProfileName: null)
    .WithArgs("migrate")
    .WithReference(database)
    .WaitFor(database);

var members = new List<IResourceBuilder<ProjectResource>>();
if (builder.ExecutionContext.IsPublishMode)
{
    // One target at a time: with two in the model Aspire wants each resource to be given to one of them.
    switch (builder.Configuration.GetValue("Target", "compose"))
    {
        case "compose":
            builder.AddDockerComposeEnvironment("compose");
            break;
        case "kubernetes":
            builder.AddKubernetesEnvironment("kubernetes");
            break;
        case var target:
            throw new InvalidOperationException($"Target '{target}' is neither compose nor kubernetes.");
    }
    // Each in a container of its own, so that all may use the same ports. Compose's publisher passes over WithReplicas.
    members.Add(AddSilo("silo", 11_111, 30_000).WithReplicas(silos)
        .PublishAsDockerComposeService((_, service) => service.Deploy = new Deploy { Replicas = silos }));
}
else
{
    for (int i = 1; i <= silos; i++) members.Add(AddSilo(string.Create(CultureInfo.InvariantCulture, $"silo-{i}"), 11_110 + i, 30_000 + i));
}

IResourceBuilder<ProjectResource> gateway = Serve(builder.AddProject<Projects.Resolve_Silo>("gateway", launchProfileName: null)
    .WithArgs("gateway")
    .WithHttpEndpoint(port: 8080, name: "http"))
    .WithExternalHttpEndpoints();
foreach (IResourceBuilder<ProjectResource> silo in members) gateway.WaitFor(silo);

await builder.Build().RunAsync().ConfigureAwait(false);

IResourceBuilder<ProjectResource> AddSilo(string name, int siloPort, int gatewayPort) =>
    Serve(builder.AddProject<Projects.Resolve_Silo>(name, launchProfileName: null)
        .WithArgs("silo")
        .WithEnvironment("Resolve__Silo__SiloPort", siloPort.ToString(CultureInfo.InvariantCulture))
        .WithEnvironment("Resolve__Silo__GatewayPort", gatewayPort.ToString(CultureInfo.InvariantCulture))
        .WithHttpEndpoint(name: "http"));

// What silos and gateways have alike: the database, probes that mean it, and the time a silo takes to hand its shares over.
IResourceBuilder<ProjectResource> Serve(IResourceBuilder<ProjectResource> project)
{
    project.WithReference(database)
        .WaitForCompletion(tables)
        .WithHttpHealthCheck("/readyz")
        .WithHttpProbe(ProbeType.Readiness, "/readyz", periodSeconds: 2)
        .WithHttpProbe(ProbeType.Liveness, "/healthz", periodSeconds: 10);
    if (!builder.ExecutionContext.IsPublishMode) return project;
    return project
        .PublishAsDockerComposeService((_, service) => service.StopGracePeriod = string.Create(CultureInfo.InvariantCulture, $"{DrainSeconds}s"))
        .PublishAsKubernetesService(service =>
        {
            if (service.Workload is { } workload) workload.PodTemplate.Spec.TerminationGracePeriodSeconds = DrainSeconds;
        });
}
