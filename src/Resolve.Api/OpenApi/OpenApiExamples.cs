using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Resolve.Api.OpenApi;

/// <summary>Examples of requests and answers in the OpenAPI document. All of it is invented.</summary>
internal static class OpenApiExamples
{
    private const string Receipt = """{"source":"dongthap/pc02","id":"TB-2026-000122","version":1,"outcome":"accepted","position":4711,"warnings":[]}""";

    private const string Report =
        """
        {"source":"dongthap/pc02","id":"TB-2026-000122","unit":"82/PC02","receivedAt":"2026-03-02T08:15:00+07:00","province":"Đồng Tháp","typologies":["S14"],
         "loss":{"amount":250000000,"currency":"VND"},
         "mentions":[{"ref":"sdt","kind":"phone","role":"suspect","value":"0391.234.567","channel":"call"},
                     {"ref":"stk","kind":"account","role":"suspect","value":"0071000123456","bank":"VCB"}],
         "links":[{"from":"sdt","to":"stk","kind":"related"}]}
        """;

    private const string Invalid =
        """
        {"type":"/problems/report-invalid","title":"The report is not valid; nothing was taken.","status":400,"detail":"1 field is wrong.",
         "errors":[{"path":"mentions[0].value","code":"required","message":"It is required."}]}
        """;

    private const string Conflict =
        """
        {"type":"/problems/report-conflict","title":"Another body was sent under this version before; nothing was taken.","status":409,
         "detail":"Send the changed report under a higher version.","source":"dongthap/pc02","id":"TB-2026-000122","version":1}
        """;

    private const string Lines =
        """
        {"source":"dongthap/pc02","id":"TB-1","narrative":"Số 0391234567 gọi đến."}
        {"source":"dongthap/pc02","id":"TB-2","mentions":[{"kind":"phone","role":"suspect","value":"0391.234.567"}]}

        """;

    private const string Results =
        """
        {"line":1,"outcome":"accepted","source":"dongthap/pc02","id":"TB-1","version":1,"position":4712}
        {"line":2,"outcome":"rejected","errors":[{"path":"mentions[0].value","code":"required","message":"It is required."}]}

        """;

    private static readonly Dictionary<string, (string? Request, (string Status, string Body)[] Answers)> s_examples = new(StringComparer.Ordinal)
    {
        ["SubmitReport"] = (Report, [("201", Receipt), ("200", Receipt.Replace("accepted", "duplicate", StringComparison.Ordinal)),
            ("400", Invalid), ("409", Conflict)]),
        ["WithdrawReport"] = (null, [("200", Receipt)]),
        ["Expand"] = ("""{"from":["phone:+84391234567"],"hops":2,"limit":100,"withLinks":true}""", []),
        ["FindPaths"] = ("""{"from":"phone:+84391234567","to":"account:970436:0071000123456","count":3}""", []),
        ["FindCommon"] = ("""{"keys":["phone:+84391234567","account:970436:0071000123456"]}""", []),
        ["GetSubgraph"] = ("""{"keys":["phone:+84391234567","account:970436:0071000123456"]}""", []),
        ["Count"] = ("""{"from":["phone:+84391234567"],"hops":2}""", []),
        ["GetTimeline"] = ("""{"keys":["phone:+84391234567","account:970436:0071000123456"],"from":"2026-01-01T00:00:00+07:00"}""", []),
        ["Decide"] = ("""
            {"id":"QD-17","at":"2026-03-04T09:00:00+07:00","kind":"different","persons":["person:1f0c9a77be1d2a35","person:77be1d2a351f0c9a"],
             "author":"82/PC02","reason":"Hai anh em, có hai số CCCD."}
            """, []),
        ["MarkAlertsRead"] = ("""{"unit":"82/PC02","upTo":12}""", []),
        ["SetWatch"] = ("""{"id":"W-1","entity":"0391.234.567","unit":"82/PC02","until":"2026-12-31T00:00:00+07:00","reason":"Chuyên án 126Đ"}""", []),
        ["Parse"] = ("""{"kind":"phone","value":"0169.123.4567","date":"2018-05-01"}""", []),
        ["SearchPersons"] = ("""{"name":"Trần Văn Mẫu","dob":"1992","phones":["0391234567"]}""", []),
    };

    /// <summary>Puts the examples of an operation into it.</summary>
    public static void Apply(OpenApiOperation operation)
    {
        if (operation.OperationId == "SubmitReports")
        {
            SetText(operation.RequestBody?.Content, Lines);
            SetText(operation.Responses?["200"].Content, Results);
        }
        if (operation.OperationId is null || !s_examples.TryGetValue(operation.OperationId,
            out (string? Request, (string Status, string Body)[] Answers) examples)) return;
        if (examples.Request is { } request) Set(operation.RequestBody?.Content, request);
        foreach ((string status, string body) in examples.Answers) Set(operation.Responses?[status].Content, body);
    }

    private static void Set(IDictionary<string, OpenApiMediaType>? content, string json)
    {
        foreach (OpenApiMediaType type in content?.Values ?? []) type.Example = JsonNode.Parse(json);
    }

    private static void SetText(IDictionary<string, OpenApiMediaType>? content, string text)
    {
        foreach (OpenApiMediaType type in content?.Values ?? []) type.Example = JsonValue.Create(text);
    }
}
