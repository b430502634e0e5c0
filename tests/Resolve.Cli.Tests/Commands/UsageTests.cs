using System.CommandLine;
using Resolve.Cli.Output;
using Resolve.Storage.Sqlite;

namespace Resolve.Cli.Tests.Commands;

public sealed class UsageTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    public static TheoryData<string> CommandLines()
    {
        using var io = new CliIo(Stream.Null, Stream.Null, TextWriter.Null, false, TimeProvider.System);
        var lines = new TheoryData<string>();
        void Add(Command command, string line)
        {
            lines.Add(line);
            foreach (Command inner in command.Subcommands) Add(inner, $"{line} {inner.Name}".Trim());
        }
        Add(Root.Build(io), "");
        return lines;
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Every_command_has_help_and_describes_all_it_takes(string line)
    {
        CliResult result = await CliRun.RunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, result.Code);
        Assert.Equal("", result.Error);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains($"resolve {line}".TrimEnd(), result.Output, StringComparison.Ordinal);
        using var io = new CliIo(Stream.Null, Stream.Null, TextWriter.Null, false, TimeProvider.System);
        Command command = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(Root.Build(io), (c, name) => c.Subcommands.Single(s => s.Name == name));
        Assert.False(string.IsNullOrWhiteSpace(command.Description));
        Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), o.Name));
        Assert.All(command.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), a.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bogus")]
    [InlineData("import f.ndjson")]
    [InlineData("import f.ndjson --data a --server http://b")]
    [InlineData("import no-such-file --data a")]
    [InlineData("import - --format csv --data a")]
    [InlineData("export everything --data a --out -")]
    [InlineData("export links --format csv --data a --out -")]
    [InlineData("export rings --data a")]
    [InlineData("query expand x --hops 9 --data a")]
    [InlineData("query rings --since yesterday --data a")]
    [InlineData("query rings --server ftp://x")]
    [InlineData("retract a")]
    [InlineData("generate --reports 10 --rings 100 --out x")]
    [InlineData("evaluate --truth t")]
    public async Task A_usage_error_is_written_to_the_standard_error_with_code_2(string line)
    {
        CliResult result = await CliRun.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, result.Code);
        Assert.Equal("", result.Output);
        Assert.StartsWith("resolve: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query rings")]
    [InlineData("export rings --out -")]
    [InlineData("verify")]
    public async Task A_directory_without_a_journal_has_code_4_and_is_not_made(string line)
    {
        CliResult result = await CliRun.RunAsync([.. line.Split(' '), "--data", _run.Data]);
        Assert.Equal(4, result.Code);
        Assert.False(Directory.Exists(_run.Data));
    }

    [Fact]
    public async Task A_directory_in_use_has_code_4_for_writers_and_can_be_asked()
    {
        string feed = _run.Feed("f", Samples.TwoLinkedAndOneApart());
        await _run.ImportAsync(feed);
        await using SqliteJournal held = await SqliteJournal.OpenAsync(_run.Data, new SqliteJournalOptions(), CancellationToken.None);
        CliResult result = await CliRun.RunAsync("import", feed, "--data", _run.Data);
        Assert.Equal(4, result.Code);
        Assert.Contains("in use", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.RunAsync("query", "rings", "--data", _run.Data)).Code);
    }

    [Fact]
    public async Task A_damaged_journal_has_code_4_and_no_trace_unless_asked_for()
    {
        Directory.CreateDirectory(_run.Data);
        await File.WriteAllTextAsync(Path.Combine(_run.Data, SqliteJournal.FileName), new string('x', 10_000));
        CliResult plain = await CliRun.RunAsync("query", "rings", "--data", _run.Data);
        Assert.Equal(4, plain.Code);
        Assert.DoesNotContain("   at ", plain.Error, StringComparison.Ordinal);
        CliResult verbose = await CliRun.RunAsync("query", "rings", "--data", _run.Data, "--verbose");
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_code_5()
    {
        CliResult result = await CliRun.RunAsync("query", "rings", "--server", "http://127.0.0.1:9");
        Assert.Equal(5, result.Code);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        CliResult result = await CliRun.RunAsync("--version");
        Assert.Equal(0, result.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_with_code_130()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var error = new StringWriter();
        using var io = new CliIo(Stream.Null, Stream.Null, error, false, TimeProvider.System);
        int code = await CliApp.RunAsync(["import", _run.Feed("f", Samples.TwoLinkedAndOneApart()), "--data", _run.Data], io, cancelled.Token);
        Assert.Equal(130, code);
    }
}
