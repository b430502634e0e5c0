using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Places;

/// <summary>A unit named in an address.</summary>
/// <param name="Type">Its kind in lower case: <c>xã</c>, <c>phường</c>, <c>thị trấn</c>, <c>đặc khu</c>, <c>huyện</c>, <c>quận</c>, <c>thị xã</c>, <c>thành
/// phố</c>; empty when not given.</param>
/// <param name="Name">Its name, composed, as written.</param>
public readonly record struct AdminUnit(string Type, string Name)
{
    /// <summary>Returns kind and name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Type.Length == 0 ? Name : $"{Type} {Name}";
}

/// <summary>An address read into its path, in the old form (province, district, commune) or the new one (province, commune).</summary>
public sealed record Address
{
    /// <summary>Gets the text as written, composed.</summary>
    public required string Raw { get; init; }

    /// <summary>Gets what stands below the commune: house, street, hamlet; empty when nothing.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Gets the commune; null when not given.</summary>
    public AdminUnit? Commune { get; init; }

    /// <summary>Gets the district, which ceased to exist on 1 July 2025; null when not given.</summary>
    public AdminUnit? District { get; init; }

    /// <summary>Gets the province in both eras; null when not given.</summary>
    public ProvinceReading? Province { get; init; }

    /// <summary>Gets whether the address has the form of before 1 July 2025: it names a district or a province that no longer exists.</summary>
    public bool IsOldForm { get; init; }

    /// <summary>Gets the communes of the gazetteer that the address may mean, by code; empty without a gazetteer. One old commune may have several
    /// successors.</summary>
    public IReadOnlyList<Commune> CommuneCandidates { get; init; } = [];

    /// <summary>Gets the codes of the present communes it may lie in, sorted; empty without a gazetteer.</summary>
    public IReadOnlyList<string> PresentCommuneCodes { get; init; } = [];

    /// <summary>Gets a key for comparing: code of the present province, folded district and commune, <c>82/cao lanh/1</c>; null without a province.</summary>
    public string? PathKey => Province is not { } province ? null
        : string.Join('/', new[] { province.New.Code, District is { } d ? TextFold.Fold(d.Name) : null, Commune is { } c ? TextFold.Fold(c.Name)
        : null }.OfType<string>());
}
