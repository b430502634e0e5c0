using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Review;

namespace Resolve.Runtime.Tests.Review;

/// <summary>Persons in plain tables, found again at every step: what questions over the port are held against. Records have numbers in the order in which they
/// came.</summary>
internal sealed class PlainPersons : IPersonDirectory, IPersonMoments, IRecordTable
{
    private readonly SortedDictionary<ReportKey, ReportContent> _live = [];
    private readonly List<PersonRecord> _records = [];
    private readonly Dictionary<UInt128, int> _ids = [];
    private readonly Dictionary<int, int[]> _persons = [];
    private HashSet<int> _present = [];
    private Dictionary<EntityKey, int> _byMention = [];
    private ILookup<int, FirstMention> _mentions = Array.Empty<(int, FirstMention)>().ToLookup(static m => m.Item1, static m => m.Item2);

    public PersonResolution Resolution { get; } = new(static m => new PersonResolver(m ?? PersonModel.Default));

    public HashSet<int> Excluded { get; } = [];

    public IEnumerable<EntityKey> Keys => _byMention.Keys;

    /// <summary>Lists the keys that the persons have now.</summary>
    public EntityKey[] PersonKeysNow => [.. _present.Select(KeyOf).Distinct().Order()];

    public void Put(Report report)
    {
        if (report.Withdrawn) _live.Remove(report.Key);
        else _live[report.Key] = ReportExtractor.Extract(report);
    }

    public void Recluster()
    {
        var mentions = new List<(int Record, FirstMention Mention)>();
        foreach (ReportContent content in _live.Values)
            foreach (ContentMention mention in content.Mentions)
                if (mention.Record is { } record) mentions.Add((IdOf(record), new FirstMention(content.Report.OwnTime, content.Report.Key, mention.Ref)));
        _byMention = mentions.ToDictionary(static m => m.Mention.Person, static m => m.Record);
        _mentions = mentions.ToLookup(static m => m.Record, static m => m.Mention);
        HashSet<int> before = _present;
        _present = [.. mentions.Select(static m => m.Record)];
        Resolution.CollectChanges(this, [.. _present.Except(before).Select(r => (r, _records[r], true)), .. before.Except(_present)
            .Select(r => (r, _records[r], false))]);
        foreach (int[] cluster in Resolution.Resolver.Recluster())
            foreach (int member in cluster) _persons[member] = cluster;
    }

    public Task<T> AtOneMomentAsync<T>(Func<IPersonDirectory, Task<T>> ask, CancellationToken cancellationToken) => ask(this);

    public int FindMention(EntityKey person) => _byMention.GetValueOrDefault(person, -1);

    public PersonRecord RecordAt(int record) => _records[record];

    public int[] MembersOf(int record) => _persons.GetValueOrDefault(record, [record]);

    IEnumerable<PersonRecord> IPersonDirectory.Records() => _present.Select(RecordAt);

    IEnumerable<(int Vertex, PersonRecord Record)> IRecordTable.Records() => _present.Select(r => (r, _records[r]));

    void IRecordTable.LeavePerson(int vertex) => _persons.Remove(vertex);

    void IRecordTable.SetExcluded(int vertex, bool excluded)
    {
        if (excluded) Excluded.Add(vertex);
        else Excluded.Remove(vertex);
    }

    public ValueTask<(EntityKey Key, string Label)[]> NamesAsync(int[] persons)
    {
        Assert.All(persons, p => Assert.Equal(p, MembersOf(p)[0]));
        return ValueTask.FromResult(Array.ConvertAll(persons, p => (KeyOf(p), "")));
    }

    public ValueTask<FirstMention[]> FirstMentionsAsync(int[] records) => ValueTask.FromResult(Array.ConvertAll(records, r => _mentions[r].Min()));

    public ValueTask<IReadOnlyList<SearchHit>> SearchAsync(PersonRecord description, int limit) =>
        ValueTask.FromResult(Resolution.Resolver.Search(description, limit));

    private EntityKey KeyOf(int record) => MembersOf(record).SelectMany(m => _mentions[m]).Min().Person;

    private int IdOf(PersonRecord record)
    {
        if (_ids.TryGetValue(record.Fingerprint, out int id)) return id;
        _records.Add(record);
        return _ids[record.Fingerprint] = _records.Count - 1;
    }
}
