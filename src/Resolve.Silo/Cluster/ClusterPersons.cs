using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Reports;
using Resolve.Runtime.Review;
using Resolve.Runtime.Content;

namespace Resolve.Silo.Cluster;

/// <summary>Persons of a cluster at one view: the leader's book has records and clusters, the silos are asked for names, mentions and hits.</summary>
internal sealed class ClusterPersons(ReplicaPlanner book, PersonBlocks blocks, IReplicaServiceClient replicas, ClusterView view, TimeProvider clock) : IPersonDirectory
{
    private static readonly TimeSpan AnsweringMax = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public PersonBook Book => book.Persons;

    /// <inheritdoc/>
    public int FindMention(EntityKey person) => book.FindMention(person);

    /// <inheritdoc/>
    public PersonRecord RecordAt(int record) => book.RecordAt(record);

    /// <inheritdoc/>
    public int[] MembersOf(int record) => Array.ConvertAll(book.EntryAt(record).Members, static m => m.Id);

    /// <inheritdoc/>
    public IEnumerable<PersonRecord> Records() => book.Records().Select(static r => r.Record);

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
        return found.ConvertAll(h => new SearchHit(book.EntryOf(h.Record).Id, h.Total, h.Band));
    }

    /// <summary>Asks the owners of the persons of records, each once.</summary>
    private async Task<T[]> AskOwnersAsync<T>(int[] records, Func<IReplicaService, UInt128[], Task<T[]>> ask)
    {
        UInt128[] fingerprints = Array.ConvertAll(records, r => book.RecordAt(r).Fingerprint);
        var answers = new T[records.Length];
        await Task.WhenAll(Enumerable.Range(0, records.Length).GroupBy(i => view.Map.Owners[Partitions.OfRecord(book.EntryAt(records[i]).First.Record.Fingerprint)]).Select(async group =>
        {
            int[] places = [.. group];
            T[] told = await ask(replicas.At(view.Map.Silos[group.Key]), Array.ConvertAll(places, p => fingerprints[p])).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++) answers[places[i]] = told[i];
        })).WaitAsync(AnsweringMax, clock).ConfigureAwait(false);
        return answers;
    }
}
