using System.Text;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Training;

namespace Resolve.Tests.Persons;

public class ModelTests
{
    [Fact]
    public void A_model_reads_back_as_it_was_written()
    {
        byte[] bytes = Bytes(PersonModel.Default);
        Assert.Equal(bytes, Bytes(PersonModel.Read(new MemoryStream(bytes))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"resolve-person-model/1\"}")]
    [InlineData("{\"format\":\"resolve-person-model/9\"}")]
    public void Text_that_is_no_model_is_refused(string json) =>
        Assert.Throws<FormatException>(() => PersonModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Weights_beyond_reason_are_refused()
    {
        string json = Encoding.UTF8.GetString(Bytes(PersonModel.Default));
        int at = json.IndexOf("\"exact-marked\": [", StringComparison.Ordinal) + "\"exact-marked\": [".Length;
        Assert.Throws<FormatException>(() => PersonModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.Insert(at, "2000000000, ")))));
    }

    [Fact]
    public void Training_gives_the_same_model_for_any_order_and_for_records_added_twice()
    {
        PersonRecord[] records = Samples.Many(200);
        byte[] model = Bytes(ModelTrainer.Train(records));
        Assert.Equal(model, Bytes(ModelTrainer.Train(records.Reverse().Concat(records))));
    }

    [Fact]
    public void Checked_ids_teach_what_namesakes_of_one_day_weigh()
    {
        // Four hundred people of a few names and days; a third of them are namesakes of one day, whom only their ID distinguishes.
        string Cccd(int person) => $"0870{70 + person / 3 % 30:00}{person:000000}";
        string Name(int person) => $"Trần Văn {"Hùng Dũng Minh Long Bình".Split(' ')[person / 3 % 5]}";
        string Birth(int person) => $"19{70 + person / 3 % 30:00}-0{1 + person / 3 % 9}-1{person / 3 % 10}";
        PersonRecord[] records =
            [.. Enumerable.Range(0, 400).SelectMany(p => Enumerable.Range(0, 3)
                .Select(i => Samples.Record($"{p}.{i}", Name(p), Birth(p), Cccd(p), phone: $"+849000{p:0000}{i}")))];
        PersonModel model = ModelTrainer.Train(records);
        Assert.True(model.NamesakeDeduction > 0);
        Assert.Equal(Bytes(model), Bytes(PersonModel.Read(new MemoryStream(Bytes(model)))));
    }

    [Fact]
    public void A_date_of_birth_that_stands_for_none_is_missing()
    {
        PersonRecord[] records = [.. Enumerable.Range(0, 800).Select(p => Samples.Record($"f{p}", $"Lê Thị {(char)('A' + p % 20)}{p}",
            p < 200 ? "1900-01-01" : new DateOnly(1950, 1, 2).AddDays(p * 17).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                phone: $"+849111{p:0000}0"))];
        var resolver = new PersonResolver(ModelTrainer.Train(records));
        Assert.DoesNotContain(resolver.Explain(records[0], records[1]).Parts, p => p.Feature == "birthDate");
        Assert.Contains(resolver.Explain(records[200], records[201]).Parts, p => p.Feature == "birthDate");
    }

    [Fact]
    public void A_model_of_before_a_level_came_reads_it_as_what_it_was()
    {
        string json = Encoding.UTF8.GetString(Bytes(PersonModel.Default));
        string older = System.Text.RegularExpressions.Regex.Replace(json, "(?s),\\s*\"generation\": \\[[^\\]]*\\]", "");
        Assert.NotEqual(json, older);
        PersonModel model = PersonModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(older)));
        (_, _, LevelWeight different) = PersonTimeline.LevelsOf(model).Single(l => l is { Feature: "birthDate", Level: "different" });
        Assert.Equal(different, PersonTimeline.LevelsOf(model).Single(l => l is { Feature: "birthDate", Level: "generation" }).Weight);
    }

    [Fact]
    public void Training_on_nothing_or_one_record_gives_a_model_that_works()
    {
        Assert.Equal(PersonModel.Default.SameThreshold, ModelTrainer.Train([]).SameThreshold);
        PersonModel one = ModelTrainer.Train([Samples.Record("a", "Trần Quốc Bảo", "1987-03-21")]);
        Assert.Equal(1, one.TrainedRecordCount);
        Assert.NotEmpty(Bytes(one));
    }

    [Fact]
    public void A_trained_model_counts_a_common_name_for_less_than_a_rare_one()
    {
        PersonRecord[] records = [.. Enumerable.Range(0, 300)
            .Select(i => Samples.Record($"r{i}", i % 3 == 0 ? $"Kso{(char)('a' + i % 26)} Y{i}niê" : $"Nguyễn Văn {(char)('A' + i % 20)}ung",
            $"19{50 + i % 50}-0{1 + i % 9}-1{i % 9}"))];
        PersonModel model = ModelTrainer.Train(records);
        Assert.True(model.NameTerms.BitsOf("nguyen") < model.NameTerms.BitsOf("y3nie"));
        Assert.StartsWith("trained-", model.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_level_of_the_shipped_model_orders_as_sense_does()
    {
        PersonModel model = PersonModel.Default;
        foreach (var levels in model.Weights)
            Assert.True(levels[0].Match > levels[^1].Match || levels.Length > 12, "agreement weighs more than difference");
        Assert.True(model.PossibleThreshold < model.SameThreshold);
        Assert.True(model.Weights[(int)PersonFeature.NationalId][0].Match > 20_000);
    }

    [Fact]
    public void No_difference_speaks_for_one_person_whatever_the_data()
    {
        // Names, dates and numbers that differ in every record of a person: what is fitted would have it that differences are agreement.
        PersonRecord[] records = [.. Enumerable.Range(0, 300).SelectMany(p => Enumerable.Range(0, 3).Select(i =>
            Samples.Record($"{p}.{i}", $"Kso{(char)('A' + p % 26)}{p} {(char)('A' + i)}nh", $"19{50 + ((p + (7 * i)) % 49):00}-0{1 + (p % 9)}-1{i}",
                address: $"{p} Lê Lợi, Cao Lãnh", phone: $"+849000{p:0000}0")))];
        foreach (PersonModel model in (PersonModel[])[PersonModel.Default, ModelTrainer.Train(records)])
            foreach ((string feature, string level, LevelWeight weight) in PersonTimeline.LevelsOf(model))
                if (level.EndsWith("conflict", StringComparison.Ordinal)
                    || level is "different" or "generation" or "partial-different") Assert.True(weight.MatchWithoutRarity <= 0, $"{feature} {level} {weight}");
    }

    private static byte[] Bytes(PersonModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
