namespace Resolve.Graph.Questions;

/// <summary>A question on the graph or its rings: one record for each question, which every host answers or carries to one that does.</summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
#pragma warning disable CA1040 // It ties a question to the type of its answer.
public interface IQuestion<TAnswer>;
#pragma warning restore CA1040
