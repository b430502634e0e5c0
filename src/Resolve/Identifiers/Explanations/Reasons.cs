namespace Resolve.Identifiers.Explanations;

/// <summary>The stable words for why a value has no key, each with the sentence that people read.</summary>
public static class Reasons
{
    private static readonly SortedDictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["ambiguous"] = "It has two readings at this date; both are candidates.",
        ["ambiguous-bank"] = "The bank named is more than one; an account at each is a candidate.",
        ["bad-format"] = "Letters and digits do not stand where this paper has them.",
        ["bad-handle"] = "No account of this platform can have such a name.",
        ["bad-length"] = "No number of this kind has so many digits.",
        ["checksum"] = "The check digits do not fit: mistyped or made up.",
        ["display-name"] = "It is a shown name, not an account; many share it.",
        ["empty"] = "There is nothing to read.",
        ["filler"] = "It is a filler, written where nothing was known.",
        ["group-address"] = "It addresses a group of devices, not one.",
        ["group-or-page-link"] = "The link leads to a group or page, not to a number.",
        ["in-the-future"] = "The date lies behind the day of the report.",
        ["link-without-number"] = "The link holds no number.",
        ["masked"] = "Digits are hidden; the pattern is a candidate and links nothing.",
        ["merchant-code"] = "It is a merchant's code at a payment gateway, not an account.",
        ["no-account"] = "No account is named.",
        ["no-country-code"] = "It is no Vietnamese number and has no plus; it may be this foreign one.",
        ["no-digits"] = "There are no digits to read.",
        ["no-letters"] = "There are no letters to read.",
        ["no-such-date"] = "There is no such day.",
        ["no-unit"] = "No province, district or commune is named.",
        ["not-12-digits"] = "A citizen number has twelve digits.",
        ["not-a-card-qr"] = "It is not the text of a citizen card.",
        ["not-a-date"] = "It is not a date.",
        ["not-a-domain"] = "It is not a domain name.",
        ["not-a-link"] = "It is not a link.",
        ["not-a-phone"] = "It is a link to something else than a phone.",
        ["not-a-province"] = "No province has this name or code.",
        ["not-an-address"] = "It is not a network address.",
        ["not-an-amount"] = "It is not an amount of money.",
        ["not-an-email"] = "It is not an e-mail address.",
        ["not-an-identifier"] = "A person is not read as an identifier.",
        ["not-an-mrz"] = "It has not the lines of a machine-readable zone.",
        ["not-digits"] = "Something else than digits stands where only digits may.",
        ["not-emv"] = "It is not the text of a payment QR code.",
        ["not-hexadecimal"] = "Something else than hexadecimal digits stands where only those may.",
        ["nothing-found"] = "No identifier was found in the text.",
        ["birth-of-nobody"] = "Nobody living was born then; programs write such dates where none is known.",
        ["lost-zeros"] = "Leading zeros seem to be lost; the number with them is a candidate.",
        ["precision-lost"] = "A spreadsheet has rounded it; the last digits are lost.",
        ["private-address"] = "The address is of a private network and names no one outside it.",
        ["random-mac"] = "The address was made up by the device (locally administered) and changes.",
        ["service-number"] = "It is a hotline, short code or emergency number; it links nothing.",
        ["several"] = "It holds several; each is a candidate.",
        ["share-link"] = "The link leads to a post or page, not to an account.",
        ["short-link"] = "It is a short link; only the platform knows where it leads.",
        ["test-network"] = "It is of a test network.",
        ["too-long"] = "It is too long.",
        ["too-short"] = "It is too short.",
        ["unassigned-prefix"] = "No number begins like this.",
        ["unknown-bank"] = "The bank is not known; equal digits at two banks are two accounts.",
        ["unknown-century"] = "The fourth digit means a birth after 2099.",
        ["unknown-country"] = "No state has this name or code.",
        ["unknown-country-code"] = "No state has this code.",
        ["unknown-kind"] = "There is no such kind.",
        ["unknown-place-code"] = "No province or state has the code of the first three digits.",
        ["unknown-platform"] = "The platform is not given.",
        ["unknown-prefix"] = "Nothing of this kind begins like this.",
        ["unknown-type"] = "There is no such type.",
    };

    /// <summary>Gets the words, sorted.</summary>
    public static IReadOnlyCollection<string> All => Sentences.Keys;

    /// <summary>Returns the sentence for a word; the word itself when it is none.</summary>
    /// <param name="reason">The word.</param>
    /// <returns>The sentence.</returns>
    public static string Sentence(string reason) => Sentences.GetValueOrDefault(reason, reason);
}
