using Resolve.Client.Contracts;

namespace Resolve.Client;

public partial class ResolveClient
{
    /// <summary>Submits a decision; it is durable and in force when the call returns.</summary>
    /// <param name="decision">
    /// The decision. The client gives it an id and a time where they are missing, so that it can repeat the request and the repetition is a duplicate.
    /// Give both yourself (<see cref="DecisionData.Identified"/>) to repeat the call after an exception.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; the decision may have been taken.</param>
    /// <returns>The receipt: its source is <c>decision</c>, its id the decision's. Warnings name persons whom no live report mentions.</returns>
    /// <exception cref="ResolveException">The decision is wrong, conflicts, or cannot be taken now.</exception>
    public virtual Task<ReceiptData> DecideAsync(DecisionData decision, CancellationToken cancellationToken = default) =>
        PostAsync<DecisionData, ReceiptData>("v1/decisions", decision?.Identified(Via.Options.Clock)!, 0, cancellationToken);

    /// <summary>Lists the decisions in force.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The decisions, by id, models without their content.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<IReadOnlyList<DecisionData>> ListDecisionsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<DecisionsData>(new QueryText("v1/decisions"), cancellationToken).ConfigureAwait(false) ?? throw Missing()).Items;

    /// <summary>Gets a decision.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The decision, a model without its content; null when none of that id is in force.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<DecisionData?> GetDecisionAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync<DecisionData>(new QueryText("v1/decisions/" + Escape(id)), cancellationToken);

    /// <summary>Takes a decision back, which leaves the state in which it never came.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The receipt; null when the decision is unknown. Taken back before is a duplicate.</returns>
    /// <exception cref="ResolveException">It cannot be taken back now.</exception>
    public virtual Task<ReceiptData?> UndoDecisionAsync(string id, CancellationToken cancellationToken = default)
    {
        QueryText address = new("v1/decisions/" + Escape(id));
        return AskAsync<ReceiptData>(() => new HttpRequestMessage(HttpMethod.Delete, address.ToUri()), repeatable: true, cancellationToken);
    }

    /// <summary>Asks why two persons are one, or not.</summary>
    /// <param name="first">One person, by any key it has or had.</param>
    /// <param name="second">The other; two keys of one person compare their two mentions.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The comparison; null when one of them is mentioned in no live report.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<PersonComparisonData?> WhyAsync(string first, string second, CancellationToken cancellationToken = default) =>
        GetAsync<PersonComparisonData>(new QueryText("v1/persons/why").Add("a", first).Add("b", second), cancellationToken);

    /// <summary>Asks how a person came to be.</summary>
    /// <param name="person">The person, by any key it has or had.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The history; null when no live report mentions the person.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<PersonHistoryData?> HowAsync(string person, CancellationToken cancellationToken = default) =>
        GetAsync<PersonHistoryData>(new QueryText($"v1/persons/{Escape(person)}/how"), cancellationToken);

    /// <summary>Asks by which model persons are resolved.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The model and the decision that adopted it.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<PersonModelData> GetModelAsync(CancellationToken cancellationToken = default) =>
        await GetAsync<PersonModelData>(new QueryText("v1/model"), cancellationToken).ConfigureAwait(false) ?? throw Missing();

    /// <summary>Finds persons that resemble a description; nothing is stored.</summary>
    /// <param name="description">The description.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The hits, heaviest first, each with its waterfall.</returns>
    /// <exception cref="ResolveException">The description cannot be read, or the question could not be answered.</exception>
    public virtual Task<PersonSearchData> SearchPersonsAsync(PersonSearchRequest description, CancellationToken cancellationToken = default) =>
        PostAsync<PersonSearchRequest, PersonSearchData>("v1/persons/search", description, 0, cancellationToken);

    /// <summary>Asks how a written value is read.</summary>
    /// <param name="request">The value and what is known beside it.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The explanation, with or without a key.</returns>
    /// <exception cref="ResolveException">There is no such kind, or the question could not be answered.</exception>
    public virtual Task<ParseData> ParseAsync(ParseRequestData request, CancellationToken cancellationToken = default) =>
        PostAsync<ParseRequestData, ParseData>("v1/parse", request, 0, cancellationToken);
}
