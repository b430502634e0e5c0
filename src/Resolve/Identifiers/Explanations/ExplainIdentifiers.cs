using Resolve.Identifiers.Accounts;
using Resolve.Identifiers.Devices;
using Resolve.Identifiers.Mentions;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Online;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Places;

namespace Resolve.Identifiers.Explanations;

/// <summary>Explains phones, accounts, devices and online identities.</summary>
internal static class ExplainIdentifiers
{
    private static readonly (PhoneSteps Step, string Sentence)[] PhoneSentences =
    [
        (PhoneSteps.Link, "Took the number out of a link."),
        (PhoneSteps.Scientific, "Wrote out what a spreadsheet had made a floating-point number."),
        (PhoneSteps.Words, "Read digits written as words."),
        (PhoneSteps.Lookalikes, "Read letters that stand for digits (O for 0, l for 1)."),
        (PhoneSteps.Extension, "Left the extension out."),
        (PhoneSteps.LostZero, "Gave back the leading zero that was lost."),
        (PhoneSteps.StuckCountryCode, "Read 84 in front as the country code."),
        (PhoneSteps.Renumbered, "Renumbered an 11-digit mobile number of before 15 September 2018."),
        (PhoneSteps.OldAreaCode, "Replaced an area code of before 2017."),
        (PhoneSteps.WasFixedLine, "Read it as today's mobile number; before June 2017 the same digits were a fixed line."),
        (PhoneSteps.OneRing, "Calls from this country code are known as one-ring calls."),
        (PhoneSteps.StateNetwork, "069 is the network of the police and army, which impostors quote."),
    ];

    private static readonly (AccountSteps Step, string Sentence)[] AccountSentences =
    [
        (AccountSteps.Qr, "Read a payment QR code; its checksum fits."),
        (AccountSteps.BankInText, "Found the bank in the value."),
        (AccountSteps.Lookalikes, "Read letters that stand for digits (O for 0, l for 1)."),
        (AccountSteps.Virtual, "The beginning shows the bank that keeps this virtual account."),
        (AccountSteps.Card, "It is a card number, not an account; only its first six digits and a keyed hash are kept."),
        (AccountSteps.Iban, "It is an IBAN; its check digits fit."),
        (AccountSteps.Crypto, "It is an address of a crypto currency; its checksum fits."),
        (AccountSteps.ForeignBank, "The BIC names a bank abroad."),
        (AccountSteps.Wallet, "The account of a wallet is its owner's phone number, in today's form."),
        (AccountSteps.PhoneShaped, "The number has the form of a phone number: a hint, never a link."),
    ];

    public static ParseExplanation Phone(string value, DateOnly? date)
    {
        var explain = new Explainer("phone");
        PhoneReading reading = PhoneReader.Read(value, date);
        foreach ((PhoneSteps step, string sentence) in PhoneSentences)
            if (reading.Steps.HasFlag(step) && (reading.Reason is null || step is not PhoneSteps.WasFixedLine)) explain.Step(sentence);
        IEnumerable<string> candidates = Explainer.Texts(MentionNormaliser.PhoneCandidates(reading));
        explain.Fact("pattern", reading.Pattern);
        if (reading.Number.IsDefault) return explain.No(reading.Reason ?? "no-digits", candidates);
        PhoneNumber number = reading.Number;
        explain.Step($"It is a {number.Kind.ToString().ToLowerInvariant()} number of {number.Country}.");
        explain.Fact("type", number.Kind.ToString().ToLowerInvariant());
        explain.Fact("country", number.Country);
        explain.Fact("national", number.ToNationalString());
        explain.Fact("original", number.Original);
        explain.Fact("first-carrier", number.FirstCarrier);
        if (Province.OldOfCode(number.ProvinceCode) is { } province)
        {
            explain.Fact("province-old", $"{province.Code} {province.Name}");
            explain.Fact("province-new", $"{province.Successor.Code} {province.Successor.Name}");
        }
        return explain.Key(number.Key.ToString(), candidates);
    }

    public static ParseExplanation Account(string value, string? bank, DateOnly? date)
    {
        var explain = new Explainer("account");
        AccountReading reading = AccountReader.Read(value, bank, date);
        foreach ((AccountSteps step, string sentence) in AccountSentences)
            if (reading.Steps.HasFlag(step) && !(reading.Reason == "checksum"
                && step is AccountSteps.Qr or AccountSteps.Iban or AccountSteps.Crypto)) explain.Step(sentence);
        OfBank(explain, reading.Bank);
        OfPayload(explain, reading.Payload);
        IEnumerable<string> candidates = Explainer.Texts(reading.Candidates);
        if (!reading.Key.IsDefault) explain.Fact("type", TypeOf(reading));
        return reading.Key.IsDefault ? explain.No(reading.Reason ?? "no-account", candidates) : explain.Key(reading.Key.ToString(), candidates);
    }

