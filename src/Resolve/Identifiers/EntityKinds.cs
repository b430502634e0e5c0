using Resolve.Identifiers.Mentions;

namespace Resolve.Identifiers;

/// <summary>The one table of the kinds of entity: what each is called, how it is drawn, and what it may do.</summary>
/// <remarks>
/// A new kind is a row here, a member of <see cref="EntityKind"/> and of <see cref="MentionKind"/>, its reader (<c>MentionReaders</c>) and its grain class.
/// Everything else, the pages too, asks this table; a test fails for each place that does not cover a kind.
/// </remarks>
public static class EntityKinds
{
    /// <summary>Gets the kinds in the order in which people read them: persons first.</summary>
    public static IReadOnlyList<EntityKindInfo> All { get; } =
    [
        new(EntityKind.Person, MentionKind.Person, "person", "Người", "Person", "Persons", "#6a3d9a"),
        new(EntityKind.Phone, MentionKind.Phone, "phone", "Điện thoại", "Phone", "Phones", "#00708c")
        {
            Words = ["tel", "mobile", "sdt", "sodienthoai", "dienthoai", "phonenumber"],
            Corners = [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
            ChangesHands = true,
            Fields = ["channel"],
            HasDigitKeys = true,
        },
        new(EntityKind.Account, MentionKind.Account, "account", "Tài khoản", "Account", "Accounts", "#9a4a00")
        {
            Words = ["card", "iban", "crypto", "wallet", "stk", "sotaikhoan", "taikhoan", "bankaccount", "the", "vi"],
            Corners = [(-1, -.8), (1, -.8), (1, .8), (-1, .8)],
            Fields = ["bank", "holder"],
            HasDigitKeys = true,
        },
        new(EntityKind.Device, MentionKind.Device, "device", "Thiết bị", "Device", "Devices", "#2c6a38")
        {
            Words = ["thietbi"],
            Corners = [(0, -1.1), (1.1, .9), (-1.1, .9)],
            ChangesHands = true,
            Fields = ["type"],
            HasDigitKeys = true,
        },
        new(EntityKind.Online, MentionKind.Online, "online", "Trực tuyến", "Online", "Online", "#ab1f57")
        {
            Words = ["handle", "social"],
            Corners = [(-.6, -1), (.6, -1), (1.2, 0), (.6, 1), (-.6, 1), (-1.2, 0)],
            Fields = ["platform"],
        },
        new(EntityKind.Plate, MentionKind.Plate, "plate", "Biển số xe", "Number plate", "Number plates", "#5a5a00")
        {
            Words = ["bienso", "biensoxe", "bienkiemsoat", "bks"],
            Corners = [(-1.3, -.5), (1.3, -.5), (1.3, .5), (-1.3, .5)],
            ChangesHands = true,
        },
    ];

    private static readonly EntityKindInfo?[] s_byKind = [.. Enumerable.Range(0, 1 + All.Max(i => (int)i.Kind))
        .Select(k => All.FirstOrDefault(i => (int)i.Kind == k))];
    private static readonly EntityKindInfo?[] s_byMention = [.. Enumerable.Range(0, 1 + All.Max(i => (int)i.Mention))
        .Select(k => All.FirstOrDefault(i => (int)i.Mention == k))];

    /// <summary>Returns the row of a kind.</summary>
    /// <param name="kind">Any kind but <see cref="EntityKind.None"/>.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static EntityKindInfo Of(EntityKind kind) =>
        TryFind(kind) ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of entity.");

    /// <summary>Finds the row of a kind.</summary>
    /// <param name="kind">The kind, as read from a store.</param>
    /// <returns>The row; null for <see cref="EntityKind.None"/> and for numbers that are no kind.</returns>
    public static EntityKindInfo? TryFind(EntityKind kind) => (uint)kind < (uint)s_byKind.Length ? s_byKind[(int)kind] : null;

    /// <summary>Returns the row of a kind of mention.</summary>
    /// <param name="kind">The kind of mention.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static EntityKindInfo Of(MentionKind kind) =>
        (uint)kind < (uint)s_byMention.Length && s_byMention[(int)kind] is { } info ? info
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of mention.");

    /// <summary>Finds a kind by the word that its keys begin with.</summary>
    /// <param name="name">The word, such as <c>phone</c>.</param>
    /// <returns>The row; null when no kind has that name.</returns>
    public static EntityKindInfo? Find(ReadOnlySpan<char> name)
    {
        foreach (EntityKindInfo info in All)
            if (name.SequenceEqual(info.Name)) return info;
        return null;
    }

    /// <summary>Finds the kind of a key by its prefix.</summary>
    /// <param name="key">The whole key, such as <c>phone:+84391234567</c>.</param>
    /// <returns>The row; null when the text has no known prefix, or nothing behind it.</returns>
    public static EntityKindInfo? OfKey(ReadOnlySpan<char> key)
    {
        foreach (EntityKindInfo info in All)
            if (key.Length > info.Prefix.Length && key.StartsWith(info.Prefix)) return info;
        return null;
    }
}

/// <summary>A row of <see cref="EntityKinds"/>.</summary>
/// <param name="Kind">The kind of the entity.</param>
/// <param name="Mention">The kind of a mention of it.</param>
/// <param name="Name">The word that keys begin with, on the wire and in the API, such as <c>phone</c>.</param>
/// <param name="Vietnamese">What Vietnamese users read.</param>
/// <param name="English">What English users read, of one.</param>
/// <param name="EnglishPlural">What English users read, of several.</param>
/// <param name="Colour">The colour of its shape in pictures, as <c>#rrggbb</c>.</param>
public sealed record EntityKindInfo(EntityKind Kind, MentionKind Mention, string Name, string Vietnamese, string English, string EnglishPlural, string Colour)
{
    /// <summary>Gets the beginning of its keys, such as <c>phone:</c>.</summary>
    public string Prefix { get; } = Name + ":";

    /// <summary>Gets the corners of its shape around the centre, in half sizes; empty for a circle.</summary>
    public IReadOnlyList<(double X, double Y)> Corners { get; init; } = [];

    /// <summary>Gets other words that people ask for the kind by, without marks and blanks, such as <c>sdt</c>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Gets the fields of a mention of this kind besides its role and value, such as <c>bank</c>; those of a person are described elsewhere.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Gets whether it may pass from one holder to another, so that links through it have periods of ownership.</summary>
    public bool ChangesHands { get; init; }

    /// <summary>Gets whether a number that names no entity for certain is kept to be found by its digits.</summary>
    public bool HasDigitKeys { get; init; }
}

/// <summary>The kinds of entity that Resolve links.</summary>
/// <remarks>The numbers are stored and sent; they never change meaning.</remarks>
public enum EntityKind : byte
{
    /// <summary>No kind: the value of a default <see cref="EntityKey"/>.</summary>
    None = 0,

    /// <summary>A telephone number, keyed by its E.164 form: <c>phone:+84391234567</c>.</summary>
    Phone = 1,

    /// <summary>A bank account, wallet, card or crypto address: <c>account:970436:0071000123456</c>.</summary>
    Account = 2,

    /// <summary>A handset, SIM card or network adapter: <c>device:imei:35693803564380</c>.</summary>
    Device = 3,

    /// <summary>A cluster of person records: <c>person:1f0c9a77be1d2a35</c>.</summary>
    Person = 4,

    /// <summary>An identity on a platform, a domain or an e-mail address: <c>online:telegram:vip_invest</c>.</summary>
    Online = 5,

    /// <summary>The registration plate of a vehicle: <c>plate:51F-12345</c>.</summary>
    Plate = 6,
}
