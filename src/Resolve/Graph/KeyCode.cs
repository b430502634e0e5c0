using Resolve.Identifiers;

namespace Resolve.Graph;

/// <summary>The beginning of a key as a number in the order of keys: kind and 17 characters, or kind and hash of a person.</summary>
/// <remarks>Different codes stand in the order of their keys. Equal ones say nothing: the keys themselves must be compared.</remarks>
internal static class KeyCode
{
    private const int KindShift = 124, CharacterBits = 7, CharacterCount = KindShift / CharacterBits;
    private const int PersonShift = KindShift - 64;
    private const char Beyond = '\x7F'; // a control character, which no key has

    private static readonly EntityKind[] s_kinds =
        [.. Enum.GetValues<EntityKind>().Where(static k => k != EntityKind.None).OrderBy(EntityKey.Prefix, StringComparer.Ordinal)];

    private static readonly ulong[] s_ranks = Ranks();

    /// <summary>Returns the code of an identifier's key.</summary>
    public static UInt128 Of(EntityKey key)
    {
        UInt128 code = s_ranks[(int)key.Kind];
        ReadOnlySpan<char> value = key.Value;
        bool ended = false;
        for (int i = 0; i < CharacterCount; i++)
        {
            char next = ended || i >= value.Length ? '\0' : value[i];
            if (next >= Beyond) (next, ended) = (Beyond, true);
            code = (code << CharacterBits) | next;
        }
        return code << (KindShift - (CharacterBits * CharacterCount));
    }

    /// <summary>Returns the code of a person's key by the hash in it.</summary>
    public static UInt128 OfPerson(ulong hash) => ((UInt128)s_ranks[(int)EntityKind.Person] << KindShift) | ((UInt128)hash << PersonShift);

    /// <summary>Returns the hash in the key of a person.</summary>
    public static ulong PersonHash(UInt128 code) => (ulong)(code >> PersonShift);

    /// <summary>Returns the kind.</summary>
    public static EntityKind KindOf(UInt128 code) => s_kinds[(int)(ulong)(code >> KindShift)];

    private static ulong[] Ranks()
    {
        ulong[] ranks = new ulong[(int)s_kinds.Max() + 1];
        for (int i = 0; i < s_kinds.Length; i++) ranks[(int)s_kinds[i]] = (ulong)i;
        return ranks;
    }
}
