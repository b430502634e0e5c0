using System.Globalization;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Reports;

namespace Resolve.Rings.Dossiers;

/// <summary>Draws a ring's members and links. The same ring gives the same picture on every machine: no chance, and only arithmetic that IEEE 754
/// fixes.</summary>
internal static class RingPicture
{
    private const int Width = 720, Height = 430, MarginX = 90, MarginY = 24, Rounds = 250;
    private const double TurnAt = Width * .78; // right of this, labels stand on the left

    public static void Draw(HtmlText html, IReadOnlyList<RingMember> members, IReadOnlyList<LinkView> links, DossierWords words)
    {
        var nodes = new Node[members.Count];
        var byKey = new Dictionary<EntityKey, int>();
        for (int i = 0; i < nodes.Length; i++)
        {
            byKey.Add(members[i].Key, i);
            // A point of the circle by its rational form: sines differ in the last bit from machine to machine.
            double t = nodes.Length == 1 ? 0 : (4.0 * (i % ((nodes.Length + 1) / 2)) / Math.Max(1, (nodes.Length + 1) / 2)) - 2;
            double side = i < (nodes.Length + 1) / 2 ? 1 : -1;
            nodes[i] = new Node { X = (Width / 2) + (side * 150 * (1 - (t * t)) / (1 + (t * t))), Y = (Height / 2) + (side * 300 * t / (1 + (t * t))) };
        }
        (int From, int To)[] joined = [.. links.Select(l => (A: byKey[l.From], B: byKey[l.To])).Select(p => p.A < p.B ? p : (p.B, p.A))
            .Where(p => p.Item1 != p.Item2).Distinct().Order()];
        Relax(nodes, joined);
        html.Open("svg", ("viewBox", Text($"0 0 {Width} {Height}")), ("role", "img"), ("class", "picture"));
        html.Put("title", words.Pick($"Sơ đồ {members.Count} thành viên", $"Picture of {members.Count} members"));
        foreach (LinkView link in links.OrderBy(l => l.From).ThenBy(l => l.To).ThenBy(l => l.Kind))
        {
            Node a = nodes[byKey[link.From]], b = nodes[byKey[link.To]];
            string kind = link.Kind is LinkKind.Transferred or LinkKind.Contacted ? WireNames.Of(link.Kind) : "other";
            html.Empty("line", ("class", $"edge {kind}"), ("x1", One(a.X)), ("y1", One(a.Y)), ("x2", One(b.X)), ("y2", One(b.Y)),
                ("stroke-width", link.EvidenceCount switch { 1 => "1", < 4 => "1.6", < 10 => "2.4", _ => "3.2" }));
        }
        HashSet<int> labelled = Labelled(members, nodes);
        for (int i = 0; i < nodes.Length; i++) DrawNode(html, members[i], nodes[i], labelled.Contains(i));
        html.Close();
        DrawLegend(html, words);
    }

    /// <summary>The most linked nodes get labels, as many as do not overlap; the table names the rest.</summary>
    private static HashSet<int> Labelled(IReadOnlyList<RingMember> members, Node[] nodes)
    {
        var labelled = new HashSet<int>();
        var taken = new List<(double Left, double Right, double Y)>();
        foreach (int i in Enumerable.Range(0, nodes.Length).OrderByDescending(i => members[i].Roles.Any(r => r.Word == "leader"))
            .ThenByDescending(i => members[i].LinkCount).ThenBy(i => members[i].Key))
        {
            double width = 5.2 * Short(members[i].Label).Length, size = SizeOf(members[i]);
            double left = nodes[i].X > TurnAt ? nodes[i].X - size - 4 - width : nodes[i].X + size + 4;
            if (taken.Exists(t => Math.Abs(t.Y - nodes[i].Y) < 9 && t.Left < left + width && left < t.Right)) continue;
            taken.Add((left, left + width, nodes[i].Y));
            labelled.Add(i);
        }
        return labelled;
    }

    private static double SizeOf(RingMember member) => 5 + (Math.Min(member.LinkCount, 12) * .4);

    private static void DrawNode(HtmlText html, RingMember member, Node node, bool isLabelled)
    {
        double size = SizeOf(member);
        html.Open("g");
        html.Put("title", $"{member.Label} ({member.Key})");
        Shape(html, member.Key.Kind, node.X, node.Y, size);
        if (member.Roles.Any(r => r.Word == "leader")) html.Empty("circle", ("class", "halo"), ("cx", One(node.X)), ("cy", One(node.Y)), ("r", One(size + 4)));
        if (isLabelled)
        {
            bool left = node.X > TurnAt;
            html.Put("text", Short(member.Label), ("x", One(node.X + (left ? -size - 4 : size + 4))), ("y", One(node.Y + 3)),
                ("text-anchor", left ? "end" : "start"));
        }
        html.Close();
    }

