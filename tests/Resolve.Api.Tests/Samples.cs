using System.Globalization;

namespace Resolve.Api.Tests;

/// <summary>Reports for tests.</summary>
internal static class Samples
{
    /// <summary>A suspect with a phone and an account, a victim who paid: enough for a ring once two reports share something.</summary>
    public static string Case(string id, string phone, string account, string province = "79", string loss = "1000000", int version = 1,
        string source = "test") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"source":"{{source}}","id":"{{id}}","version":{{version}},"unit":"79/PC02","receivedAt":"2026-03-02T08:15:00+07:00","province":"{{province}}",
         "typologies":["S05"],"loss":{"amount":{{loss}}},
         "mentions":[{"ref":"v","kind":"person","role":"victim","name":"Nguyễn Thị Hoà"},
          {"ref":"t","kind":"phone","role":"suspect","value":"{{phone}}"},
          {"ref":"a","kind":"account","role":"suspect","bank":"970436","value":"{{account}}"}],
         "links":[{"from":"v","to":"a","kind":"transferred","amount":{{loss}}},{"from":"t","to":"v","kind":"contacted"},{"from":"t","to":"a",
         "kind":"controls"}]}
        """).ReplaceLineEndings("");

    public static string Phone(string id, string phone, string source = "test", int version = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"source":"{{source}}","id":"{{id}}","version":{{version}},"mentions":[{"kind":"phone","role":"suspect","value":"{{phone}}"}]}""");

    public static string Person(string id, string name, string receivedAt) =>
        $$"""
        {"source":"test","id":"{{id}}","receivedAt":"{{receivedAt}}","mentions":[{"kind":"person","role":"suspect","name":"{{name}}",
        "documents":[{"type":"cccd","number":"087161001234"}]},{"kind":"phone","role":"suspect","value":"0912345678"}]}
        """;

    /// <summary>Two persons whom nothing joins: one with a paper and a phone, one with another phone.</summary>
    public static async Task<ApiHost> TwoPersonsAsync()
    {
        ApiHost host = await ApiHost.StartAsync();
        await host.PostAsync("v1/reports", Person("P1", "Trần Văn Bê", "2026-03-01T08:00:00+07:00"));
        await host.PostAsync("v1/reports", """
            {"source":"test","id":"P2","receivedAt":"2026-03-02T08:00:00+07:00","mentions":[{"ref":"m1","kind":"person","role":"suspect","name":"Lê Thị Hoa",
            "dob":"1990-05-06"},
             {"ref":"m2","kind":"phone","role":"suspect","value":"0987654321"}],"links":[{"from":"m1","to":"m2","kind":"holds"}]}
            """);
        return host;
    }

    /// <summary>The key of the one person of a name.</summary>
    public static async Task<string> KeyAsync(ApiHost host, string name) =>
        (await host.Client.SearchAsync(name, 1)).Single(h => h.Entity.Kind == "person").Entity.Key;
}
