using Resolve.Reports;
using Resolve.Client;
using Resolve.Client.Contracts;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Rings;
using Resolve.Rings.Dossiers;
using Resolve.Rings.Questions;
using Resolve.Runtime.Questions;

namespace Resolve.Cli.Commands.Backends;

/// <summary>The questions of the commands, each with both ways to ask it.</summary>
internal static class BackendQuestions
{
    private const int SearchLimitMax = 100;
    private const int RingsLimitMax = 500;

    private static readonly string[] s_sides = ["reports", "victims", "suspects", "accounts"];
    private static readonly string[] s_pathOrders = ["hops", "weight"];
    private static readonly string[] s_orders = ["loss", "members", "reports", "lastSeen", "score"];

    extension(IBackend backend)
    {
        /// <summary>Gets an entity; null when no live report mentions it.</summary>
        public Task<EntityData?> GetEntityAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(new EntityQuestion(key), atLeast, cancellationToken).ConfigureAwait(false))?.ToData(),
            c => c.GetEntityAsync(key.ToString(), atLeast, cancellationToken));

        /// <summary>Gets the links of an entity; null when no live report mentions it.</summary>
        public Task<PageData<LinkData>?> GetLinksAsync(
            EntityKey key, GraphFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(new EntityLinksQuestion(key, filter, limit, cursor), atLeast, cancellationToken).ConfigureAwait(false))
                ?.ToData(static l => l.ToData()),
            c => c.GetLinksAsync(key.ToString(), Of(filter), limit, cursor, atLeast, cancellationToken));

        /// <summary>Walks some hops out.</summary>
        public Task<ExpandData> ExpandAsync(ExpandQuestion question, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false)).ToData(),
            c => c.ExpandAsync(
                new ExpandRequest(Of(question.From))
                {
                    Hops = question.Hops,
                    Filter = Of(question.Filter),
                    Limit = question.Limit,
                    Cursor = question.Cursor,
                    WithLinks = question.WithLinks,
                    HopLimit = question.HopLimit,
                },
                atLeast,
                cancellationToken));

        /// <summary>Finds paths.</summary>
        public Task<PathsData> FindPathsAsync(PathQuestion question, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false)).ToData(),
            c => c.FindPathsAsync(
                new PathsRequest(question.From.ToString(), question.To.ToString())
                {
                    HopsMax = question.HopsMax,
                    Count = question.Count,
                    Filter = Of(question.Filter),
                    Order = question.Order == PathOrder.Hops ? null : s_pathOrders[(int)question.Order],
                },
                atLeast,
                cancellationToken));

        /// <summary>Finds what entities have in common.</summary>
        public Task<CommonData> FindCommonAsync(IReadOnlyList<EntityKey> keys, GraphFilter filter, long atLeast, CancellationToken cancellationToken) =>
            backend.AskAsync(
                async s => (await s.AskAsync(new CommonQuestion(keys, filter), atLeast, cancellationToken).ConfigureAwait(false)).ToData(),
                c => c.FindCommonAsync(new CommonRequest(Of(keys)) { Filter = Of(filter) }, atLeast, cancellationToken));

        /// <summary>Ranks the neighbours of an entity; null when no live report mentions it.</summary>
        public Task<PageData<NeighbourData>?> GetNeighboursAsync(NeighboursQuestion question, long atLeast, CancellationToken cancellationToken) =>
            backend.AskAsync(
            async s => (await s.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false))?.ToData(static n => n.ToData()),
            c => c.GetNeighboursAsync(question.Key.ToString(), Of(question.Filter), question.Limit, question.Cursor, atLeast, cancellationToken));

        /// <summary>Finds the links among the entities of a set.</summary>
        public Task<SubgraphData> GetSubgraphAsync(SubgraphQuestion question, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false)).ToData(),
            c => c.GetSubgraphAsync(new SubgraphRequest(Of(question.Keys)) { Filter = Of(question.Filter) }, atLeast, cancellationToken));

        /// <summary>Counts who is within some hops.</summary>
        public Task<CountData> CountAsync(CountQuestion question, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false)).ToData(),
            c => c.CountAsync(new CountRequest(Of(question.From)) { Hops = question.Hops, Filter = Of(question.Filter) }, atLeast, cancellationToken));

        /// <summary>Lists the reports of entities in the order of time.</summary>
        public Task<TimelineData> GetTimelineAsync(TimelineQuestion question, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(question, atLeast, cancellationToken).ConfigureAwait(false)).ToData(),
            c => c.GetTimelineAsync(
                new TimelineRequest(Of(question.Keys)) { From = question.From, To = question.To, Limit = question.Limit, Cursor = question.Cursor },
                atLeast,
                cancellationToken));

        /// <summary>Lists rings without their members.</summary>
        public Task<PageData<RingData>> ListRingsAsync(RingFilter filter, int limit, string? cursor, long atLeast, CancellationToken cancellationToken) =>
            backend.AskAsync(
                async s => (await s.AskAsync(new RingListQuestion(filter, limit, cursor), atLeast, cancellationToken).ConfigureAwait(false))
                    .ToData(static r => r.ToData(full: false)),
                c => c.ListRingsAsync(Of(filter) with { Limit = Math.Min(limit, RingsLimitMax), Cursor = cursor }, atLeast, cancellationToken));

        /// <summary>Gets a ring with its members; null when there is none of that id.</summary>
        public Task<RingData?> GetRingAsync(string id, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(new RingByIdQuestion(id), atLeast, cancellationToken).ConfigureAwait(false))?.ToData(full: true),
            c => c.GetRingAsync(id, atLeast, cancellationToken));

        /// <summary>Gets the ring that an entity is in; null when it is in none.</summary>
        /// <remarks>The API returns the ring of an entity in the hit of a search for its key.</remarks>
        public Task<RingData?> GetRingOfAsync(EntityKey key, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(new RingOfQuestion(key), atLeast, cancellationToken).ConfigureAwait(false))?.ToData(full: true),
            async c =>
            {
                IReadOnlyList<SearchHitData> hits = await c.SearchAsync(key.ToString(), 1, atLeast, cancellationToken).ConfigureAwait(false);
                return hits is [{ Match: "identifier", RingId: { } id }, ..]
                    ? await c.GetRingAsync(id, atLeast, cancellationToken).ConfigureAwait(false)
                    : null;
            });

        /// <summary>Writes a ring's report as HTML, in <c>vi</c> or <c>en</c>; null when there is none of that id.</summary>
        public Task<string?> GetRingReportAsync(string id, string language, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => await RingDossierReader.ReadAsync(s, id, atLeast, cancellationToken).ConfigureAwait(false) is { } dossier
                ? RingDossierPage.Write(dossier, language == "en" ? DossierLanguage.English : DossierLanguage.Vietnamese)
                : null,
            c => c.GetRingReportAsync(id, language, null, atLeast, cancellationToken));

        /// <summary>Gets the history of a ring; null when there is none of that id.</summary>
        public Task<RingHistoryData?> GetRingHistoryAsync(string id, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(new RingHistoryQuestion(id), atLeast, cancellationToken).ConfigureAwait(false))?.ToData(),
            c => c.GetRingHistoryAsync(id, atLeast, cancellationToken));

        /// <summary>Follows a ring's money; null when there is none of that id.</summary>
        public Task<MoneyTrailData?> GetMoneyTrailAsync(string id, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => (await s.AskAsync(new MoneyTrailQuestion(id), atLeast, cancellationToken).ConfigureAwait(false))?.ToData(),
            c => c.GetMoneyTrailAsync(id, atLeast, cancellationToken));

        /// <summary>Searches entities by what people type.</summary>
        public Task<SearchData> SearchAsync(string text, int limit, long atLeast, CancellationToken cancellationToken) => backend.AskAsync(
            async s => new SearchData(
                [.. (await s.AskAsync(new SearchQuestion(text, limit), atLeast, cancellationToken).ConfigureAwait(false)).Select(static h => h.ToData())]),
            async c => new SearchData(await c.SearchAsync(text, Math.Min(limit, SearchLimitMax), atLeast, cancellationToken).ConfigureAwait(false)));
    }

    private static RingQuery Of(RingFilter filter) => new()
    {
        CrossBorder = filter.CrossBorder,
        MinProvinces = filter.ProvinceCountMin,
        MinLoss = filter.LossMin,
        MinMembers = filter.MemberCountMin,
        Since = filter.Since,
        Province = filter.Province,
        Typology = filter.Typology,
        Side = filter.Side == RingSide.Reports ? null : s_sides[(int)filter.Side],
        Country = filter.Country,
        ForeignStrength = filter.ForeignStrengthMin == SignStrength.None ? null : RingJson.WordOf(filter.ForeignStrengthMin),
        MinScore = filter.ScoreMin,
        AsOf = filter.AsOf,
        Order = s_orders[(int)filter.Order],
    };

    private static string[] Of(IReadOnlyList<EntityKey> keys) => [.. keys.Select(k => k.ToString())];

    private static GraphFilterData Of(GraphFilter filter) => new()
    {
        Kinds = [.. filter.Kinds.Select(k => EntityKey.Prefix(k).TrimEnd(':'))],
        LinkKinds = [.. filter.LinkKinds.Select(WireNames.Of)],
        Roles = [.. filter.Roles.Select(WireNames.Of)],
        From = filter.From,
        To = filter.To,
        WeightMillibitsMin = filter.WeightMillibitsMin,
        HubDegreeMax = filter.HubDegreeMax,
    };
}
