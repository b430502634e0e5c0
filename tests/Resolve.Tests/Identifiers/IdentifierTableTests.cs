using Resolve.Identifiers;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Explanations;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Names;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Places;
using Resolve.Tests.Identifiers.Cases;

namespace Resolve.Tests.Identifiers;

/// <summary>Table-driven cases from real formats; the tables stand in Cases/.</summary>
public class IdentifierTableTests
{
    public static TheoryData<string> Phones => Rows(PhoneCases.Rows);

    public static TheoryData<string> Accounts => Rows(AccountCases.Rows);

    public static TheoryData<string> Provinces => Rows(ProvinceCases.Rows);

    public static TheoryData<string> Documents => Rows(DocumentCases.Rows);

    public static TheoryData<string> Names => Rows(NameCases.Rows);

    public static TheoryData<string> Others => Rows(OtherCases.Rows);

    [Theory, MemberData(nameof(Phones))]
    public void A_phone_is_read(string row)
    {
        string[] cell = row.Split('~');
        ParseExplanation read = IdentifierParser.Parse("phone", cell[0], cell[1].Length == 0 ? null : DateOnly.Parse(cell[1], null));
        Assert.Equal(cell[2], read.Key ?? "!" + read.Reason);
        if (cell.Length > 3) Assert.Equal(cell[3], string.Join(',', read.Candidates));
    }

    [Theory, MemberData(nameof(Accounts))]
    public void An_account_is_read(string row)
    {
        string[] cell = row.Split('~');
        NormalisedIdentifier read = MentionNormaliser.Normalise(new Mention { Ref = "a", Kind = MentionKind.Account, Value = cell[0],
            Bank = cell[1].Length == 0 ? null : cell[1] }, null);
        Assert.Equal(cell[2], read.Reason is null ? read.Key.ToString() : "!" + read.Reason);
        if (read.Reason is "unknown-bank" or "ambiguous-bank" or "masked" && cell[0].Length > 9) Assert.NotEmpty(read.Candidates);
    }

    [Fact]
    public void Brackets_that_name_another_province_make_a_place_unreadable() =>
        Assert.False(Province.TryParse("Hà Nội (Hà Giang)", null, out _));

    [Theory, MemberData(nameof(Provinces))]
    public void A_province_is_read_in_both_eras(string row)
    {
        string[] cell = row.Split('~');
        Assert.True(Province.TryParse(cell[0], DateOnly.Parse(cell[1], null), out ProvinceReading read));
        Assert.Equal(cell[2], read.New.Code);
        if (cell[3] != "*") Assert.Equal(cell[3], read.Old?.Code);
        Assert.All(read.OldCandidates, old => Assert.Same(read.New, old.Successor));
    }

    [Theory, MemberData(nameof(Documents))]
    public void A_paper_is_read(string row)
    {
        string[] cell = row.Split('~');
        bool read = IdentityDocument.TryParse(new DocumentMention(cell[0], cell[1], cell[2].Length == 0 ? null : cell[2]),
            out IdentityDocument document, out string? reason);
        Assert.Equal(cell[3], read ? document.ToString() : "!" + reason);
        if (cell[4].Length == 0) return;
        Assert.True(CitizenId.TryParse(document.Number, out CitizenId id, out _));
        Assert.Equal(cell[4], $"{id.PlaceCode:00} {id.Sex} {id.BirthYear}");
    }

    [Theory, MemberData(nameof(Names))]
    public void A_name_is_read(string row)
    {
        string[] cell = row.Split('~');
        bool read = PersonName.TryParse(cell[0], out PersonName? name, out string? reason);
        Assert.Equal(cell[1], read ? name!.PlainKey : "!" + reason);
    }

    [Theory, MemberData(nameof(Others))]
    public void Any_kind_is_read(string row)
    {
        string[] cell = row.Split('~');
        ParseExplanation read = IdentifierParser.Parse(cell[0], cell[1], cell[2].Length == 0 ? null : DateOnly.Parse(cell[2], null));
        Assert.Equal(cell[3], read.Key ?? "!" + read.Reason);
        if (cell.Length > 4) Assert.Equal(cell[4], string.Join(',', read.Candidates));
    }

    private static TheoryData<string> Rows(string rows) => new(rows.Split('\n').Distinct(StringComparer.Ordinal));
}
