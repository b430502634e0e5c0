using System.Text.Json;
using Resolve.Cli.Commands.Backends;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Embedded;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Ports;
using Resolve.Reports;

namespace Resolve.Cli.Commands.Review;

/// <summary>A data directory, with the engine in this process.</summary>
/// <param name="resolver">The engine.</param>
/// <param name="clock">Tells when a decision is made that tells no time.</param>
internal sealed class EmbeddedReview(EmbeddedResolver resolver, TimeProvider clock) : IReviewBackend
{
    private const int HitsDefault = 20;

    /// <inheritdoc/>
    public async Task<ReceiptData> DecideAsync(DecisionData decision, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DecisionData whole = decision with { Id = decision.Id ?? Guid.CreateVersion7(now).ToString(), At = decision.At ?? now };
        Decision? read = DecisionReader.Read(JsonSerializer.SerializeToUtf8Bytes(whole, ResolveJson.Answers), out IReadOnlyList<FieldError> errors);
        if (read is null) throw new CliException(ExitCode.Usage, $"It is no valid decision: {string.Join(' ', errors.Select(e => $"{e.Path}: {e.Message}"))}");
        ReceiptData receipt = ContractMap.Of(await resolver.DecideAsync(read, cancellationToken).ConfigureAwait(false));
        var unknown = new List<FieldErrorData>();
        for (int i = 0; i < read.Persons.Count; i++)
            if (await resolver.GetEntityAsync(read.Persons[i], 0, cancellationToken).ConfigureAwait(false) is null)
                unknown.Add(new FieldErrorData($"persons[{i}]", "unknown", "No live report mentions this person; the decision waits for it."));
        return receipt with { Warnings = [.. receipt.Warnings, .. unknown] };
    }

    /// <inheritdoc/>
    public async Task<ReceiptData?> UndoAsync(string id, CancellationToken cancellationToken) =>
        await resolver.UndoAsync(id, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } receipt ? ContractMap.Of(receipt) : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionData>> ListDecisionsAsync(CancellationToken cancellationToken) =>
        [.. (await resolver.ListDecisionsAsync(cancellationToken).ConfigureAwait(false)).Select(ReviewMap.Of)];

    /// <inheritdoc/>
    public async Task<PersonComparisonData?> WhyAsync(EntityKey first, EntityKey second, CancellationToken cancellationToken) =>
        await resolver.WhyAsync(first, second, cancellationToken).ConfigureAwait(false) is { } found ? ReviewMap.Of(found) : null;

    /// <inheritdoc/>
    public async Task<PersonHistoryData?> HowAsync(EntityKey person, CancellationToken cancellationToken) =>
        await resolver.HowAsync(person, cancellationToken).ConfigureAwait(false) is { } found ? ReviewMap.Of(found) : null;

    /// <inheritdoc/>
    /// <remarks>The description is read as a report would be, so that what is compared is what an import would compare.</remarks>
    public async Task<PersonSearchData> SearchAsync(PersonSearchRequest description, CancellationToken cancellationToken)
    {
        ReportReadResult read = ReportReader.Read(JsonSerializer.SerializeToUtf8Bytes(description.ToReport(), ResolveJson.Answers));
        if (read.Report is null) throw new CliException(ExitCode.Usage, $"The description cannot be read: {string.Join(' ', read.Errors.Select(e => e.Message))}");
        ReportContent content = ReportExtractor.Extract(read.Report);
        PersonRecord record = content.Mentions[0].Record!;
        IReadOnlyList<PersonHit> hits = await resolver.SearchPersonsAsync(record, description.Limit ?? HitsDefault, cancellationToken).ConfigureAwait(false);
        return new PersonSearchData(
            [.. hits.Select(ReviewMap.Of)],
            [.. content.Mentions.Skip(1).Where(m => m.Reason is not null).Select(m => new FieldErrorData(m.Ref, FieldErrorCodes.Format, $"It was not understood and does not count: {m.Reason}."))]);
    }
}
