using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Persons.Models;
using Resolve.Runtime.Review;

namespace Resolve.Cli.Commands.Review;

/// <summary><c>resolve train --data DIR --out MODEL.json</c>: fits a person model to the records that are there, without labels.</summary>
internal static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var file = new Option<string>("--out", "-o") { HelpName = "MODEL.json",
            Description = "The model, replaced as a whole when all is written; - is the standard output · Tệp mô hình", Required = true };
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = "The model's name; by default a hash of its content · Tên mô hình" };
        Option<int> expected = CommonOptions.Number("--records-expected",
            "How many records the model is for, when more than there are now: thresholds rise with them · Số bản ghi dự kiến", 0, 0, int.MaxValue);
        Option<bool> json = CommonOptions.Json();
        var command = new Command("train",
            "Fit a person model to the records of a data directory, without labels; 'model adopt' puts it in force.\nHuấn luyện mô hình đối tượng.") { file,
            name, expected, json };
        BackendOptions backend = BackendOptions.AddTo(command, withServer: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(file) == AtomicFile.Standard) result.AddError("--json and --out - both write to the standard output.");
        });
        return command.Does(io, async (context, cancellationToken) =>
        {
            string path = context.Get(file)!;
            EmbeddedBackend opened = await backend.OpenDirectoryAsync(context, BackendAccess.Read, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                int records = opened.Resolver.GetState().Counts.Records;
                var options = new TrainingOptions { Name = context.Get(name), RecordCountExpected = context.Get(expected) };
                PersonModel model = await context.Progress.RunAsync("train", report =>
                {
                    report(null, Format.Many(records, "record"));
                    return opened.Resolver.TrainAsync(options, cancellationToken);
                }).ConfigureAwait(false);
                await AtomicFile.WriteAsync(
                    path,
                    io,
                    (output, _) =>
                    {
                        model.Write(output);
                        return Task.CompletedTask;
                    },
                    cancellationToken).ConfigureAwait(false);
                var summary = new TrainSummary(path, model.Name, records, model.SameThreshold, model.PossibleThreshold);
                if (context.Get(json)) io.Text.WriteLine(JsonSerializer.Serialize(summary, ReviewJson.Default.TrainSummary));
                else if (path != AtomicFile.Standard)
                    io.Text.WriteLine($"model {SafeText.Clean(model.Name)} of {Format.Many(records, "record")} written to {path}: same from "
                        + $"{Format.Bits(model.SameThreshold)} bits, possibly same from {Format.Bits(model.PossibleThreshold)}");
                return ExitCode.Ok;
            }
        });
    }
}
