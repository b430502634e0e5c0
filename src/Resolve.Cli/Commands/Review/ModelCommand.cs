using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Persons.Models;

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
            .Reviews(io, BackendAccess.Read, async (context, _, review, json, cancellationToken) =>
            {
                PersonModelData model = await review.GetModelAsync(cancellationToken).ConfigureAwait(false);
                if (json) context.PrintJson(model);
                else Write(io.Text, model);
                return ExitCode.Ok;
            });

    private static void Write(TextWriter output, PersonModelData model)
    {
        string origin = model.TrainedRecords == 0 ? "the one that ships" : $"trained on {Format.Many(model.TrainedRecords, "record")}";
        output.WriteLine(SafeText.Clean($"model {model.Name}: {origin}"));
        output.WriteLine($"  same from {Format.Bits(model.SameThresholdMillibits)} bits, possibly same from {Format.Bits(model.PossibleThresholdMillibits)}");
        if (model.NamesakeMillibits > 0)
            output.WriteLine($"  an equal birth date weighs {Format.Bits(model.NamesakeMillibits)} bits less beside an equal name");
        if (model.Decision is { } d)
            output.WriteLine(SafeText.Clean($"  adopted by decision {d.Id} of "
                + $"{Format.Time(d.At)}{(d.By is null ? "" : $" by {d.By}")}{(d.Reason is null ? "" : $": {d.Reason}")}"));
        var levels = new TextTable("feature", "level", "one person>", "one household>");
        foreach (LevelWeightData l in model.Levels) levels.Add(l.Feature, l.Level, Format.Bits(l.MatchMillibits), Format.Bits(l.HouseholdMillibits));
        levels.Write(output);
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
}
