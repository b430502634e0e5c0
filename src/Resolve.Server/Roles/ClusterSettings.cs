using System.Reflection;
using Resolve.Api.Hosting;
using Resolve.Silo.Configuration;

namespace Resolve.Server.Roles;

/// <summary>Reads settings of the command line, <c>--Section:Name=value</c>, and refuses those that nobody reads.</summary>
internal static class ClusterSettings
{
    private static readonly string[] s_host = ["urls", "environment", "contentRoot", "http_ports", "https_ports", "ConnectionStrings:resolve"];
    private static readonly string[] s_sections = ["Logging:", "Kestrel:"];

    /// <summary>Reads the settings.</summary>
    /// <param name="tokens">What stands on the command line beside the role's own options.</param>
    /// <param name="settings">The settings, each in one word.</param>
    /// <returns>What is wrong with one of them; null when all can be used.</returns>
    public static string? Read(IReadOnlyList<string> tokens, out string[] settings)
    {
        var read = new List<string>();
        settings = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            string token = tokens[i];
            int at = token.IndexOf('=', StringComparison.Ordinal);
            string name = token.StartsWith("--", StringComparison.Ordinal) ? token[2..(at < 0 ? token.Length : at)] : "";
            if (!IsKnown(name)) return $"Không có tuỳ chọn '{Shown(token)}' · There is no option '{Shown(token)}'. --help: cách dùng · how it is used.";
            if (at < 0 && i + 1 == tokens.Count) return $"Thiếu giá trị của --{name} · --{name} has no value.";
            read.Add(at < 0 ? $"{token}={tokens[++i]}" : token);
        }
        settings = [.. read];
        return null;
    }

    private static bool IsKnown(string name) =>
        s_host.Contains(name, StringComparer.OrdinalIgnoreCase)
        || s_sections.Any(s => name.Length > s.Length && name.StartsWith(s, StringComparison.OrdinalIgnoreCase))
        || IsOf(typeof(SiloOptions), "Resolve:Silo:", name)
        || IsOf(typeof(ResolveApiOptions), "Resolve:Api:", name);

    /// <summary>Determines whether options have a value of this name, at any depth.</summary>
    private static bool IsOf(Type options, string section, string name)
    {
        if (!name.StartsWith(section, StringComparison.OrdinalIgnoreCase)) return false;
        Type type = options;
        foreach (string part in name[section.Length..].Split(':'))
        {
            if (type.GetProperty(part, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { CanWrite: true } property) return false;
            type = property.PropertyType;
        }
        return true;
    }

    /// <summary>Leaves values out: one may be a password.</summary>
    private static string Shown(string token) => token.Split('=')[0];
}
