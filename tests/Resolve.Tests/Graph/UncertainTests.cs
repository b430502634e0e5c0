using Resolve.Graph.Questions;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Tests.Graph;

/// <summary>What names no entity is shown, found by its digits, and joins nothing.</summary>
public class UncertainTests
{
    [Theory]
    [InlineData("account", "1028765117", null, "account:unknown:1028765117")]
    [InlineData("account", "STK 1028 765 117", null, "account:unknown:1028765117")]
    [InlineData("account", "1028765117", "BVB", "account:unknown:1028765117")]
    [InlineData("account", "0071****3117", "VCB", "account:970436:0071****3117")]
    [InlineData("account", "0071****3117", null, "account:unknown:0071****3117")]
    [InlineData("account", "71000123117", "VCB", "account:unknown:71000123117")]
    [InlineData("phone", "098xxxx117", null, "phone:+8498xxxx117")]
    [InlineData("phone", "09612341", null, "phone:unknown:09612341")]
    [InlineData("device", "356938035643808", null, "device:unknown:356938035643808")]
    public void It_is_mentioned_under_a_key_that_says_so(string kind, string value, string? bank, string key)
    {
        Report report = Read($$"""{"source":"s","id":"1","mentions":["""
            + $$"""{"ref":"x","kind":"{{kind}}","role":"suspect","value":"{{value}}"{{(bank is null ? "" : $",\"bank\":\"{bank}\"")}}},"""
            + $$"""{"ref":"y","kind":"phone","role":"suspect","value":"0961234117"}]}""");
        ReportContent content = ReportExtractor.Extract(report);
        Assert.False(content.Mentions[0].NamesEntity);
        ContentMention found = Assert.Single(content.Mentions, m => m.Ref == "x/digits");
        Assert.Equal((key, MentionRole.Mentioned, true), (found.Key.ToString(), found.Role, found.Implied));
        Assert.Empty(content.Links);
    }

    [Theory]
    [InlineData("phone", "0000000000")]
    [InlineData("phone", "113")]
    [InlineData("phone", "1900 1234")]
    [InlineData("account", "12345")]
    [InlineData("phone", "không nhớ")]
    public void Fillers_hotlines_and_words_are_not(string kind, string value) =>
        Assert.Single(ReportExtractor.Extract(Read($$"""{"source":"s","id":"1","mentions":[{"ref":"x","kind":"{{kind}}","value":"{{value}}"}]}""")).Mentions);

    [Theory]
    [InlineData("Chuyển vào STK 1028765117 của LE THI BE", "1028765117", "account:unknown:1028765117")]
    [InlineData("Chuyển vào STK 1028765117 của LE THI BE", "1028 765 117", "account:unknown:1028765117")]
    [InlineData("Chuyển vào STK 0071****3117 VCB", "0071000123117", null)] // hidden digits are as many as signs
    [InlineData("Chuyển vào STK 007100***3117 VCB", "0071001233117", "account:970436:007100***3117")]
    [InlineData("Chuyển vào STK 007100***3117 VCB", "3117", "account:970436:007100***3117")]
    [InlineData("Số sđt 098xxxx117 gọi", "0981234117", "phone:+8498xxxx117")]
    public async Task It_is_found_by_its_digits(string narrative, string typed, string? key)
    {
        Report[] reports = [Read($$"""{"source":"s","id":"1","narrative":"{{narrative}}"}"""),
            Read($$"""{"source":"s","id":"2","narrative":"{{narrative}}"}""")];
        await using LocalRuntime runtime = await LocalRuntime.OpenAsync(new InMemoryJournal(), new LocalRuntimeOptions(), null, CancellationToken.None);
        await runtime.SubmitAsync(reports, CancellationToken.None);
        long position = runtime.GetState().JournalPosition;
        EntityHit[] hits = await runtime.AskAsync(new SearchQuestion(typed, 10), position, CancellationToken.None);
        Assert.Equal(key is null ? [] : [key], hits.Select(h => h.Entity.Key.ToString()));
        if (key is null) return;
        Assert.Equal((2, 0), (hits[0].Entity.ReportCount, hits[0].Entity.LinkCount));
    }

    [Fact]
    public void A_narratives_uncertain_account_is_shown()
    {
        ReportContent content = ReportExtractor.Extract(Read("""{"source":"s","id":"1","narrative":"Chuyển vào STK 1028765117 của LE THI BE"}"""));
        ContentMention shown = content.Mentions[0];
        Assert.Equal(("narrative@15+10", "unknown-bank"), (shown.Ref, shown.Reason));
        Assert.Contains(EntityKey.Parse("account:unknown:1028765117"), shown.Candidates);
    }

    private static Report Read(string json) => ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(json)).Report!;
}
