namespace Resolve.Tests.Identifiers.Cases;

/// <summary>Provinces: text, date, new code, old code (* for any). The 63 of before 1 July 2025 and the 34 since.</summary>
internal static class ProvinceCases
{
    public static string Rows { get; } = CaseFile.Read("provinces.txt");
}
