namespace Resolve.Graph.Questions;

/// <summary>A page of an answer.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Position">The journal position that the answer was computed at.</param>
/// <param name="Items">The items.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Cursor">Where to go on; null when this is the end.</param>
public sealed record Page<T>(long Position, IReadOnlyList<T> Items, int Total, string? Cursor);
