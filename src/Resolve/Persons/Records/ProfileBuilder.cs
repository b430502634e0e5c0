using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Names;
using Resolve.Persons.Text;

namespace Resolve.Persons.Records;

/// <summary>Packs a record into the words that comparing reads: about a hundred bytes, no text.</summary>
/// <remarks>
/// Layout: birth date; sex, generation and nationality; two words of counts; then names (a head, their words), papers (3 words each),
/// phones (1), accounts, devices and online identities (2), e-mails (2 word numbers), addresses (a head, their words).
/// </remarks>
internal sealed class ProfileBuilder(Lexicon lexicon)
{
    private const int NameCountMax = 6, ListCountMax = 20;

    // Below five digits a number is an extension or a short code, which names nobody.
    private const uint PhoneScaleMin = 100_000;

    private readonly List<uint> _words = new(64);

    public Profile Build(PersonRecord record)
    {
        _words.Clear();
        PartialDate birth = record.BirthDate ?? default;
        uint sex = record.Sex switch { "M" => 1u, "F" => 2u, _ => 0u };
        uint nationality = record.Nationality is { Length: 2 } code ? ((uint)code[0] << 8) | code[1] : 0u;
        _words.Add(((uint)birth.Year << 9) | ((uint)birth.Month << 5) | birth.Day);
        _words.Add(0);
        _words.Add(0);
        _words.Add(0);
        uint names = AddNames(record, out uint generation);
        uint papers = 0;
        foreach (IdentityDocument document in record.Documents.Concat(record.UncertainDocuments).Take(ListCountMax))
        {
            DocumentCode paper = DocumentCode.Of(document, birth.Year, (int)sex);
            _words.Add(paper.Traits);
            AddLong(paper.Number);
            papers++;
        }
        uint phones = AddPhones(record), accounts = AddHashes(record, EntityKind.Account), devices = AddHashes(record, EntityKind.Device);
        uint others = AddHashes(record, EntityKind.Online), mails = AddMails(record), addresses = AddAddresses(record);
        uint organisation = OrganisationName.IsOne(record.Name) ? Profile.OrganisationTrait : 0;
        _words[1] = sex | (generation << 2) | organisation | (nationality << 8);
        _words[2] = names | (papers << 8) | (phones << 16) | (accounts << 24);
        _words[3] = devices | (others << 8) | (mails << 16) | (addresses << 24);
        return new Profile([.. _words]);
    }

    private uint AddNames(PersonRecord record, out uint generation)
    {
        generation = 0;
        uint count = 0;
        foreach (string text in record.Aliases.Prepend(record.Name ?? "").Take(NameCountMax))
        {
            if (text.Length == 0) continue;
            NameText name = NameText.Parse(text);
            if (name.Tokens.Length == 0) continue;
            if (count++ == 0) generation = (uint)name.Generation;
            _words.Add((uint)name.Tokens.Length | (name.IsMarked ? Profile.MarkedTrait : 0) | (name.IsForeign ? Profile.ForeignTrait : 0));
            foreach (NameToken token in name.Tokens) _words.Add(lexicon.Intern(token.Folded));
            if (!name.IsMarked) continue;
            foreach (NameToken token in name.Tokens) _words.Add(lexicon.Intern(token.Marked));
        }
        return count;
    }

    private uint AddPhones(PersonRecord record)
    {
        uint count = 0;
        foreach (EntityKey key in record.Holds)
            if (key.Kind == EntityKind.Phone && count < ListCountMax) count += AddPhone(key.Value);
        foreach (string contact in record.Contacts)
            if (!IsMail(contact) && count < ListCountMax) count += AddPhone(contact);
        return count;
    }

    // The last nine digits: how a foreign number is dialled differs from report to report, and a Vietnamese subscriber number has nine.
    private uint AddPhone(ReadOnlySpan<char> text)
    {
        uint value = 0, scale = 1;
        for (int i = text.Length - 1; i >= 0 && scale < 1_000_000_000; i--)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            value += scale * (uint)(text[i] - '0');
            scale *= 10;
        }
        if (scale < PhoneScaleMin) return 0;
        _words.Add(scale + value);
        return 1;
    }

    private uint AddHashes(PersonRecord record, EntityKind kind)
    {
        uint count = 0;
        foreach (EntityKey key in record.Holds)
        {
            if (key.Kind != kind || (kind == EntityKind.Online && IsMail(key)) || count == ListCountMax) continue;
            AddLong(StableHash.Of64(key.ToString()));
            count++;
        }
        return count;
    }

    private uint AddMails(PersonRecord record)
    {
        uint count = 0;
        foreach (EntityKey key in record.Holds)
        {
            if (key.Kind != EntityKind.Online || !IsMail(key) || count == ListCountMax) continue;
            AddMail(key.Value["email:".Length..].ToString());
            count++;
        }
        foreach (string contact in record.Contacts)
        {
            if (!IsMail(contact) || count == ListCountMax) continue;
            AddMail(contact);
            count++;
        }
        return count;
    }

    private void AddMail(string text)
    {
        string address = text.ToLowerInvariant();
        int at = address.LastIndexOf('@');
        _words.Add(lexicon.Intern(at < 0 ? address : address[..at]));
        _words.Add(at < 0 ? 0 : lexicon.Intern(address[(at + 1)..]));
    }

    private uint AddAddresses(PersonRecord record)
    {
        uint count = 0;
        foreach (string address in record.Addresses.Take(NameCountMax))
        {
            List<string> tokens = AddressText.Parse(address);
            if (tokens.Count == 0) continue;
            _words.Add((uint)tokens.Count);
            foreach (string token in tokens) _words.Add(lexicon.Intern(token));
            count++;
        }
        return count;
    }

    private static bool IsMail(string contact) => contact.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static bool IsMail(EntityKey key) => key.Value.StartsWith("email:", StringComparison.Ordinal);

    private void AddLong(ulong value)
    {
        _words.Add((uint)value);
        _words.Add((uint)(value >> 32));
    }
}
