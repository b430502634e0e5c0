using System.Text.Json;
using Resolve.Persons;
using Resolve.Reports;
using Resolve.Runtime.Export;

namespace Resolve.Runtime.Local;

/// <summary>Writes how persons came to be: the merges that made each (<c>steps</c>) and its <c>events</c>. One for one state of the resolver.</summary>
/// <param name="resolver">The resolver, which must not change meanwhile.</param>
/// <param name="personOf">Gives the number that stands for the person of a record, by the record's.</param>
/// <param name="nameOf">Gives the fingerprint of a record as text.</param>
internal sealed class PersonStories(PersonResolver resolver, Func<int, int> personOf, Func<int, string> nameOf)
{
    // The merges of a component are found once, for all its persons, and forgotten as they are written.
    private readonly Dictionary<int, List<MergeStep>> _steps = [];

    /// <summary>Writes the members of a person's object.</summary>
    /// <param name="w">The writer, inside the object.</param>
    /// <param name="person">The number that stands for the person; a record of it.</param>
    /// <param name="hasSeveral">Whether the person has several records, without which nothing was merged.</param>
    /// <param name="firstOf">The earliest mention of a record.</param>
    public void Write(Utf8JsonWriter w, int person, bool hasSeveral, Func<int, FirstMention> firstOf)
    {
        if (hasSeveral)
        {
            if (!_steps.ContainsKey(person)) Collect(person);
            w.WriteStartArray("steps");
            foreach (MergeStep step in _steps[person])
            {
                w.WriteStartObject();
                w.WriteString("first", nameOf(step.First));
                w.WriteString("second", nameOf(step.Second));
                if (step.Weight is { } weight) w.WriteNumber("weightMillibits", weight);
                if (step.GroupTotal is { } total) w.WriteNumber("groupMillibits", total);
                w.WriteEndObject();
            }
            w.WriteEndArray();
            _steps.Remove(person);
        }
        w.WriteStartArray("events");
        foreach (PersonEvent e in resolver.Timeline(person, firstOf)) Write(w, e);
        w.WriteEndArray();
    }

    private void Collect(int person)
    {
        _steps[person] = [];
        foreach (MergeStep step in resolver.How(person))
        {
            if (step.Outcome != "merged") continue;
            int of = personOf(step.First);
            if (!_steps.TryGetValue(of, out List<MergeStep>? steps)) _steps.Add(of, steps = []);
            steps.Add(step);
        }
    }

    private static void Write(Utf8JsonWriter w, PersonEvent e)
    {
        w.WriteStartObject();
        w.WriteString("at", IsoTime.Format(e.At.ToUniversalTime()));
        w.WriteString("kind", PersonStory.WordOf(e.Kind));
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
