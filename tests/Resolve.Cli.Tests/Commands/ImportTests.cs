using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Resolve.Reports;

namespace Resolve.Cli.Tests.Commands;

public sealed class ImportTests : IDisposable
{
    private const string Good = """{"source":"s","id":"1","mentions":[{"kind":"phone","role":"suspect","value":"0391234567"}]}""";

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_good_feed_is_taken_and_counted()
    {
        JsonElement summary = await _run.ImportAsync(_run.Feed("f.ndjson", Samples.TwoLinkedAndOneApart()));
        Assert.Equal(3, summary.GetProperty("accepted").GetInt64());
        Assert.Equal(3, summary.GetProperty("reports").GetInt64());
        Assert.Equal(3, summary.GetProperty("position").GetInt64());
        Assert.Equal(0, summary.GetProperty("bad").GetInt64());
    }

    [Fact]
    public async Task Again_is_nothing()
    {
        string feed = _run.Feed("f.ndjson", Samples.TwoLinkedAndOneApart());
        await _run.ImportAsync(feed);
        string before = await _run.ExportAllAsync();
        JsonElement again = await _run.ImportAsync(feed);
        Assert.Equal(0, again.GetProperty("accepted").GetInt64());
        Assert.Equal(3, again.GetProperty("duplicate").GetInt64());
        Assert.Equal(before, await _run.ExportAllAsync());
    }

