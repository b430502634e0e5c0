using Resolve.Persons.Evaluation;

namespace Resolve.Cli.Output;

/// <summary>What <c>evaluate</c> found, as <c>--json</c> prints it.</summary>
/// <param name="AllIds">Over every id of either side; one that the truth does not know is alone there.</param>
/// <param name="TruthIds">Over the ids that the truth knows.</param>
internal sealed record EvaluateSummary(ClusterEvaluation AllIds, ClusterEvaluation TruthIds);

/// <summary>What was generated, as <c>--json</c> prints it.</summary>
internal sealed record GenerateSummary(string File, int Reports, int Rings, ulong Seed);

/// <summary>What <c>verify</c> found, as <c>--json</c> prints it.</summary>
/// <param name="Position">The journal position compared at.</param>
/// <param name="Same">Whether all exports are the same bytes.</param>
/// <param name="Exports">An export each.</param>
internal sealed record VerifySummary(long Position, bool Same, IReadOnlyList<VerifiedExport> Exports);

/// <summary>One export compared, by SHA-256.</summary>
internal sealed record VerifiedExport(string Export, int Lines, string Live, string Again, string Shuffled, bool Same);

/// <summary>What an export wrote, as <c>--json</c> prints it.</summary>
internal sealed record ExportSummary(string What, string File, int Lines, long Position);

/// <summary>What an import did, as <c>--json</c> prints it.</summary>
internal sealed record ImportSummary(
    int Files, long Reports, long Accepted, long Superseded, long Duplicate, long Conflict, long Bad, long Warned, double Seconds,
        long ReportsPerSecond, long Position);
