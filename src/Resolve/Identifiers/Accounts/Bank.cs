namespace Resolve.Identifiers.Accounts;

/// <summary>What keeps accounts.</summary>
public enum BankKind : byte
{
    /// <summary>A bank or the digital brand of one.</summary>
    Bank = 0,

    /// <summary>An e-wallet, whose account is its owner's phone number.</summary>
    Wallet = 1,

    /// <summary>A payment gateway: it holds merchant codes, not accounts.</summary>
    Gateway = 2,

    /// <summary>A finance company.</summary>
    FinanceCompany = 3,

    /// <summary>The state treasury.</summary>
    Treasury = 4,
}

/// <summary>A bank, wallet or gateway of Viet Nam.</summary>
/// <param name="Bin">The six-digit number under which NAPAS routes to it, such as <c>970436</c>; null when it has none.</param>
/// <param name="Code">The short code, such as <c>VCB</c>.</param>
/// <param name="ShortName">The name people use, such as <c>Vietcombank</c>.</param>
/// <param name="LegalName">The registered name.</param>
/// <param name="Bic">The SWIFT code of eight characters; null when unknown.</param>
/// <param name="Citad">The three-digit code of the interbank system CITAD; null when unknown.</param>
/// <param name="Kind">What it is.</param>
public sealed record Bank(string? Bin, string Code, string ShortName, string LegalName, string? Bic, string? Citad, BankKind Kind)
{
    /// <summary>Gets what stands for it in an account key: the BIN, or the code in lower case where there is none.</summary>
    public string KeyPart { get; } = Bin ?? Code.ToLowerInvariant();
}
