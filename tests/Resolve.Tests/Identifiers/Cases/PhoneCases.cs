namespace Resolve.Tests.Identifiers.Cases;

/// <summary>Phone numbers: text, date, key or !reason, candidates. Prefixes after the renumbering of 2018, area codes after those of 2017.</summary>
internal static class PhoneCases
{
    public static string Rows { get; } = CaseFile.Read("phones.txt");
}
