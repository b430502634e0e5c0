using static Resolve.Rings.Dossiers.RingPicture;

namespace Resolve.Rings.Dossiers;

/// <summary>Draws how many reports came when: a bar a day, or a bar for several days where the time is long.</summary>
internal static class TimelinePicture
{
    private const int Width = 720, Height = 110, Left = 28, Bottom = 22, BarsMax = 90;

    public static void Draw(HtmlText html, IReadOnlyList<RingDay> days, DossierWords words)
    {
        if (days.Count == 0) return;
        int first = days[0].Day.DayNumber, last = days[^1].Day.DayNumber, span = last - first + 1, width = (span + BarsMax - 1) / BarsMax,
            bars = (span + width - 1) / width;
        var counts = new int[bars];
        foreach (RingDay day in days) counts[(day.Day.DayNumber - first) / width] += day.ReportCount;
        int most = counts.Max();
        double step = (double)(Width - Left - 4) / bars;
        html.Open("svg", ("viewBox", Text($"0 0 {Width} {Height}")), ("role", "img"), ("class", "timeline"));
        html.Put("title", words["timeline"]);
        html.Empty("line", ("class", "axis"), ("x1", One(Left)), ("y1", One(Height - Bottom)), ("x2", One(Width)), ("y2", One(Height - Bottom)));
        for (int i = 0; i < bars; i++)
        {
            if (counts[i] == 0) continue;
            double high = (double)(Height - Bottom - 12) * counts[i] / most;
            html.Empty("rect", ("class", "bar"), ("x", One(Left + (i * step))), ("y", One(Height - Bottom - high)),
                ("width", One(Math.Max(step - .8, .8))), ("height", One(high)));
        }
        html.Put("text", words.Number(most), ("x", One(Left - 4)), ("y", "14"), ("text-anchor", "end"));
        html.Put("text", words.Day(days[0].Day), ("x", One(Left)), ("y", One(Height - 6)));
        html.Put("text", words.Day(days[^1].Day), ("x", One(Width - 2)), ("y", One(Height - 6)), ("text-anchor", "end"));
        html.Close();
        if (width > 1) html.Put("p", words.Pick($"Mỗi cột là {width} ngày.", $"Each bar is {width} days."), ("class", "note"));
    }
}
