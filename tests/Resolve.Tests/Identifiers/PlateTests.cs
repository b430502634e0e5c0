using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Vehicles;

namespace Resolve.Tests.Identifiers;

/// <summary>Plates of vehicles as people write them.</summary>
public class PlateTests
{
    [Theory]
    [InlineData("51F-123.45", "51F-12345")]
    [InlineData("51F 12345", "51F-12345")]
    [InlineData("51f-123 45", "51F-12345")]
    [InlineData("BKS: 29A-987.65.", "29A-98765")]
    [InlineData("Biển số xe 30G-001.23", "30G-00123")]
    [InlineData("biển kiểm soát 30G 00123", "30G-00123")]
    [InlineData("29A-1234", "29A-1234")]
    [InlineData("59-X1 123.45", "59X1-12345")]
    [InlineData("59X1-123.45", "59X1-12345")]
    [InlineData("59X112345", "59X1-12345")]
    [InlineData("29-AA 123.45", "29AA-12345")]
    [InlineData("29MĐ1-123.45", "29MĐ1-12345")]
    [InlineData("29MÐ1-123.45", "29MĐ1-12345")] // the letter eth
    [InlineData("80-123-NG-01", "80-123-NG-01")]
    [InlineData("80 123 NG 01", "80-123-NG-01")]
    [InlineData("TM 12-34", "TM-1234")]
    [InlineData("plate:51F-12345", "51F-12345")]
    public void A_plate_has_one_key_however_it_is_written(string text, string value)
    {
        NormalisedIdentifier read = PlateReader.Read(text);
        Assert.Equal("plate:" + value, read.Key.ToString());
        Assert.Equal(read.Key, PlateReader.Read(read.Key.ToString()).Key);
    }

    [Fact]
    public void Five_digits_without_a_separator_may_be_a_car_or_an_old_motorcycle()
    {
        NormalisedIdentifier read = PlateReader.Read("59X11234");
        Assert.True(read.Key.IsDefault);
        Assert.Equal("ambiguous", read.Reason);
        Assert.Equal(["plate:59X-11234", "plate:59X1-1234"], read.Candidates.Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("0912345678", "bad-format")]
    [InlineData("09A-12345", "bad-format")]
    [InlineData("51F-123", "bad-format")]
    [InlineData("51FFF-12345", "bad-format")]
    [InlineData("xe màu đỏ", "bad-format")]
    [InlineData("51F-12345 và 51F-12346 và nhiều xe khác nữa", "bad-format")]
    public void What_is_no_plate_gives_no_key(string text, string reason) => Assert.Equal(reason, PlateReader.Read(text).Reason);

    [Fact]
    public void A_written_plate_is_found_by_its_key()
    {
        Assert.Contains(EntityKey.Parse("plate:51F-12345"), WrittenKeys.Candidates("51F-123.45"));
        Assert.Contains(EntityKey.Parse("plate:51F-12345"), WrittenKeys.Candidates("plate:51f 12345"));
        Assert.Equal(EntityKey.Parse("plate:51F-12345"),
            MentionNormaliser.Normalise(new Mention { Ref = "x", Kind = MentionKind.Plate, Value = "51F-123.45" }, null).Key);
    }
}
