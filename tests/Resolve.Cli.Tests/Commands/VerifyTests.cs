using System.Text.Json;
using Resolve.Cli.Commands.Verification;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.TestKit.Facts;

namespace Resolve.Cli.Tests.Commands;

public sealed class VerifyTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task The_state_of_any_facts_is_what_they_give_in_any_order(ulong seed)
    {
        await _run.ImportAsync(_run.Feed("f", new RandomFacts(seed).Make(200)));
        CliResult result = await CliRun.RunAsync("verify", "--data", _run.Data, "--json", "--seed",
            seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(result.Code == 0, result.ToString());
        JsonElement summary = result.Json();
        Assert.True(summary.GetProperty("same").GetBoolean());
        Assert.Equal(["reports", "records", "entities", "links", "persons", "rings"], summary.GetProperty("exports").EnumerateArray()
            .Select(e => e.GetProperty("export").GetString()));
        Assert.All(summary.GetProperty("exports").EnumerateArray(), e =>
        {
            Assert.Equal(64, e.GetProperty("live").GetString()!.Length);
            Assert.Equal(e.GetProperty("live").GetString(), e.GetProperty("shuffled").GetString());
        });
    }

    [Fact]
    public async Task The_digests_are_those_of_the_exports()
    {
        await _run.ImportAsync(_run.Feed("f", Samples.TwoLinkedAndOneApart()));
        JsonElement summary = (await CliRun.RunAsync("verify", "--data", _run.Data, "--json", "--dump", _run.Path("dump"))).Json();
        foreach (JsonElement export in summary.GetProperty("exports").EnumerateArray())
        {
            string name = export.GetProperty("export").GetString()!;
            await CliRun.RunAsync("export", name, "--data", _run.Data, "--out", _run.Path(name));
            byte[] bytes = await File.ReadAllBytesAsync(_run.Path(name));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), export.GetProperty("live").GetString());
            Assert.Equal(bytes, await File.ReadAllBytesAsync(_run.Path($"dump/shuffled/{name}.ndjson")));
        }
    }

    [Fact]
    public async Task Facts_that_differ_are_reported_as_different()
    {
        await using var source = new InMemoryJournal();
        byte[] one = ReportWriter.ToUtf8(Samples.TwoLinkedAndOneApart()[0]), two = ReportWriter.ToUtf8(Samples.TwoLinkedAndOneApart()[1]);
        await source.AppendAsync([new JournalEntry(JournalEntryKind.Report, one), new JournalEntry(JournalEntryKind.Report, two)], CancellationToken.None);
        await using var again = new OrderedJournal(source, [2, 1]);
        await Assert.ThrowsAsync<JournalException>(async () =>
            await again.AppendAsync([new JournalEntry(JournalEntryKind.Report, one)], CancellationToken.None));
        Assert.Equal(1, await again.AppendAsync([new JournalEntry(JournalEntryKind.Report, two)], CancellationToken.None));
        Assert.Null(await again.ReadOneAsync(2, CancellationToken.None));
        Assert.Equal(2, await again.AppendAsync([new JournalEntry(JournalEntryKind.Report, one)], CancellationToken.None));
        Assert.Equal((1, 2), ((await again.ReadOneAsync(1, CancellationToken.None))!.Value.Position,
            (await again.ReadOneAsync(2, CancellationToken.None))!.Value.Position));
        Assert.Equal(one, (await again.ReadOneAsync(2, CancellationToken.None))!.Value.Payload.ToArray());
    }

    [Fact]
    public async Task An_empty_journal_is_verified()
    {
        await _run.ImportAsync(_run.Lines("f", ""));
        Assert.Equal(0, (await CliRun.RunAsync("verify", "--data", _run.Data)).Code);
    }
}
