namespace Resolve.Identifiers.Accounts;

/// <summary>What was done to read an account; each flag is one step of the explanation.</summary>
[Flags]
public enum AccountSteps : ushort
{
    /// <summary>Bank and digits taken as written.</summary>
    None = 0,

    /// <summary>The text was a payment QR code.</summary>
    Qr = 1,

    /// <summary>A card number, kept masked.</summary>
    Card = 2,

    /// <summary>An IBAN with correct check digits.</summary>
    Iban = 4,

    /// <summary>An address of a crypto currency.</summary>
    Crypto = 8,

    /// <summary>A wallet, whose account is its owner's phone number.</summary>
    Wallet = 16,

    /// <summary>The bank's name stood in the value.</summary>
    BankInText = 32,

    /// <summary>Letters stood for digits (O, l).</summary>
    Lookalikes = 64,

    /// <summary>A virtual account, whose beginning shows the bank.</summary>
    Virtual = 128,

    /// <summary>The number has the form of a phone number; a hint, never a link.</summary>
    PhoneShaped = 256,

    /// <summary>A bank of another state, known by its BIC.</summary>
    ForeignBank = 512,

    /// <summary>Digits are hidden.</summary>
    Masked = 1024,
}

/// <summary>What a text was read as: one account, several possible ones, or none and why.</summary>
/// <param name="Key">The key; default when there is none.</param>
/// <param name="Candidates">The accounts it may be, sorted by key.</param>
/// <param name="Reason">Why there is no key, as a stable word; null when there is one.</param>
/// <param name="Bank">The bank when known.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Payload">The QR code when the text was one.</param>
public readonly record struct AccountReading(EntityKey Key, IReadOnlyList<EntityKey> Candidates, string? Reason, Bank? Bank = null, AccountSteps Steps = 0,
    EmvPayload? Payload = null)
{
    internal static AccountReading None(string reason, AccountSteps steps = 0, Bank? bank = null) => new(default, [], reason, bank, steps);

    internal static AccountReading Maybe(string reason, IEnumerable<EntityKey> candidates, AccountSteps steps = 0, Bank? bank = null) =>
        new(default, [.. candidates.Distinct().Order()], reason, bank, steps);

    internal static AccountReading Of(ReadOnlySpan<char> scheme, ReadOnlySpan<char> number, Bank? bank = null, AccountSteps steps = 0) =>
        new(KeyOf(scheme, number), [], null, bank, steps);

    internal static EntityKey KeyOf(ReadOnlySpan<char> scheme, ReadOnlySpan<char> number)
    {
        Span<char> value = stackalloc char[160];
        scheme.CopyTo(value);
        value[scheme.Length] = ':';
        number.CopyTo(value[(scheme.Length + 1)..]);
        return EntityKey.Create(EntityKind.Account, value[..(scheme.Length + 1 + number.Length)]);
    }
}
