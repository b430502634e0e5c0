using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Runtime.Ports;
using Resolve.Reports;
using SearchHit = Resolve.Persons.SearchHit;

namespace Resolve.Silo.Cluster;

/// <summary>Questions about persons: asked between two rounds, when resolver and silos tell of the same facts, as the embedded host asks its writer.</summary>
internal sealed partial class Conductor
{
    private const int PairsComparedMax = 400;
    private static readonly TimeSpan AnsweringMax = TimeSpan.FromSeconds(5);

    /// <summary>Lists the decisions in force, by id, models without their content.</summary>
    public Task<Decision[]> ListDecisionsAsync() => ReviewAsync<Decision[]>(_ => Task.FromResult<Decision[]>([.. _book.DecisionsInForce.Select(d => d with { Model = null })]));

    /// <summary>Explains why two persons are one, or not.</summary>
    public Task<PersonComparison?> WhyAsync(EntityKey first, EntityKey second) => ReviewAsync(async view =>
    {
        if (_book.Find(first) is not { } a || _book.Find(second) is not { } b) return null;
        var pairs = new List<ComparedRecords>();
        foreach ((RecordEntry one, RecordEntry other) in PairsOf(a, b).Take(PairsComparedMax))
            pairs.Add(new ComparedRecords(one.Record.FingerprintText, other.Record.FingerprintText, _book.Persons.Explain(one.Record, other.Record)));
        pairs.Sort(static (x, y) => y.Explanation.Total.CompareTo(x.Explanation.Total) is var order and not 0 ? order : string.CompareOrdinal(x.First + x.Second, y.First + y.Second));
        if (pairs.Count > PersonComparison.PairCountMax) pairs.RemoveRange(PersonComparison.PairCountMax, pairs.Count - PersonComparison.PairCountMax);
        PersonName[] names = await NamesAsync(view, [a.First, b.First]).ConfigureAwait(false);
        return new PersonComparison(names[0].Key, names[1].Key, pairs);
    });

    /// <summary>Tells how a person came to be.</summary>
    public Task<PersonHistory?> HowAsync(EntityKey person) => ReviewAsync(async view =>
    {
        if (_book.Find(person) is not { } record) return null;
        PersonResolver resolver = _book.Persons;
        string Name(int id) => _book.EntryAt(id).Record.FingerprintText;
        HistoryStep[] steps = [.. resolver.How(record.First.Id).Select(s => new HistoryStep(Name(s.First), Name(s.Second), s.Weight, s.GroupTotal, s.Outcome))];
        RecordEntry[] members = [.. record.Members];
        (RecordEntry Record, SearchHit Hit)[] possible = OncePerPerson(members.SelectMany(m => resolver.PossiblySame(m.Id)), int.MaxValue);
        PersonName[] names = await NamesAsync(view, [record.First, .. possible.Select(p => p.Record.First)]).ConfigureAwait(false);
        RecordEntry[] timed = [.. resolver.TimelineRecords(record.First.Id).Select(_book.EntryAt)];
        RecordMark[] marks = await AskOwnersAsync(view, timed, (silo, records) => silo.MarkRecordsAsync(view.Position, records)).ConfigureAwait(false);
        var firsts = timed.Select((r, i) => (r.Id, Mark: marks[i])).ToDictionary(r => r.Id, r => new FirstMention(r.Mark.Time, new ReportKey(r.Mark.Source, r.Mark.Id), r.Mark.Ref));
        return new PersonHistory(
            names[0].Key, [.. members.Select(m => m.Record.FingerprintText)], steps, [.. possible.Select((p, i) => HitOf(p.Record, p.Hit, names[i + 1], null))])
        {
            Events = resolver.Timeline(record.First.Id, id => firsts[id]),
        };
    });

