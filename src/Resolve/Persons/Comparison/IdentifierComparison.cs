using Resolve.Persons.Blocking;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Persons.Text;

namespace Resolve.Persons.Comparison;

/// <summary>Grades papers and what two persons hold. A generic value is as if it were not there.</summary>
internal sealed class IdentifierComparison(Lexicon lexicon, BlockingKeys keys, BlockIndex index)
{
    private const int SlipLengthMin = 6, EndingDigits = 10_000_000;

    // Phones are kept with a one before them: ten signs for nine digits, seven for six.
    private const uint WholePhone = 1_000_000_000, ShortPhone = 1_000_000;

    /// <summary>Grades the papers.</summary>
    public void Papers(in ProfileView a, in ProfileView b, ref PairVector vector)
    {
        int national = PairVector.Missing, other = PairVector.Missing;
        bool hasSharedChecked = false, hasDifferentChecked = false, hasNeighbours = false;
        for (int i = 0; i < a.PaperCount; i++)
        {
            DocumentCode one = a.Document(i);
            for (int j = 0; j < b.PaperCount; j++)
            {
                DocumentCode two = b.Document(j);
                int level = PaperPair(one, two);
                if (level == PairVector.Missing) continue;
                if (one.IsChecked && two.IsChecked)
                {
                    if (level == PaperLevel.Different) hasDifferentChecked = true;
                    else if (level == PaperLevel.OneDigit) hasNeighbours = true;
                    else hasSharedChecked = true;
                }
                if (one.IsNational || two.IsNational) national = Math.Min(national, level);
                else other = Math.Min(other, level);
            }
        }
        vector.Set(PersonFeature.NationalId, national);
        vector.Set(PersonFeature.OtherPaper, other);
        vector.IsVetoed = hasDifferentChecked && !hasNeighbours && !hasSharedChecked;
        vector.HasNeighbours = hasNeighbours && !hasSharedChecked;
        vector.HasChecked = hasDifferentChecked || hasNeighbours || hasSharedChecked;
    }

    /// <summary>Grades phones, accounts, devices, e-mail addresses and other online identities.</summary>
    public void Held(in ProfileView a, in ProfileView b, ref PairVector vector)
    {
        if (a.PhoneCount > 0 && b.PhoneCount > 0) vector.Set(PersonFeature.Phone, Phones(a, b));
        if (a.AccountCount > 0 && b.AccountCount > 0)
        {
            int best = PairVector.Missing;
            for (int i = 0; i < a.AccountCount; i++)
                for (int j = 0; j < b.AccountCount; j++) best = Math.Min(best, Equal(BlockKind.Account, a.Account(i), b.Account(j), 1));
            vector.Set(PersonFeature.Account, best);
        }
        if (a.DeviceCount > 0 && b.DeviceCount > 0)
        {
            int best = PairVector.Missing;
            for (int i = 0; i < a.DeviceCount; i++)
                for (int j = 0; j < b.DeviceCount; j++) best = Math.Min(best, Equal(BlockKind.Device, a.Device(i), b.Device(j), 1));
            vector.Set(PersonFeature.Device, best);
        }
        if (a.OtherCount + a.MailCount > 0 && b.OtherCount + b.MailCount > 0) vector.Set(PersonFeature.Online, Online(a, b));
    }

    /// <summary>Returns whether two numbers differ by one slip of the hand.</summary>
    public static bool IsSlip(DocumentCode a, DocumentCode b)
    {
        if (a.IsFull && b.IsFull && !DocumentCode.MaySlip(a.Number, b.Number)) return false;
        Span<char> one = stackalloc char[DocumentCode.LengthMax + 1], two = stackalloc char[DocumentCode.LengthMax + 1];
        one = one[..DocumentCode.Unpack(a.Number, one)];
        two = two[..DocumentCode.Unpack(b.Number, two)];
        return one.Length >= SlipLengthMin && two.Length >= SlipLengthMin && EditDistance.Of(one, two, 1) == 1;
    }

    private int PaperPair(DocumentCode a, DocumentCode b)
    {
        if (a.Number == b.Number)
            return IsGeneric(BlockingKeys.Key(BlockKind.Paper, a.Number)) ? PairVector.Missing : a.IsComparable(b) ? PaperLevel.Exact
                : PaperLevel.SameNumber;
        if (!a.IsComparable(b) || IsGeneric(BlockingKeys.Key(BlockKind.Paper, a.Number))
            || IsGeneric(BlockingKeys.Key(BlockKind.Paper, b.Number))) return PairVector.Missing;
        return IsSlip(a, b) ? PaperLevel.OneDigit : PaperLevel.Different;
    }

