namespace Resolve.Persons.Records;

/// <summary>A record packed by <see cref="ProfileBuilder"/>.</summary>
internal readonly struct Profile(uint[] words)
{
    /// <summary>In the head of a name: it carries marks, and the marked words follow the folded ones.</summary>
    public const uint MarkedTrait = 1 << 8;

    /// <summary>In the head of a name: it was romanised here.</summary>
    public const uint ForeignTrait = 1 << 9;

    /// <summary>In the second word: the name is an organisation's.</summary>
    public const uint OrganisationTrait = 1 << 4;

    public uint[] Words { get; } = words;

    public bool IsDefault => Words is null;

    public ProfileView View() => new(Words);
}

/// <summary>Reads a packed record.</summary>
internal readonly ref struct ProfileView
{
    private readonly ReadOnlySpan<uint> _words;
    private readonly int _papersAt, _phonesAt, _accountsAt, _devicesAt, _othersAt, _mailsAt, _addressesAt;

    public ProfileView(ReadOnlySpan<uint> words)
    {
        _words = words;
        int at = 4;
        for (int i = 0; i < NameCount; i++) at += NameLength(words[at]);
        _papersAt = at;
        _phonesAt = _papersAt + 3 * PaperCount;
        _accountsAt = _phonesAt + PhoneCount;
        _devicesAt = _accountsAt + 2 * AccountCount;
        _othersAt = _devicesAt + 2 * DeviceCount;
        _mailsAt = _othersAt + 2 * OtherCount;
        _addressesAt = _mailsAt + 2 * MailCount;
    }

    public uint Birth => _words[0];
    public int BirthYear => (int)(_words[0] >> 9);
    public int BirthMonth => (int)(_words[0] >> 5) & 15;
    public int BirthDay => (int)_words[0] & 31;
    public int Sex => (int)_words[1] & 3;
    public int Generation => (int)(_words[1] >> 2) & 3;
    public bool IsOrganisation => (_words[1] & Profile.OrganisationTrait) != 0;
    public uint Nationality => _words[1] >> 8;
    public int NameCount => (int)_words[2] & 255;
    public int PaperCount => (int)(_words[2] >> 8) & 255;
    public int PhoneCount => (int)(_words[2] >> 16) & 255;
    public int AccountCount => (int)(_words[2] >> 24) & 255;
    public int DeviceCount => (int)_words[3] & 255;
    public int OtherCount => (int)(_words[3] >> 8) & 255;
    public int MailCount => (int)(_words[3] >> 16) & 255;
    public int AddressCount => (int)(_words[3] >> 24) & 255;

    public ReadOnlySpan<uint> Phones => _words.Slice(_phonesAt, PhoneCount);

    public ulong Account(int i) => Long(_accountsAt + 2 * i);

    public ulong Device(int i) => Long(_devicesAt + 2 * i);

    public ulong Other(int i) => Long(_othersAt + 2 * i);

    public (uint Local, uint Domain) Mail(int i) => (_words[_mailsAt + 2 * i], _words[_mailsAt + 2 * i + 1]);

    public DocumentCode Document(int i) => new(_words[_papersAt + 3 * i], Long(_papersAt + 3 * i + 1));

    /// <summary>Reads the names one after the other: start with <paramref name="at"/> 0.</summary>
    public bool NextName(ref int at, out NameView name)
    {
        if (at == 0) at = 4;
        if (at >= _papersAt)
        {
            name = default;
            return false;
        }
        uint head = _words[at];
        int count = (int)head & 255;
        name = new NameView(head, _words.Slice(at + 1, count), (head & Profile.MarkedTrait) != 0 ? _words.Slice(at + 1 + count, count) : default);
        at += NameLength(head);
        return true;
    }

    /// <summary>Reads the addresses one after the other: start with <paramref name="at"/> 0.</summary>
    public bool NextAddress(ref int at, out ReadOnlySpan<uint> tokens)
    {
        if (at == 0) at = _addressesAt;
        if (at >= _words.Length)
        {
            tokens = default;
            return false;
        }
        tokens = _words.Slice(at + 1, (int)_words[at]);
        at += 1 + (int)_words[at];
        return true;
    }

    private static int NameLength(uint head) => 1 + ((int)head & 255) * ((head & Profile.MarkedTrait) != 0 ? 2 : 1);

    private ulong Long(int at) => _words[at] | ((ulong)_words[at + 1] << 32);
}

/// <summary>One name of a packed record.</summary>
internal readonly ref struct NameView(uint head, ReadOnlySpan<uint> tokens, ReadOnlySpan<uint> marked)
{
    public ReadOnlySpan<uint> Tokens { get; } = tokens;

    /// <summary>Gets the marked words; empty when the name carries no marks.</summary>
    public ReadOnlySpan<uint> Marked { get; } = marked;

    public bool IsForeign => (head & Profile.ForeignTrait) != 0;
}
