using System.Collections.Frozen;
using Resolve.Graph.Questions;
using Resolve.Rings.Questions;
using Resolve.Runtime.Serialization;

namespace Resolve.Runtime.Questions;

/// <summary>All questions, each with the word that names it between gateways and silos.</summary>
/// <remarks>The words are part of the format of the cluster: they never change meaning.</remarks>
internal static class QuestionCatalog
{
    private static readonly FrozenDictionary<string, Type> s_types = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["entity"] = typeof(EntityQuestion),
        ["links"] = typeof(EntityLinksQuestion),
        ["expand"] = typeof(ExpandQuestion),
        ["paths"] = typeof(PathQuestion),
        ["common"] = typeof(CommonQuestion),
        ["neighbours"] = typeof(NeighboursQuestion),
        ["subgraph"] = typeof(SubgraphQuestion),
        ["count"] = typeof(CountQuestion),
        ["timeline"] = typeof(TimelineQuestion),
        ["search"] = typeof(SearchQuestion),
        ["rings"] = typeof(RingListQuestion),
        ["ring"] = typeof(RingByIdQuestion),
        ["ring-of"] = typeof(RingOfQuestion),
        ["ring-history"] = typeof(RingHistoryQuestion),
        ["money-trail"] = typeof(MoneyTrailQuestion),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> s_words = s_types.ToFrozenDictionary(static t => t.Value, static t => t.Key);

    /// <summary>Gets the types of all questions.</summary>
    public static IReadOnlyCollection<Type> Types => s_types.Values;

    /// <summary>Writes a question for another process.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The word that names it, and the question as JSON.</returns>
    public static (string Word, byte[] Document) Write<TAnswer>(IQuestion<TAnswer> question) =>
        (s_words[question.GetType()], Documents.Write(question, question.GetType()));

    /// <summary>Reads a question of another process.</summary>
    /// <exception cref="NotSupportedException">This version has no such question.</exception>
    public static IQuestion<TAnswer> Read<TAnswer>(string word, byte[] document) => s_types.TryGetValue(word, out Type? type)
        ? (IQuestion<TAnswer>)Documents.Read(document, type)
        : throw new NotSupportedException($"This silo has no question '{word}': it runs an earlier version than the gateway.");
}
