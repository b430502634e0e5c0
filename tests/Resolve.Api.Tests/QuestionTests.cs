using System.Net;
using System.Text.Json;
using Resolve.Client;
using Resolve.Client.Contracts;

namespace Resolve.Api.Tests;

public sealed class QuestionTests
{
    private const string Phone = "phone:+84912345678";

    [Fact]
    public async Task An_entity_tells_its_roles_and_mentions()
    {
        await using ApiHost host = await WithCasesAsync();

        EntityData? entity = await host.Client.GetEntityAsync(Phone, 3);

        Assert.Equal((Phone, "phone", 2), (entity!.Entity.Key, entity.Entity.Kind, entity.Entity.ReportCount));
        Assert.Equal([new RoleCountData("suspect", 2)], entity.Entity.Roles);
        Assert.Equal(["TB-1", "TB-2"], entity.Mentions.Select(m => m.Id));
        Assert.All(entity.Mentions, m => Assert.Equal("79/PC02", m.Unit));
        Assert.Null(await host.Client.GetEntityAsync("phone:+84900000001", 3));
    }

    [Fact]
    public async Task The_key_of_a_merged_person_redirects_to_the_one_that_holds_its_records()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Person("later", "Trần Văn Bê", "2026-03-02T08:00:00+07:00"));
        string old = await PersonKeyAsync(host, "Trần Văn Bê", 1);
        await host.PostAsync("v1/reports", Samples.Person("earlier", "Tran Van B", "2026-03-01T08:00:00+07:00"));

        using HttpResponseMessage response = await host.GetAsync($"v1/entities/{old}?atLeast=2");
        using HttpResponseMessage links = await host.GetAsync($"v1/entities/{old}/links?limit=5");

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        string now = response.Headers.Location!.OriginalString;
        Assert.EndsWith("?atLeast=2", now, StringComparison.Ordinal);
        using HttpResponseMessage there = await host.GetAsync(now[1..]);
        JsonElement entity = await there.JsonAsync();
        string key = entity.GetProperty("entity").GetProperty("key").GetString()!;
        Assert.NotEqual(old, key);
        Assert.Equal(2, entity.GetProperty("records").GetArrayLength());
        Assert.Equal(HttpStatusCode.PermanentRedirect, links.StatusCode);
        Assert.Equal($"/v1/entities/{Uri.EscapeDataString(key)}/links?limit=5", links.Headers.Location!.OriginalString);
        using var following = new HttpClient { BaseAddress = host.Http.BaseAddress };
        Assert.Equal(key, (await new ResolveClient(following).GetEntityAsync(old, 2))!.Entity.Key);
    }

    [Theory]
    [InlineData("v1/entities/phone:+84912345678")]
    [InlineData("v1/entities/phone:%2B84912345678")]
    [InlineData("v1/entities/phone%3A%2B84912345678?atLeast=1")]
    public async Task A_key_is_found_however_it_is_encoded(string path)
    {
        await using ApiHost host = await WithCasesAsync();
        using HttpResponseMessage response = await host.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_key_with_slashes_is_found_encoded_and_as_it_is()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", """{"source":"s","id":"1","mentions":["""
            + """{"kind":"online","role":"suspect","platform":"url","value":"https://example.com/a/links"},"""
            + """{"kind":"phone","role":"suspect","value":"0912345678"}]}""");
        string? key = (await host.Client.GetReportAsync("s", "1"))!.Mentions[0].Entity;
        Assert.Contains('/', key!);

        Assert.Equal(key, (await host.Client.GetEntityAsync(key!, 1))!.Entity.Key);
        Assert.Single((await host.Client.GetLinksAsync(key!))!.Items);
        using HttpResponseMessage links = await host.GetAsync($"v1/entities/{key}/links");
        Assert.Equal(HttpStatusCode.OK, links.StatusCode);
    }

    [Fact]
    public async Task Links_come_in_pages_with_their_evidence()
    {
        await using ApiHost host = await WithCasesAsync();

        PageData<LinkData>? first = await host.Client.GetLinksAsync(Phone, limit: 1, atLeast: 3);
        var all = new List<LinkData>(first!.Items);
        for (string? cursor = first.Cursor; cursor is not null;)
        {
            PageData<LinkData>? page = await host.Client.GetLinksAsync(Phone, limit: 1, cursor: cursor);
            all.AddRange(page!.Items);
            cursor = page.Cursor;
        }

        Assert.True(first.Total > 1);
        Assert.Equal(first.Total, all.Count);
        Assert.All(all, l => Assert.NotEmpty(l.Evidence));
        Assert.Equal(first.Total, all.Select(l => (l.From, l.To, l.Kind)).Distinct().Count());
        PageData<LinkData>? contacted = await host.Client.GetLinksAsync(Phone, new GraphFilterData { LinkKinds = ["contacted"] });
        Assert.All(contacted!.Items, l => Assert.Equal("contacted", l.Kind));
        Assert.NotEmpty(contacted.Items);
        Assert.Null(await host.Client.GetLinksAsync("phone:+84900000001"));
    }

    [Fact]
    public async Task Expand_walks_out_and_names_what_is_not_there()
    {
        await using ApiHost host = await WithCasesAsync();

        ExpandData answer = await host.Client.ExpandAsync(new ExpandRequest([Phone, "phone:+84900000001"]) { Hops = 2 }, 3);

        Assert.Equal(["phone:+84900000001"], answer.NotFound);
        Assert.Equal((0, Phone), (answer.Nodes[0].Hop, answer.Nodes[0].Entity.Key));
        Assert.Contains(answer.Nodes, n => n.Entity.Kind == "account" && n.Hop == 1);
        Assert.NotEmpty(answer.Links);
        ExpandData accounts = await host.Client.ExpandAsync(new ExpandRequest([Phone]) { Filter = new GraphFilterData { Kinds = ["account"] },
            WithLinks = false });
        Assert.All(accounts.Nodes.Where(n => n.Hop > 0), n => Assert.Equal("account", n.Entity.Kind));
        Assert.Empty(accounts.Links);
    }

    [Fact]
    public async Task Paths_and_common_neighbours_are_found()
    {
        await using ApiHost host = await WithCasesAsync();
        string[] accounts = await AccountsAsync(host);

        PathsData paths = await host.Client.FindPathsAsync(new PathsRequest(accounts[0], accounts[1]), 3);
        CommonData common = await host.Client.FindCommonAsync(new CommonRequest(accounts), 3);

        Assert.Equal(3, paths.Paths[0].Nodes.Count);
        Assert.Equal(2, paths.Paths[0].Links.Count);
        Assert.Contains(Phone, common.Nodes.Select(n => n.Key));
    }

    [Fact]
    public async Task Rings_are_listed_filtered_and_paged()
    {
        await using ApiHost host = await WithCasesAsync();

        PageData<RingData> all = await host.Client.ListRingsAsync(new RingQuery { Full = true }, 3);
        PageData<RingData> large = await host.Client.ListRingsAsync(new RingQuery { MinLoss = 2_000_000 });
        PageData<RingData> none = await host.Client.ListRingsAsync(new RingQuery { MinProvinces = 3 });
        PageData<RingData> first = await host.Client.ListRingsAsync(new RingQuery { Limit = 1, Order = "members",
            Since = DateTimeOffset.Parse("2026-01-01T00:00:00+07:00", System.Globalization.CultureInfo.InvariantCulture) });

        RingData ring = Assert.Single(all.Items, r => r.Members!.Any(m => m.Key == Phone));
        Assert.Equal(ring.MemberCount, ring.Members!.Count);
        Assert.Equal(["TB-1", "TB-2"], ring.Reports!.Select(r => r.Id));
        Assert.Equal(3_000_000, ring.LossVnd);
        Assert.Equal([ring.Id], large.Items.Select(r => r.Id));
        Assert.Null(large.Items[0].Members);
        Assert.Empty(none.Items);
        Assert.Single(first.Items);
        RingData? one = await host.Client.GetRingAsync(ring.Id);
        Assert.Equivalent(ring.Members, one!.Members, strict: true);
        Assert.Null(await host.Client.GetRingAsync("ring:0000000000000000"));
    }

    [Fact]
    public async Task Search_finds_an_identifier_in_another_spelling_and_a_name()
    {
        await using ApiHost host = await WithCasesAsync();
        Assert.Equal(Phone, (await host.Client.SearchAsync("0912 345 678", atLeast: 3))[0].Entity.Key);
        Assert.Contains(await host.Client.SearchAsync("nguyen thi hoa"), h => h.Entity.Kind == "person");
        Assert.Empty(await host.Client.SearchAsync("nothing of the kind"));
    }

    [Fact]
    public async Task A_question_waits_for_the_position_it_asks_for()
    {
        await using ApiHost host = await ApiHost.StartAsync();

        Task<EntityData?> waiting = host.Client.GetEntityAsync(Phone, atLeast: 1);
        await Task.Delay(100);
        bool waited = !waiting.IsCompleted;
        await host.PostAsync("v1/reports", Samples.Phone("1", "0912345678"));

        Assert.True(waited);
        Assert.NotNull(await waiting);
    }

    [Theory]
    [InlineData("v1/entities/phone:+84912345678?atLeast=5")]
    [InlineData("v1/rings?atLeast=9223372036854775807")]
    [InlineData("v1/rings/ring:0?atLeast=5")]
    [InlineData("v1/search?q=x&atLeast=5")]
    public async Task A_position_that_is_not_reached_is_reported_after_the_longest_wait(string path)
    {
        await using ApiHost host = await ApiHost.StartAsync(options: o => o.QuestionSecondsMax = 0.2);
        using HttpResponseMessage response = await host.GetAsync(path);
        await response.ProblemAsync(503, "position-not-reached");
        Assert.Equal(0, (await response.JsonAsync()).GetProperty("position").GetInt64());
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("v1/rings?limit=0", "limit:range")]
    [InlineData("v1/rings?limit=501", "limit:range")]
    [InlineData("v1/rings?limit=ten", "limit:type")]
    [InlineData("v1/rings?limit=1&limit=2", "limit:duplicate")]
    [InlineData("v1/rings?crossBorder=yes", "crossBorder:type")]
    [InlineData("v1/rings?minProvinces=-1", "minProvinces:range")]
    [InlineData("v1/rings?minLoss=-5", "minLoss:type")]
    [InlineData("v1/rings?minLoss=NaN", "minLoss:type")]
    [InlineData("v1/rings?minLoss=1e3", "minLoss:type")]
    [InlineData("v1/rings?minLoss=9999999999999999999", "minLoss:range")]
    [InlineData("v1/rings?minMembers=99999999999", "minMembers:range")]
    [InlineData("v1/rings?since=0000-01-01", "since:format")]
    [InlineData("v1/rings?since=2026-03-02T08:15:00", "since:format")]
    [InlineData("v1/rings?since=1500-01-01", "since:range")]
    [InlineData("v1/rings?order=beauty", "order:unknown-value")]
    [InlineData("v1/rings?province=", "province:required")]
    [InlineData("v1/rings?cursor=not-a-cursor", "cursor:format")]
    [InlineData("v1/rings?minProvince=2", "minProvince:unknown-parameter")]
    [InlineData("v1/rings?atLeast=-1", "atLeast:range")]
    [InlineData("v1/search", "q:required")]
    [InlineData("v1/search?q=%20", "q:required")]
    [InlineData("v1/search?q=a%0Ab", "q:format")]
    [InlineData("v1/entities/unicorn:1", "key:format")]
    [InlineData("v1/entities/phone:", "key:format")]
    [InlineData("v1/entities/phone:a%20b", "key:format")]
    [InlineData("v1/entities/phone:+84912345678/links?linkKinds=holds,hugs", "linkKinds:unknown-value")]
    [InlineData("v1/entities/phone:+84912345678/links?cursor=zzz", "cursor:format")]
    public async Task A_wrong_parameter_is_named(string path, string error)
    {
        await using ApiHost host = await WithCasesAsync();
        using HttpResponseMessage response = await host.GetAsync(path);
        Assert.Contains(error, await response.ProblemAsync(400, "question-invalid"));
    }

    [Theory]
    [InlineData("v1/rings?since=2026-03-01")]
    [InlineData("v1/rings?since=2026-03-01T00:00:00+07:00")]
    [InlineData("v1/rings?since=2026-03-01T00:00:00%2B07:00")]
    [InlineData("v1/rings?crossBorder=false&minProvinces=1&minLoss=1000.5&minMembers=2&province=79&typology=S05&order=lastSeen&limit=500")]
    public async Task Right_parameters_are_taken(string path)
    {
        await using ApiHost host = await WithCasesAsync();
        using HttpResponseMessage response = await host.GetAsync(path + "&atLeast=3");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty((await response.JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("expand", "{}", ":required")]
    [InlineData("expand", "{", ":json")]
    [InlineData("expand", "null", ":type")]
    [InlineData("expand", """{"from":[]}""", "from:required")]
    [InlineData("expand", """{"from":["x"]}""", "from[0]:format")]
    [InlineData("expand", """{"from":[null]}""", "from[0]:format")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"hops":0}""", "hops:range")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"hopLimit":0}""", "hopLimit:range")]
    [InlineData("paths", """{"from":"phone:+84912345678","to":"phone:+84912345679","order":"beauty"}""", "order:unknown-value")]
    [InlineData("subgraph", """{"keys":[]}""", "keys:required")]
    [InlineData("count", """{"from":["phone:+84912345678"],"hops":9}""", "hops:range")]
    [InlineData("timeline", """{"keys":["0912"]}""", "keys[0]:format")]
    [InlineData("timeline", """{"keys":["phone:+84912345678"],"cursor":"x"}""", "cursor:format")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"hops":7}""", "hops:range")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"hops":"2"}""", "hops:type")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"limit":10001}""", "limit:range")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"hop":2}""", "hop:unknown-field")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"cursor":"?"}""", "cursor:format")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"filter":{"kinds":["phone","ship"]}}""", "filter.kinds[1]:unknown-value")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"filter":{"from":"2026-03-01"}}""", "filter.from:type")]
    [InlineData("expand", """{"from":["phone:+84912345678"],"filter":{"weightMillibitsMin":-1}}""", "filter.weightMillibitsMin:range")]
    [InlineData("paths", """{"from":"phone:+84912345678"}""", ":required")]
    [InlineData("paths", """{"from":"phone:+84912345678","to":"nobody"}""", "to:format")]
    [InlineData("paths", """{"from":"phone:+84912345678","to":"phone:+84912345679","hopsMax":11}""", "hopsMax:range")]
    [InlineData("common", """{"keys":["phone:+84912345678"]}""", "keys:required")]
    public async Task A_wrong_question_is_named(string question, string body, string error)
    {
        await using ApiHost host = await WithCasesAsync();
        using HttpResponseMessage response = await host.PostAsync($"v1/graph/{question}", body);
        Assert.Contains(error, await response.ProblemAsync(400, "question-invalid"));
    }

    [Fact]
    public async Task A_question_that_is_too_large_is_refused()
    {
        await using ApiHost host = await ApiHost.StartAsync();
        string keys = string.Join(',', Enumerable.Repeat("\"phone:+84912345678\"", 101));
        using HttpResponseMessage many = await host.PostAsync("v1/graph/expand", $$"""{"from":[{{keys}}]}""");
        Assert.Contains("from:too-many", await many.ProblemAsync(400, "question-invalid"));
        using HttpResponseMessage huge = await host.PostAsync("v1/graph/expand", $$"""{"from":["{{new string('x', 600_000)}}"]}""");
        await huge.ProblemAsync(413, "request-too-large");
    }

    private static async Task<ApiHost> WithCasesAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Samples.Case("TB-1", "0912345678", "0071000123456"));
        await host.PostAsync("v1/reports", Samples.Case("TB-2", "0912345678", "0071000999999", province: "01", loss: "2000000"));
        await host.PostAsync("v1/reports", Samples.Case("TB-3", "0987654321", "0071000888888"));
        return host;
    }

    private static async Task<string> PersonKeyAsync(ApiHost host, string name, long atLeast) =>
        (await host.Client.SearchAsync(name, atLeast: atLeast)).First(h => h.Entity.Kind == "person").Entity.Key;

    private static async Task<string[]> AccountsAsync(ApiHost host) =>
    [
        .. new[] { await host.Client.GetReportAsync("test", "TB-1"), await host.Client.GetReportAsync("test", "TB-2") }
            .Select(r => r!.Mentions.First(m => m.Entity?.StartsWith("account:", StringComparison.Ordinal) == true).Entity!),
    ];
}
