using Resolve.Graph;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Tests.Graph;

/// <summary>Whose account it is: the person of the report who has the holder's words as a name.</summary>
public class HolderTests
{
    [Theory]
    [InlineData("TRAN VAN BINH", "Trần Văn Bình", null)]
    [InlineData("SMITH JOHN", "John Smith", null)]
    [InlineData("BINH TRAN VAN", "Trần Văn Bình", null)]
    [InlineData("John Smith", "Jack the Lad", "Smith, John")]
    [InlineData("LE THI HOA", "Hoa Xinh", "Lê Thị Hoa")]
    public void A_holder_is_the_person_of_the_report_with_these_words_in_any_order_or_as_another_name(string holder, string name, string? alias)
    {
        ReportContent content = ReportExtractor.Extract(Report(holder, (name, alias), ("Phạm Quốc Duy", null)));
        Assert.Equal("p1", HolderOf(content));
        Assert.Equal(3, content.Mentions.Count);
    }

    [Theory]
    [InlineData("Smith", "John Smith", "Jane Doe")] // a word less
    [InlineData("BINH", "Bình", "Jane Doe", "p1")] // one word: only the name as it stands
    [InlineData("JOHN SMITH", "Smith John", "Smyth John", "p1")]
    [InlineData("VAN TRAN BINH", "Tran Van Binh", "Binh Van Tran")] // two persons have these words: neither is taken
    [InlineData("John Smith Smith", "John John Smith", "Jane Doe")] // as many times each
    public void A_holder_who_is_not_clearly_one_of_them_is_a_person_of_his_own(string holder, string first, string second, string expected = "a/holder")
    {
        ReportContent content = ReportExtractor.Extract(Report(holder, (first, null), (second, null)));
        Assert.Equal(expected, HolderOf(content));
    }

    [Fact]
    public void A_name_in_the_holders_own_order_comes_before_the_same_words_in_another()
    {
        ReportContent content = ReportExtractor.Extract(Report("John Smith", ("Smith John", null), ("John Smith", null)));
        Assert.Equal("p2", HolderOf(content));
    }

    private static string HolderOf(ReportContent content)
    {
        ContentLink link = Assert.Single(content.Links, l => l.Kind == LinkKind.Holds);
        return content.Mentions[link.From].Ref;
    }

    private static Report Report(string holder, params (string Name, string? Alias)[] persons)
    {
        var mentions = new List<Mention> { new() { Ref = "a", Kind = MentionKind.Account, Role = MentionRole.Suspect, Bank = "VCB",
            Value = "0071000123456", Holder = holder } };
        foreach ((string name, string? alias) in persons)
            mentions.Add(new Mention { Ref = $"p{mentions.Count}", Kind = MentionKind.Person, Role = MentionRole.Suspect, Name = name,
                Aliases = alias is null ? [] : [alias] });
        return new Report { Key = new ReportKey("test", "1"), Mentions = mentions };
    }
}
