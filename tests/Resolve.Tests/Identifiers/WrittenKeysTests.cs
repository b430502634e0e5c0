using Resolve.Identifiers.Normalisation;

namespace Resolve.Tests.Identifiers;

/// <summary>What people type where a key is asked for.</summary>
public class WrittenKeysTests
{
    [Theory]
    [InlineData("phone:+84912345678", "phone:+84912345678")]
    [InlineData("phone: 0912.345.678", "phone:+84912345678")]
    [InlineData("０９１２３４５６７８", "phone:+84912345678")]
    [InlineData(" +84 912 345 678 \u200e", "phone:+84912345678")]
    [InlineData("sđt 0912 345 678", "phone:+84912345678")]
    [InlineData("stk vcb 0071000123456", "account:970436:0071000123456")]
    [InlineData("Vietcombank 0071000123456", "account:970436:0071000123456")]
    [InlineData("IMEI: 356938035643809", "device:imei:35693803564380")]
    public void What_can_mean_one_entity_only_is_read_as_that(string text, string key) =>
        Assert.Equal([key], WrittenKeys.Candidates(text).Select(k => k.ToString()));

    [Theory]
    [InlineData("nguyễn văn a")]
    [InlineData("abc 12")]
    [InlineData("Số 5 Trần Phú")]
    [InlineData("")]
    [InlineData("\ud800 1")]
    public void What_names_no_identifier_is_not_read(string text) => Assert.Empty(WrittenKeys.Candidates(text));
}
