using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Normalisation;

/// <summary>Reads what people type where a key is asked for: a key, or an identifier in any spelling.</summary>
public static class WrittenKeys
{
    /// <summary>Lists the keys that a text can be read as, the text as a key first.</summary>
    /// <param name="text">What was typed, such as <c>0391 234 567</c>, <c>account:VCB:0071000123456</c> or a key.</param>
    /// <returns>The keys, without repeats; none when nothing can be made of it.</returns>
    public static IEnumerable<EntityKey> Candidates(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text.Trim());
    }

    private static IEnumerable<EntityKey> Read(string text)
    {
        if (EntityKey.TryParse(text, null, out EntityKey key)) yield return key;
        var seen = new HashSet<EntityKey> { key };
        foreach (Mention mention in Readings(text))
        {
            NormalisedIdentifier read = MentionNormaliser.Normalise(mention, date: null);
            if (!read.Key.IsDefault && seen.Add(read.Key)) yield return read.Key;
            foreach (EntityKey candidate in read.Candidates)
                if (seen.Add(candidate)) yield return candidate;
        }
        foreach (Mention mention in NamedReadings(text))
        {
            NormalisedIdentifier read = MentionNormaliser.Normalise(mention, date: null);
            if (read.Key.IsDefault) continue;
            if (seen.Add(read.Key)) yield return read.Key;
            yield break; // a number behind a bank's name is no phone's, though its digits may be
        }
    }

    private static IEnumerable<Mention> Readings(string text)
    {
        string[] parts = text.Split(':', 3);
        string kind = parts[0].ToLowerInvariant();
        if (parts.Length > 1 && EntityKinds.Find(kind) is { } info)
        {
            if (MentionReaders.Find(info.Mention) is not { } reader) yield break;
            if (reader.Qualify is { } qualify && parts.Length == 3) yield return qualify(Of(info.Mention, parts[2]), parts[1]);
            else if (reader.Qualify is null && parts.Length == 2) yield return Of(info.Mention, parts[1]);
            yield break;
        }

        bool isNumber = text.Any(char.IsDigit) && !text.Any(char.IsLetter); // digits of any script: the readers fold them
        if (isNumber) yield return Of(MentionKind.Phone, text);
        if (isNumber) yield return Of(MentionKind.Device, text) with { Type = "imei" };
        if (text.IndexOf('@', StringComparison.Ordinal) > 0) yield return Of(MentionKind.Online, text) with { Platform = "email" };
        if (!isNumber && text.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal))
        {
            yield return Of(MentionKind.Online, text) with { Platform = "url" };
            yield return Of(MentionKind.Online, text) with { Platform = "domain" };
        }
    }

    /// <summary>What stands behind a word that names its kind: <c>imei 3569…</c>, <c>stk vcb 0071…</c>, <c>sđt 0912…</c>. Without doubt or not at
    /// all.</summary>
    private static IEnumerable<Mention> NamedReadings(string text)
    {
        if (!text.Any(char.IsDigit) || !text.Any(char.IsLetter) || text.Contains('@', StringComparison.Ordinal)) yield break;
        if (TextFold.Fold(text).StartsWith("imei", StringComparison.Ordinal)) yield return Of(MentionKind.Device, text) with { Type = "imei" };
        foreach (MentionKind kind in MentionReaders.Kinds.Reverse())
            if (MentionReaders.Find(kind)!.ReadsWordsBeside) yield return Of(kind, text);
    }

    private static Mention Of(MentionKind kind, string value) => new() { Ref = "m", Kind = kind, Value = value };
}
