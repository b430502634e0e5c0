using Resolve.Identifiers.Accounts;

namespace Resolve.Identifiers.Narratives;

/// <summary>Gives the numbers of a text their banks, all of them together: the cheapest reading of the whole text counts.</summary>
/// <remarks>
/// So a list with the bank behind each number is not read as one with the bank before. A number takes the bank before or behind it; several
/// numbers in a row share one. What stands between makes a pair dear: words, signs, the end of a line that holds more than a field.
/// </remarks>
internal sealed class BankAssignment(NarrativeWords words, NarrativeLabels labels, List<NarrativeNumber> numbers, List<NarrativeBank> banks)
{
    private const int Never = 1_000_000, GroupMax = 60;
    private const int Left = 70, LeftPhone = 25, LeftBare = 40; // to leave a number without a bank: labelled, with the form of a phone, neither
    private const int Unused = 3, Coordinated = 4;

    private static readonly HashSet<string> ListWords = ["va", "hoac", "hay", "cung", "voi", "so", "and", "or", "cac", "nhu", "luot", "lan"];

    private static readonly HashSet<string> BankFieldWords =
        ["ten", "ngan", "hang", "nh", "bank", "nganhang", "name", "tai", "so", "ma", "cua", "thuoc", "mo", "thu", "huong", "nhan", "la"];

    private static readonly HashSet<string> SourceWords = ["minh", "toi", "em", "chi", "anh", "ung", "dung", "app", "the"];

    /// <summary>Sets the bank of every number that has one.</summary>
    public void Assign()
    {
        if (banks.Count == 0) return;
        List<NarrativeNumber>[] groups = Groups();
        // A bank serves numbers on one side only. The two states: whether the numbers before a bank have taken it.
        int free = 0, taken = Never;
        var choices = new (bool FromFree, int Before, int Behind)[groups.Length, 2];
        for (int g = 0; g < groups.Length; g++)
        {
            (int nextFree, int nextTaken) = (Never, Never);
            Costs(groups[g], g, out int[] before, out int[] behind, out int[] alone);
            int count = groups[g].Count;
            for (int p = 0; p <= count && before[p] < Never; p++)
            {
                for (int q = 0; q <= count - p && behind[q] < Never; q++)
                {
                    int own = before[p] + behind[q] + alone[count - q] - alone[p];
                    bool canTakeLeft = p > 0;
                    int fromFree = free + own + (g > 0 && !canTakeLeft ? Unused : 0), fromTaken = canTakeLeft ? Never : taken + own;
                    int cost = Math.Min(fromFree, fromTaken);
                    int state = q > 0 ? 1 : 0;
                    if (cost >= (state == 1 ? nextTaken : nextFree)) continue;
                    if (state == 1) nextTaken = cost;
                    else nextFree = cost;
                    choices[g, state] = (fromFree <= fromTaken, p, q);
                }
            }
            (free, taken) = (nextFree, nextTaken);
        }
        int end = free <= taken ? 0 : 1;
        for (int g = groups.Length - 1; g >= 0; g--)
        {
            (bool fromFree, int p, int q) = choices[g, end];
            for (int i = 0; i < p; i++) groups[g][i].Bank = banks[g - 1];
            for (int i = groups[g].Count - q; i < groups[g].Count; i++) groups[g][i].Bank = banks[g];
            end = fromFree ? 0 : 1;
        }
    }

    /// <summary>Parts the numbers by the banks between them.</summary>
    private List<NarrativeNumber>[] Groups()
    {
        var groups = new List<NarrativeNumber>[banks.Count + 1];
        int next = 0;
        for (int g = 0; g < groups.Length; g++)
        {
            groups[g] = [];
            for (; next < numbers.Count && (g == banks.Count || numbers[next].First < banks[g].First); next++)
                if (numbers[next].MayBeAccount) groups[g].Add(numbers[next]);
        }
        return groups;
    }

