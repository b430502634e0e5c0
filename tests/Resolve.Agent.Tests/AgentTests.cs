using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Resolve.Agent.Configuration;
using Resolve.Client.Contracts;
using Resolve.Client.Durable;
using Resolve.TestKit;
using Resolve.TestKit.Postgres;

namespace Resolve.Agent.Tests;

/// <summary>The agent against a real server: files once, quarantine, log, status page, configuration, databases.</summary>
public sealed class AgentTests : IDisposable
{
    private const string Mapping =
        """{ "source": "dongthap/pc02", "id": "id", "loss": "loss", "mentions": [ { "ref": "n", "kind": "person", "role": "victim", "name": "name" }, """
            + """{ "ref": "s", "kind": "phone", "role": "suspect", "value": "phone" } ] }""";

    private const string Folder = """{ "name": "tin-bao", "path": "in", "settleSeconds": 0, "mapping": """ + Mapping + " }";
    private const string Rows = "id,loss,name,phone\nTB-1,\"1,5 tỷ\",Nguyễn Thị Thử,0391234567\n,1,Trần Văn Mẫu,0391234568\nTB-3,chưa rõ,Lê Văn "
        + "Nháp,0391234569\n";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_file_is_fed_once_and_its_bad_rows_stand_beside_it_with_reasons()
    {
        await using ServerHost server = await ServerHost.StartAsync();
        string config = RunningAgent.Configure(_directory, server.Url, Folder);
        await File.WriteAllTextAsync(_directory.File("in/a.csv"), Rows);

        for (int run = 0; run < 2; run++)
        {
            await using RunningAgent agent = await RunningAgent.StartAsync(config);
            await server.WaitForAsync(2);
            File.Copy(_directory.File("in/a.csv"), _directory.File($"in/copy{run}.csv"));
            await Task.Delay(500);
        }

        Assert.Equal(2, (await server.Client.GetStateAsync()).JournalPosition);
        string bad = Assert.Single(await File.ReadAllLinesAsync(_directory.File("in/a.csv.bad.ndjson")));
        using JsonDocument line = JsonDocument.Parse(bad);
        Assert.Equal((3, "id", "required"), (line.RootElement.GetProperty("row").GetInt32(), line.RootElement.GetProperty("errors")[0].GetProperty("path")
            .GetString(), line.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Contains("Trần Văn Mẫu", line.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_directory.File("in"), "copy*.bad.ndjson"));
    }

    [Fact]
    public async Task The_log_names_files_and_rows_and_no_identifier_of_the_feed()
    {
        await using ServerHost server = await ServerHost.StartAsync();
        string config = RunningAgent.Configure(_directory, server.Url, Folder);
        // A header that does not fit, so that a first row of data stands where names are expected; and a conflict, which the server parks.
        await File.WriteAllTextAsync(_directory.File("in/a.csv"), Rows);
        await File.WriteAllTextAsync(_directory.File("in/b.csv"), "TB-9,2,Nguyễn Thị Thử,0391234567\n");
        await File.WriteAllTextAsync(_directory.File("in/c.ndjson"),
            """{"source":"dongthap/pc02","id":"TB-3","narrative":"Lê Văn Nháp 0391234569","0391234567":1}""" + "\n");
        await using RunningAgent agent = await RunningAgent.StartAsync(config);

        await agent.WaitForLogAsync("conflict");
        await agent.WaitForLogAsync("b.csv cannot be read");

        string log = agent.Log.Text;
        Assert.Contains("a.csv row 3 is in quarantine: id required", log, StringComparison.Ordinal);
        Assert.Contains("a.csv row 4 with warnings: loss.amount", log, StringComparison.Ordinal);
        Assert.Contains("tin-bao: c.ndjson row 1", log, StringComparison.Ordinal);
        foreach (string personal in (string[])["0391234567", "0391234568", "0391234569", "391234567", "Thử", "Mẫu", "Nháp", "TB-1",
            "TB-3", "TB-9", "tỷ", "chưa rõ"])
            Assert.DoesNotContain(personal, log, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = agent.Status };
        string page = await http.GetStringAsync(new Uri("/", UriKind.Relative)) + await http.GetStringAsync(new Uri("/status.json", UriKind.Relative));
        Assert.Contains("c.ndjson row 1", page, StringComparison.Ordinal);
        foreach (string personal in (string[])["0391234567", "0391234568", "0391234569", "TB-3", "TB-9"]) Assert.DoesNotContain(personal,
            page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_page_is_Vietnamese_first_runs_no_script_and_answers_only_on_loopback_names()
    {
        await using ServerHost server = await ServerHost.StartAsync();
        await using RunningAgent agent = await RunningAgent.StartAsync(RunningAgent.Configure(_directory, server.Url, Folder));
        using var http = new HttpClient { BaseAddress = agent.Status };

        using HttpResponseMessage page = await http.GetAsync(new Uri("/", UriKind.Relative));
        string vietnamese = await page.Content.ReadAsStringAsync(), english = await http.GetStringAsync(new Uri("/?lang=en", UriKind.Relative));

        Assert.Contains("lang=\"vi\"", vietnamese, StringComparison.Ordinal);
        Assert.Contains("Chờ gửi", vietnamese, StringComparison.Ordinal);
        Assert.Contains("Waiting", english, StringComparison.Ordinal);
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", vietnamese, StringComparison.OrdinalIgnoreCase);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)) { Headers = { Host = "evil.example" } };
        using HttpResponseMessage refused = await http.SendAsync(rebound);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_changed_configuration_is_taken_up_and_a_wrong_one_is_not()
    {
        await using ServerHost server = await ServerHost.StartAsync();
        string config = RunningAgent.Configure(_directory, server.Url, Folder);
        Directory.CreateDirectory(_directory.File("other"));
        await File.WriteAllTextAsync(_directory.File("other/a.csv"), Rows);
        await using RunningAgent agent = await RunningAgent.StartAsync(config);
        string right = await File.ReadAllTextAsync(config);

        await File.WriteAllTextAsync(config, right.Replace("\"folders\"", "\"folder\"", StringComparison.Ordinal));
        await agent.WaitForLogAsync("The changed configuration is not used");
        Assert.Equal(0, (await server.Client.GetStateAsync()).JournalPosition);
        await File.WriteAllTextAsync(config, right.Replace("\"path\": \"in\"", "\"path\": \"other\"", StringComparison.Ordinal));

        await agent.WaitForLogAsync("The configuration changed and is in force");
        await server.WaitForAsync(2);
    }

    [Theory]
    [InlineData("\"server\": \"ftp://x\", \"folders\": [ { \"name\": \"a\", \"path\": \"in\" } ]", "server")]
    [InlineData("\"server\": \"http://127.0.0.1:1\"", "folders")]
    [InlineData("\"server\": \"http://127.0.0.1:1\", \"status\": \"http://0.0.0.0:5090\", \"folders\": [ { \"name\": \"a\", \"path\": \"in\" } ]", "status")]
    [InlineData("\"server\": \"http://127.0.0.1:1\", \"folders\": [ { \"name\": \"a\", \"path\": \"in\", \"encoding\": \"klingon\" } ]", "encoding")]
    [InlineData("\"server\": \"http://127.0.0.1:1\", \"folders\": [ { \"name\": \"a\", \"path\": \"in\", \"mapping\": { \"source\": \"s\" } } ]", "mapping")]
    [InlineData("\"server\": \"http://127.0.0.1:1\", \"databases\": [ { \"name\": \"a\", \"provider\": \"none\", \"connection\": \"x\", \"view\": \"v\", "
        + "\"cursor\": \"c\", \"mapping\": { \"source\": \"s\", \"id\": \"id\", \"narrative\": \"t\" } } ]", "provider")]
    public void A_wrong_configuration_names_its_member(string members, string named)
    {
        string path = _directory.File("agent.json");
        File.WriteAllText(path, $"{{ {members} }}");
        AgentConfigException wrong = Assert.Throws<AgentConfigException>(() => AgentHost.Check(path));
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_agent_on_one_outbox_is_refused()
    {
        await using ServerHost server = await ServerHost.StartAsync();
        string config = RunningAgent.Configure(_directory, server.Url, Folder);
        await using RunningAgent agent = await RunningAgent.StartAsync(config);
        await Assert.ThrowsAsync<OutboxInUseException>(() => RunningAgent.StartAsync(config));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("Resolve.Agent.TestProvider.ForeignFactory, Resolve.Agent.TestProvider")] // from the folder of other providers
    public async Task Rows_of_a_view_are_fed_once_in_the_order_of_the_cursor(string provider)
    {
        string connection = $"Data Source={_directory.File("source.db")}";
        await using var database = new SqliteConnection(connection);
        await database.OpenAsync();
        await CheckDatabaseAsync(provider, connection, "reports", sql =>
        {
            using SqliteCommand command = database.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteNonQueryAsync();
        });
    }

    [PostgresFact]
    public async Task Rows_of_a_PostgreSQL_view_are_fed_once_in_the_order_of_the_cursor()
    {
        PostgresServer postgres = await PostgresServer.SharedAsync();
        await postgres.CreateDatabaseAsync("agent_source");
        string connection = postgres.ConnectionString("agent_source");
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
        await CheckDatabaseAsync("postgresql", connection, "public.reports", async sql =>
        {
            await using NpgsqlCommand command = database.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        });
    }

    private async Task CheckDatabaseAsync(string provider, string connection, string view, Func<string, Task> execute)
    {
        await using ServerHost server = await ServerHost.StartAsync();
        string config = _directory.File("agent.json");
        var database = new { name = "ho-so", provider, connection, view, cursor = "moment", mapping = JsonDocument.Parse(Mapping).RootElement };
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new { server = server.Url, status = "http://127.0.0.1:0", everySeconds = 0.1,
            databases = new[] { database } }));
        await execute("CREATE TABLE reports (moment bigint, id text, loss text, name text, phone text)");
        // 500 rows with two for each cursor, so that a batch never ends between rows of one cursor; the row without an id is bad.
        await execute("INSERT INTO reports WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i / 2, 'TB-' || i, '1,5 tỷ', "
            + "'A B', '0391234567' FROM n");
        await execute("INSERT INTO reports VALUES (1000, NULL, NULL, 'C D', '0391234568')");
        for (int run = 0; run < 2; run++)
        {
            await using RunningAgent agent = await RunningAgent.StartAsync(config);
            await server.WaitForAsync(500 + run);
            await execute($"INSERT INTO reports VALUES ({2000 + run}, 'TC-{run}', '1', 'A B', '0391234567')");
            await server.WaitForAsync(501 + run);
        }

        Assert.Equal(502, (await server.Client.GetStateAsync()).JournalPosition);
        long last = 0;
        for (int i = 1; i <= 500; i += 2)
        {
            StoredReportData? stored = await server.Client.GetReportAsync("dongthap/pc02", $"TB-{i}");
            Assert.True(stored!.Position > last, $"TB-{i} came before an earlier row.");
            last = stored.Position;
        }
        Assert.Contains("C D", Assert.Single(await File.ReadAllLinesAsync(_directory.File("ho_so.bad.ndjson"))), StringComparison.Ordinal);
    }
}
