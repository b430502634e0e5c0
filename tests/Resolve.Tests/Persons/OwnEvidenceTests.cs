using Resolve.Identifiers.Names;
using Resolve.Identifiers.Places;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using static Resolve.Tests.Persons.Samples;

namespace Resolve.Tests.Persons;

/// <summary>What distinguishes kin of one home, and a company from a person.</summary>
public sealed class OwnEvidenceTests
{
    private const string House = "12 Lê Lợi, Phường 1, Cao Lãnh, Đồng Tháp", Name = "Trần Quang Bảo Khánh";

    [Theory]
    [InlineData("Trần Văn Hùng", "Trần Văn Hưng")]
    [InlineData("Trần Minh Phúc", "Trần Gia Phúc")]
    public void Twins_of_one_home_and_family_phone_stay_possible_and_an_account_of_both_decides(string one, string other)
    {
        MatchBand Band(string? account) => new PersonResolver(PersonModel.Default).Explain(
            Record("a", one, "1994-03-21", address: House, phone: "+84900000001", account: account, sex: "nam"),
            Record("b", other, "1994-03-21", address: House, phone: "+84900000001", account: account, sex: "nam")).Band;
        Assert.Equal(MatchBand.Possible, Band(null));
        Assert.Equal(MatchBand.Same, Band("VCB:0012345678901"));
    }

    [Fact]
    public void A_record_without_marks_belongs_to_neither_of_two_twins()
    {
        PersonRecord[] records =
        [
            Record("a", "Trần Văn Hùng", "1994-03-21", address: House, sex: "nam"),
            Record("b", "TRAN VAN HUNG", "1994-03-21", address: House, sex: "nam"),
            Record("c", "Trần Văn Hưng", "1994-03-21", address: House, sex: "nam"),
        ];
        Assert.All(Clusters(records), cluster => Assert.Single(cluster));
    }

    [Fact]
    public void A_record_without_a_date_joins_the_only_person_of_its_name_at_a_home_whom_several_reports_know()
    {
        PersonRecord dateless = Record("x", Name, address: House);
        PersonRecord[] known = [Record("a", Name, "1957-03-21", address: House), Record("b", Name, "1957-03-21", address: "12 Le Loi, P.1, Cao Lanh")];
        PersonRecord son = Record("s", Name, "1984-08-02", address: House);
        Assert.Equal([3], Sizes([dateless, .. known]));
        Assert.Equal([1, 1], Sizes([dateless, known[0]]));
        // A son of the name is known there: the record may be his.
        Assert.Equal([1, 1, 2], Sizes([dateless, .. known, son]));
        var resolver = new PersonResolver(PersonModel.Default);
        PairExplanation why = resolver.Explain(dateless, known[0]);
        Assert.Equal((MatchBand.Possible, "nothing-own"), (why.Band, why.Reason));
    }

    [Fact]
    public void A_lone_person_is_the_same_in_any_order_and_after_the_son_is_withdrawn()
    {
        PersonRecord dateless = Record("x", Name, address: House), son = Record("s", Name, "1984-08-02", address: House);
        PersonRecord[] records =
            [dateless, Record("a", Name, "1957-03-21", address: House), Record("b", Name, "1957-03-21", address: "12 Le Loi, P.1, Cao Lanh"), son];
        foreach (PersonRecord[] order in (PersonRecord[][])[records, [.. records.Reverse()], [records[2], records[0], records[3], records[1]]])
        {
            var harness = new ResolverHarness(PersonModel.Default);
            foreach (PersonRecord record in order)
            {
                harness.Add(record);
                harness.Recluster();
            }
            Assert.Single(harness.ClusterOf(dateless));
            harness.Remove(son);
            harness.Recluster();
            Assert.Equal(3, harness.ClusterOf(dateless).Length);
        }
    }

    [Theory]
    [InlineData("Công ty TNHH Quang Bảo Khánh", true)]
    [InlineData("CTCP Đầu tư Minh Anh", true)]
    [InlineData("CTY TNHH MTV HOA SEN", true)]
    [InlineData("DNTN Hai Thành", true)]
    [InlineData("HTX Nông nghiệp Tân Hòa", true)]
    [InlineData("Hộ kinh doanh Nguyễn Văn Hùng", true)]
    [InlineData("Minh Anh Trading Co., Ltd", true)]
    [InlineData("MINH ANH JSC", true)]
    [InlineData("Nguyễn Công Tỷ", false)]
    [InlineData("Công ty", false)]
    [InlineData("Hồ Kinh Quốc", false)]
    [InlineData("Lý Công Uẩn", false)]
    [InlineData("Ltd", false)]
    [InlineData(null, false)]
    public void Organisations_are_recognised_by_the_words_that_they_bear(string? name, bool expected) =>
        Assert.Equal(expected, OrganisationName.IsOne(name));

    [Fact]
    public void A_company_and_its_director_are_never_one_whatever_they_share_and_two_companies_only_by_their_whole_names()
    {
        PersonRecord company = Record("c", "Công ty TNHH Quang Bảo Khánh", address: House, phone: "+84900000001", account: "VCB:0012345678901"),
            director = Record("d", "Quang Bảo Khánh", address: House, phone: "+84900000001", account: "VCB:0012345678901"),
            again = Record("e", "CONG TY TNHH QUANG BAO KHANH", address: House, phone: "+84900000001", account: "VCB:0012345678901"),
            sister = Record("f", "Công ty TNHH Quang Bảo Khang", address: House, phone: "+84900000001", account: "VCB:0012345678901");
        var resolver = new PersonResolver(PersonModel.Default);
        PairExplanation why = resolver.Explain(company, director);
        Assert.Equal((MatchBand.No, "organisation"), (why.Band, why.Reason));
        Assert.Equal(MatchBand.Same, resolver.Explain(company, again).Band);
        Assert.NotEqual(MatchBand.Same, resolver.Explain(company, sister).Band);
        Assert.Equal([1, 1, 2], Sizes([company, director, again, sister]));
    }

    [Fact]
    public void A_province_alone_weighs_by_its_people()
    {
        var resolver = new PersonResolver(PersonModel.Default);
        int Weight(string a, string b) => resolver.Explain(Record("a", Name, "1957-03-21", address: a), Record("b", Name, "1957-03-21", address: b))
            .Parts.Single(p => p.Feature == "address").Rarity;
        Assert.InRange(Weight("tỉnh Đồng Tháp", "Đồng Tháp"), 4_500, 5_000); // 3.4 of 96.2 million
        Assert.InRange(Weight("TP Hồ Chí Minh", "Hồ Chí Minh"), 2_900, 3_100); // 12.6 of 96.2 million
        Assert.True(Weight("xã Tân Hòa, Đồng Tháp", "xã Tân Hòa, tỉnh Đồng Tháp") > 11_000);
        Assert.Equal(96_204, Province.Old.Sum(p => p.PeopleThousands));
        Assert.Equal(Province.Old.Sum(p => p.PeopleThousands), Province.New.Sum(p => p.PeopleThousands));
    }

    private static int[] Sizes(PersonRecord[] records) => [.. Clusters(records).Select(c => c.Length).Order()];

    private static List<int[]> Clusters(PersonRecord[] records)
    {
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in records) harness.Add(record);
        harness.Recluster();
        return [.. records.Select(harness.ClusterOf).DistinctBy(c => string.Join(',', c))];
    }
}
