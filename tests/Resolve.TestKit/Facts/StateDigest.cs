using System.Text;
using Resolve.Embedded;
using Resolve.Ports;
using Resolve.Reports;
using Resolve.Rings;

namespace Resolve.TestKit.Facts;

/// <summary>The whole state as text, for comparing byte by byte.</summary>
public static class StateDigest
{
    /// <summary>Exports everything a resolver holds.</summary>
    public static async Task<string> OfAsync(EmbeddedResolver resolver)
    {
        RingSnapshot rings = await resolver.RingsAtAsync(resolver.Graph.Position, CancellationToken.None);
        using var output = new MemoryStream();
        await resolver.ExportReportsAsync(rings.Graph, output, null, CancellationToken.None);
        foreach (ExportKind kind in new[] { ExportKind.Records, ExportKind.Entities, ExportKind.Links, ExportKind.Persons, ExportKind.Rings })
            await CanonicalExport.WriteAsync(kind, rings, output, null, CancellationToken.None);
        await CanonicalExport.WritePersonsCsvAsync(rings.Graph, output, CancellationToken.None);
        await CanonicalExport.WriteRingsCsvAsync(rings, output, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Exports the persons with their steps and events.</summary>
    public static async Task<string> StoriesOfAsync(EmbeddedResolver resolver)
    {
        using var output = new MemoryStream();
        await resolver.ExportPersonsAsync(output, null, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Submits facts in batches, each waited for, and exports everything.</summary>
    public static async Task<string> AfterAsync(IEnumerable<Report> facts, int batchSize, EmbeddedResolverOptions options)
    {
        await using var journal = new InMemoryJournal();
        await using EmbeddedResolver resolver = await EmbeddedResolver.OpenAsync(journal, options, null, CancellationToken.None);
        foreach (Report[] batch in facts.Chunk(batchSize)) await resolver.SubmitAsync(batch, CancellationToken.None);
        return await OfAsync(resolver);
    }
}
