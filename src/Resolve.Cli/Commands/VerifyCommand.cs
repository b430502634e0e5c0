using System.CommandLine;
using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Commands.Verification;
using Resolve.Cli.Generate;
using Resolve.Cli.Output;

namespace Resolve.Cli.Commands;

/// <summary><c>resolve verify</c>: the state is a function of the facts, whatever their order; this proves it of a data directory.</summary>
internal static class VerifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliIo io)
    {
        var seed = new Option<ulong>("--seed") { HelpName = "S", Description = "Chooses the shuffled order · Hạt giống", DefaultValueFactory = _ => 1 };
        var dump = new Option<string?>("--dump") { HelpName = "DIR", Description = "Keep all exports here, to find a difference · Lưu các bản xuất" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("verify", "Submit all facts again, in their order and shuffled, and compare the exports with the live state, byte for "
            + "byte.\nKiểm chứng trạng thái với nhật ký.") { seed, dump, json };
        BackendOptions backend = BackendOptions.AddTo(command, withServer: false);
        return command.Does(io, async (context, cancellationToken) =>
        {
            EmbeddedBackend opened = await backend.OpenDirectoryAsync(context, BackendAccess.Read, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                VerifySummary summary = await RunAsync(opened, new Verifier(context, context.Get(dump)), context.Get(seed), cancellationToken)
                    .ConfigureAwait(false);
                if (context.Get(json)) io.Text.WriteLine(JsonSerializer.Serialize(summary, CliJson.Readable.VerifySummary));
                else Write(io.Text, summary);
                return summary.Same ? ExitCode.Ok : ExitCode.Failure;
            }
        });
    }

    private static async Task<VerifySummary> RunAsync(EmbeddedBackend opened, Verifier verifier, ulong seed, CancellationToken cancellationToken)
    {
        long position = opened.Resolver.Graph.Position; // a server may go on writing: what came later is not compared
        ExportDigest[] live = await verifier.DigestAsync("live", opened.Resolver, cancellationToken).ConfigureAwait(false);
        var order = new long[position];
        for (int i = 0; i < order.Length; i++) order[i] = i + 1;
        ExportDigest[] again = await verifier.SubmitAgainAsync("again", opened.Journal, order, cancellationToken).ConfigureAwait(false);
        Shuffle(order, seed);
        ExportDigest[] shuffled = await verifier.SubmitAgainAsync("shuffled", opened.Journal, order, cancellationToken).ConfigureAwait(false);
        VerifiedExport[] exports =
        [
            .. Verifier.Kinds.Select((kind, i) => new VerifiedExport(
                Verifier.NameOf(kind), live[i].Lines, live[i].Sha256, again[i].Sha256, shuffled[i].Sha256, live[i] == again[i] && live[i] == shuffled[i])),
        ];
        return new VerifySummary(position, exports.All(e => e.Same), exports);
    }

    private static void Shuffle(long[] order, ulong seed)
    {
        var random = new SplitMix64(seed);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private static void Write(TextWriter output, VerifySummary summary)
    {
        output.WriteLine($"{Format.Many(summary.Position, "fact")}: live state, submitted again, submitted shuffled");
        var table = new TextTable("export", "lines>", "sha-256", "again", "shuffled");
        foreach (VerifiedExport e in summary.Exports)
            table.Add(e.Export, Format.Count(e.Lines), e.Live, e.Again == e.Live ? "same" : "DIFFERENT", e.Shuffled == e.Live ? "same" : "DIFFERENT");
        table.Write(output);
        output.WriteLine(summary.Same ? "The state is what the facts give, in any order."
            : "The state is NOT what the facts give. Use --dump DIR to keep the exports and compare them.");
    }
}
