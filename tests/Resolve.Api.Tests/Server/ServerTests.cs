using System.Net;
using System.Net.Sockets;
using Resolve.Client.Contracts;
using Resolve.TestKit;

namespace Resolve.Api.Tests.Server;

/// <summary>The process: what it prints, what it keeps, and how it ends.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task The_demo_prints_its_rings_and_started_again_takes_nothing_twice()
    {
        using var directory = new TemporaryDirectory();
        StateData first;
        string output;
        await using (ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath, "--demo"))
        {
            first = await server.Client.GetStateAsync();
            output = server.Output;
            PageData<RingData> rings = await server.Client.ListRingsAsync();
            Assert.NotEmpty(rings.Items);
            Assert.All(rings.Items, r => Assert.Contains(r.Id, output, StringComparison.Ordinal));
            Assert.Contains(rings.Items, r => r.CrossBorder);
            server.Signal("TERM");
            Assert.Equal(0, await server.WaitAsync());
            Assert.Empty(server.Errors);
        }
        Assert.Contains("Đường dây tìm thấy · Rings found", output, StringComparison.Ordinal);
        Assert.Contains("Thành viên", output, StringComparison.Ordinal);
        Assert.True(first.Reports > 300);

        await using ServerProcess again = await ServerProcess.ServeAsync(directory.FullPath, "--demo");
        Assert.Equal(first, await again.Client.GetStateAsync());
        Assert.Contains(" 0 mới / new", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Asked_to_stop_it_ends_cleanly_while_a_feed_is_open(string signal)
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Http.BaseAddress!.Port);
        byte[] head = "POST /v1/reports/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();
        await connection.GetStream().WriteAsync(head);
        await server.Client.SubmitAsync(new ReportData("s", "1", [new MentionData("phone") { Value = "0912345678" }]));

        server.Signal(signal);

        Assert.Equal(0, await server.WaitAsync());
        Assert.Empty(server.Errors);
        await using ServerProcess again = await ServerProcess.ServeAsync(directory.FullPath);
        Assert.NotNull(await again.Client.GetReportAsync("s", "1"));
    }

    [Fact]
    public async Task A_port_in_use_ends_with_3_and_one_line()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await EndsAsync(directory, 3, "is in use", "--data", "data", "--urls", $"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_second_process_on_the_data_directory_ends_with_4_and_one_line()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        await EndsAsync(directory, 4, "data", "--data", "data", "--urls", "http://127.0.0.1:0");
        Assert.Equal(0, (await server.Client.GetStateAsync()).JournalPosition);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_ends_with_5_and_one_line()
    {
        using var directory = new TemporaryDirectory();
        // A file in the way works for every user; rights do not stop the superuser.
        await File.WriteAllTextAsync(directory.File("file"), "");
        await EndsAsync(directory, 5, "file", "--data", Path.Combine("file", "data"), "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task A_damaged_journal_ends_with_6_and_one_line()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.File("data"));
        await File.WriteAllTextAsync(directory.File("data/journal.db"), string.Concat(Enumerable.Repeat("this is no journal. ", 1_000)));
        await EndsAsync(directory, 6, "journal", "--data", "data", "--urls", "http://127.0.0.1:0");
    }

    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("--data")]
    [InlineData("no-such-role")]
    [InlineData("standalone", "--no-such-option")]
    [InlineData("silo", "--no-such-option")]
    [InlineData("gateway", "--Resolve:Silo:NoSuchSetting=1")]
    [InlineData("silo", "--Resolve:Silo:SiloPort=many")]
    [InlineData("migrate")]
    [InlineData("export")]
    [InlineData("export", "reports", "--out", "reports.csv", "--format", "csv")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = ServerProcess.Start(directory.FullPath, arguments);
        Assert.Equal(2, await server.WaitAsync());
        Assert.StartsWith("resolve-server: ", server.Errors, StringComparison.Ordinal);
        Assert.Single(server.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("standalone", "--demo")]
    [InlineData("silo", "--urls")]
    [InlineData("gateway", "--urls")]
    [InlineData("migrate", "Settings")]
    [InlineData("export", "--out")]
    public async Task Help_of_a_role_tells_its_options_in_both_languages(string role, string option)
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = ServerProcess.Start(directory.FullPath, role, "--help");
        Assert.Equal(0, await server.WaitAsync());
        Assert.All([option, "Cách dùng · Usage"], word => Assert.Contains(word, server.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_on_loopback_answers_no_request_for_another_host()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = await ServerProcess.ServeAsync(directory.FullPath);
        foreach ((string host, HttpStatusCode expected) in new[]
        {
            ("rebound.example", HttpStatusCode.BadRequest), ("127.0.0.1.rebound.example", HttpStatusCode.BadRequest), ("localhost", HttpStatusCode.OK),
                ("127.0.0.1", HttpStatusCode.OK),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "v1/rings");
            request.Headers.Host = host;
            using HttpResponseMessage answer = await server.Http.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("https://127.0.0.1:0")]
    public async Task An_address_that_cannot_be_listened_on_ends_with_3(string urls)
    {
        using var directory = new TemporaryDirectory();
        await EndsAsync(directory, 3, "Cannot listen", "--data", "data", "--urls", urls);
    }

    [Fact]
    public async Task Help_tells_the_options()
    {
        using var directory = new TemporaryDirectory();
        await using ServerProcess server = ServerProcess.Start(directory.FullPath, "--help");
        Assert.Equal(0, await server.WaitAsync());
        Assert.All(["--demo", "--data", "--urls"], option => Assert.Contains(option, server.Output, StringComparison.Ordinal));
        Assert.False(Directory.Exists(directory.File("resolve-data")));
    }

    private static async Task EndsAsync(TemporaryDirectory directory, int code, string message, params string[] arguments)
    {
        await using ServerProcess server = ServerProcess.Start(directory.FullPath, arguments);
        int ended = await server.WaitAsync();
        Assert.True(ended == code, $"{ended}: {server.Output} {server.Errors}");
        Assert.StartsWith("resolve-server: ", server.Errors, StringComparison.Ordinal);
        Assert.Single(server.Errors.TrimEnd().Split('\n'));
        Assert.Contains(message, server.Errors, StringComparison.Ordinal);
    }
}
