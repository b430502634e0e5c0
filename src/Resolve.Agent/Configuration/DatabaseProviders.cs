using System.Data.Common;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Resolve.Agent.Configuration;

/// <summary>The ADO.NET providers: two that come with the agent, any other by the name of its factory type.</summary>
internal static class DatabaseProviders
{
    /// <summary>Where the files of other providers are, with all that they need.</summary>
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "providers");

    static DatabaseProviders() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        Path.Combine(s_folder, $"{name.Name}.dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;

    /// <summary>Returns a provider.</summary>
    /// <param name="name"><c>postgresql</c>, <c>sqlite</c>, or the factory type with its assembly, whose file is in the folder <c>providers</c>.</param>
    /// <returns>The factory; null when there is none of this name.</returns>
    public static DbProviderFactory? Find(string name) => name switch
    {
        "postgresql" => NpgsqlFactory.Instance,
        "sqlite" => SqliteFactory.Instance,
        _ => Load(name),
    };

    private static DbProviderFactory? Load(string name)
    {
        try
        {
            Type? type = Type.GetType(name, throwOnError: false);
            return type?.GetField("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as DbProviderFactory;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or ArgumentException or TypeLoadException or TargetInvocationException)
        {
            return null;
        }
    }
}
