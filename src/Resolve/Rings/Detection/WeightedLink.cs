namespace Resolve.Rings.Detection;

/// <summary>An undirected link between two vertices of a <see cref="WeightedGraph"/>.</summary>
/// <param name="First">One end, an index from 0; the ends may stand in either order.</param>
/// <param name="Second">The other end.</param>
/// <param name="Weight">How strongly the link ties its ends, in fixed-point units (thousandths of a bit in the engine); above 0.</param>
public readonly record struct WeightedLink(int First, int Second, int Weight);