    /// <summary>Costs of the first p numbers with the bank before, of the last q with the bank behind, and of the first n with none.</summary>
    private void Costs(List<NarrativeNumber> group, int g, out int[] before, out int[] behind, out int[] alone)
    {
        int count = group.Count;
        (before, behind, alone) = (new int[count + 1], new int[count + 1], new int[count + 1]);
        for (int i = 0; i < count; i++) alone[i + 1] = alone[i] + AloneCost(group[i]);
        for (int n = 1; n <= count; n++)
        {
            int link = n == 1 ? 0 : n > GroupMax ? Never : Coordination(group[n - 2], group[n - 1]);
            before[n] = g == 0 ? Never : n == 1 ? BeforeCost(banks[g - 1], group[0]) : Math.Min(Never, before[n - 1] + link);
            link = n == 1 ? 0 : n > GroupMax ? Never : Coordination(group[count - n], group[count - n + 1]);
            behind[n] = g == banks.Count ? Never : n == 1 ? BehindCost(group[count - 1], banks[g]) : Math.Min(Never, behind[n - 1] + link);
        }
    }

    private int AloneCost(NarrativeNumber number)
    {
        if (number.Label == NarrativeLabel.Account && (!number.IsPhoneShaped || number.LabelWords <= NarrativeNumber.LabelWordsMax)) return Left;
        if (number.IsPhoneShaped) return LeftPhone;
        return IsNumberField(number.First, number.End) ? Left : LeftBare; // alone in its line it is meant as an account
    }

    /// <summary>The cost of two numbers sharing a bank: only commas, "và" and account labels stand between.</summary>
    private int Coordination(NarrativeNumber one, NarrativeNumber other)
    {
        for (int i = one.End; i <= other.First; i++)
        {
            if ((words[i].Gap & (WordGap.Sentence | WordGap.Blank | WordGap.Open)) != 0) return Never;
            if (i == other.First) break;
            if (ListWords.Contains(words[i].Folded) || (labels.IsInside(i) && IsAccountLabel(i)) || IsOrdinal(i)) continue;
            return Never;
        }
        return other.IsPhoneShaped && !one.IsPhoneShaped && other.Label != NarrativeLabel.Account ? Never : Coordinated;
    }

    private bool IsAccountLabel(int word)
    {
        while (word < words.Count && labels.EndingAt(word) == NarrativeLabel.None) word++;
        return word < words.Count && labels.EndingAt(word) == NarrativeLabel.Account;
    }

    /// <summary>The cost of a number taking the bank before it: "VCB 0071…", "VCB, số tài khoản 0071…".</summary>
    private int BeforeCost(NarrativeBank bank, NarrativeNumber number)
    {
        int cost = 0;
        bool toward = false;
        for (int i = bank.End; i <= number.First; i++)
        {
            WordGap gap = words[i].Gap;
            if ((gap & WordGap.Comma) != 0) cost += 15;
            if ((gap & WordGap.Close) != 0) cost += i == bank.End ? 5 : 10;
            if (i == number.First) break;
            if (labels.IsInside(i) && IsAccountLabel(i)) continue;
            toward |= words[i].Folded is "vao" or "sang" or "den" or "toi" or "qua" or "cho" or "nhan";
            cost += WordCost(i);
        }
        if (toward) cost += IsSource(bank) ? 80 : 15;
        return cost + BreakCost(bank.First, bank.End, number.First, number.End, bank.End, number.First);
    }

    /// <summary>The cost of a number taking the bank behind it: "0071… (VCB)", "0071… tại VCB", "0071… ngân hàng VCB".</summary>
    private int BehindCost(NarrativeNumber number, NarrativeBank bank)
    {
        int cost = 0;
        for (int i = number.End; i <= bank.First; i++)
        {
            if ((words[i].Gap & WordGap.Comma) != 0) cost += 5;
            if (i == bank.First) break;
            if (labels.EndingAt(i) == NarrativeLabel.Account) cost += 30; // the bank is of the account named next
            if (labels.IsInside(i) && IsAccountLabel(i)) continue;
            cost += WordCost(i);
        }
        return cost + BreakCost(bank.First, bank.End, number.First, number.End, number.End, bank.First);
    }

