using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Review;

/// <summary>Reads which person somebody means: a key, or a mention written as <c>SOURCE/ID#REF</c>.</summary>
/// <remarks>
/// A key stands as it was given, also when its person was merged since: it names the record of one mention, and decisions and comparisons are
/// about that record.
/// </remarks>
internal static class PersonFinder
{
    /// <summary>What help says of such an argument.</summary>
    public const string Help = "A person's key, such as person:1f0c9a77be1d2a35, or a mention as SOURCE/ID#REF · Khoá của đối tượng";

    /// <summary>Reads a key or a mention.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The key; null when it is neither.</returns>
    public static EntityKey? Read(string text)
    {
        text = text.Trim();
        if (EntityKey.TryParse(text, null, out EntityKey key) && PersonKeys.TryRead(key, out _)) return key;
        int hash = text.LastIndexOf('#'), slash = hash < 0 ? -1 : text.LastIndexOf('/', hash);
        return slash > 0 && slash + 1 < hash && hash + 1 < text.Length
            ? PersonKeys.ToKey(PersonKeys.Of(ReportKey.Of(text[..slash], text[(slash + 1)..hash]), text[(hash + 1)..]))
            : null;
    }

    /// <summary>Finds a person by key, mention or whatever else names one person only.</summary>
    /// <exception cref="CliException">No person is meant, or more than one.</exception>
    public static async Task<EntityKey> FindAsync(IBackend backend, string text, CancellationToken cancellationToken)
    {
        if (Read(text) is { } key) return key;
        EntityKey found = await KeyFinder.FindAsync(backend, text, 0, cancellationToken).ConfigureAwait(false);
        return found.Kind == EntityKind.Person ? found : throw new CliException(ExitCode.Usage, $"'{text}' is {found}, which is no person.");
    }
}
