namespace Resolve.Tests.Identifiers.Cases;

/// <summary>Accounts: value, bank field, key or !reason. QR codes were computed by another program.</summary>
internal static class AccountCases
{
    public static string Rows { get; } = CaseFile.Read("accounts.txt");
}
