using System.Diagnostics.CodeAnalysis;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Documents;

/// <summary>The text of the QR code of a citizen card: the one public bridge from a CCCD number to the CMND number it replaced.</summary>
/// <remarks>Fields parted by bars: CCCD number, CMND number (may be empty), name, birth ddMMyyyy, sex, address, issued ddMMyyyy; newer cards append fields.
/// Source: the text of printed cards, as public readers of them document it.</remarks>
public sealed record CitizenCardQr
{
    /// <summary>Gets the CCCD number.</summary>
    public required IdentityDocument Card { get; init; }

    /// <summary>Gets the CMND (or earlier 12-digit) number; null when the field is empty or not valid.</summary>
    public IdentityDocument? OldCard { get; init; }

    /// <summary>Gets the name; null when it is not one.</summary>
    public PersonName? Name { get; init; }

    /// <summary>Gets the date of birth; null when it is not one.</summary>
    public PartialDate? BirthDate { get; init; }

    /// <summary>Gets the sex: <c>M</c>, <c>F</c>, or null.</summary>
    public string? Sex { get; init; }

    /// <summary>Gets the address as the card has it; null when empty.</summary>
    public string? Address { get; init; }

    /// <summary>Gets the day of issue; null when it is not one.</summary>
    public PartialDate? Issued { get; init; }

    /// <summary>Gets where the fields contradict the number, as <see cref="CitizenId.Contradictions"/>; such a card is forged or mistyped.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];

    /// <summary>Reads the text of a QR code.</summary>
    /// <param name="text">The text.</param>
    /// <param name="card">The card.</param>
    /// <param name="reason">Why not, as a stable word, when not.</param>
    /// <returns>Whether it is one with a valid CCCD number.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CitizenCardQr? card, out string? reason)
    {
        card = null;
        string[] field = (text ?? "").Trim().Trim('\uFEFF', '"').Split('|');
        if (field.Length is < 6 or > 20 || text!.Length > 2_000) { reason = "not-a-card-qr"; return false; }
        for (int i = 0; i < field.Length; i++) field[i] = field[i].Trim();
        if (!DocumentReader.TryRead("cccd", field[0], "", out IdentityDocument number, out reason)) return false;
        if (number.Type != "cccd" || !CitizenId.TryParse(number.Number, out CitizenId id, out _)) { reason = "not-12-digits"; return false; }
        PartialDate? birth = Date(field[3]);
        string? sex = SexWord.Canonical(field[4]);
        card = new CitizenCardQr
        {
            Card = number,
            OldCard = DocumentReader.TryRead("cmnd", field[1], "", out IdentityDocument old, out _) && old != number ? old : null,
            Name = PersonName.TryParse(field[2], out PersonName? name, out _) ? name : null,
            BirthDate = birth,
            Sex = sex,
            Address = CanonicalText.Tidy(field[5]),
            Issued = field.Length > 6 ? Date(field[6]) : null,
            Contradictions = id.Contradictions(sex, birth),
        };
        return true;
    }

    private static PartialDate? Date(string text) => WrittenDate.TryRead(text, null, out PartialDate date, out _) ? date : null;
}

/// <summary>Reads the words for the sexes.</summary>
internal static class SexWord
{
    /// <summary>Returns <c>M</c>, <c>F</c>, or null.</summary>
    public static string? Canonical(string? text) => text is null || text.Length > 20 ? null : TextFold.FoldTight(text) switch
    {
        "m" or "male" or "nam" or "namgioi" or "trai" or "ong" or "anh" => "M",
        "f" or "female" or "nu" or "nugioi" or "gai" or "ba" or "chi" => "F",
        _ => null,
    };
}
