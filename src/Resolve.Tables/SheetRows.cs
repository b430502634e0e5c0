using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Resolve.Tables;

/// <summary>Reads the rows of a workbook of Excel (.xlsx, .xls) as texts.</summary>
public static class SheetRows
{
    private const int HeaderRowsMax = 50;

    static SheetRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // workbooks of before 2007 have code pages

    /// <summary>Reads a sheet. The header is the first row of the first 50 that has every column of the mapping: titles may stand above it.</summary>
    /// <param name="stream">The workbook; it can be sought.</param>
    /// <param name="sheet">The sheet's name; null for the first that has the header.</param>
    /// <param name="mapping">The mapping whose columns are looked for.</param>
    /// <returns>The header first, then each row that is not empty, with its number in the sheet from 1.</returns>
    /// <exception cref="CsvMappingException">No sheet has the columns, or there is no sheet of this name.</exception>
    /// <exception cref="InvalidDataException">It is no workbook, is damaged or has a password.</exception>
    public static IEnumerable<(long Row, string[] Cells)> Read(Stream stream, string? sheet, CsvMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(mapping);
        using IExcelDataReader reader = Open(stream);
        do
        {
            if (sheet is not null && !string.Equals(reader.Name, sheet, StringComparison.Ordinal)) continue;
            if (!TryFindHeader(reader, mapping, out long row, out string[] header)) continue;
            yield return (row, header);
            while (Next(reader))
            {
                row++;
                string[] cells = Cells(reader);
                if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace)) yield return (row, cells);
            }
            yield break;
        }
        while (reader.NextResult());
        throw new CsvMappingException(sheet is null ? "No sheet of the workbook has every column of the mapping."
            : $"The workbook has no sheet '{sheet}' with every column of the mapping.");
    }

    /// <summary>Returns the text of a cell: dates in ISO form, numbers with all the digits that the cell has and no more.</summary>
    /// <param name="value">The value as the reader gives it.</param>
    /// <returns>The text; empty for an empty cell or an error.</returns>
    public static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        bool flag => flag ? "true" : "false",
        DateTime date => date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        // A cell keeps 15 digits: beyond, the notation with an exponent says that the rest was lost.
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("0.##############E+0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static IExcelDataReader Open(Stream stream)
    {
        try
        {
            return ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException("The file is no workbook that can be read, or has a password.", e);
        }
    }

    private static bool Next(IExcelDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is ExcelReaderException or System.Xml.XmlException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The workbook is damaged.", e);
        }
    }

    private static bool TryFindHeader(IExcelDataReader reader, CsvMapping mapping, out long row, out string[] header)
    {
        for (row = 1; row <= HeaderRowsMax && Next(reader); row++)
        {
            header = Cells(reader);
            if (TableReader.HasColumns(header, mapping)) return true;
        }
        header = [];
        return false;
    }

    private static string[] Cells(IExcelDataReader reader)
    {
        string[] cells = new string[reader.FieldCount];
        for (int i = 0; i < cells.Length; i++) cells[i] = TextOf(AsCell(reader.GetValue(i)));
        return cells;
    }

    /// <summary>Every number of a sheet is a floating-point one, whatever type the reader gives a whole one.</summary>
    private static object? AsCell(object? value) => value is int or long or decimal or float ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : value;
}
