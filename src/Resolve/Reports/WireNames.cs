using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;

namespace Resolve.Reports;

/// <summary>The words that kinds, roles and link kinds have on the wire, in exports and in the API.</summary>
public static class WireNames
{
    /// <summary>Gets the wire words of link kinds.</summary>
    public static IReadOnlyList<string> LinkKinds { get; } =
        ["mentioned-with", "holds", "registered-to", "used-in", "logged-in-from", "transferred", "contacted", "controls", "related"];

    /// <summary>Gets the wire words of roles.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["mentioned", "suspect", "victim", "holder", "intermediary", "witness"];

    /// <summary>Gets the wire words of kinds of mention, in the order of <see cref="MentionKind"/>, from 1.</summary>
    public static IReadOnlyList<string> MentionKinds { get; } = [.. EntityKinds.All.OrderBy(k => k.Mention).Select(k => k.Name)];

    /// <summary>Gets the wire words of a report's status, in the order of <see cref="ReportStatus"/>.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["open", "suspended", "closed"];

    /// <summary>Returns the wire word of a link kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word, such as <c>used-in</c>.</returns>
    public static string Of(LinkKind kind) => LinkKinds[(int)kind];

    /// <summary>Returns the wire word of a role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The word, such as <c>suspect</c>.</returns>
    public static string Of(MentionRole role) => Roles[(int)role];

    /// <summary>Returns the wire word of a kind of mention.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word, such as <c>phone</c>.</returns>
    public static string Of(MentionKind kind) => MentionKinds[(int)kind - 1];

    /// <summary>Reads a link kind.</summary>
    /// <param name="word">The word.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether the word is one.</returns>
    public static bool TryParse(string? word, out LinkKind kind)
    {
        int index = IndexOf(LinkKinds, word);
        kind = (LinkKind)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Reads a role.</summary>
    /// <param name="word">The word.</param>
    /// <param name="role">The role.</param>
    /// <returns>Whether the word is one.</returns>
    public static bool TryParse(string? word, out MentionRole role)
    {
        int index = IndexOf(Roles, word);
        role = (MentionRole)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Reads a kind of mention.</summary>
    /// <param name="word">The word.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether the word is one.</returns>
    public static bool TryParse(string? word, out MentionKind kind)
    {
        int index = IndexOf(MentionKinds, word);
        kind = (MentionKind)(index + 1);
        return index >= 0;
    }

    private static int IndexOf(IReadOnlyList<string> words, string? word)
    {
        for (int i = 0; i < words.Count; i++)
            if (string.Equals(words[i], word, StringComparison.Ordinal)) return i;
        return -1;
    }
}
