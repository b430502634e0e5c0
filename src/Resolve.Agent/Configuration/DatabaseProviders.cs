using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Resolve.Agent.Configuration;

/// <summary>The ADO.NET providers: two that come with the agent, any other by the name of its factory type.</summary>
internal static class DatabaseProviders
{
    /// <summary>Returns a provider.</summary>
    /// <param name="name"><c>postgresql</c>, <c>sqlite</c>, or the factory type with its assembly, whose file stands beside the agent.</param>
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
        catch (Exception e) when (e is IOException or BadImageFormatException or ArgumentException)
        {
            return null;
        }
    }
}
