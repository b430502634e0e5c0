using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;

namespace Resolve.Tests.Identifiers;

/// <summary>Reading a phone, or an account at a known bank, allocates its key and nothing else.</summary>
public class IdentifierAllocationTests
{
    [Theory]
    [InlineData(MentionKind.Phone, "0169.123.4567", null)]
    [InlineData(MentionKind.Phone, "0391234567", null)]
    [InlineData(MentionKind.Phone, "(024) 3825 2345", null)]
    [InlineData(MentionKind.Account, "0071 000 123 456", "VCB")]
    [InlineData(MentionKind.Account, "19034567890123", "Ngân hàng TMCP Kỹ thương Việt Nam")]
    public void The_key_is_all_that_is_allocated(MentionKind kind, string value, string? bank)
    {
        var mention = new Mention { Ref = "m", Kind = kind, Value = value, Bank = bank };
        var day = new DateOnly(2026, 3, 1);
        long keyBytes = (22 + (2 * MentionNormaliser.Normalise(mention, day).Key.ToString().Length) + 7) / 8 * 8; // a string on a 64-bit runtime
        long least = long.MaxValue;
        for (int round = 0; round < 40 && least > keyBytes; round++) // until the compiler has optimised what runs
        {
            for (int i = 0; i < 2_000; i++) MentionNormaliser.Normalise(mention, day);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1_000; i++) MentionNormaliser.Normalise(mention, day);
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000);
            if (least > keyBytes) Thread.Sleep(20);
        }
        Assert.Equal(keyBytes, least);
    }
}
