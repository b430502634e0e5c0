using System.Security.Cryptography;
using Resolve.Cli.Commands.Common;
using Resolve.Cli.Output;
using Resolve.Runtime.Export;
using Resolve.Runtime.Local;
using Resolve.Runtime.Ports;

namespace Resolve.Cli.Commands.Verification;

/// <summary>Submits the journal's facts to fresh engines, and compares the state that they give with the state that is there.</summary>
/// <param name="context">The command's context.</param>
/// <param name="dump">Where to keep the exports; null keeps none.</param>
internal sealed class Verifier(CommandContext context, string? dump)
{
    private const int BatchCount = 1_000, InFlightMax = 2;

    /// <summary>Gets what is compared.</summary>
    public static ExportKind[] Kinds { get; } = Enum.GetValues<ExportKind>();

    /// <summary>Digests the exports of an engine.</summary>
    /// <param name="name">What the engine is, such as <c>live</c>.</param>
    /// <param name="resolver">The engine.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A digest an export, in the order of <see cref="Kinds"/>.</returns>
    public async Task<ExportDigest[]> DigestAsync(string name, LocalRuntime resolver, CancellationToken cancellationToken)
    {
        var digests = new ExportDigest[Kinds.Length];
        StateExport export = await resolver.ExportAtAsync(resolver.Graph.Position, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < digests.Length; i++)
        {
            using var sha = SHA256.Create();
            Stream under = dump is null ? Stream.Null
                : File.Create(Path.Combine(Directory.CreateDirectory(Path.Combine(dump, name)).FullName, $"{NameOf(Kinds[i])}.ndjson"));
            int lines;
            await using (under.ConfigureAwait(false))
            {
                var hashing = new CryptoStream(under, sha, CryptoStreamMode.Write);
                await using (hashing.ConfigureAwait(false))
                    lines = await export.WriteAsync(Kinds[i], asCsv: false, hashing, progress: null, cancellationToken).ConfigureAwait(false);
            }
            digests[i] = new ExportDigest(lines, Convert.ToHexStringLower(sha.Hash!));
        }
        return digests;
    }

    /// <summary>Submits the facts in an order and digests what comes of them.</summary>
    /// <param name="name">What the order is.</param>
    /// <param name="journal">The facts.</param>
    /// <param name="order">Their positions in the order wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The digests.</returns>
    /// <exception cref="JournalException">A fact is not taken as it was.</exception>
    public async Task<ExportDigest[]> SubmitAgainAsync(string name, IJournal journal, long[] order, CancellationToken cancellationToken)
    {
        var again = new OrderedJournal(journal, order);
        LocalRuntime resolver = await LocalRuntime.OpenAsync(again, new LocalRuntimeOptions(), replayed: null, cancellationToken).ConfigureAwait(false);
        await using (resolver.ConfigureAwait(false))
        {
            await context.Progress.RunAsync($"verify, {name}", async report =>
            {
                var inFlight = new Queue<Task<IReadOnlyList<Receipt>>>();
                for (int start = 0; start < order.Length; start += BatchCount)
                {
                    JournalRecord[] batch = await ReadAsync(journal, order.AsMemory(start, Math.Min(BatchCount, order.Length - start)), cancellationToken)
                        .ConfigureAwait(false);
                    // While one batch is taken the next is read and normalised; begun one after the other they are taken in their order.
                    inFlight.Enqueue(resolver.SubmitFactsAsync(batch, cancellationToken));
                    if (inFlight.Count >= InFlightMax) Check(await inFlight.Dequeue().ConfigureAwait(false));
                    report((double)(start + batch.Length) / order.Length, Format.Many(start + batch.Length, "fact"));
                }
                while (inFlight.TryDequeue(out Task<IReadOnlyList<Receipt>>? last)) Check(await last.ConfigureAwait(false));
                return true;
            }).ConfigureAwait(false);
            return await DigestAsync(name, resolver, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Check(IReadOnlyList<Receipt> receipts)
    {
        foreach (Receipt receipt in receipts)
            if (receipt.Outcome is SubmissionOutcome.Conflict or SubmissionOutcome.Duplicate)
                throw new CliException(ExitCode.Failure, $"The journal holds version {receipt.Version} of {receipt.Key} twice.");
    }

    /// <summary>Returns the name of an export.</summary>
    public static string NameOf(ExportKind kind) => kind.ToString().ToLowerInvariant();

    private static async Task<JournalRecord[]> ReadAsync(IJournal journal, ReadOnlyMemory<long> positions, CancellationToken cancellationToken)
    {
        var facts = new JournalRecord[positions.Length];
        for (int i = 0; i < facts.Length; i++)
        {
            long position = positions.Span[i];
            facts[i] = await journal.ReadOneAsync(position, cancellationToken).ConfigureAwait(false)
                ?? throw new JournalException(JournalFailure.Damaged, $"The journal's entry {position} is gone.");
        }
        return facts;
    }
}

/// <summary>An export in short.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 hexadecimal digits.</param>
internal readonly record struct ExportDigest(int Lines, string Sha256);
