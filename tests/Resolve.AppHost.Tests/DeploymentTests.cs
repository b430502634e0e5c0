using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Resolve.Silo.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Resolve.AppHost.Tests;

/// <summary>The files to deploy with have what the program reads and needs: settings that there are, its ports, its probes, its time to drain.</summary>
public sealed partial class DeploymentTests
{
    private const string Folder = "deploy", Kubernetes = "kubernetes/resolve.yaml", Compose = "compose.yaml";
    private const int DrainSeconds = 90, HttpPort = 8080;

    private static readonly string[] s_roles = ["migrate", "silo", "gateway"];

    [Fact]
    public void Every_setting_of_the_files_is_one_that_the_program_reads()
    {
        string[] names = [.. Texts().SelectMany(text => SettingName().Matches(text)).Select(m => m.Value).Distinct()];
        Assert.Contains("ConnectionStrings__resolve", names);
        Assert.Contains("Resolve__Silo__AdvertisedAddress", names);
        Assert.All(names.Where(n => n.StartsWith("ConnectionStrings__", StringComparison.Ordinal)), n => Assert.Equal("ConnectionStrings__resolve", n));
        foreach (string name in names.Where(n => n.StartsWith("Resolve__", StringComparison.Ordinal)))
        {
            string[] path = name.Split("__");
            Assert.Equal("Silo", path[1]);
            Type type = typeof(SiloOptions);
            foreach (string part in path[2..])
            {
                PropertyInfo? property = type.GetProperty(part);
                Assert.True(property is { CanWrite: true }, $"{name}: {type.Name} has no {part}.");
                type = property.PropertyType;
            }
        }
    }

    [Fact]
    public void Compose_starts_every_role_after_the_tables_and_gives_a_silo_time_to_drain()
    {
        Node root = Assert.Single(Documents(Compose));
        Assert.Equal(["gateway", "migrate", "postgres", "silo"], root["services"].Keys.Order());
        foreach (string role in s_roles) Assert.Equal([role], root["services"][role]["command"].Items.Select(i => i.Text));
        Assert.Equal("service_healthy", root["services"]["migrate"]["depends_on"]["postgres"]["condition"].Text);
        foreach (string role in new[] { "silo", "gateway" })
        {
            Node service = root["services"][role];
            Assert.Equal("service_completed_successfully", service["depends_on"]["migrate"]["condition"].Text);
            Assert.Equal($"{DrainSeconds}s", service["stop_grace_period"].Text);
            string probe = service["healthcheck"]["test"].Items[^1].Text;
            Assert.Contains("GET /readyz", probe, StringComparison.Ordinal);
            Assert.Contains($"/{HttpPort} ", probe.Replace(';', ' '), StringComparison.Ordinal);
            Assert.True(service["environment"].Has("OTEL_SERVICE_NAME") && service["environment"].Has("ConnectionStrings__resolve"));
        }
        Assert.NotEqual(root["services"]["silo"]["environment"]["OTEL_SERVICE_NAME"].Text,
            root["services"]["gateway"]["environment"]["OTEL_SERVICE_NAME"].Text);
        Assert.True(int.Parse(root["services"]["silo"]["deploy"]["replicas"].Text, CultureInfo.InvariantCulture) >= 2);
        Assert.EndsWith($":{HttpPort}", Assert.Single(root["services"]["gateway"]["ports"].Items).Text, StringComparison.Ordinal);
        // Every secret and volume that a service takes is declared, and the database keeps its files.
        foreach (string service in root["services"].Keys)
            foreach (Node secret in root["services"][service].ItemsOf("secrets")) Assert.True(root["secrets"].Has(secret.Text), $"{service}: {secret.Text}");
        Assert.Contains(root["services"]["postgres"]["volumes"].Items, v => root["volumes"].Has(v.Text.Split(':')[0]));
    }