    private int WordCost(int i)
    {
        NarrativeWord word = words[i];
        if (labels.IsInside(i)) return labels.EndingAt(i) switch { NarrativeLabel.None => 0, NarrativeLabel.Field => 2, _ => 40 };
        if (NarrativeLabels.IsLight(word.Folded)) return word.Folded is "va" ? 10 : 0;
        if (word.Taken) return 2;
        return word.Shape switch { WordShape.Upper => 3, WordShape.Title => 4, WordShape.Digits => word.Folded.Length >= 6 ? 20 : 3, _ => 10 };
    }

    /// <summary>Returns whether money comes from a bank: "từ (tài khoản, app, ngân hàng) VCB".</summary>
    private bool IsSource(NarrativeBank bank)
    {
        for (int i = bank.First - 1, count = 0; i >= 0 && count < 6 && (words[i + 1].Gap & WordGap.Breaks) == 0; i--, count++)
        {
            if (words[i].Folded is "tu" or "app" or "mo" or "qua" or "dung") return true;
            if (!labels.IsInside(i) && !NarrativeLabels.IsLight(words[i].Folded) && !SourceWords.Contains(words[i].Folded)) return false;
        }
        return false;
    }

    /// <summary>The cost of the breaks between a bank and a number: cheap where both stand in the fields of a payment block.</summary>
    private int BreakCost(int bankFirst, int bankEnd, int numberFirst, int numberEnd, int from, int to)
    {
        int cost = 0;
        bool breaks = false;
        for (int i = from; i <= to; i++)
        {
            WordGap gap = words[i].Gap;
            if ((gap & WordGap.Breaks) == 0) continue;
            cost += (gap & WordGap.Sentence) != 0 ? 25 : 15;
            if ((gap & WordGap.Blank) != 0) cost += 8;
            breaks = true;
            if (i < to && words.SegmentEnd(i) <= to && !IsField(i)) return Never;
        }
        return breaks && !IsBankField(bankFirst, bankEnd) && !IsNumberField(numberFirst, numberEnd) ? Never : cost;
    }

    private bool IsOrdinal(int word) => words[word].Shape == WordShape.Digits && words[word].Folded.Length <= 2;

    /// <summary>Returns whether a segment holds nothing but a bank: its name, a word for it, its branch.</summary>
    private bool IsBankField(int first, int end)
    {
        for (int i = words.SegmentStart(first); i < first; i++)
            if (!labels.IsInside(i) && !BankFieldWords.Contains(words[i].Folded) && !Banks.IsLegalWord(words[i].Folded) && !IsOrdinal(i)) return false;
        int stop = words.SegmentEnd(end - 1);
        int others = 0;
        for (int i = end; i < stop; i++)
        {
            if (labels.EndingAt(i) == NarrativeLabel.Field && words[i].Folded is "nhanh" or "cn") return true; // a branch, whose name may be anything
            if (words[i].Folded is "pgd" or "branch") return true;
            if (!labels.IsInside(i) && words[i].Shape is WordShape.Lower) others++;
        }
        return others <= 1;
    }

    /// <summary>Returns whether a segment holds nothing but an account number and its label.</summary>
    private bool IsNumberField(int first, int end)
    {
        for (int i = words.SegmentStart(first); i < first; i++)
            if (!labels.IsInside(i) && !NarrativeLabels.IsLight(words[i].Folded) && !IsOrdinal(i)) return false;
        int stop = words.SegmentEnd(end - 1);
        for (int i = end; i < stop; i++)
            if (!labels.IsInside(i) && words[i].Shape is WordShape.Lower && !NarrativeLabels.IsLight(words[i].Folded)) return false;
        return true;
    }

    /// <summary>Returns whether the segment that begins with a word is a field of a payment block: a holder, an amount, the text of a transfer.</summary>
    private bool IsField(int start)
    {
        int stop = words.SegmentEnd(start), lower = 0;
        if (labels.IsInside(start)) return true;
        if (words[start].Shape == WordShape.Digits && words[start].Taken) return true;
        for (int i = start; i < stop; i++)
            if (words[i].Shape == WordShape.Lower) lower++;
        return stop - start <= 8 && lower <= 1;
    }
}
