using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Identifiers.Normalisation;

namespace Resolve.Cli.Commands.Common;

/// <summary>Finds the entity that somebody means: by its key, or by an identifier in any spelling when it names one entity only.</summary>
internal static class KeyFinder
{
    private const int HitsMax = 20;

    /// <summary>Finds the entity.</summary>
    /// <param name="backend">Where to look.</param>
    /// <param name="text">What was typed, such as <c>phone:+84391234567</c>, <c>0391 234 567</c> or <c>account:VCB:0071000123456</c>.</param>
    /// <param name="atLeast">The least journal position.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The key it has now.</returns>
    /// <exception cref="CliException">No entity is meant, or more than one.</exception>
    public static async Task<EntityKey> FindAsync(IBackend backend, string text, long atLeast, CancellationToken cancellationToken)
    {
        var found = new SortedSet<EntityKey>();
        foreach (EntityKey candidate in WrittenKeys.Candidates(text))
        {
            EntityData? entity = await backend.GetEntityAsync(candidate, atLeast, cancellationToken).ConfigureAwait(false);
            if (entity is null) continue;
            found.Add(EntityKey.Parse(entity.Entity.Key));
            if (candidate.ToString() == text) return found.Min; // a key as it stands means that entity, whatever else it could be read as
        }
        SearchData hits = await backend.SearchAsync(text, HitsMax, atLeast, cancellationToken).ConfigureAwait(false);
        foreach (SearchHitData hit in hits.Items)
            if (hit.Match is "identifier" or "candidate" || IsWholeNumber(hit, text)) found.Add(EntityKey.Parse(hit.Entity.Key));
        // A number whose bank or form is not known is meant only when no other has these digits.
        if (found.Count > 1) found.RemoveWhere(k => k.Value.StartsWith("unknown:"));
        return found.Count switch
        {
            1 => found.Min,
            0 when hits.Items.Count > 0 => throw new CliException(ExitCode.NotFound,
                $"No key or identifier '{text}' is known. A search finds {string.Join(", ", hits.Items.Take(5).Select(h => h.Entity.Key))}."),
            0 => throw new CliException(ExitCode.NotFound, $"Nothing is known under '{text}'."),
            _ => throw new CliException(ExitCode.Usage, $"'{text}' can mean {string.Join(", ", found.Take(10))}: give one of these keys."),
        };
    }

    /// <summary>Finds several entities.</summary>
    public static async Task<EntityKey[]> FindAllAsync(IBackend backend, IEnumerable<string> texts, long atLeast, CancellationToken cancellationToken)
    {
        var keys = new List<EntityKey>();
        foreach (string text in texts)
        {
            EntityKey key = await FindAsync(backend, text, atLeast, cancellationToken).ConfigureAwait(false);
            if (!keys.Contains(key)) keys.Add(key);
        }
        return [.. keys];
    }

    // An account's number without its bank is a part of its key: the whole of what stands behind the last colon.
    private static bool IsWholeNumber(SearchHitData hit, string text)
    {
        string number = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
        return number.Length >= 6 && hit.Match == "part" && hit.Entity.Key.EndsWith($":{number}", StringComparison.OrdinalIgnoreCase);
    }
}
