using Resolve.Persons.Models;
using Resolve.Persons.Text;

namespace Resolve.Persons.Records;

/// <summary>Holds each word once, with what comparing needs to know of it.</summary>
/// <remarks>
/// Word numbers depend on the order of arrival, so nothing that decides may depend on them: order by <see cref="Hash"/>.
/// Words stay when their record goes; that changes no answer.
/// </remarks>
internal sealed class Lexicon
{
    private static readonly System.Buffers.SearchValues<char> Vowels = System.Buffers.SearchValues.Create("aeiouy");
    private const int InitialBitsMax = 4_000;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly PersonModel _model;
    private TokenInfo[] _infos = new TokenInfo[1024];

    public Lexicon(PersonModel model)
    {
        _model = model;
        Intern(""); // number 0 means "none"
    }

    /// <summary>Gets how many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Returns the number of a word, new or known.</summary>
    public uint Intern(string text)
    {
        if (_ids.TryGetValue(text, out int id)) return (uint)id;
        if (Count == _infos.Length) Array.Resize(ref _infos, Count * 2);
        id = Count++;
        _ids.Add(text, id);
        _infos[id] = Describe(text);
        return (uint)id;
    }

    /// <summary>Forgets the words after a count: those of a question.</summary>
    public void CutBack(int count)
    {
        for (int id = count; id < Count; id++)
        {
            _ids.Remove(_infos[id].Text);
            _infos[id] = default;
        }
        Count = count;
    }

    public ref readonly TokenInfo this[uint id] => ref _infos[id];

    public string Text(uint id) => _infos[id].Text;

    public ulong Hash(uint id) => _infos[id].Hash;

    private static uint LettersOf(string text)
    {
        uint letters = 0;
        foreach (char c in text) letters |= 1u << (c is >= 'a' and <= 'z' ? c - 'a' : c is >= '0' and <= '9' ? c - '0' + 16 : 31);
        return letters;
    }

    private TokenInfo Describe(string text)
    {
        Span<char> sound = stackalloc char[SoundCode.LengthMax];
        sound = sound[..SoundCode.Write(text, sound)];
        return new TokenInfo
        {
            Text = text,
            Hash = StableHash.Of64(text),
            SoundHash = (uint)StableHash.Of64(sound),
            SoundLength = (byte)sound.Length,
            Length = text.Length,
            HasGroups = NameEquivalences.GroupsOf(text).Length > 0,
            NameBits = text.Length == 1 ? Math.Min(InitialBitsMax, _model.NameTerms.BitsOf(text)) : _model.NameTerms.BitsOf(text),
            AddressBits = _model.AddressTerms.BitsOf(text),
            Groups = NameEquivalences.GroupsOf(text),
            Letters = LettersOf(text),
            Provinces = ProvinceWords.MaskOf(text),
            IsNumber = text.Length > 0 && char.IsAsciiDigit(text[0]),
            IsLeadingSurname = NameEquivalences.IsLeadingSurname(text),
            IsAbbreviation = text.Length is >= 2 and <= 4 && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAny(Vowels),
        };
    }
}

/// <summary>What comparing needs to know of a word.</summary>
internal struct TokenInfo
{
    public string Text;
    public short[] Groups;
    public ulong Hash;
    public uint SoundHash;

    /// <summary>Which letters and digits the word holds: one slip changes at most two bits.</summary>
    public uint Letters;

    /// <summary>How rare the word is in names, in thousandths of a bit.</summary>
    public int NameBits;

    /// <summary>How rare the word is in addresses, in thousandths of a bit.</summary>
    public int AddressBits;

    /// <summary>The provinces whose names hold the word: see <see cref="ProvinceWords"/>.</summary>
    public ulong Provinces;

    /// <summary>The length of the text, stored here so that comparisons need not read the text.</summary>
    public int Length;

    public byte SoundLength;
    public bool HasGroups;
    public bool IsNumber;
    public bool IsAbbreviation;

    /// <summary>Whether the word is a Vietnamese surname, which stands first.</summary>
    public bool IsLeadingSurname;
}