    [Fact]
    public async Task Bad_lines_go_to_the_quarantine_with_their_numbers_and_reasons_and_the_rest_is_taken()
    {
        string feed = _run.Lines("f.ndjson", Good, "", "not json", """{"source":"s","id":"2","mentions":[{"kind":"phone"}]}""",
            Good.Replace("\"1\"", "\"3\"", StringComparison.Ordinal), "");
        CliResult result = await CliRun.RunAsync("import", feed, "--data", _run.Data, "--json", "--quarantine", _run.Path("q.ndjson"));
        Assert.Equal(3, result.Code);
        Assert.Equal(2, result.Json().GetProperty("accepted").GetInt64());
        Assert.Equal(2, result.Json().GetProperty("bad").GetInt64());
        JsonElement[] kept = [.. File.ReadLines(_run.Path("q.ndjson")).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal([3, 4], kept.Select(k => k.GetProperty("line").GetInt64()));
        Assert.Equal("json", kept[0].GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("not json", kept[0].GetProperty("text").GetString());
        Assert.Equal("mentions[0].value", kept[1].GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Equal("required", kept[1].GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("f.ndjson", kept[1].GetProperty("file").GetString());
        Assert.Contains("f.ndjson:3:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_last_line_is_a_bad_line()
    {
        string feed = _run.Lines("f.ndjson", Good, Good[..40]);
        CliResult result = await CliRun.RunAsync("import", feed, "--data", _run.Data, "--json");
        Assert.Equal(3, result.Code);
        Assert.Equal((1, 1), (result.Json().GetProperty("accepted").GetInt64(), result.Json().GetProperty("bad").GetInt64()));
    }

    [Fact]
    public async Task A_last_line_without_its_end_is_taken_when_it_is_whole()
    {
        JsonElement summary = await _run.ImportAsync(_run.Lines("f.ndjson", "\uFEFF" + Good + "\r"));
        Assert.Equal(1, summary.GetProperty("accepted").GetInt64());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_kept_in_the_quarantine_as_they_came()
    {
        byte[] bad = [.. "{\"source\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        await File.WriteAllBytesAsync(_run.Path("f.ndjson"), bad);
        CliResult result = await CliRun.RunAsync("import", _run.Path("f.ndjson"), "--data", _run.Data, "--quarantine", _run.Path("q.ndjson"));
        Assert.Equal(3, result.Code);
        JsonElement kept = JsonDocument.Parse(await File.ReadAllTextAsync(_run.Path("q.ndjson"))).RootElement;
        Assert.Equal("encoding", kept.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(bad, kept.GetProperty("base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_line_over_the_limit_is_refused_and_what_follows_is_taken()
    {
        string tooLong = Good.Replace("\"1\"", $"\"{new string('x', 3 * ReportLimits.SizeBytesMax)}\"", StringComparison.Ordinal);
        string feed = _run.Lines("f.ndjson", tooLong, Good);
        CliResult result = await CliRun.RunAsync("import", feed, "--data", _run.Data, "--json", "--quarantine", _run.Path("q.ndjson"));
        Assert.Equal(3, result.Code);
        Assert.Equal(1, result.Json().GetProperty("accepted").GetInt64());
        JsonElement kept = JsonDocument.Parse(await File.ReadAllTextAsync(_run.Path("q.ndjson"))).RootElement;
        Assert.Equal("too-long", kept.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(tooLong.Length, kept.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Another_body_under_a_taken_version_is_refused_and_kept()
    {
        string feed = _run.Lines("f.ndjson", Good, Good.Replace("0391234567", "0399999999", StringComparison.Ordinal));
        CliResult result = await CliRun.RunAsync("import", feed, "--data", _run.Data, "--json", "--quarantine", _run.Path("q.ndjson"));
        Assert.Equal(3, result.Code);
        Assert.Equal((1, 1), (result.Json().GetProperty("accepted").GetInt64(), result.Json().GetProperty("conflict").GetInt64()));
        JsonElement kept = JsonDocument.Parse(await File.ReadAllTextAsync(_run.Path("q.ndjson"))).RootElement;
        Assert.Equal((2, "conflict"), (kept.GetProperty("line").GetInt32(), kept.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Contains("0399999999", kept.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lower_version_that_comes_later_is_superseded()
    {
        Report report = Samples.TwoLinkedAndOneApart()[0];
        JsonElement summary = await _run.ImportAsync(_run.Feed("f.ndjson", [report with { Version = 2 }, report]));
        Assert.Equal((1, 1), (summary.GetProperty("accepted").GetInt64(), summary.GetProperty("superseded").GetInt64()));
    }

    [Fact]
    public async Task A_packed_feed_is_taken_by_file_and_by_standard_input()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Good));
        await File.WriteAllBytesAsync(_run.Path("f.gz"), packed.ToArray());
        Assert.Equal(1, (await _run.ImportAsync(_run.Path("f.gz"))).GetProperty("accepted").GetInt64());
        packed.Position = 0;
        CliResult result = await CliRun.RunAsync(packed, "import", "-", "--data", _run.Data, "--json");
        Assert.Equal((0, 1), (result.Code, result.Json().GetProperty("duplicate").GetInt32()));
    }

    [Fact]
    public async Task A_packed_feed_that_is_cut_off_fails_and_keeps_what_was_read()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            for (int i = 0; i < 100_000; i++) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Good.Replace("\"1\"", $"\"{i}\"", StringComparison.Ordinal) + "\n"));
        await File.WriteAllBytesAsync(_run.Path("f.gz"), packed.ToArray()[..(int)(packed.Length * 3 / 4)]);
        CliResult result = await CliRun.RunAsync("import", _run.Path("f.gz"), "--data", _run.Data, "--json");
        Assert.Equal(1, result.Code);
        Assert.InRange(result.Json().GetProperty("accepted").GetInt64(), 1, 80_000);
        Assert.Contains("cut off", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_lies_before_the_damage_of_a_short_packed_feed_is_taken(bool isTable)
    {
        File.WriteAllText(_run.Path("m.json"), """{"source":"s","id":"id","mentions":[{"kind":"phone","role":"suspect","value":"phone"}]}""");
        var random = new Random(5); // digits that do not pack away
        var text = new StringBuilder(isTable ? "id,phone\n" : "");
        for (int i = 0; i < 300; i++)
        {
            string phone = $"09{random.Next(10_000_000, 99_999_999)}";
            text.Append(isTable ? $"r{i},{phone}\n" : $$"""{"source":"s","id":"r{{i}}","mentions":["""
                + $$"""{"ref":"p","kind":"phone","role":"suspect","value":"{{phone}}"}]}""" + "\n");
        }
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest,
            leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        byte[] cut = packed.ToArray()[..(int)(packed.Length * 2 / 3)];
        await File.WriteAllBytesAsync(_run.Path("f.gz"), cut);
        int whole = WholeLines(cut) - (isTable ? 1 : 0);
        Assert.InRange(whole, 50, 299);
        string[] form = isTable ? ["--format", "csv", "--mapping", _run.Path("m.json")] : [];
        CliResult result = await CliRun.RunAsync(["import", _run.Path("f.gz"), "--data", _run.Data, "--json", .. form]);
        Assert.Equal(1, result.Code);
        Assert.Contains("cut off", result.Error, StringComparison.Ordinal);
        // The reader of tables decodes a buffer ahead: the few rows that share one with the damage go with it.
        Assert.InRange(result.Json().GetProperty("accepted").GetInt32(), isTable ? whole - 10 : whole, whole);
        Assert.Equal(0, result.Json().GetProperty("bad").GetInt32());
    }

    private static int WholeLines(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        int lines = 0;
        try
        {
            for (int read; (read = gzip.ReadByte()) >= 0;) lines += read == '\n' ? 1 : 0;
        }
        catch (InvalidDataException)
        {
            // Here the damage is.
        }
        return lines;
    }

    [Fact]
    public async Task Several_feeds_go_in_at_once()
    {
        Report[] reports = Samples.TwoLinkedAndOneApart();
        CliResult result = await CliRun.RunAsync("import", _run.Feed("a", reports[..1]), _run.Feed("b", reports), "--data", _run.Data, "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal((2, 3, 1), (result.Json().GetProperty("files").GetInt32(), result.Json().GetProperty("accepted").GetInt32(), result.Json()
            .GetProperty("duplicate").GetInt32()));
    }

    [Fact]
    public async Task A_table_is_taken_by_its_mapping_and_a_ragged_row_is_kept_apart()
    {
        File.WriteAllText(_run.Path("m.json"),
            """{"source":"febrl","id":"rec_id","mentions":[{"kind":"person","role":"suspect","name":["given","surname"],"phones":["phone"]}]}""");
        string table = _run.Lines("t.csv", "rec_id,given,surname,phone", "r1,An,Nguyễn,0391234567", "r2,Bình", "r3,Chi,Lê,");
        CliResult result = await CliRun.RunAsync("import", table, "--format", "csv", "--mapping", _run.Path("m.json"), "--data", _run.Data, "--json",
            "--quarantine", _run.Path("q.ndjson"));
        Assert.Equal(3, result.Code);
        Assert.Equal((2, 1), (result.Json().GetProperty("accepted").GetInt32(), result.Json().GetProperty("bad").GetInt32()));
        Assert.Equal(3, JsonDocument.Parse(await File.ReadAllTextAsync(_run.Path("q.ndjson"))).RootElement.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_mapping_that_does_not_fit_is_a_mistake_of_use()
    {
        File.WriteAllText(_run.Path("m.json"), """{"source":"febrl","id":"nowhere","mentions":[{"kind":"person","name":["given"]}]}""");
        CliResult result = await CliRun.RunAsync("import", _run.Lines("t.csv", "a,given", "1,An"), "--format", "csv", "--mapping",
            _run.Path("m.json"), "--data", _run.Data);
        Assert.Equal(2, result.Code);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_understood_is_taken_and_told()
    {
        JsonElement summary = await _run.ImportAsync(_run.Lines("f", Good.Replace("\"id\"", "\"colour\":\"red\",\"id\"", StringComparison.Ordinal)));
        Assert.Equal((1, 1), (summary.GetProperty("accepted").GetInt32(), summary.GetProperty("warned").GetInt32()));
    }
}