    /// <summary>Finds persons that resemble a description.</summary>
    public Task<PersonHit[]> SearchPersonsAsync(PersonRecord description, int limit) => ReviewAsync<PersonHit[]>(async view =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        // A person has several records; look at enough of them to fill the page.
        List<BlockHit> found = await _blocks.SearchAsync(view.Map, description, (int)Math.Min(limit * 8L, 2_000)).WaitAsync(AnsweringMax, clock).ConfigureAwait(false);
        (RecordEntry Record, SearchHit Hit)[] hits = OncePerPerson(found.Select(h => new SearchHit(_book.EntryOf(h.Record).Id, h.Total, h.Band)), limit);
        PersonName[] names = await NamesAsync(view, [.. hits.Select(h => h.Record.First)]).ConfigureAwait(false);
        return [.. hits.Select((h, i) => HitOf(h.Record, h.Hit, names[i], _book.Persons.Explain(description, h.Record.Record)))];
    });

    /// <summary>Gets the model that persons are resolved by now.</summary>
    public Task<ModelInForce> GetModelAsync() =>
        ReviewAsync(_ => Task.FromResult(new ModelInForce(_book.Persons.Model, _book.AdoptedModel is { } adopted ? adopted with { Model = null } : null)));

    /// <summary>Fits a model to the records that are there; rounds go on meanwhile.</summary>
    public async Task<PersonModel> TrainAsync(TrainingOptions? options)
    {
        PersonRecord[] records = await ReviewAsync(_ => Task.FromResult<PersonRecord[]>([.. _book.Present.Select(r => r.Record)])).ConfigureAwait(false);
        return ModelTrainer.Train(records, options);
    }

    private static IEnumerable<(RecordEntry One, RecordEntry Other)> PairsOf(RecordEntry a, RecordEntry b)
    {
        if (a.First != b.First) return from one in a.Members.ToArray() from other in b.Members.ToArray() select (one, other);
        // One person: compare the two mentions asked for, else each of its records with each.
        if (a != b) return [(a, b)];
        RecordEntry[] records = [.. a.Members];
        return from i in Enumerable.Range(0, records.Length) from j in Enumerable.Range(i + 1, records.Length - i - 1) select (records[i], records[j]);
    }

    private static PersonHit HitOf(RecordEntry record, SearchHit hit, PersonName name, PairExplanation? explanation) =>
        new(name.Key, name.Label, record.Record.FingerprintText, hit.Total, hit.Band, explanation);

    private (RecordEntry Record, SearchHit Hit)[] OncePerPerson(IEnumerable<SearchHit> hits, int limit) =>
    [
        .. hits.Select(h => (Record: _book.EntryAt(h.Id), Hit: h))
            .OrderByDescending(h => h.Hit.Total).ThenBy(h => h.Record.Record.Fingerprint).DistinctBy(h => h.Record.First).Take(limit),
    ];

    /// <summary>Asks the silos what their persons are called.</summary>
    private Task<PersonName[]> NamesAsync(ShareView view, RecordEntry[] persons) => AskOwnersAsync(view, persons, (silo, records) => silo.NamePersonsAsync(view.Position, records));

    /// <summary>Asks the owners of records, each once.</summary>
    private async Task<T[]> AskOwnersAsync<T>(ShareView view, RecordEntry[] records, Func<IShareService, UInt128[], Task<T[]>> ask)
    {
        var answers = new T[records.Length];
        await Task.WhenAll(Enumerable.Range(0, records.Length).GroupBy(i => view.Map.Owners[Shares.OfRecord(records[i].Record.Fingerprint)]).Select(async group =>
        {
            int[] places = [.. group];
            T[] told = await ask(shares.At(view.Map.Silos[group.Key]), [.. places.Select(p => records[p].Record.Fingerprint)]).ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++) answers[places[i]] = told[i];
        })).WaitAsync(AnsweringMax, clock).ConfigureAwait(false);
        return answers;
    }

    /// <summary>Asks when all silos have what was acknowledged before the question, and no round is under way.</summary>
    /// <exception cref="ShareNotReadyException">That did not come about in time.</exception>
    private Task<T> ReviewAsync<T>(Func<ShareView, Task<T>> ask) => WithRoundGateAsync(ask, keepsGate: false);

    /// <summary>Asks as <see cref="ReviewAsync"/> does, and lets rounds go on afterwards unless the gate is kept.</summary>
    private async Task<T> WithRoundGateAsync<T>(Func<ShareView, Task<T>> ask, bool keepsGate)
    {
        await ReadyAsync().ConfigureAwait(false);
        long target = _writer.Position;
        long started = clock.GetTimestamp();
        while (true)
        {
            if (!await _roundGate.WaitAsync(options.QuestionPatience, _stop.Token).ConfigureAwait(false)) throw new ShareNotReadyException("All persons are being exported.");
            bool isKept = false;
            try
            {
                if (_view is { } view && view.Position >= target && view.Position == _position)
                {
                    T answer = await ask(view).ConfigureAwait(false);
                    isKept = keepsGate;
                    return answer;
                }
            }
            finally
            {
                if (!isKept) _roundGate.Release();
            }
            if (HasStopped || clock.GetElapsedTime(started) > options.QuestionPatience) throw new ShareNotReadyException("The silos are behind what was acknowledged.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), clock, _stop.Token).ConfigureAwait(false);
        }
    }
}
