using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Persons;
using Resolve.Ports;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve model adopt MODEL.json</c> and <c>resolve model show</c>: which model persons are resolved by.</summary>
internal static class ModelCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io) => new("model", "The model that persons are resolved by.\nMô hình nhận dạng đối tượng.") { Adopt(io), Show(io) };

    private static Command Adopt(CliIo io)
    {
        var file = new Argument<string>("MODEL.json") { Description = "A model that 'train' wrote · Tệp mô hình" };
        var command = new Command("adopt", "Resolve all persons by this model from now on: a decision, which 'undo' takes back · Áp dụng mô hình") { file };
        DecisionOptions options = DecisionOptions.AddTo(command);
        return command.Reviews(io, BackendAccess.Write, async (context, _, review, json, cancellationToken) =>
        {
            (PersonModel model, JsonElement content) = await ReadAsync(context.Get(file), cancellationToken).ConfigureAwait(false);
            DecisionData decision = options.Of(context, "adopt-model") with { Model = content };
            ReceiptData receipt = await context.Progress.RunAsync("adopt", report =>
            {
                report(null, "all records are resolved anew");
                return DecideCommand.TakeAsync(review, decision, cancellationToken);
            }).ConfigureAwait(false);
            return ReviewCommand.Print(context, receipt, json, $"model {SafeText.Clean(model.Name)} adopted", "was taken before");
        });
    }

    private static Command Show(CliIo io) =>
        new Command("show", "Show the model in force and the decision that adopted it · Mô hình đang dùng")
            .Reviews(io, BackendAccess.Read, async (_, backend, review, json, cancellationToken) =>
            {
                IReadOnlyList<DecisionData> decisions = await review.ListDecisionsAsync(cancellationToken).ConfigureAwait(false);
                DecisionData? adopted = decisions.Where(d => d.Kind == "adopt-model").OrderBy(d => d.At?.UtcTicks).ThenBy(d => d.Id, StringComparer.Ordinal).LastOrDefault();
                PersonModel? model = adopted is null ? PersonModel.Default
                    : backend is EmbeddedBackend directory ? await FindAsync(directory.Journal, adopted, cancellationToken).ConfigureAwait(false) : null;
                var summary = new ModelSummary(adopted, model?.Name)
                {
                    TrainedRecords = model?.TrainedRecordCount,
                    SameThresholdMillibits = model?.SameThreshold,
                    PossibleThresholdMillibits = model?.PossibleThreshold,
                };
                if (json) io.Text.WriteLine(JsonSerializer.Serialize(summary, ReviewJson.Default.ModelSummary));
                else Write(io.Text, summary);
                return ExitCode.Ok;
            });

    private static void Write(TextWriter output, ModelSummary summary)
    {
        output.WriteLine(SafeText.Clean(summary switch
        {
            { Decision: null } => $"model {summary.Name}: the one that ships",
            { Name: null } => $"model of decision {summary.Decision.Id}",
            _ => $"model {summary.Name}: trained on {Format.Many(summary.TrainedRecords ?? 0, "record")}",
        }));
        if (summary is { SameThresholdMillibits: { } same, PossibleThresholdMillibits: { } possible })
            output.WriteLine($"  same from {Format.Bits(same)} bits, possibly same from {Format.Bits(possible)}");
        if (summary.Decision is { } d)
            output.WriteLine(SafeText.Clean($"  adopted by decision {d.Id} of {Format.Time(d.At)}{(d.By is null ? "" : $" by {d.By}")}{(d.Reason is null ? "" : $": {d.Reason}")}"));
    }

    private static async Task<(PersonModel Model, JsonElement Content)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new CliException(ExitCode.Usage, $"There is no file {path}.");
        if (new FileInfo(path).Length > DecisionReader.SizeBytesMax) throw new CliException(ExitCode.Usage, $"{path} is larger than a model can be.");
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        PersonModel model;
        try
        {
            model = PersonModel.Read(new MemoryStream(bytes));
        }
        catch (FormatException e)
        {
            throw new CliException(ExitCode.Usage, $"{path} is no model that can be read: {e.Message}", e);
        }
        using JsonDocument document = JsonDocument.Parse(bytes);
        return (model, document.RootElement.Clone());
    }

    /// <summary>Reads the model out of the journal, which holds the decision whole.</summary>
    private static async Task<PersonModel?> FindAsync(IJournal journal, DecisionData adopted, CancellationToken cancellationToken)
    {
        await foreach (JournalRecord record in journal.ReadAsync(0, cancellationToken).ConfigureAwait(false))
            if (record.Kind == JournalEntryKind.Decision && DecisionReader.Read(record.Payload, out _) is { Model: { } json } found && found.Id == adopted.Id && found.Version == adopted.Version)
                return PersonModel.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));
        return null;
    }
}
