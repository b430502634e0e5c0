namespace Resolve.Graph.Questions;

/// <summary>Finds the first items of an order without sorting the rest.</summary>
internal static class Selection
{
    /// <summary>Returns the first items, sorted.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <typeparam name="TOrder">The order; a structure, so that comparing calls nothing.</typeparam>
    /// <param name="items">The items in any order; what is left in their places afterwards means nothing.</param>
    /// <param name="count">How many, at most.</param>
    /// <param name="order">The order.</param>
    public static Span<T> First<T, TOrder>(Span<T> items, int count, TOrder order)
        where TOrder : struct, IComparer<T>
    {
        count = Math.Min(count, items.Length);
        if (count >= items.Length / 4)
        {
            items.Sort(order);
            return items[..count];
        }
        if (count == 0) return [];
        // The first places hold candidates: twice as many as are wanted, cut to those whenever they are full.
        int held = 0;
        bool isBounded = false;
        T last = items[0];
        for (int i = 0; i < items.Length; i++)
        {
            T item = items[i];
            if (isBounded && order.Compare(item, last) >= 0) continue;
            items[held++] = item;
            if (held < 2 * count) continue;
            items[..held].Sort(order);
            (held, isBounded, last) = (count, true, items[count - 1]);
        }
        items[..held].Sort(order);
        return items[..Math.Min(count, held)];
    }
}

/// <summary>A node with the number by which its key stands in order.</summary>
internal readonly record struct CodedNode(UInt128 Code, int Node);

/// <summary>The order of the nodes' keys.</summary>
internal readonly struct NodeOrder(GraphSnapshot graph) : IComparer<CodedNode>
{
    /// <summary>Returns the nodes at places of the order of keys.</summary>
    /// <param name="graph">The snapshot.</param>
    /// <param name="nodes">The nodes, each once.</param>
    /// <param name="skip">How many come before.</param>
    /// <param name="take">How many, at most.</param>
    public static CodedNode[] Select(GraphSnapshot graph, ReadOnlySpan<int> nodes, int skip, int take)
    {
        var coded = new CodedNode[nodes.Length];
        for (int i = 0; i < coded.Length; i++) coded[i] = new CodedNode(graph.CodeOf(nodes[i]), nodes[i]);
        Span<CodedNode> first = Selection.First(coded.AsSpan(), (int)Math.Min((long)skip + take, coded.Length), new NodeOrder(graph));
        return first[Math.Min(skip, first.Length)..].ToArray();
    }

    /// <inheritdoc/>
    public int Compare(CodedNode x, CodedNode y)
    {
        int order = x.Code.CompareTo(y.Code);
        return order != 0 || x.Node == y.Node ? order : graph.KeyOf(x.Node).CompareTo(graph.KeyOf(y.Node));
    }
}
