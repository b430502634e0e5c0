using Resolve.Graph.Questions;
using System.Text.Json;
using Resolve.Cli.Output;
using Resolve.Client.Contracts;
using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Local;
using Resolve.Runtime.Review;

namespace Resolve.Cli.Commands.Review;

/// <summary>A data directory, with the engine in this process.</summary>
/// <param name="resolver">The engine.</param>
/// <param name="clock">The clock for decisions that state no time.</param>
internal sealed class EmbeddedReview(LocalRuntime resolver, TimeProvider clock) : IReviewBackend
{
    private const int HitsDefault = 20;

    /// <inheritdoc/>
    public async Task<ReceiptData> DecideAsync(DecisionData decision, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DecisionData whole = decision with { Id = decision.Id ?? Guid.CreateVersion7(now).ToString(), At = decision.At ?? now };
        Decision? read = DecisionReader.Read(JsonSerializer.SerializeToUtf8Bytes(whole, ResolveJson.Answers), out IReadOnlyList<FieldError> errors);
        if (read is null) throw new CliException(ExitCode.Usage, $"It is no valid decision: {string.Join(' ', errors.Select(e => $"{e.Path}: {e.Message}"))}");
        ReceiptData receipt = (await resolver.DecideAsync(read, cancellationToken).ConfigureAwait(false)).ToData();
        var unknown = new List<FieldErrorData>();
        for (int i = 0; i < read.Persons.Count; i++)
            if (await resolver.AskAsync(new EntityQuestion(read.Persons[i]), 0, cancellationToken).ConfigureAwait(false) is null)
                unknown.Add(new FieldErrorData($"persons[{i}]", "unknown", "No live report mentions this person; the decision waits for it."));
        return receipt with { Warnings = [.. receipt.Warnings, .. unknown] };
    }

    /// <inheritdoc/>
    public async Task<ReceiptData?> UndoAsync(string id, CancellationToken cancellationToken) =>
        await resolver.UndoAsync(id, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } receipt ? receipt.ToData() : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionData>> ListDecisionsAsync(CancellationToken cancellationToken) =>
        [.. (await resolver.ListDecisionsAsync(cancellationToken).ConfigureAwait(false)).Select(d => d.ToData())];

    /// <inheritdoc/>
    public async Task<PersonComparisonData?> WhyAsync(EntityKey first, EntityKey second, CancellationToken cancellationToken) =>
        await resolver.WhyAsync(first, second, cancellationToken).ConfigureAwait(false) is { } found ? found.ToData() : null;

    /// <inheritdoc/>
    public async Task<PersonHistoryData?> HowAsync(EntityKey person, CancellationToken cancellationToken) =>
        await resolver.HowAsync(person, cancellationToken).ConfigureAwait(false) is { } found ? found.ToData() : null;

    /// <inheritdoc/>
    public async Task<PersonModelData> GetModelAsync(CancellationToken cancellationToken) =>
        (await resolver.GetModelAsync(cancellationToken).ConfigureAwait(false)).ToData();

    /// <inheritdoc/>
    /// <remarks>The description is read as a report would be, so that what is compared is what an import would compare.</remarks>
    public async Task<PersonSearchData> SearchAsync(PersonSearchRequest description, CancellationToken cancellationToken)
    {
        (PersonRecord? record, IReadOnlyList<FieldError> unread) = DescriptionReader.Read(MentionOf(description), HeldOf(description));
        FieldErrorData[] warnings = [.. unread.Select(e => new FieldErrorData(e.Path, e.Code, e.Message))];
        if (record is null) throw new CliException(ExitCode.Usage,
            $"Nothing of the description can be compared. {string.Join(' ', warnings.Select(w => $"{w.Path}: {w.Message}"))}");
        IReadOnlyList<PersonHit> hits = await resolver.SearchPersonsAsync(record, description.Limit ?? HitsDefault, cancellationToken).ConfigureAwait(false);
        return new PersonSearchData([.. hits.Select(d => d.ToData())], warnings);
    }

    /// <summary>What the person is said to hold, each named by its path in the request.</summary>
    private static IEnumerable<Mention> HeldOf(PersonSearchRequest request) =>
        (request.Phones ?? []).Select((text, i) => new Mention { Ref = $"phones[{i}]", Kind = MentionKind.Phone, Value = text })
            .Concat((request.Emails ?? []).Select((text, i) =>
                new Mention { Ref = $"emails[{i}]", Kind = MentionKind.Online, Platform = "email", Value = text }))
            .Concat((request.Accounts ?? []).Select((a, i) =>
                new Mention { Ref = $"accounts[{i}]", Kind = MentionKind.Account, Bank = a.Bank, Value = a.Value }));

    private static Mention MentionOf(PersonSearchRequest request) => new()
    {
        Ref = "person",
        Kind = MentionKind.Person,
        Name = request.Name,
        Aliases = request.Aliases ?? [],
        BirthDate = request.Dob,
        Sex = request.Sex,
        Nationality = request.Nationality,
        Documents = [.. (request.Documents ?? []).Select(d => new DocumentMention(d.Type, d.Number, d.Country))],
        Addresses = request.Addresses ?? [],
    };
}
