using Resolve.Rings.Questions;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Resolve.Runtime.Local;
using Resolve.Identifiers;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using Resolve.Rings;
using Resolve.Rings.History;
using Resolve.Rings.Trails;
using Resolve.Runtime.Export;

namespace Resolve.TestKit.Facts;

/// <summary>The whole state as text, for comparing byte by byte.</summary>
public static class StateDigest
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new KeyConverter() } };

    /// <summary>Exports everything a resolver holds.</summary>
    public static async Task<string> OfAsync(LocalRuntime resolver) =>
        await OfAsync(await resolver.ExportAtAsync(resolver.Graph.Position, CancellationToken.None));

    /// <summary>Exports everything a host holds.</summary>
    public static async Task<string> OfAsync(StateExport export)
    {
        using var output = new MemoryStream();
        foreach (ExportKind kind in new[] { ExportKind.Reports, ExportKind.Records, ExportKind.Entities, ExportKind.Links,
            ExportKind.Persons, ExportKind.Rings })
            await export.WriteLinesAsync(kind, output, null, CancellationToken.None);
        await export.WriteAsync(ExportKind.Persons, asCsv: true, output, null, CancellationToken.None);
        await export.WriteAsync(ExportKind.Rings, asCsv: true, output, null, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Exports the persons with their steps and events.</summary>
    public static async Task<string> TimelinesOfAsync(LocalRuntime resolver) =>
        await TimelinesOfAsync(await resolver.ExportAtAsync(resolver.Graph.Position, CancellationToken.None));

    /// <summary>Exports the persons of a host with their steps and events.</summary>
    public static async Task<string> TimelinesOfAsync(StateExport export)
    {
        using var output = new MemoryStream();
        await export.WriteAsync(ExportKind.Persons, asCsv: false, output, null, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Exports everything a resolver holds, and what it computes of rings when asked.</summary>
    public static async Task<string> WholeOfAsync(LocalRuntime resolver) => await OfAsync(resolver) + await RingsAsync(resolver, resolver.Graph.Position);

    /// <summary>Writes what is computed about rings on request: score, history, money, and whom earlier ids lead to.</summary>
    public static async Task<string> RingsAsync(IResolveService service, long position)
    {
        var text = new StringBuilder();
        var byScore = new RingListQuestion(RingFilter.None with { Order = RingOrder.Score }, 10_000, null);
        foreach (Ring ring in (await service.AskAsync(byScore, position, CancellationToken.None)).Items)
        {
            RingHistory history = (await service.AskAsync(new RingHistoryQuestion(ring.Id), position, CancellationToken.None))!;
            MoneyTrail trail = (await service.AskAsync(new MoneyTrailQuestion(ring.Id), position, CancellationToken.None))!;
            text.Append(ring.Id).AppendLine().AppendLine(Json(ring.Score)).AppendLine(Json(history)).AppendLine(Json(trail));
            foreach (string id in history.EarlierIds) text.Append(id).Append(" -> ")
                .AppendLine((await service.AskAsync(new RingByIdQuestion(id), position, CancellationToken.None))?.Id);
        }
        return text.ToString();
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, s_json);

    /// <summary>Submits facts in batches, each waited for, and exports everything.</summary>
    public static async Task<string> AfterAsync(IEnumerable<Report> facts, int batchSize, LocalRuntimeOptions options, bool whole = false)
    {
        await using var journal = new InMemoryJournal();
        await using LocalRuntime resolver = await LocalRuntime.OpenAsync(journal, options, null, CancellationToken.None);
        foreach (Report[] batch in facts.Chunk(batchSize)) await resolver.SubmitAsync(batch, CancellationToken.None);
        return whole ? await WholeOfAsync(resolver) : await OfAsync(resolver);
    }

    private sealed class KeyConverter : JsonConverter<EntityKey>
    {
        public override EntityKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, EntityKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.IsDefault ? "" : value.ToString());
    }
}
