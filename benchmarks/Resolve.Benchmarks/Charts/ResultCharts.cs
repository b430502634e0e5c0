using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Resolve.Benchmarks.Charts;

/// <summary>Draws the tables of the results as bars, for people who would rather look: one SVG file beside each table.</summary>
public static class ResultCharts
{
    private const double Width = 760, RowHeight = 26;

    private static readonly OxyColor[] s_colours =
        [OxyColor.Parse("#0b4f9e"), OxyColor.Parse("#c77a32"), OxyColor.Parse("#1c6842"), OxyColor.Parse("#8b97a8")];

    /// <summary>Writes the charts.</summary>
    /// <param name="args"><c>--results DIR</c>; by default <c>benchmarks/results</c>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not ([] or ["--results", _]))
        {
            Console.Error.WriteLine("benchmarks charts [--results DIR]");
            return 2;
        }
        string folder = args is [_, var given] ? given : "benchmarks/results";
        try
        {
            // All are drawn before one is written.
            foreach ((string file, string svg) in Draw(folder).ToArray())
            {
                File.WriteAllText(Path.Combine(folder, file), svg);
                Console.WriteLine(Path.Combine(folder, file));
            }
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Draws the charts of a folder of results: the same tables give the same bytes.</summary>
    /// <param name="folder">The folder with the tables.</param>
    /// <returns>The files' names and contents.</returns>
    /// <exception cref="InvalidDataException">A table is not there or has other columns.</exception>
    public static IEnumerable<(string File, string Svg)> Draw(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        yield return ("accuracy.svg", Accuracy(MarkdownTable.Read(Path.Combine(folder, "accuracy.md"), "F1")));
        yield return ("processes.svg", Processes(MarkdownTable.Read(Path.Combine(folder, "processes.md"), "gateway")));
        yield return ("recovery.svg", Recovery(MarkdownTable.Read(Path.Combine(folder, "recovery.md"), "killed")));
        yield return ("memory.svg", Memory(MarkdownTable.Read(Path.Combine(folder, "memory.md"), "to one silo")));
    }

    private static string Accuracy(MarkdownTable table)
    {
        string[] sets = [.. table.Rows.Select(r => r[0]).Distinct()], models = [.. table.Rows.Select(r => r[table.At("model")]).Distinct()];
        double Of(string set, string model) =>
            table.Rows.FirstOrDefault(r => r[0] == set && r[table.At("model")] == model) is { } row ? MarkdownTable.Number(row[table.At("F1")]) : double.NaN;
        return Bars("F1 of person resolution, by set and model", "F1", sets, stacked: false,
            [.. models.Select(m => (m, sets.Select(s => Of(s, m)).ToArray()))], max: 1.1);
    }

    private static string Processes(MarkdownTable table)
    {
        string[] parts = ["leader", "other silos", "gateway", "PostgreSQL"];
        return Bars("CPU a report until rings are current, by process (µs)", "µs", [.. table.Rows.Select(r => r[0])], stacked: true,
            [.. parts.Select(p => (p, table.Rows.Select(r => MarkdownTable.Number(r[table.At(p)])).ToArray()))]);
    }

    private static string Recovery(MarkdownTable table)
    {
        string[] rows = [.. table.Rows.Select(r => $"{r[table.At("killed")]}, {r[0]} reports")];
        return Bars("After a kill, median (s)", "s", rows, stacked: false,
            [.. ((string[])["acknowledged again", "all answered"]).Select(c => (c, table.Rows.Select(r => MarkdownTable.Number(r[table.At(c)])).ToArray()))]);
    }

    private static string Memory(MarkdownTable table) =>
        Bars("Indexes of all silos, as a multiple of one silo's", "times", [.. table.Rows.Select(r => r[0])], stacked: false,
            [("to one silo", [.. table.Rows.Select(r => MarkdownTable.Number(r[table.At("to one silo")]))])]);

    private static string Bars(
        string title, string unit, string[] labels, bool stacked, IReadOnlyList<(string Name, double[] Values)> series, double max = double.NaN)
    {
        string[] rows = [.. labels.Select(l => l.Replace("`", "", StringComparison.Ordinal))];
        var model = new PlotModel { Title = title, TitleFontSize = 14, DefaultFont = "Arial", Background = OxyColors.White };
        // The exporter's measure of texts is narrower than what browsers draw, so the room for labels is counted in letters.
        model.PlotMargins = new OxyThickness((7 * rows.Max(r => r.Length)) + 14, double.NaN, 40, 50);
        // The first row stands on top.
        model.Axes.Add(new CategoryAxis
        {
            Position = AxisPosition.Left,
            StartPosition = 1,
            EndPosition = 0,
            ItemsSource = rows,
            GapWidth = .35,
            TickStyle = TickStyle.None,
        });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = 0,
            Maximum = max,
            MaximumPadding = .08,
            Title = unit,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColor.Parse("#e1e5ea"),
        });
        if (series.Count > 1)
        {
            model.Legends.Add(new Legend
            {
                LegendPlacement = LegendPlacement.Outside,
                LegendPosition = LegendPosition.BottomCenter,
                LegendOrientation = LegendOrientation.Horizontal,
            });
        }
        for (int i = 0; i < series.Count; i++)
        {
            var bars = new BarSeries { Title = series[i].Name + "   ", IsStacked = stacked, FillColor = s_colours[i % s_colours.Length], StrokeThickness = 0 };
            if (!stacked) bars.LabelFormatString = " {0:0.###}";
            bars.Items.AddRange(series[i].Values.Select((v, row) => new BarItem(v, row)));
            model.Series.Add(bars);
        }
        double height = 120 + (RowHeight * rows.Length * (stacked ? 1 : Math.Max(1, .7 * series.Count)));
        return new SvgExporter { Width = Width, Height = height, UseVerticalTextAlignmentWorkaround = true }.ExportToString(model);
    }
}
