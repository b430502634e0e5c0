using System.Buffers;
using System.Text.Json;
using Resolve.Identifiers;
using Resolve.Persons;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Export;

namespace Resolve.Runtime.Review;

/// <summary>Writes how persons came to be: the merges that made each (<c>steps</c>) and its <c>events</c>. One for one moment.</summary>
/// <param name="persons">The persons of that moment.</param>
internal sealed class PersonTimelines(IPersonDirectory persons)
{
    // The merges of a component are found once, for all its persons, and forgotten as they are written.
    private readonly Dictionary<int, List<MergeStep>> _steps = [];

    /// <summary>Writes the timelines of persons, each once.</summary>
    /// <param name="keys">The keys that they have.</param>
    /// <returns>An object of JSON each, in the same order.</returns>
    public async Task<byte[][]> WriteAsync(IReadOnlyList<EntityKey> keys)
    {
        int[] firsts = [.. keys.Select(FirstOf)];
        int[] timed = [.. firsts.SelectMany(persons.Resolution.Resolver.TimelineRecords).Distinct()];
        FirstMention[] mentions = await persons.FirstMentionsAsync(timed).ConfigureAwait(false);
        var firstOf = timed.Zip(mentions).ToDictionary();
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, CanonicalJson.WriterOptions);
        byte[][] written = new byte[firsts.Length][];
        for (int i = 0; i < written.Length; i++)
        {
            Write(writer, firsts[i], firstOf);
            writer.Flush();
            written[i] = buffer.WrittenSpan.ToArray();
            buffer.ResetWrittenCount();
            writer.Reset();
        }
        return written;
    }

    private int FirstOf(EntityKey person) => persons.FindMention(person) is >= 0 and var record
        ? persons.MembersOf(record)[0]
        : throw new InvalidOperationException("A person is not known here.");

    private void Write(Utf8JsonWriter w, int person, Dictionary<int, FirstMention> firstOf)
    {
        w.WriteStartObject();
        if (persons.MembersOf(person).Length > 1) // of one record nothing was merged
        {
            if (!_steps.ContainsKey(person)) Collect(person);
            w.WriteStartArray("steps");
            foreach (MergeStep step in _steps[person])
            {
                w.WriteStartObject();
                w.WriteString("first", persons.RecordAt(step.First).FingerprintText);
                w.WriteString("second", persons.RecordAt(step.Second).FingerprintText);
                if (step.Weight is { } weight) w.WriteNumber("weightMillibits", weight);
                if (step.GroupTotal is { } total) w.WriteNumber("groupMillibits", total);
                w.WriteEndObject();
            }
            w.WriteEndArray();
            _steps.Remove(person);
        }
        w.WriteStartArray("events");
        foreach (PersonEvent e in persons.Resolution.Resolver.Timeline(person, r => firstOf[r])) Write(w, e);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private void Collect(int person)
    {
        _steps[person] = [];
        foreach (MergeStep step in persons.Resolution.Resolver.How(person))
        {
            if (step.Outcome != "merged") continue;
            int of = persons.MembersOf(step.First)[0];
            if (!_steps.TryGetValue(of, out List<MergeStep>? steps)) _steps.Add(of, steps = []);
            steps.Add(step);
        }
    }

    private static void Write(Utf8JsonWriter w, PersonEvent e)
    {
        w.WriteStartObject();
        w.WriteString("at", IsoTime.Format(e.At.ToUniversalTime()));
        w.WriteString("kind", PersonTimeline.WordOf(e.Kind));
        if (e.Before.Count > 0) CanonicalExport.Strings(w, "before", [.. e.Before.Select(k => k.ToString())]);
        CanonicalExport.Strings(w, "after", [.. e.After.Select(k => k.ToString())]);
        w.WriteString(e.Cause.IsDecision ? "decision" : "mention", e.Cause.Id);
        if (e.Cause.Record is not null) w.WriteString("record", e.Cause.Record);
        if (e.Because is { } because)
        {
            w.WriteStartObject("because");
            w.WriteString("first", because.First);
            w.WriteString("second", because.Second);
            if (because.WeightMillibits is { } weight) w.WriteNumber("weightMillibits", weight);
            w.WriteString("outcome", because.Outcome);
            w.WriteEndObject();
        }
        w.WriteEndObject();
    }
}