    [Fact]
    public void Kubernetes_has_silos_gateways_and_the_job_with_probes_a_budget_and_secrets()
    {
        Node[] all = [.. Documents(Kubernetes)];
        Node job = One(all, "Job", "migrate"), silo = One(all, "StatefulSet", "silo"), gateway = One(all, "Deployment", "gateway");
        foreach ((Node work, string role) in new[] { (job, "migrate"), (silo, "silo"), (gateway, "gateway") })
        {
            Node pod = work["spec"]["template"], container = Assert.Single(pod["spec"]["containers"].Items);
            Assert.Equal([role], container["args"].Items.Select(a => a.Text));
            Node database = container["env"].Items.Single(e => e["name"].Text == "ConnectionStrings__resolve");
            Assert.True(database["valueFrom"]["secretKeyRef"].Has("name") && database["valueFrom"]["secretKeyRef"].Has("key"));
            Assert.True(container["resources"]["requests"].Has("cpu") && container["resources"]["requests"].Has("memory")
                && container["resources"]["limits"].Has("memory"));
            Assert.Equal("true", pod["spec"]["securityContext"]["runAsNonRoot"].Text);
            Assert.Equal(role, pod["metadata"]["labels"]["app.kubernetes.io/component"].Text);
        }
        foreach ((Node work, string role) in new[] { (silo, "silo"), (gateway, "gateway") })
        {
            Node pod = work["spec"]["template"]["spec"], container = pod["containers"].Items[0];
            Assert.Equal(role, work["spec"]["selector"]["matchLabels"]["app.kubernetes.io/component"].Text);
            Assert.Equal(role, One(all, "PodDisruptionBudget", role)["spec"]["selector"]["matchLabels"]["app.kubernetes.io/component"].Text);
            Assert.Equal(role, One(all, "Service", role)["spec"]["selector"]["app.kubernetes.io/component"].Text);
            Assert.True(int.Parse(pod["terminationGracePeriodSeconds"].Text, CultureInfo.InvariantCulture) >= DrainSeconds);
            foreach ((string probe, string path) in new[] { ("startupProbe", "/readyz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/healthz") })
                Assert.Equal((path, "http"), (container[probe]["httpGet"]["path"].Text, container[probe]["httpGet"]["port"].Text));
            Dictionary<string, int> ports = container["ports"].Items.ToDictionary(p => p["name"].Text, p =>
                int.Parse(p["containerPort"].Text, CultureInfo.InvariantCulture));
            Assert.Equal(HttpPort, ports["http"]);
            Assert.All(One(all, "Service", role)["spec"]["ports"].Items, p => Assert.Contains(p["targetPort"].Text, ports.Keys));
            if (role == "silo") Assert.Equal((PortOf(container, "SiloPort"), PortOf(container, "GatewayPort")), (ports["members"], ports["gateways"]));
        }
        Assert.Equal("silo", silo["spec"]["serviceName"].Text);
    }

    [Fact]
    public void The_image_listens_where_the_files_ask_and_runs_without_rights()
    {
        string text = File.ReadAllText(PathOf("Dockerfile"));
        var defaults = new SiloOptions();
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"ASPNETCORE_URLS=http://+:{HttpPort}"), text, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"EXPOSE {HttpPort} {defaults.SiloPort} {defaults.GatewayPort}"),
            text, StringComparison.Ordinal);
        Assert.Contains("USER $APP_UID", text, StringComparison.Ordinal);
        Match program = PublishedProject().Match(text);
        Assert.True(program.Success && Directory.Exists(Path.Combine(PathOf(".."), program.Groups[1].Value)),
            "The image publishes a project that is not there.");
        Assert.Contains($"\"{Path.GetFileNameWithoutExtension(new Projects.Resolve_Server().ProjectPath)}.dll\"", text, StringComparison.Ordinal);
    }

    private static int PortOf(Node container, string setting) =>
        int.Parse(container["env"].Items.Single(e => e["name"].Text == "Resolve__Silo__" + setting)["value"].Text, CultureInfo.InvariantCulture);

    private static Node One(Node[] all, string kind, string name) => Assert.Single(all, d => d["kind"].Text == kind && d["metadata"]["name"].Text == name);

    private static IEnumerable<string> Texts() => new[] { Compose, Kubernetes }.Select(f => File.ReadAllText(PathOf(f)));

    private static List<Node> Documents(string file)
    {
        IDeserializer yaml = new DeserializerBuilder().Build();
        using var text = new StringReader(File.ReadAllText(PathOf(file)));
        var parser = new MergingParser(new Parser(text));
        parser.Consume<StreamStart>();
        List<Node> documents = [];
        while (parser.Accept<DocumentStart>(out _)) documents.Add(new Node(file, yaml.Deserialize(parser)!));
        return documents;
    }

    private static string PathOf(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", Folder, file);

    [GeneratedRegex("(Resolve|ConnectionStrings)__[A-Za-z_]+")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"dotnet publish (\S+)")]
    private static partial Regex PublishedProject();

    /// <summary>A part of a YAML document; what is missing is named with its path.</summary>
    private sealed record Node(string Path, object Value)
    {
        public string Text => Assert.IsType<string>(Value);

        public IReadOnlyList<Node> Items => [.. Assert.IsType<List<object>>(Value).Select((v, i) => new Node($"{Path}[{i}]", v))];

        public IEnumerable<string> Keys => Map.Keys.Cast<string>();

        private Dictionary<object, object> Map => Assert.IsType<Dictionary<object, object>>(Value);

        public Node this[string key]
        {
            get
            {
                Assert.True(Has(key), $"{Path} has no {key}.");
                return new Node($"{Path}.{key}", Map[key]);
            }
        }

        public bool Has(string key) => Map.ContainsKey(key);

        public IReadOnlyList<Node> ItemsOf(string key) => Has(key) ? this[key].Items : [];
    }
}
