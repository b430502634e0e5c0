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
        ReportContent content = ReportExtractor.Extract(ReportOf(description, description.Dob));
        PersonRecord record = content.Mentions[0].Record!;
        IReadOnlyList<PersonHit> hits = await resolver.SearchPersonsAsync(record, description.Limit ?? HitsDefault, cancellationToken).ConfigureAwait(false);
        return new PersonSearchData(
            [.. hits.Select(ReviewMap.Of)],
            [.. content.Mentions.Skip(1).Where(m => m.Reason is not null).Select(m => new FieldErrorData(m.Ref, FieldErrorCodes.Format, $"It names no entity: {m.Reason}."))]);
    }

    /// <summary>Writes the description as a report would tell it: the person first, then what it holds, under refs that name the member.</summary>
    private static Report ReportOf(PersonSearchRequest request, string? birth)
    {
        var mentions = new List<Mention>
        {
            new()
            {
                Ref = "person",
                Kind = MentionKind.Person,
                Name = request.Name,
                Aliases = request.Aliases ?? [],
                BirthDate = birth,
                Sex = request.Sex,
                Nationality = request.Nationality,
                Documents = [.. (request.Documents ?? []).Select(d => new DocumentMention(d.Type, d.Number, d.Country))],
                Addresses = request.Addresses ?? [],
            },
        };
        mentions.AddRange((request.Phones ?? []).Select((text, i) => new Mention { Ref = $"phones[{i}]", Kind = MentionKind.Phone, Value = text }));
        mentions.AddRange((request.Emails ?? []).Select((text, i) => new Mention { Ref = $"emails[{i}]", Kind = MentionKind.Online, Value = text, Platform = "email" }));
        mentions.AddRange((request.Accounts ?? []).Select((a, i) => new Mention { Ref = $"accounts[{i}]", Kind = MentionKind.Account, Value = a.Value, Bank = a.Bank }));
        return new Report
        {
            Key = new ReportKey("search", "search"),
            Mentions = mentions,
            Links = [.. mentions.Skip(1).Select(m => new ReportLink("person", m.Ref, LinkKind.Holds))],
        };
    }
}
