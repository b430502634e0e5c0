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
    /// <returns>The factory.</returns>
    /// <exception cref="ArgumentException">There is no such provider, or it cannot be loaded; the message says which.</exception>
    public static DbProviderFactory Find(string name) => name switch
    {
        "postgresql" => NpgsqlFactory.Instance,
        "sqlite" => SqliteFactory.Instance,
        _ => Load(name),
    };

    private static DbProviderFactory Load(string name)
    {
        if (!name.Contains(',', StringComparison.Ordinal))
            throw new ArgumentException("postgresql, sqlite, or the name of a DbProviderFactory type with its assembly is expected.");
        try
        {
            Type? type = Type.GetType(name, throwOnError: true);
            return type!.GetField("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as DbProviderFactory
                ?? throw new ArgumentException($"{type.FullName} is no DbProviderFactory with an Instance.");
        }
        catch (FileNotFoundException e)
        {
            throw new ArgumentException($"{e.FileName} is not in the folder {s_folder}.", e);
        }
        catch (BadImageFormatException e)
        {
            throw new ArgumentException($"{e.FileName ?? name} is damaged, or no .NET assembly for this machine.", e);
        }
        catch (Exception e) when (e is IOException or TypeLoadException or TargetInvocationException)
        {
            throw new ArgumentException($"The provider cannot be loaded: {(e.InnerException ?? e).Message}", e);
        }
    }
}
