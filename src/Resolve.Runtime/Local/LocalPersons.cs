using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Runtime.Review;

namespace Resolve.Runtime.Local;

/// <summary>Persons in one process: the graph as published last, and the resolver that it was clustered by. Records go by their vertices.</summary>
internal sealed class LocalPersons(PersonResolution resolution, GraphSnapshot graph) : IPersonDirectory
{
    public PersonResolution Resolution => resolution;

    public int FindMention(EntityKey person) => graph.RecordOfMention(person);

    public PersonRecord RecordAt(int record) => graph.VertexAt(record).Record!;

    public int[] MembersOf(int record) => graph.VerticesOf(in record).ToArray();

    public IEnumerable<PersonRecord> Records() =>
        Enumerable.Range(0, graph.VertexCount).Where(graph.IsThere).Select(v => graph.VertexAt(v).Record).OfType<PersonRecord>();

    public ValueTask<(EntityKey Key, string Label)[]> NamesAsync(int[] persons) =>
        ValueTask.FromResult(Array.ConvertAll(persons, p => (graph.KeyOf(p), EntityReader.LabelOf(graph, p))));

    public ValueTask<FirstMention[]> FirstMentionsAsync(int[] records) => ValueTask.FromResult(Array.ConvertAll(records, graph.FirstMentionOf));

    public ValueTask<IReadOnlyList<Persons.SearchHit>> SearchAsync(PersonRecord description, int limit) =>
        ValueTask.FromResult(resolution.Resolver.Search(description, limit));
}
