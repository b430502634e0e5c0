using Resolve.Persons;
using Resolve.Persons.Clusters;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Tests.Persons;

public class PersonResolverTests
{
    private static PersonRecord Record(string id, string? name, string? birth = null, string? cccd = null, string? address = null, string? phone = null,
        string? account = null, string? mail = null, string? sex = null) =>
        Samples.Record(id, name, birth, cccd, address, phone, account, mail, sex);

    [Fact]
    public void Thirty_people_on_one_account_stay_thirty_persons()
    {
        string[] surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi"], givens = ["Hùng", "Lan", "Tuấn", "Mai", "Sơn"];
        var harness = new ResolverHarness(PersonModel.Default);
        PersonRecord[] mules = [.. Enumerable.Range(0, 30)
            .Select(i => Record($"r{i}", $"{surnames[i % 6]} Văn {givens[i / 6]}", account: "970436:0071000123456"))];
        foreach (PersonRecord mule in mules) harness.Add(mule);
        harness.Recluster();
        Assert.All(mules, m => Assert.Single(harness.ClusterOf(m)));
    }

    [Fact]
    public void A_name_and_an_account_are_one_person_until_the_account_goes_generic_and_again_after()
    {
        PersonRecord a = Record("a", "Trần Quốc Bảo", birth: "1987", account: "970436:0071000123456"),
            b = Record("b", "TRAN QUOC BAO", account: "970436:0071000123456");
        var harness = new ResolverHarness(PersonModel.Default);
        harness.Add(a);
        harness.Add(b);
        Assert.Equal(2, harness.Recluster().ClusterOf(a).Length);
        PersonRecord[] others = [.. Enumerable.Range(0, PersonModel.Default.Caps[(int)BlockKind.Account] - 1)
            .Select(i => Record($"o{i}", $"{(char)('A' + i)}x Yy Z{i}k", account: "970436:0071000123456"))];
        foreach (PersonRecord other in others) harness.Add(other);
        Assert.Single(harness.Recluster().ClusterOf(a));
        Assert.Contains(BlockKind.Account, harness.Resolver.Explain(a, b).GenericKeys);
        harness.Remove(others[0]);
        Assert.Equal(2, harness.Recluster().ClusterOf(a).Length);
    }

    [Fact]
    public void Names_without_a_word_in_common_are_two_people_whatever_they_share()
    {
        // Lengths from short to long: joined, the longest once came within a capped edit distance of anything.
        string[] names = ["Phạm Văn Chung", "NGUYEN THI HONG TUYET", "Lê Ngọc Đoàn Phương", "Y Moan Niê Kdăm Buôn Krông", "Trương Quỳnh", "H'Hen Ksor",
            "DANG CONG LUC SY BINH", "Bùi Xuân Trường Giang Long", "Vũ Mai", "Ong Kiat Seng Wilhelmina Bartholomew"];
        string? Nothing(int _) => null;
        (string What, Func<int, string?> Address, Func<int, string?> Phone)[] shared =
        [
            ("a commune", _ => "Xã Phú Lâm, An Giang", Nothing),
            ("a house", _ => "12 ngõ 45 Lê Lợi, Xã Phú Lâm, An Giang", Nothing),
            ("a phone", Nothing, _ => "+84900000001"),
            ("a house and a phone", _ => "12 ngõ 45 Lê Lợi, Xã Phú Lâm, An Giang", _ => "+84900000001"),
        ];
        foreach ((string what, Func<int, string?> address, Func<int, string?> phone) in shared)
        {
            var harness = new ResolverHarness(PersonModel.Default);
            PersonRecord[] people = [.. names.Select((n, i) => Record($"r{i}", n, $"{1960 + (3 * i)}", address: address(i), phone: phone(i)))];
            foreach (PersonRecord person in people) harness.Add(person);
            harness.Recluster();
            Assert.All(people, p => Assert.True(harness.ClusterOf(p).Length == 1, $"{p.Name} was merged over {what}."));
        }
    }

