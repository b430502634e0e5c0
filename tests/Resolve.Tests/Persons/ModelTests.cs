using System.Text;
using Resolve.Persons;

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
    public void Training_gives_the_same_model_for_any_order_and_for_records_told_twice()
    {
        PersonRecord[] records = Samples.Many(200);
        byte[] model = Bytes(ModelTrainer.Train(records));
        Assert.Equal(model, Bytes(ModelTrainer.Train(records.Reverse().Concat(records))));
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
        PersonRecord[] records = [.. Enumerable.Range(0, 300).Select(i => Samples.Record($"r{i}", i % 3 == 0 ? $"Kso{(char)('a' + i % 26)} Y{i}niê" : $"Nguyễn Văn {(char)('A' + i % 20)}ung", $"19{50 + i % 50}-0{1 + i % 9}-1{i % 9}"))];
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

    private static byte[] Bytes(PersonModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
