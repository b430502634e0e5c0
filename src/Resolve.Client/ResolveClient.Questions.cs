using Resolve.Client.Contracts;

namespace Resolve.Client;

public partial class ResolveClient
{
    /// <summary>Gets an entity.</summary>
    /// <param name="key">Its key; of a person any key it ever had.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The entity under the key it has now; null when no live report mentions it.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<EntityData?> GetEntityAsync(string key, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<EntityData>(new QueryText(EntityPath(key)).AddAtLeast(atLeast), cancellationToken);

    /// <summary>Gets the links of an entity with their evidence.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="filter">Which links; null for all.</param>
    /// <param name="limit">The most links, 1 to 1,000; null means 100.</param>
    /// <param name="cursor">Where an earlier page ended.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The page; null when no live report mentions the entity.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<PageData<LinkData>?> GetLinksAsync(
        string key, GraphFilterData? filter = null, int? limit = null, string? cursor = null, long atLeast = 0,
        CancellationToken cancellationToken = default) =>
        GetPageAsync<LinkData>(EntityPath(key) + "/links", filter, limit, cursor, atLeast, cancellationToken);

    /// <summary>Asks who is within so many hops.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<ExpandData> ExpandAsync(ExpandRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<ExpandRequest, ExpandData>("v1/graph/expand", question, atLeast, cancellationToken);

    /// <summary>Asks how two entities are connected.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<PathsData> FindPathsAsync(PathsRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<PathsRequest, PathsData>("v1/graph/paths", question, atLeast, cancellationToken);

    /// <summary>Asks what entities have in common.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<CommonData> FindCommonAsync(CommonRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<CommonRequest, CommonData>("v1/graph/common", question, atLeast, cancellationToken);

    /// <summary>Asks what an entity is linked to, most strongly first.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="filter">Which links count; null for all.</param>
    /// <param name="limit">The most neighbours, 1 to 1,000; null means 100.</param>
    /// <param name="cursor">Where an earlier page ended.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The page; null when no live report mentions the entity.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<PageData<NeighbourData>?> GetNeighboursAsync(
        string key, GraphFilterData? filter = null, int? limit = null, string? cursor = null, long atLeast = 0,
        CancellationToken cancellationToken = default) =>
        GetPageAsync<NeighbourData>(EntityPath(key) + "/neighbours", filter, limit, cursor, atLeast, cancellationToken);

    /// <summary>Asks how the entities of a set are linked among themselves.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<SubgraphData> GetSubgraphAsync(SubgraphRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<SubgraphRequest, SubgraphData>("v1/graph/subgraph", question, atLeast, cancellationToken);

    /// <summary>Asks how many entities are within so many hops.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<CountData> CountAsync(CountRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<CountRequest, CountData>("v1/graph/count", question, atLeast, cancellationToken);

    /// <summary>Asks which reports mention one of some entities, in the order of time.</summary>
    /// <param name="question">The question.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<TimelineData> GetTimelineAsync(TimelineRequest question, long atLeast = 0, CancellationToken cancellationToken = default) =>
        PostAsync<TimelineRequest, TimelineData>("v1/graph/timeline", question, atLeast, cancellationToken);

    /// <summary>Lists a page of rings.</summary>
    /// <param name="query">Which rings; null for all.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<PageData<RingData>> ListRingsAsync(RingQuery? query = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        query ??= new RingQuery();
        QueryText text = new QueryText("v1/rings")
            .Add("crossBorder", query.CrossBorder).Add("minProvinces", (long?)query.MinProvinces).Add("minLoss", query.MinLoss)
            .Add("minMembers", (long?)query.MinMembers).Add("since", query.Since).Add("province", query.Province).Add("typology", query.Typology)
            .Add("side", query.Side).Add("country", query.Country).Add("foreignStrength", query.ForeignStrength)
            .Add("minScore", (long?)query.MinScore).Add("asOf", query.AsOf)
            .Add("order", query.Order).Add("limit", (long?)query.Limit).Add("cursor", query.Cursor).Add("full", query.Full ? true : null)
            .AddAtLeast(atLeast);
        return await GetAsync<PageData<RingData>>(text, cancellationToken).ConfigureAwait(false) ?? throw Missing();
    }

    /// <summary>Gets a ring with its members, victims and reports.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The ring; null when there is none of that id now.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<RingData?> GetRingAsync(string id, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<RingData>(new QueryText("v1/rings/" + Escape(id)).AddAtLeast(atLeast), cancellationToken);

    /// <summary>Gets the history of a ring, by its reports' own times.</summary>
    /// <param name="id">Its id, or one that it absorbed or bore before.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The history; null when there is no such ring now.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<RingHistoryData?> GetRingHistoryAsync(string id, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<RingHistoryData>(new QueryText("v1/rings/" + Escape(id) + "/history").AddAtLeast(atLeast), cancellationToken);

    /// <summary>Follows a ring's money from the victims to where it leaves.</summary>
    /// <param name="id">Its id, or one that it absorbed or bore before.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The trail; null when there is no such ring now.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual Task<MoneyTrailData?> GetMoneyTrailAsync(string id, long atLeast = 0, CancellationToken cancellationToken = default) =>
        GetAsync<MoneyTrailData>(new QueryText("v1/rings/" + Escape(id) + "/money").AddAtLeast(atLeast), cancellationToken);

    /// <summary>Searches entities by an identifier in any spelling, a name, or a part of either.</summary>
    /// <param name="text">What was typed, 1 to 200 characters.</param>
    /// <param name="limit">The most hits, 1 to 100; null means 20.</param>
    /// <param name="atLeast">The least journal position; 0 for no bound.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The hits, best first.</returns>
    /// <exception cref="ResolveException">The question could not be answered.</exception>
    public virtual async Task<IReadOnlyList<SearchHitData>> SearchAsync(
        string text, int? limit = null, long atLeast = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        QueryText query = new QueryText("v1/search").Add("q", text).Add("limit", (long?)limit).AddAtLeast(atLeast);
        return (await GetAsync<SearchData>(query, cancellationToken).ConfigureAwait(false) ?? throw Missing()).Items;
    }

    /// <summary>Gets how far the service is.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ResolveException">The service is starting or cannot be reached.</exception>
    public virtual async Task<StateData> GetStateAsync(CancellationToken cancellationToken = default) =>
        await GetAsync<StateData>(new QueryText("v1/state"), cancellationToken).ConfigureAwait(false) ?? throw Missing();

    private Task<PageData<T>?> GetPageAsync<T>(
        string path, GraphFilterData? filter, int? limit, string? cursor, long atLeast, CancellationToken cancellationToken) =>
        GetAsync<PageData<T>>(
            new QueryText(path)
                .Add("kinds", filter?.Kinds).Add("linkKinds", filter?.LinkKinds).Add("roles", filter?.Roles)
                .Add("from", filter?.From).Add("to", filter?.To).Add("weightMillibitsMin", (long?)filter?.WeightMillibitsMin)
                .Add("limit", (long?)limit).Add("cursor", cursor).AddAtLeast(atLeast),
            cancellationToken);
}
