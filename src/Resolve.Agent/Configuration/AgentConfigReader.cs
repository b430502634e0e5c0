using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Resolve.Tables;

namespace Resolve.Agent.Configuration;

/// <summary>What the agent works by: the configuration with its mappings read and its paths made full.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Mappings">The mapping of each folder and database that has one, by name.</param>
/// <param name="Files">The files that it was read from: a change of one is a new configuration.</param>
internal sealed record AgentSettings(AgentConfig Config, IReadOnlyDictionary<string, CsvMapping> Mappings, IReadOnlyList<string> Files);

/// <summary>Reads the configuration; every fault names its member.</summary>
internal static class AgentConfigReader
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a configuration.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AgentConfigException">It cannot be read, or a member is wrong.</exception>
    public static AgentSettings Read(string path)
    {
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!;
        AgentConfig config = Parse(full);
        config = config with
        {
            Outbox = Path.Combine(folder, config.Outbox),
            KeyFile = config.KeyFile is { } key ? Path.Combine(folder, key) : null,
            Folders = [.. config.Folders.Select(f => f with { Path = Path.Combine(folder, f.Path) })],
        };
        Check(config);
        var files = new List<string> { full };
        var mappings = new Dictionary<string, CsvMapping>(StringComparer.Ordinal);
        foreach ((string name, string member, JsonElement? mapping) in
            config.Folders.Select((f, i) => (f.Name, $"folders[{i}].mapping", f.Mapping))
                .Concat(config.Databases.Select((d, i) => (d.Name, $"databases[{i}].mapping", (JsonElement?)d.Mapping))))
        {
            if (mapping is { } given) mappings.Add(name, ReadMapping(given, member, folder, files));
        }
        if (config.KeyFile is { } keyFile) files.Add(keyFile);
        return new AgentSettings(config, mappings, files);
    }

    private static AgentConfig Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AgentConfig>(File.ReadAllBytes(path), s_options) ?? throw new AgentConfigException("The configuration is null.");
        }
        catch (JsonException e)
        {
            throw new AgentConfigException($"The configuration cannot be read at {e.Path ?? "its start"}, line {e.LineNumber + 1}: a member is unknown, "
                + "missing or of another type, or it is not JSON.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentConfigException($"The configuration {path} cannot be opened.", e);
        }
    }

    private static CsvMapping ReadMapping(JsonElement mapping, string member, string folder, List<string> files)
    {
        try
        {
            if (mapping.ValueKind != JsonValueKind.String) return CsvMapping.Parse(Encoding.UTF8.GetBytes(mapping.GetRawText()));
            string file = Path.Combine(folder, mapping.GetString()!);
            files.Add(file);
            return CsvMapping.Parse(File.ReadAllBytes(file));
        }
        catch (CsvMappingException e)
        {
            throw new AgentConfigException($"{member}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentConfigException($"{member}: the file cannot be opened.", e);
        }
    }

    private static void Check(AgentConfig config)
    {
        Require(Uri.TryCreate(config.Server, UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https", "server",
            "an address such as https://resolve.example.vn/ is expected.");
        Require(config.OutboxMiBMax is >= 1 and <= 1 << 20, "outboxMiBMax", "it is from 1 to 1048576.");
        Require(config.EverySeconds is >= 0.1 and <= 3600, "everySeconds", "it is from 0.1 to 3600.");
        Require(config.Status is null || IsLoopback(config.Status), "status",
            "an http address with a loopback host is expected, such as http://127.0.0.1:5090.");
        Require(config.Folders.Count + config.Databases.Count > 0, "folders", "there is neither a folder nor a database.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in config.Folders.Select(f => f.Name).Concat(config.Databases.Select(d => d.Name)))
            Require(name.Length is > 0 and <= 60 && !name.Any(char.IsControl) && names.Add(name), "name",
                $"'{name}' is empty, longer than 60 characters or stands twice.");
        for (int i = 0; i < config.Folders.Count; i++)
        {
            FolderConfig folder = config.Folders[i];
            Require(folder.SettleSeconds is >= 0 and <= 3600, $"folders[{i}].settleSeconds", "it is from 0 to 3600.");
            Require(folder.Patterns.Count > 0 && folder.Patterns.All(p => p.Length > 0 && p.AsSpan().IndexOfAny('/', '\\') < 0), $"folders[{i}].patterns",
                "names such as *.csv are expected.");
            Require(folder.Encoding == "auto" || IsEncoding(folder.Encoding), $"folders[{i}].encoding",
                "auto, or the name of an encoding such as windows-1258, is expected.");
        }
        for (int i = 0; i < config.Databases.Count; i++)
        {
            DatabaseConfig database = config.Databases[i];
            CheckProvider(database.Provider, $"databases[{i}].provider");
            Require(database.Connection is null != database.ConnectionVariable is null, $"databases[{i}].connection",
                "either connection or connectionVariable is expected.");
            Require(database.View.Length > 0 && database.Cursor.Length > 0, $"databases[{i}].view", "view and cursor are not empty.");
        }
    }

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme == "http"
            && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip)));

    private static bool IsEncoding(string name)
    {
        try
        {
            return TextFile.Named(name) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void CheckProvider(string provider, string member)
    {
        try
        {
            DatabaseProviders.Find(provider);
        }
        catch (ArgumentException e)
        {
            throw new AgentConfigException($"{member}: {e.Message}", e);
        }
    }

    private static void Require(bool holds, string member, string message)
    {
        if (!holds) throw new AgentConfigException($"{member}: {message}");
    }
}
