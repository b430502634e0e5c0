using Resolve.Rings.Trails;
using static Resolve.Rings.Dossiers.RingPicture;

namespace Resolve.Rings.Dossiers;

/// <summary>Draws the money trail: a column a layer, from the victims on the left to where money leaves on the right.</summary>
internal static class MoneyPicture
{
    private const int Width = 720, BoxHeight = 30, Gap = 10, PointsOfLayerMax = 10, LayersMax = 6;

    public static void Draw(HtmlText html, MoneyTrail trail, DossierWords words)
    {
        List<IGrouping<int, MoneyPoint>> layers = [.. trail.Points.GroupBy(p => p.Layer).OrderBy(g => g.Key).Take(LayersMax)];
        if (layers.Count == 0) return;
        int columnWidth = Width / layers.Count, boxWidth = Math.Min(columnWidth - 36, 190);
        var places = new Dictionary<string, (double X, double Y, MoneyPoint Point)>(StringComparer.Ordinal);
        int rows = 1;
        for (int column = 0; column < layers.Count; column++)
        {
            MoneyPoint[] points = [.. layers[column].OrderByDescending(p => VndOf(p.Received))
                .ThenBy(p => p.Id, StringComparer.Ordinal).Take(PointsOfLayerMax)];
            rows = Math.Max(rows, points.Length);
            for (int row = 0; row < points.Length; row++) places.Add(points[row].Id, ((column * columnWidth) + 4, (row * (BoxHeight + Gap)) + 18, points[row]));
        }
        int height = (rows * (BoxHeight + Gap)) + 24;
        html.Open("svg", ("viewBox", Text($"0 0 {Width} {height}")), ("role", "img"), ("class", "trail"));
        html.Put("title", words["money"]);
        DrawFlows(html, trail, places, boxWidth);
        foreach ((double x, double y, MoneyPoint point) in places.Values.OrderBy(p => p.Point.Id, StringComparer.Ordinal))
        {
            string label = point.Part == "victims" ? $"{words["allVictims"]} ({point.Count})" : point.Label;
            html.Empty("rect", ("class", $"box {point.Part}"), ("x", One(x)), ("y", One(y)), ("width", One(boxWidth)), ("height", One(BoxHeight)), ("rx", "4"));
            html.Put("text", Short(label, Math.Max(8, boxWidth / 7)), ("x", One(x + 6)), ("y", One(y + 13)), ("class", "name"));
            html.Put("text", words.Money(point.Part == "victims" ? point.Sent : point.Received), ("x", One(x + 6)), ("y", One(y + 25)));
        }
        html.Close();
        int hidden = trail.Points.Count - places.Count;
        if (hidden > 0) html.Put("p", words.Pick($"Còn {hidden} điểm nhận ít tiền hơn không vẽ.", $"{hidden} more points that received less are not drawn."),
            ("class", "note"));
    }

    private static void DrawFlows(HtmlText html, MoneyTrail trail, Dictionary<string, (double X, double Y, MoneyPoint Point)> places, int boxWidth)
    {
        decimal most = Math.Max(1, trail.Flows.Where(f => f.Currency == "VND").Select(f => f.Amount).DefaultIfEmpty(1).Max());
        foreach (MoneyFlow flow in trail.Flows)
        {
            if (!places.TryGetValue(flow.From, out var from) || !places.TryGetValue(flow.To, out var to)) continue;
            bool isBack = to.X <= from.X;
            double x1 = isBack ? from.X : from.X + boxWidth, x2 = isBack ? to.X + boxWidth : to.X, y1 = from.Y + (BoxHeight / 2), y2 = to.Y
                + (BoxHeight / 2), middle = (x1 + x2) / 2;
            double width = 1 + (flow.Currency == "VND" ? (double)(flow.Amount * 7 / most) : 1);
            html.Empty("path", ("class", isBack ? "flow back" : "flow"),
                ("d", Text($"M{One(x1)} {One(y1)}C{One(middle)} {One(y1)} {One(middle)} {One(y2)} {One(x2)} {One(y2)}")), ("stroke-width", One(width)));
        }
    }

    private static decimal VndOf(IReadOnlyList<Reports.Money> sums) => sums.Where(m => m.Currency == "VND").Sum(m => m.Amount);
}
