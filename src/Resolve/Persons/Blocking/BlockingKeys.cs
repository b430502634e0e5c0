using System.Collections.Immutable;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Text;

namespace Resolve.Persons.Blocking;

/// <summary>Derives the keys of a record: the values it carries and what else it is proposed by.</summary>
internal sealed class BlockingKeys(Lexicon lexicon)
{
    private const int MailLocalLengthMin = 4;

    private static readonly ulong[] Salts = [.. Enumerable.Range(0, 16).Select(k => StableHash.Mix(0x5265736F6C7665UL + (ulong)k))];

    /// <summary>Makes the key of a value.</summary>
    public static ulong Key(BlockKind kind, ulong value) => (StableHash.Mix(value ^ Salts[(int)kind]) & ~15UL) | (ulong)kind;

    /// <summary>Makes the key of an e-mail address.</summary>
    public ulong MailKey((uint Local, uint Domain) mail) => Key(BlockKind.Mail, Pair(lexicon.Hash(mail.Local), lexicon.Hash(mail.Domain)));

    /// <summary>Returns how many records may share a key before it is generic.</summary>
    public static int Cap(ImmutableArray<int> caps, ulong key) => caps[(int)(key & 15)];

    /// <summary>Writes the distinct keys of a record, in ascending order.</summary>
    public void Write(in ProfileView record, List<ulong> keys)
    {
        keys.Clear();
        AddValues(record, keys);
        Span<ulong> sounds = stackalloc ulong[NameText.TokenCountMax];
        int soundCount = AddNames(record, keys, sounds);
        AddAddresses(record, keys, sounds[..soundCount]);
        keys.Sort();
        int kept = 0;
        for (int i = 0; i < keys.Count; i++)
            if (i == 0 || keys[i] != keys[i - 1]) keys[kept++] = keys[i];
        keys.RemoveRange(kept, keys.Count - kept);
    }

    private void AddValues(in ProfileView record, List<ulong> keys)
    {
        for (int i = 0; i < record.PaperCount; i++) keys.Add(Key(BlockKind.Paper, record.Document(i).Number));
        foreach (uint phone in record.Phones) keys.Add(Key(BlockKind.Phone, phone));
        for (int i = 0; i < record.AccountCount; i++) keys.Add(Key(BlockKind.Account, record.Account(i)));
        for (int i = 0; i < record.DeviceCount; i++) keys.Add(Key(BlockKind.Device, record.Device(i)));
        for (int i = 0; i < record.OtherCount; i++) keys.Add(Key(BlockKind.Online, record.Other(i)));
        for (int i = 0; i < record.MailCount; i++)
        {
            (uint local, uint domain) = record.Mail(i);
            keys.Add(MailKey((local, domain)));
            if (lexicon.Text(local).Length >= MailLocalLengthMin) keys.Add(Key(BlockKind.MailLocal, lexicon.Hash(local)));
        }
        if (record.BirthDay != 0) keys.Add(Key(BlockKind.BirthDate, record.Birth));
    }

    private int AddNames(in ProfileView record, List<ulong> keys, Span<ulong> firstSounds)
    {
        int at = 0, firstCount = 0;
        while (record.NextName(ref at, out NameView name))
        {
            // Sums do not depend on the order of words.
            ulong words = 0, sounds = 0;
            for (int i = 0; i < name.Tokens.Length; i++)
            {
                ref readonly TokenInfo info = ref lexicon[name.Tokens[i]];
                ulong sound = StableHash.Mix(info.SoundHash);
                words += StableHash.Mix(info.Hash);
                sounds += sound;
                // Middle names are few and dropped often: surname and given name propose.
                if (i > 0 && i < name.Tokens.Length - 1) continue;
                if (info.Text.Length > 1) keys.Add(Key(BlockKind.Name, info.Hash));
                if (record.BirthDay != 0)
                {
                    keys.Add(Key(BlockKind.WordAndBirthDate, Pair(sound, record.Birth)));
                    keys.Add(Key(BlockKind.WordAndDatePart, Pair(sound, record.Birth & 0x1FF)));
                }
                if (record.BirthYear != 0) keys.Add(Key(BlockKind.WordAndDatePart, Pair(sound, (ulong)record.BirthYear << 9)));
                if (firstCount < firstSounds.Length) firstSounds[firstCount++] = sound;
            }
            keys.Add(Key(BlockKind.Name, words));
            keys.Add(Key(BlockKind.Name, ~sounds));
            if (record.BirthYear == 0) continue;
            keys.Add(Key(BlockKind.NameAndYear, Pair(words, (ulong)record.BirthYear)));
            keys.Add(Key(BlockKind.SoundAndYear, Pair(sounds, (ulong)record.BirthYear)));
        }
        return firstCount;
    }

    private void AddAddresses(in ProfileView record, List<ulong> keys, ReadOnlySpan<ulong> sounds)
    {
        int at = 0;
        while (record.NextAddress(ref at, out ReadOnlySpan<uint> tokens))
        {
            ulong all = 0, first = 0, second = 0, number = 0;
            foreach (uint token in tokens)
            {
                ref readonly TokenInfo info = ref lexicon[token];
                all += StableHash.Mix(info.Hash);
                if (info.IsNumber)
                {
                    if (number == 0) number = info.Hash;
                }
                else if (first == 0 || IsMoreDistinctive(info.Hash, first, tokens))
                {
                    second = first;
                    first = info.Hash;
                }
                else if (second == 0 || IsMoreDistinctive(info.Hash, second, tokens)) second = info.Hash;
            }
            keys.Add(Key(BlockKind.Address, all));
            if (number != 0 && first != 0) keys.Add(Key(BlockKind.AddressPart, Pair(number, first)));
            if (number != 0 && second != 0) keys.Add(Key(BlockKind.AddressPart, Pair(number, second)));
            if (first != 0 && second != 0) keys.Add(Key(BlockKind.AddressPart, first + second));
            foreach (ulong sound in sounds)
            {
                if (second != 0) keys.Add(Key(BlockKind.WordAndPlace, Pair(sound, second)));
                if (first != 0) keys.Add(Key(BlockKind.WordAndPlace, Pair(sound, first)));
                else if (number != 0) keys.Add(Key(BlockKind.WordAndPlace, Pair(sound, number)));
            }
        }
    }

    // Rarer first; among equals the longer; then by hash, so that order never decides.
    private bool IsMoreDistinctive(ulong hash, ulong than, ReadOnlySpan<uint> tokens)
    {
        uint a = 0, b = 0;
        foreach (uint token in tokens)
        {
            if (lexicon.Hash(token) == hash) a = token;
            if (lexicon.Hash(token) == than) b = token;
        }
        ref readonly TokenInfo one = ref lexicon[a];
        ref readonly TokenInfo other = ref lexicon[b];
        if (one.AddressBits != other.AddressBits) return one.AddressBits > other.AddressBits;
        return one.Text.Length != other.Text.Length ? one.Text.Length > other.Text.Length : one.Hash > other.Hash;
    }

    private static ulong Pair(ulong a, ulong b) => StableHash.Mix(a + 0x9E3779B97F4A7C15UL) ^ b * 0xD6E8FEB86659FD93UL;
}
