using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Review;

namespace Resolve.Silo.Cluster;

/// <summary>Persons of a cluster at one view: the leader's planner has records and clusters; the silos answer for names, mentions and hits.</summary>
internal sealed class ClusterPersons(ReplicaPlanner planner, PersonBlocks blocks, IReplicaServiceClient replicas, ClusterView view,
    TimeProvider clock) : IPersonDirectory
{
    private static readonly TimeSpan AnsweringMax = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public PersonResolution Resolution => planner.Persons;

    /// <inheritdoc/>
    public int FindMention(EntityKey person) => planner.FindMention(person);

    /// <inheritdoc/>
    public PersonRecord RecordAt(int record) => planner.RecordAt(record);

    /// <inheritdoc/>
    public int[] MembersOf(int record) => Array.ConvertAll(planner.EntryAt(record).Members, static m => m.Id);

    /// <inheritdoc/>
    public IEnumerable<PersonRecord> Records() => planner.Records().Select(static r => r.Record);

    /// <inheritdoc/>
    public async ValueTask<(EntityKey Key, string Label)[]> NamesAsync(int[] persons) => Array.ConvertAll(
        await AskOwnersAsync(persons, (silo, records) => silo.NamePersonsAsync(view.Moment, records)).ConfigureAwait(false), static n => (n.Key, n.Label));

    /// <inheritdoc/>
    public async ValueTask<FirstMention[]> FirstMentionsAsync(int[] records) => Array.ConvertAll(
        await AskOwnersAsync(records, (silo, asked) => silo.MarkRecordsAsync(view.Moment, asked)).ConfigureAwait(false),
        static m => new FirstMention(m.Time, new ReportKey(m.Source, m.Id), m.Ref));

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SearchHit>> SearchAsync(PersonRecord description, int limit)
    {
        List<BlockHit> found = await blocks.SearchAsync(view.Map, description, limit).WaitAsync(AnsweringMax, clock).ConfigureAwait(false);
        return found.ConvertAll(h => new SearchHit(planner.EntryOf(h.Record).Id, h.Total, h.Band));
    }

    /// <summary>Asks the owners of the persons of records, each once.</summary>
    private async Task<T[]> AskOwnersAsync<T>(int[] records, Func<IReplicaService, UInt128[], Task<T[]>> ask)
    {
        UInt128[] fingerprints = Array.ConvertAll(records, r => planner.RecordAt(r).Fingerprint);
        var answers = new T[records.Length];
        await Task.WhenAll(Enumerable.Range(0, records.Length)
            .GroupBy(i => view.Map.Owners[Partitions.OfRecord(planner.EntryAt(records[i]).First.Record.Fingerprint)]).Select(async group =>
        {
            int[] places = [.. group];
            T[] found = await ask(replicas.At(view.Map.Silos[group.Key]), Array.ConvertAll(places, p => fingerprints[p])).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++) answers[places[i]] = found[i];
        })).WaitAsync(AnsweringMax, clock).ConfigureAwait(false);
        return answers;
    }
}
