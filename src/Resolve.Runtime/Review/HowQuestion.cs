using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Records;

namespace Resolve.Runtime.Review;

/// <summary>Asks how a person came to be: each merge, each merge that was refused, and who may be the same.</summary>
/// <param name="Person">The person, or any key of it.</param>
public sealed record HowQuestion(EntityKey Person) : PersonQuestion<PersonHistory?>
{
    /// <inheritdoc/>
    internal override Task<PersonHistory?> AnswerAsync(IPersonMoments moments, CancellationToken cancellationToken) =>
        moments.AtOneMomentAsync(AnswerAsync, cancellationToken);

    private async Task<PersonHistory?> AnswerAsync(IPersonDirectory persons)
    {
        int record = persons.FindMention(Person);
        if (record < 0) return null;
        PersonResolver resolver = persons.Resolution.Resolver;
        int[] members = persons.MembersOf(record);
        HistoryStep[] steps = [.. resolver.How(members[0]).Select(s => new HistoryStep(Text(s.First), Text(s.Second), s.Weight, s.GroupTotal, s.Outcome))];
        SearchHit[] possible = FoundPersons.OncePerPerson(persons, members.SelectMany(resolver.PossiblySame), int.MaxValue);
        int[] firsts = [members[0], .. possible.Select(p => persons.MembersOf(p.Id)[0])];
        (EntityKey Key, string Label)[] names = await persons.NamesAsync(firsts).ConfigureAwait(false);
        int[] timed = [.. resolver.TimelineRecords(members[0])];
        FirstMention[] mentions = await persons.FirstMentionsAsync(timed).ConfigureAwait(false);
        var firstOf = timed.Zip(mentions).ToDictionary();
        return new PersonHistory(
            names[0].Key, [.. members.Select(Text)], steps, [.. possible.Select((p, i) => FoundPersons.HitOf(persons, p, names[i + 1], null))])
        {
            Events = resolver.Timeline(members[0], r => firstOf[r]),
        };

        string Text(int r) => persons.RecordAt(r).FingerprintText;
    }
}