    /// <summary>Colour is never the only sign of a kind: each has a shape of its own.</summary>
    private static void Shape(HtmlText html, EntityKind kind, double x, double y, double size)
    {
        EntityKindInfo info = EntityKinds.Of(kind);
        string name = info.Name;
        if (info.Corners.Count == 0) html.Empty("circle", ("class", $"shape {name}"), ("cx", One(x)), ("cy", One(y)), ("r", One(size)));
        else html.Empty("polygon", ("class", $"shape {name}"),
            ("points", string.Join(' ', info.Corners.Select(c => $"{One(x + (c.X * size))},{One(y + (c.Y * size))}"))));
    }

    private static void DrawLegend(HtmlText html, DossierWords words)
    {
        html.Open("ul", ("class", "legend"));
        foreach (EntityKind kind in EntityKinds.All.Select(i => i.Kind))
        {
            html.Open("li").Open("svg", ("viewBox", "0 0 16 16"), ("aria-hidden", "true"));
            Shape(html, kind, 8, 8, 5);
            html.Close().Text(words.Kind(kind)).Close();
        }
        foreach ((string kind, string word) in ((string, string)[])[("transferred", "transferred"), ("contacted", "contacted"), ("other", "otherLinks")])
        {
            html.Open("li").Open("svg", ("viewBox", "0 0 16 16"), ("aria-hidden", "true"));
            html.Empty("line", ("class", $"edge {kind}"), ("x1", "0"), ("y1", "8"), ("x2", "16"), ("y2", "8"), ("stroke-width", "3"))
                .Close().Text(words[word]).Close();
        }
        html.Open("li").Open("svg", ("viewBox", "0 0 16 16"), ("aria-hidden", "true")).Empty("circle", ("class", "halo"), ("cx", "8"), ("cy", "8"), ("r", "6"))
            .Close().Text(words["leader"]).Close();
        html.Close();
    }

    /// <summary>Springs and repulsion (Fruchterman and Reingold 1991), cooled to a stop, then stretched over the frame.</summary>
    private static void Relax(Node[] nodes, (int From, int To)[] joined)
    {
        double ideal = .9 * Math.Sqrt((double)Width * Height / Math.Max(nodes.Length, 1));
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Node n in nodes) (n.Dx, n.Dy) = (((Width / 2) - n.X) * .02, ((Height / 2) - n.Y) * .05);
            for (int i = 0; i < nodes.Length; i++)
                for (int j = i + 1; j < nodes.Length; j++) Push(nodes[i], nodes[j], d => ideal * ideal / d);
            foreach ((int from, int to) in joined) Push(nodes[from], nodes[to], d => -d * d / ideal);
            double stepMax = (50 * (1 - ((double)round / Rounds))) + 1;
            foreach (Node n in nodes)
            {
                double length = Math.Max(Math.Sqrt((n.Dx * n.Dx) + (n.Dy * n.Dy)), .01), step = Math.Min(length, stepMax);
                (n.X, n.Y) = (n.X + (n.Dx / length * step), n.Y + (n.Dy / length * step));
            }
        }
        Fit(nodes, n => n.X, (n, x) => n.X = x, MarginX, Width - MarginX);
        Fit(nodes, n => n.Y, (n, y) => n.Y = y, MarginY, Height - MarginY);
    }

    private static void Push(Node a, Node b, Func<double, double> force)
    {
        double x = a.X - b.X, y = a.Y - b.Y, distance = Math.Max(Math.Sqrt((x * x) + (y * y)), 1), f = force(distance) / distance;
        (a.Dx, a.Dy, b.Dx, b.Dy) = (a.Dx + (x * f), a.Dy + (y * f), b.Dx - (x * f), b.Dy - (y * f));
    }

    private static void Fit(Node[] nodes, Func<Node, double> get, Action<Node, double> set, double low, double high)
    {
        if (nodes.Length == 0) return;
        double min = nodes.Min(get), max = nodes.Max(get);
        foreach (Node n in nodes) set(n, max > min ? low + ((get(n) - min) / (max - min) * (high - low)) : (low + high) / 2);
    }

    public static string Short(string text, int length = 22)
    {
        System.Text.Rune[] runes = [.. text.EnumerateRunes()];
        return runes.Length <= length ? text : string.Concat(runes.Take(length - 1).Select(r => r.ToString())) + "…";
    }

    public static string One(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Text(FormattableString text) => FormattableString.Invariant(text);

    private sealed class Node
    {
        public double X, Y, Dx, Dy;
    }
}