    private int Phones(in ProfileView a, in ProfileView b)
    {
        int best = PairVector.Missing;
        foreach (uint p in a.Phones)
        {
            foreach (uint q in b.Phones)
            {
                int level = Equal(BlockKind.Phone, p, q, 3);
                best = Math.Min(best, level == 3 ? DifferentPhones(p, q) : level);
            }
        }
        return best;
    }

    private static int DifferentPhones(uint p, uint q)
    {
        if (p >= WholePhone && q >= WholePhone) return IsSlip(p, q) ? 1 : 3;
        return Math.Min(p, q) >= ShortPhone && p % EndingDigits == q % EndingDigits ? 2 : 3;
    }

    // One other digit changes a number by that digit's place times 1 to 9, a swap of neighbours by it times 9 to 81: nearly all pairs end here.
    private static bool IsSlip(uint p, uint q)
    {
        uint apart = p > q ? p - q : q - p;
        while (apart % 10 == 0) apart /= 10;
        if (apart > 81) return false;
        Span<char> one = stackalloc char[10], two = stackalloc char[10];
        return p.TryFormat(one, out _, default, System.Globalization.CultureInfo.InvariantCulture)
            && q.TryFormat(two, out _, default, System.Globalization.CultureInfo.InvariantCulture)
            && EditDistance.IsSlip(one, two);
    }

    private int Online(in ProfileView a, in ProfileView b)
    {
        int best = PairVector.Missing;
        for (int i = 0; i < a.OtherCount; i++)
            for (int j = 0; j < b.OtherCount; j++) best = Math.Min(best, Equal(BlockKind.Online, a.Other(i), b.Other(j), 3));
        for (int i = 0; i < a.MailCount; i++)
            for (int j = 0; j < b.MailCount; j++) best = Math.Min(best, Mails(a.Mail(i), b.Mail(j)));
        return best;
    }

    private int Mails((uint Local, uint Domain) a, (uint Local, uint Domain) b)
    {
        if (IsGeneric(keys.MailKey(a)) || IsGeneric(keys.MailKey(b))) return PairVector.Missing;
        if (a == b) return 0;
        string one = lexicon.Text(a.Local), two = lexicon.Text(b.Local), hostOne = lexicon.Text(a.Domain), hostTwo = lexicon.Text(b.Domain);
        if (a.Local == b.Local && one.Length >= 4) return 1;
        // People make addresses of their name and a number: where only the number differs, two namesakes have two addresses.
        if (a.Local != b.Local && DifferInDigits(one, two)) return 3;
        // Letters move across the @ too, so both parts are read as one.
        Span<char> whole = stackalloc char[EditDistance.LengthMax], other = stackalloc char[EditDistance.LengthMax];
        whole = whole[..Join(one, hostOne, whole)];
        other = other[..Join(two, hostTwo, other)];
        int distanceMax = Math.Clamp(Math.Min(whole.Length, other.Length) / 5, 1, 4);
        return EditDistance.Of(whole, other, distanceMax) <= distanceMax && (a.Domain != b.Domain || EditDistance.Of(one, two, 2) <= 2) ? 2 : 3;
    }

    private static bool DifferInDigits(string a, string b)
    {
        int i = 0, j = 0;
        bool hasDigits = false;
        while (true)
        {
            while (i < a.Length && !char.IsLetter(a[i])) hasDigits |= char.IsAsciiDigit(a[i++]);
            while (j < b.Length && !char.IsLetter(b[j])) hasDigits |= char.IsAsciiDigit(b[j++]);
            if (i == a.Length || j == b.Length) return hasDigits && i == a.Length && j == b.Length;
            if (a[i++] != b[j++]) return false;
        }
    }

    private static int Join(string local, string host, Span<char> text)
    {
        int length = 0;
        foreach (char c in local)
            if (length < text.Length) text[length++] = c;
        foreach (char c in host)
            if (length < text.Length) text[length++] = c;
        return length;
    }

    private int Equal(BlockKind kind, ulong a, ulong b, int different)
    {
        if (IsGeneric(BlockingKeys.Key(kind, a)) || (a != b && IsGeneric(BlockingKeys.Key(kind, b)))) return PairVector.Missing;
        return a == b ? 0 : different;
    }

    private bool IsGeneric(ulong key) => index.IsGeneric(key);
}
