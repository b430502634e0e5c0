using Resolve.Cli.Commands.Backends;
using Resolve.Client.Contracts;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Cli.Commands;

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
        foreach (EntityKey candidate in Candidates(text))
        {
            EntityData? entity = await backend.GetEntityAsync(candidate, atLeast, cancellationToken).ConfigureAwait(false);
            if (entity is null) continue;
            found.Add(EntityKey.Parse(entity.Entity.Key));
            if (candidate.ToString() == text) return found.Min; // a key as it stands means that entity, whatever else it could be read as
        }
        SearchData hits = await backend.SearchAsync(text, HitsMax, atLeast, cancellationToken).ConfigureAwait(false);
        foreach (SearchHitData hit in hits.Items)
            if (hit.Match is "identifier" or "candidate" || IsWholeNumber(hit, text)) found.Add(EntityKey.Parse(hit.Entity.Key));
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

    /// <summary>Lists the keys that a text can be read as, the text as a key first.</summary>
    internal static IEnumerable<EntityKey> Candidates(string text)
    {
        text = text.Trim();
        if (EntityKey.TryParse(text, null, out EntityKey key)) yield return key;
        var seen = new HashSet<EntityKey> { key };
        foreach (Mention mention in Readings(text))
        {
            NormalisedIdentifier read = MentionNormaliser.Normalise(mention, date: null);
            if (!read.Key.IsDefault && seen.Add(read.Key)) yield return read.Key;
            foreach (EntityKey candidate in read.Candidates)
                if (seen.Add(candidate)) yield return candidate;
        }
    }

    // An account's number without its bank is a part of its key: the whole of what stands behind the last colon.
    private static bool IsWholeNumber(SearchHitData hit, string text)
    {
        string number = string.Concat(text.Where(char.IsAsciiLetterOrDigit));
        return number.Length >= 6 && hit.Match == "part" && hit.Entity.Key.EndsWith($":{number}", StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<Mention> Readings(string text)
    {
        string[] parts = text.Split(':', 3);
        string kind = parts[0].ToLowerInvariant();
        if (parts.Length == 2 && kind == "phone") yield return Of(MentionKind.Phone, parts[1]);
        if (parts.Length == 3 && kind == "account") yield return Of(MentionKind.Account, parts[2]) with { Bank = parts[1] };
        if (parts.Length == 3 && kind == "device") yield return Of(MentionKind.Device, parts[2]) with { Type = parts[1] };
        if (parts.Length == 3 && kind == "online") yield return Of(MentionKind.Online, parts[2]) with { Platform = parts[1] };
        if (parts.Length > 1 && kind is "phone" or "account" or "device" or "online" or "person") yield break;
        bool isNumber = text.Any(char.IsAsciiDigit) && !text.Any(char.IsLetter);
        if (isNumber) yield return Of(MentionKind.Phone, text);
        if (isNumber) yield return Of(MentionKind.Device, text) with { Type = "imei" };
        if (text.IndexOf('@', StringComparison.Ordinal) > 0) yield return Of(MentionKind.Online, text) with { Platform = "email" };
        if (!isNumber && text.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal))
        {
            yield return Of(MentionKind.Online, text) with { Platform = "url" };
            yield return Of(MentionKind.Online, text) with { Platform = "domain" };
        }
    }

    private static Mention Of(MentionKind kind, string value) => new() { Ref = "m", Kind = kind, Value = value };
}