    [Fact]
    public void A_name_alone_never_merges_however_rare()
    {
        PersonRecord a = Record("a", "Xênôphôn Quỳnh Kỳ Vỹ"), b = Record("b", "Xênôphôn Quỳnh Kỳ Vỹ");
        var harness = new ResolverHarness(PersonModel.Default);
        harness.Add(a);
        harness.Add(b);
        harness.Recluster();
        Assert.Single(harness.ClusterOf(a));
        Assert.Equal("name-alone", harness.Resolver.Explain(a, b).Reason);
    }

    [Fact]
    public void Two_different_checked_national_ids_veto_and_a_slip_of_one_digit_does_not()
    {
        PersonRecord a = Record("a", "Trần Quốc Bảo", "1987-03-21", "087087001234", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        PersonRecord slip = Record("b", "Trần Quốc Bảo", "1987-03-21", "087087001235", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        PersonRecord other = Record("c", "Trần Quốc Bảo", "1987-03-21", "001087994321", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in (PersonRecord[])[a, slip, other]) harness.Add(record);
        harness.Recluster();
        Assert.Equal(2, harness.ClusterOf(a).Length);
        Assert.Single(harness.ClusterOf(other));
        PairExplanation why = harness.Resolver.Explain(a, other);
        Assert.Equal(("veto", MatchBand.No), (why.Reason, why.Band));
        Assert.Contains(harness.Resolver.How(0), s => s.Outcome == "veto");
    }

    [Theory]
    [InlineData("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", MatchBand.No)]
    [InlineData("Nguyễn Văn Hùng", "Nguyễn Văn Nam", MatchBand.No)]
    [InlineData("Nguyễn Văn Hùng", "NGUYEN VAN HUNG", MatchBand.Possible)]
    [InlineData("Nguyễn Văn Hùng", "Nguyễn Văn Hùng", MatchBand.Same)]
    public void Neighbouring_numbers_are_a_slip_only_where_the_whole_name_is_equal(string one, string other, MatchBand band)
    {
        PersonRecord a = Record("a", one, "1994-03-21", "087094001234", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        PersonRecord b = Record("b", other, "1994-03-21", "087094001235", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        var harness = new ResolverHarness(PersonModel.Default);
        harness.Add(a);
        harness.Add(b);
        Assert.Equal(band == MatchBand.Same ? 2 : 1, harness.Recluster().ClusterOf(a).Length);
        Assert.Equal(band, harness.Resolver.Explain(a, b).Band);
    }

    [Fact]
    public void Twins_stay_two_persons_when_a_record_without_a_number_fits_both()
    {
        PersonRecord[] records =
        [
            Record("a", "Nguyễn Văn Hùng", "1994-03-21", "087094001234", "12 Lê Lợi, Cao Lãnh", "+84900000001"),
            Record("b", "NGUYEN VAN HUNG", "1994-03-21", address: "12 Lê Lợi, Cao Lãnh", phone: "+84900000001"),
            Record("c", "Nguyễn Văn Hưng", "1994-03-21", "087094001235", "12 Lê Lợi, Cao Lãnh", "+84900000001"),
        ];
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in records) harness.Add(record);
        harness.Recluster();
        Assert.DoesNotContain(harness.IdOf(records[2]), harness.ClusterOf(records[0]));
    }

    [Fact]
    public void A_name_a_year_and_a_commune_are_possibly_one_person_and_a_contact_of_ones_own_decides()
    {
        const string commune = "Xã Hwing Ea Tul, Đắk Lắk";
        var resolver = new PersonResolver(PersonModel.Default);
        MatchBand Band(PersonRecord a, PersonRecord b) => resolver.Explain(a, b).Band;
        Assert.NotEqual(MatchBand.Same, Band(Record("a", "Y Bhiông Kpă Mlô", "1987", address: commune),
            Record("b", "Y Bhiông Kpă Mlô", "1987-03-21", address: commune)));
        Assert.Equal(MatchBand.Same, Band(Record("a", "Y Bhiông Kpă Mlô", "1987", address: commune, phone: "+84900000001"),
            Record("b", "Y Bhiông Kpă Mlô", "1987-03-21", address: commune, phone: "+84900000001")));
        Assert.Equal(MatchBand.Same, Band(Record("a", "Y Bhiông Kpă Mlô", "1987-03-21", address: commune),
            Record("b", "Y Bhiông Kpă Mlô", "1987-03-21", address: commune)));
    }

    [Fact]
    public void Father_and_son_of_one_rare_name_and_house_stay_possible_when_one_date_is_missing()
    {
        const string house = "12 Lê Lợi, Phường 1, Cao Lãnh, Đồng Tháp";
        var resolver = new PersonResolver(PersonModel.Default);
        Assert.NotEqual(MatchBand.Same, resolver.Explain(Record("a", "Trần Quang Bảo Khánh", "1957-03-21", address: house),
            Record("b", "Trần Quang Bảo Khánh", address: house)).Band);
    }

    [Fact]
    public void A_man_and_a_woman_are_not_one_person_over_a_phone_a_home_and_a_name()
    {
        const string house = "12 Lê Lợi, Phường 1, Cao Lãnh, Đồng Tháp", phone = "+84900000001";
        PersonRecord man = Record("a", "Trần Bảo Khánh", "1987-03-21", address: house, phone: phone, sex: "nam"),
            woman = Record("b", "Trần Bảo Khánh", "1987-03-21", address: house, phone: phone, sex: "nữ");
        PersonRecord either = Record("c", "TRAN BAO KHANH", "1987-03-21", address: house, phone: phone);
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in (PersonRecord[])[man, woman, either]) harness.Add(record);
        harness.Recluster();
        Assert.DoesNotContain(harness.IdOf(woman), harness.ClusterOf(man));
        Assert.Equal(MatchBand.Possible, harness.Resolver.Explain(man, woman).Band);
    }

    [Fact]
    public void A_number_that_contradicts_its_own_record_does_not_veto()
    {
        // 87 in the number, 1961 in the record: one of them is wrong, so that the number proves nothing against another.
        PersonRecord a = Record("a", "Trần Quốc Bảo", "1961-03-21", "087087001234", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        PersonRecord b = Record("b", "Trần Quốc Bảo", "1961-03-21", "001061994321", "12 Lê Lợi, Cao Lãnh", "+84900000001");
        Assert.NotEqual("veto", new PersonResolver(PersonModel.Default).Explain(a, b).Reason);
    }

    [Fact]
    public void A_number_that_is_not_valid_is_still_compared_and_proves_nothing()
    {
        PersonRecord right = Record("a", "Trần Quốc Bảo", cccd: "087087001234"), slip = Record("b", "Trần Quốc Bảo", cccd: "997087001234"),
            far = Record("c", "Trần Quốc Bảo", cccd: "999087999999");
        Assert.Empty(slip.Documents);
        Assert.Single(slip.UncertainDocuments);
        var resolver = new PersonResolver(PersonModel.Default);
        Assert.Equal("different", resolver.Explain(right, far).Parts[1].Level);
        Assert.NotEqual("veto", resolver.Explain(right, far).Reason);
        Assert.Equal("one-digit", resolver.Explain(right, Record("d", "Trần Quốc Bảo", cccd: "087987001234")).Parts[1].Level);
    }

    [Fact]
    public void Contacts_that_name_no_entity_are_compared_however_they_are_written()
    {
        var mention = new Resolve.Identifiers.Mentions.Mention { Ref = "m", Kind = Resolve.Identifiers.Mentions.MentionKind.Person, Name = "Keeley Jonson" };
        PersonRecord Build(string id, params string[] contacts) => PersonRecordBuilder.Build(new Resolve.Reports.ReportKey("x", id), mention, [], contacts);
        PersonRecord one = Build("1", "(818) 892-2818"), same = Build("2", "818.892.2818"), abroad = Build("3", "+1 818 892 2818", "KJ@universal..com");
        Assert.Equal(one.Fingerprint, same.Fingerprint);
        Assert.Equal("exact", new PersonResolver(PersonModel.Default).Explain(one, abroad).Parts[1].Level);
        Assert.Contains("kj@universal..com", abroad.Contacts);
    }

    [Fact]
    public void Missing_marks_are_neutral_and_conflicting_marks_speak_against()
    {
        var resolver = new PersonResolver(PersonModel.Default);
        string Level(string a, string b) => resolver.Explain(Record("a", a, "1987"), Record("b", b, "1987")).Parts[0].Level;
        int Weight(string a, string b) => resolver.Explain(Record("a", a, "1987"), Record("b", b, "1987")).Parts[0].Weight;
        Assert.Equal("exact-marked", Level("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"));
        Assert.Equal("exact", Level("Nguyễn Thị Hòa", "NGUYEN THI HOA"));
        Assert.Equal("tone-conflict", Level("Nguyễn Thị Hòa", "Nguyễn Thị Hỏa"));
        Assert.Equal("mark-conflict", Level("Trần Quốc Đảo", "Trần Quốc Dao"));
        Assert.True(Weight("Nguyễn Thị Hòa", "NGUYEN THI HOA") > Weight("Nguyễn Thị Hòa", "Nguyễn Thị Hỏa"));
    }

    [Theory]
    [InlineData("Nguyễn Văn Hùng", "Nguyễn Hùng", "dropped")]
    [InlineData("Hùng Nguyễn Văn", "Nguyễn Văn Hùng", "reordered")]
    [InlineData("Nguyễn Văn Hùng", "Nguyễn Văn Nam", "given-conflict")]
    [InlineData("Nguyễn Văn Hùng", "Nguyễn Quốc Hùng", "middle-conflict")]
    [InlineData("Robert Smith", "Bob Smith", "near")]
    [InlineData("Robert Smith", "R Smith", "initials")]
    [InlineData("Braiden Caruana", "Braid en Caruana", "near")]
    [InlineData("Ng. Văn Hùng", "Nguyen Van Hung", "near")]
    [InlineData("Madeline", "Madeline Mason", "one-word")]
    [InlineData("王杰", "Wang Jie", "exact")]
    [InlineData("Александр Васильев", "Alexander Vasiliev", "near")]
    [InlineData("Trần Bảo", "Lê Hoà", "conflict")]
    public void Names_are_graded(string a, string b, string level)
    {
        var resolver = new PersonResolver(PersonModel.Default);
        Assert.Equal(level, resolver.Explain(Record("a", a, "1987"), Record("b", b, "1987")).Parts[0].Level);
        Assert.Equal(level, resolver.Explain(Record("b", b, "1987"), Record("a", a, "1987")).Parts[0].Level);
    }

    [Theory]
    [InlineData("1987-03-12", "1987-12-03", "day-month-swapped")]
    [InlineData("1987-03-21", "1987-03-22", "one-digit")]
    [InlineData("1987-03-21", "1978-03-21", "one-digit")]
    [InlineData("1987-03-05", "1987-03-29", "two-parts")]
    [InlineData("1987-03-21", "1987", "partial-year")]
    [InlineData("1987-03-21", "1987-03", "partial-month")]
    [InlineData("1987-03-21", "1988", "partial-different")]
    [InlineData("1987-03-21", "1981-11-04", "different")]
    [InlineData("1987-03-21", "1961-11-04", "generation")]
    [InlineData("1987-03-21", "1961", "generation")]
    [InlineData("1987-01-01", "1987-06-21", "partial-year")]
    [InlineData("1987-01-01", "1984-01-01", "partial-different")]
    [InlineData("1687-03-21", "1687-03-21", "exact")]
    public void Dates_are_graded(string a, string b, string level)
    {
        var resolver = new PersonResolver(PersonModel.Default);
        Assert.Equal(level, resolver.Explain(Record("a", "Lê Hoà", a), Record("b", "Lê Hoà", b)).Parts[1].Level);
    }

    [Fact]
    public void One_January_weighs_less_than_another_day()
    {
        var resolver = new PersonResolver(PersonModel.Default);
        int Weight(string date) => resolver.Explain(Record("a", "Lê Hoà", date), Record("b", "Lê Hoà", date)).Parts[1].Weight;
        Assert.True(Weight("1987-01-01") < Weight("1987-03-21"));
    }

    [Fact]
    public void Addresses_made_of_one_name_and_two_numbers_are_two()
    {
        var resolver = new PersonResolver(PersonModel.Default);
        string Level(string a, string b) => resolver.Explain(Record("a", "Ana Ortega", mail: a), Record("b", "Ana Ortega", mail: b)).Parts[1].Level;
        Assert.Equal("different", Level("ana.ortega45@mail.example", "ana.ortega7@mail.example"));
        Assert.Equal("near", Level("ana.ortega45@mail.example", "ana.ortga45@mail.example"));
        Assert.Equal("exact", Level("ana.ortega45@mail.example", "ana.ortega45@mail.example"));
    }

    [Fact]
    public void Two_dates_that_stand_twice_each_are_two_people()
    {
        PersonRecord[] father = [.. Enumerable.Range(0, 2)
            .Select(i => Record($"f{i}", "Trần Quang Bảo Khánh", "1957-03-21", address: "12 Lê Lợi, Cao Lãnh", phone: $"+8490000000{i}"))];
        PersonRecord[] son = [.. Enumerable.Range(0, 2)
            .Select(i => Record($"s{i}", "Trần Quang Bảo Khánh", "1983-11-04", address: "12 Lê Lợi, Cao Lãnh", phone: $"+8491000000{i}"))];
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in father.Concat(son)) harness.Add(record);
        harness.Recluster();
        Assert.Equal(2, harness.ClusterOf(father[0]).Length);
        Assert.Equal(2, harness.ClusterOf(son[0]).Length);
    }

    [Fact]
    public void A_decision_different_splits_what_scores_join_and_its_undo_joins_them_again()
    {
        PersonRecord a = Record("a", "Trần Quốc Bảo", cccd: "087087001234"), b = Record("b", "TRAN QUOC BAO", "1987-03-21", "087087001234"),
            c = Record("c", "Tran Quoc Bao", sex: "nam", cccd: "087087001234");
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in (PersonRecord[])[a, b, c]) harness.Add(record);
        Assert.Equal(3, harness.Recluster().ClusterOf(a).Length);
        harness.Resolver.Decide(new RecordDecision("d", DateTimeOffset.UnixEpoch, RecordDecisionKind.Different, a.Fingerprint, b.Fingerprint));
        harness.Recluster();
        Assert.DoesNotContain(1, harness.ClusterOf(a));
        Assert.Equal("decision", harness.Resolver.Explain(a, b).Reason);
        harness.Resolver.Undo("d");
        Assert.Equal(3, harness.Recluster().ClusterOf(a).Length);
    }

    [Fact]
    public void Of_two_decisions_on_one_pair_the_later_counts_and_different_outranks_same_at_equal_rank()
    {
        PersonRecord a = Record("a", "Trần Quốc Bảo"), b = Record("b", "Lê Hoà");
        foreach (bool reverse in (bool[])[false, true])
        {
            var harness = new ResolverHarness(PersonModel.Default);
            harness.Add(a);
            harness.Add(b);
            RecordDecision[] decisions =
            [
                new("d1", DateTimeOffset.UnixEpoch, RecordDecisionKind.Different, a.Fingerprint, b.Fingerprint),
                new("d2", DateTimeOffset.UnixEpoch.AddHours(1), RecordDecisionKind.Same, b.Fingerprint, a.Fingerprint),
            ];
            foreach (RecordDecision decision in reverse ? decisions.Reverse() : decisions) harness.Resolver.Decide(decision);
            Assert.Equal(2, harness.Recluster().ClusterOf(a).Length);
        }
        var same = new RecordDecision("d", DateTimeOffset.UnixEpoch, RecordDecisionKind.Same, 1, 2);
        Assert.True(same with { Kind = RecordDecisionKind.Different } > same);
    }

    [Fact]
    public void Two_sisters_of_one_house_phone_and_birthday_stay_two_persons()
    {
        PersonRecord a = Record("a", "Nguyễn Thị Mai", "1990-05-06", address: "12 Lê Lợi, Cao Lãnh, Đồng Tháp", phone: "+84900000001");
        PersonRecord b = Record("b", "Nguyễn Thị Lan", "1990-05-06", address: "12 Lê Lợi, Cao Lãnh, Đồng Tháp", phone: "+84900000001");
        var harness = new ResolverHarness(PersonModel.Default);
        harness.Add(a);
        harness.Add(b);
        harness.Recluster();
        Assert.Single(harness.ClusterOf(a));
        Assert.True(harness.Resolver.Explain(a, b).HouseholdDeduction < 0);
    }

    [Fact]
    public void A_description_that_fits_two_people_equally_is_neither_of_them()
    {
        const string home = "12 Lê Lợi, Phường 1, TP Cao Lãnh, Đồng Tháp", phone = "+84900000001";
        PersonRecord older = Record("a", "Nguyễn Văn Hùng", "1970-10-10", address: home, phone: phone),
            younger = Record("b", "Nguyễn Văn Hùng", "1992-03-15", address: home, phone: phone);
        PersonRecord vague = Record("c", "NGUYEN VAN HUNG", address: home, phone: phone);
        var harness = new ResolverHarness(PersonModel.Default);
        foreach (PersonRecord record in (PersonRecord[])[older, younger, vague]) harness.Add(record);
        harness.Recluster();
        Assert.Single(harness.ClusterOf(vague));
        Assert.Contains(harness.Resolver.How(2), s => s.Outcome == "ambiguous");
    }

    [Fact]
    public void The_waterfall_adds_up_and_tells_how_much_is_missing()
    {
        PersonRecord a = Record("a", "Trần Quốc Bảo", "1987-03-21", address: "Đồng Tháp"), b = Record("b", "TRAN QUOC BAO", "1987-03-12");
        PairExplanation why = new PersonResolver(PersonModel.Default).Explain(a, b);
        Assert.Equal(why.Total, why.Parts.Sum(p => p.Weight) + why.HouseholdDeduction);
        Assert.Equal(Math.Max(0, PersonModel.Default.SameThreshold - why.Total), why.Missing);
        Assert.Equal(["name", "birthDate"], why.Parts.Select(p => p.Feature));
        Assert.Equal("1987-03-21", why.Parts[1].First);
    }

    [Fact]
    public void A_search_by_name_and_phone_finds_the_record_and_stores_nothing()
    {
        PersonRecord a = Record("a", "Trần Quốc Bảo", "1987-03-21", phone: "+84900000001");
        var harness = new ResolverHarness(PersonModel.Default);
        harness.Add(a);
        harness.Recluster();
        SearchHit hit = Assert.Single(harness.Resolver.Search(Record("q", "tran quoc bao", phone: "+84900000001"), 10));
        Assert.Equal((0, MatchBand.Same), (hit.Id, hit.Band));
        Assert.Equal(1, harness.Resolver.Count);
        Assert.Empty(harness.Resolver.Search(Record("q", "Một Người Lạ"), 10));
    }

    [Fact]
    public void A_wrong_call_is_refused()
    {
        var resolver = new PersonResolver(PersonModel.Default);
        PersonRecord a = Record("a", "Trần Quốc Bảo");
        resolver.Add(0, a);
        Assert.Throws<ArgumentException>(() => resolver.Add(0, Record("b", "Lê Hoà")));
        Assert.Throws<ArgumentException>(() => resolver.Add(1, a));
        Assert.Throws<ArgumentException>(() => resolver.Remove(7));
        Assert.Throws<ArgumentException>(() => resolver.Decide(new RecordDecision("d", default, RecordDecisionKind.Same, 1, 1)));
    }
}