    public static ParseExplanation Qr(string value, DateOnly? date)
    {
        if (EmvPayload.LooksLikeEmv(value.Trim())) return Account(value, null, date) with { Kind = "qr" };
        return new Explainer("qr").No("not-emv");
    }

    public static ParseExplanation BankName(string value)
    {
        var explain = new Explainer("bank");
        bool found = Banks.TryFind(value, out Bank bank, out IReadOnlyList<Bank> candidates);
        if (!found && Banks.Find(value, inFreeText: true) is [{ } one]) (found, bank) = (true, one);
        if (!found) return explain.No(candidates.Count > 0 ? "ambiguous-bank" : "unknown-bank", candidates.Select(b => $"{b.KeyPart} {b.ShortName}"));
        OfBank(explain, bank);
        return explain.Key(bank.KeyPart);
    }

    public static ParseExplanation Device(string value, string? type)
    {
        var explain = new Explainer("device");
        DeviceReading reading = DeviceReader.Read(value, type);
        explain.Fact("type", reading.Type);
        explain.Fact("detail", reading.Detail);
        if (reading.Type is { } read) explain.Step($"Read as {read}.");
        if (reading is { Type: "imei", Reason: null }) explain.Step("Compared by its 14 significant digits; the check digit fits or is absent.");
        if (reading.Detail is { } detail) explain.Step($"{detail}.");
        IEnumerable<string> candidates = Explainer.Texts(reading.Candidates);
        return reading.Key.IsDefault ? explain.No(reading.Reason ?? "unknown-type", candidates) : explain.Key(reading.Key.ToString(), candidates);
    }

    public static ParseExplanation Online(string value, string? platform, DateOnly? date)
    {
        var explain = new Explainer("online");
        OnlineReading reading = OnlineReader.Read(value, platform, date);
        explain.Fact("platform", reading.Platform);
        explain.Fact("detail", reading.Detail);
        if (reading.Platform is { } read) explain.Step($"Read as {read}.");
        if (reading.Platform == "facebook" && reading.Reason is null
            && value.Contains('.', StringComparison.Ordinal)) explain.Step("Facebook ignores dots and case in user names; so does the key.");
        if (reading.Key.Value.EndsWith("@gmail.com")) explain.Step("Gmail ignores dots, case and what stands behind a plus; so does the key.");
        if (reading.Detail is { } detail) explain.Step($"Note: {detail}.");
        IEnumerable<string> candidates = Explainer.Texts(reading.Candidates);
        return reading.Key.IsDefault ? explain.No(reading.Reason ?? "unknown-platform", candidates) : explain.Key(reading.Key.ToString(), candidates);
    }

    /// <summary>Explains an identifier of a kind that has no explanation of its own.</summary>
    public static ParseExplanation Of(EntityKindInfo kind, string value, DateOnly? date)
    {
        var explain = new Explainer(kind.Name);
        MentionReader reader = MentionReaders.Find(kind.Mention) ?? throw new ArgumentOutOfRangeException(nameof(kind), kind.Name, "It has no identifier.");
        NormalisedIdentifier reading = reader.Read(new Mention { Ref = "m", Kind = kind.Mention, Value = value }, date);
        if (reader.Explain(reading) is { } step) explain.Step(step);
        IEnumerable<string> candidates = Explainer.Texts(reading.Candidates);
        return reading.Key.IsDefault ? explain.No(reading.Reason ?? "bad-format", candidates) : explain.Key(reading.Key.ToString(), candidates);
    }

    private static string TypeOf(AccountReading reading) => reading.Key.Value switch
    {
        ['c', 'a', 'r', 'd', ':', ..] => "card",
        ['i', 'b', 'a', 'n', ':', ..] => "iban",
        ['t', 'r', 'o', 'n', ':', ..] or ['e', 't', 'h', ':', ..] or ['b', 't', 'c', ':', ..] => "crypto",
        _ => reading.Bank?.Kind == BankKind.Wallet ? "wallet" : "bank-account",
    };

    private static void OfBank(Explainer explain, Bank? bank)
    {
        if (bank is null) return;
        explain.Step($"The bank is {bank.ShortName} ({bank.Bin ?? bank.Code}).");
        explain.Fact("bank", bank.Code);
        explain.Fact("bank-name", bank.ShortName);
        explain.Fact("bin", bank.Bin);
        explain.Fact("bic", bank.Bic);
        explain.Fact("citad", bank.Citad);
    }

    private static void OfPayload(Explainer explain, EmvPayload? payload)
    {
        if (payload is null) return;
        explain.Fact("account", payload.IsCard ? null : payload.Account);
        explain.Fact("amount", payload.Amount);
        explain.Fact("purpose", payload.Purpose);
        explain.Fact("merchant", payload.MerchantName);
        explain.Fact("merchant-id", payload.MerchantId);
        explain.Fact("reference", payload.Reference);
        explain.Fact("phone-tail", payload.PhoneTail);
    }
}
