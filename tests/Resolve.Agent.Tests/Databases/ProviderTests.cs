using System.Data.Common;
using Resolve.Agent.Configuration;

namespace Resolve.Agent.Tests.Databases;

/// <summary>A provider that cannot be had says why.</summary>
public class ProviderTests
{
    private static readonly string s_folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "providers")).FullName;

    [Fact]
    public void A_name_without_an_assembly_is_asked_for_one() =>
        Assert.Contains("with its assembly", Message("sqlserver"), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named_with_the_folder()
    {
        string message = Message("Missing.Factory, Resolve.Missing.Provider");
        Assert.Contains("Resolve.Missing.Provider", message, StringComparison.Ordinal);
        Assert.Contains(s_folder, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_called_damaged()
    {
        string file = Path.Combine(s_folder, "Resolve.Cut.Provider.dll");
        File.WriteAllBytes(file, File.ReadAllBytes(typeof(ProviderTests).Assembly.Location)[..2_000]);

        string message = Message("Cut.Factory, Resolve.Cut.Provider");

        Assert.Contains("damaged", message, StringComparison.Ordinal);
        Assert.Contains("Resolve.Cut.Provider", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_is_no_factory_is_named() => Assert.Contains(
        "is no DbProviderFactory", Message(typeof(ProviderTests).AssemblyQualifiedName!), StringComparison.Ordinal);

    [Fact]
    public void A_type_that_the_assembly_has_not_is_named() =>
        Assert.Contains("NoSuchFactory", Message($"Resolve.NoSuchFactory, {typeof(ProviderTests).Assembly.GetName().Name}"), StringComparison.Ordinal);

    [Fact]
    public void The_providers_of_the_agent_are_there() =>
        Assert.All((string[])["postgresql", "sqlite"], name => Assert.IsAssignableFrom<DbProviderFactory>(DatabaseProviders.Find(name)));

    private static string Message(string provider) => Assert.Throws<ArgumentException>(() => DatabaseProviders.Find(provider)).Message;
}
