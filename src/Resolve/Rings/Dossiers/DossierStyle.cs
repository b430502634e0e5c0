using Resolve.Identifiers;

namespace Resolve.Rings.Dossiers;

/// <summary>How the report looks: on paper first (A4), then on a screen. Grey prints stay readable: no meaning rests on colour alone.</summary>
internal static class DossierStyle
{
    /// <summary>Gets the style sheet, with the colour of each kind of entity from the one table.</summary>
    public static string Css { get; } = Base + string.Concat(EntityKinds.All.Select(k => $".shape.{k.Name} {{ fill: {k.Colour}; }}\n"));

    private const string Base =
        """
        @page { size: A4; margin: 14mm 13mm 16mm; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 190mm; padding: 6mm; font: 10.5pt/1.4 "Noto Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif; color: #16202b;
        background: #fff; }
        header { border-bottom: 2px solid #14365c; padding-bottom: 6px; }
        h1 { margin: 0; font-size: 17pt; color: #14365c; }
        h2 { margin: 14px 0 5px; font-size: 12pt; color: #14365c; border-bottom: 1px solid #c9d0d8; break-after: avoid; }
        h3 { margin: 8px 0 3px; font-size: 10.5pt; break-after: avoid; }
        p, ul, dl { margin: 3px 0; }
        ul { padding-left: 18px; }
        .secrecy { font-size: 8.5pt; border: 1px solid #8f1d14; color: #8f1d14; padding: 3px 6px; margin-bottom: 6px; }
        .caution { border-left: 4px solid #8f1d14; background: #fdf3f2; padding: 5px 8px; margin: 7px 0; font-size: 9.5pt; }
        .note, .small { font-size: 8.5pt; color: #56606d; }
        .key { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: 8.5pt; overflow-wrap: anywhere; }
        dl.facts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 5px 12px; margin: 7px 0; }
        dl.facts .wide { grid-column: 1 / -1; }
        dt { font-size: 8.5pt; color: #56606d; }
        dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
        dd.plain { font-weight: normal; }
        .score { display: grid; grid-template-columns: 62px 1fr; gap: 4px 12px; align-items: center; }
        .score b { font-size: 26pt; color: #14365c; }
        .part { display: grid; grid-template-columns: 150px 90px 1fr; gap: 8px; align-items: center; font-size: 9pt; }
        svg.meter { border: 1px solid #7b8794; height: 9px; }
        table { width: 100%; border-collapse: collapse; font-size: 9pt; }
        th, td { text-align: left; vertical-align: top; padding: 2px 5px; border-bottom: 1px solid #dde2e8; overflow-wrap: anywhere; }
        th { background: #eef3f8; font-weight: 600; }
        thead { display: table-header-group; }
        tr, svg, figure { break-inside: avoid; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .nowrap { white-space: nowrap; }
        .two { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
        svg { display: block; width: 100%; height: auto; }
        svg text { font-size: 9px; fill: #16202b; }
        svg text.name { font-weight: 600; }
        .picture { border: 1px solid #dde2e8; }
        .picture text { paint-order: stroke; stroke: #fff; stroke-width: 2.5px; }
        .edge { stroke: #97a2ad; } .edge.transferred { stroke: #a34a00; } .edge.contacted { stroke: #0b4f9e; stroke-dasharray: 4 2; }
        .shape { stroke: #fff; }
        .halo { fill: none; stroke: #8f1d14; stroke-width: 1.6; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 14px; padding: 0; font-size: 8.5pt; }
        .legend svg { display: inline; width: 13px; height: 13px; vertical-align: -2px; margin-right: 3px; }
        .box { fill: #fff; stroke: #a34a00; stroke-width: 1.2; } .box.victims { stroke: #0b4f9e; } .box.cash-out { stroke: #8f1d14; stroke-width: 2.2; }
        .box.outside { stroke: #7b8794; stroke-dasharray: 3 2; }
        .flow { fill: none; stroke: #a34a00; opacity: .35; } .flow.back { stroke-dasharray: 3 2; }
        .bar { fill: #14365c; } .axis { stroke: #7b8794; }
        footer { margin-top: 14px; padding-top: 4px; border-top: 1px solid #c9d0d8; font-size: 8.5pt; color: #56606d; }
        @media print { body { padding: 0; max-width: none; -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
        """;
}
