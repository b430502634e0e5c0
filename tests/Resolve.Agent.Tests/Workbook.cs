using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Resolve.Agent.Tests;

/// <summary>Writes the least workbook that Excel opens: one sheet, cells as texts, numbers or dates.</summary>
internal static class Workbook
{
    public static void Write(string path, params object?[][] rows)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" """
            + """ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" """
            + """ContentType="application/xml"/><Override PartName="/xl/workbook.xml" """
            + """ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" """
            + """ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" """
            + """ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
        Add(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" """
            + """Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" """
            + """xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tin báo" sheetId="1" """
            + """r:id="r1"/></sheets></workbook>""");
        Add(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship """
            + """Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" """
            + """Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" """
            + """Target="styles.xml"/></Relationships>""");
        Add(zip, "xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills """
            + """count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf """
            + """numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
        var sheet = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        for (int r = 0; r < rows.Length; r++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (int c = 0; c < rows[r].Length; c++) sheet.Append(Cell($"{(char)('A' + c)}{r + 1}", rows[r][c]));
            sheet.Append("</row>");
        }
        Add(zip, "xl/worksheets/sheet1.xml", sheet.Append("</sheetData></worksheet>").ToString());
    }

    private static string Cell(string place, object? value) => value switch
    {
        null => "",
        DateTime date => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"1\"><v>{date.ToOADate()}</v></c>"),
        double number => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{number:R}</v></c>"),
        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{WebUtility.HtmlEncode(value.ToString())}</t></is></c>",
    };

    private static void Add(ZipArchive zip, string name, string text)
    {
        using Stream stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
