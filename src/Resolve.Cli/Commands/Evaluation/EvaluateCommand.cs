using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Persons.Evaluation;
using Resolve.Runtime.Export;

namespace Resolve.Cli.Commands.Evaluation;

/// <summary><c>resolve evaluate --truth T.csv</c>: how well persons or rings agree with what is known.</summary>
internal static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var truth = new Option<string>("--truth") { HelpName = "T.csv",
            Description = "What is known: record_id,cluster_id or entity_key,ring_id · Đáp án", Required = true };
        var predicted = new Option<string?>("--predicted") { HelpName = "P.csv",
            Description = "What is judged, in the same form; else the persons of --data · Kết quả cần chấm" };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Judge this data directory · Thư mục dữ liệu" };
        var rings = new Option<bool>("--rings") { Description = "Judge the rings of --data, not its persons · Chấm đường dây" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("evaluate", "Compare persons or rings with the truth: pairwise, B-cubed, exact clusters.\nChấm điểm so với đáp án.") { truth,
            predicted, data, rings, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(predicted) is null == result.GetValue(data) is null) result.AddError("Say what to judge: --predicted P.csv or --data DIR.");
            if (result.GetValue(rings) && result.GetValue(data) is null) result.AddError("--rings goes with --data DIR.");
        });
        return command.Does(io, async (context, cancellationToken) =>
        {
            Clustering known = ReadFile(context.Get(truth)!);
            Clustering judged = context.Get(predicted) is { } file
                ? ReadFile(file)
                : await ReadDirectoryAsync(context, context.Get(data)!, context.Get(rings), cancellationToken).ConfigureAwait(false);
            EvaluateSummary summary = Compare(known, judged);
            if (context.Get(json)) io.Text.WriteLine(JsonSerializer.Serialize(summary, CliJson.Readable.EvaluateSummary));
            else Write(io.Text, summary);
            return ExitCode.Ok;
        });
    }

    /// <summary>Compares a clustering with the truth, over all ids and over those of the truth.</summary>
    /// <param name="truth">The truth.</param>
    /// <param name="judged">What is judged.</param>
    /// <returns>The scores.</returns>
    public static EvaluateSummary Compare(Clustering truth, Clustering judged)
    {
        // An id that the truth does not know belongs to nobody: putting it with others is an error.
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string id, string cluster) in truth.ClusterOf) all.Add(id, $"cluster {cluster}");
        foreach (string id in judged.ClusterOf.Keys) all.TryAdd(id, $"alone {id}");
        return new EvaluateSummary(ClusterEvaluation.Of(all, judged.ClusterOf), ClusterEvaluation.Of(truth.ClusterOf, judged.ClusterOf));
    }

    private static Clustering ReadFile(string path)
    {
        if (!File.Exists(path)) throw new CliException(ExitCode.Usage, $"There is no file {path}.");
        using FileStream stream = File.OpenRead(path);
        return Clustering.Read(path, stream);
    }

    private static async Task<Clustering> ReadDirectoryAsync(CommandContext context, string directory, bool rings, CancellationToken cancellationToken)
    {
        EmbeddedBackend opened = await EmbeddedBackend.OpenAsync(directory, BackendAccess.Read, context.Progress, cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            using var csv = new MemoryStream();
            ExportKind kind = rings ? ExportKind.Rings : ExportKind.Persons;
            StateExport export = await opened.Resolver.ExportAtAsync(opened.Resolver.Graph.Position, cancellationToken).ConfigureAwait(false);
            await export.WriteAsync(kind, asCsv: true, csv, progress: null, cancellationToken).ConfigureAwait(false);
            csv.Position = 0;
            return Clustering.Read(directory, csv);
        }
    }

    private static void Write(TextWriter output, EvaluateSummary summary)
    {
        var table = new TextTable("", "all ids>", "ids of the truth>");
        void Row(string label, Func<ClusterEvaluation, string> cell) => table.Add(label, cell(summary.AllIds), cell(summary.TruthIds));
        Row("ids", s => Format.Count(s.RecordCount));
        Row("pairwise precision", s => Format.Ratio(s.Pairwise.Precision));
        Row("pairwise recall", s => Format.Ratio(s.Pairwise.Recall));
        Row("pairwise F1", s => Format.Ratio(s.Pairwise.F1));
        Row("B-cubed precision", s => Format.Ratio(s.BCubed.Precision));
        Row("B-cubed recall", s => Format.Ratio(s.BCubed.Recall));
        Row("B-cubed F1", s => Format.Ratio(s.BCubed.F1));
        Row("pairs found and true", s => Format.Count(s.TruePositiveCount));
        Row("pairs found and not true", s => Format.Count(s.FalsePositiveCount));
        Row("pairs not found", s => Format.Count(s.FalseNegativeCount));
        Row("clusters, truth", s => Format.Count(s.TrueClusterCount));
        Row("clusters, found", s => Format.Count(s.FoundClusterCount));
        Row("clusters, exact", s => Format.Count(s.ExactClusterCount));
        table.Write(output);
    }
}
