using Resolve.Identifiers.Accounts;
using Resolve.Identifiers.Devices;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Online;
using Resolve.Identifiers.Phones;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Narratives;

/// <summary>Finds identifiers and amounts in free Vietnamese text. Precision before recall: what stands without a label must have a form that nothing else
/// has.</summary>
public static class NarrativeScanner
{
    /// <summary>The longest text that is read, in UTF-16 code units; what is behind is not looked at.</summary>
    public const int TextLengthMax = Reports.ReportLimits.NarrativeLengthMax;

    private const int ListWordsMax = 8, BareLengthMin = 8, RestLengthMax = 4, MobileLength = 10;

    /// <summary>Finds the identifiers of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The day it was written, by which old numbers are read; null when unknown.</param>
    /// <returns>The mentions in the order of the text; they do not overlap.</returns>
    public static IReadOnlyList<NarrativeMention> Find(string? text, DateOnly? date)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        if (text.Length > TextLengthMax) text = text[..TextLengthMax];
        string written = MisreadText.Repair(text, out int[]? places), read = FullWidthText.Fold(written);
        var scan = new Scan(read, date);
        scan.Tokens();
        scan.Numbers();
        scan.Found.Sort((a, b) => a.Start.CompareTo(b.Start));
        List<NarrativeMention> found = ReferenceEquals(read, written)
            ? scan.Found
            : scan.Found.ConvertAll(m => m with { Value = written.Substring(m.Start, m.Length) });
        if (places is null) return found;
        return found.ConvertAll(m => m with { Start = places[m.Start], Length = places[m.Start + m.Length] - places[m.Start] });
    }

    private sealed class Scan(string text, DateOnly? date)
    {
        private readonly bool[] _taken = new bool[text.Length];

        public List<NarrativeMention> Found { get; } = [];

        /// <summary>Takes links, e-mail addresses, crypto addresses and labelled handles: words that blanks end.</summary>
        public void Tokens()
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (IsBlank(text[i])) continue;
                int start = i;
                while (i < text.Length && !IsBlank(text[i])) i++;
                Token(start, i);
            }
        }

        /// <summary>Takes amounts and dates, then numbers by their labels, their banks and their forms.</summary>
        public void Numbers()
        {
            var numbers = new List<NarrativeNumber>();
            var dates = new List<(int Start, int Length)>();
            for (int i = 0; i < text.Length;)
            {
                if (_taken[i] || !(char.IsAsciiDigit(text[i]) || (text[i] == '+' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))) { i++; continue; }
                if (i > 0 && (char.IsLetter(text[i - 1]) || text[i - 1] is '_' or '#') && !IsGlued(i)) { i = SkipWord(i); continue; }
                if (i > 0 && text[i - 1] is '-' or '.' or '/' or '_' && IsPartOfCode(i)) { i = SkipWord(i); continue; }
                if (NarrativeDates.LengthAt(text, i) is var date and > 0) { dates.Add((i, date)); i += date; continue; }
                // Behind a point that follows a digit stands the rest of a number that was not read, such as a phone with letters for digits.
                bool isRest = i > 1 && text[i - 1] == '.' && char.IsAsciiDigit(text[i - 2]);
                if (!isRest && Amounts.TryReadAt(text, i, out decimal amount, out string currency, out int length))
                {
                    Add(NarrativeKind.Amount, i, length, default, currency, amount.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), []);
                    i += length;
                    continue;
                }
                if (HiddenLength(i) is var hidden and > 0)
                {
                    numbers.Add(new NarrativeNumber(DigitRun.Hidden(text, i, hidden)) { Hidden = text.Substring(i, hidden) });
                    i += hidden;
                    continue;
                }
                var run = DigitRun.At(text, i, _taken);
                if (run.Digits.Length >= AccountReader.NumberLengthMin)
                    foreach (DigitRun part in run.Parts()) numbers.Add(new NarrativeNumber(part));
                i = run.End;
            }
            if (numbers.Count == 0) return;
            bool[] known = [.. _taken];
            foreach ((int start, int length) in dates) known.AsSpan(start, length).Fill(true);
            Place(numbers, known);
            foreach (NarrativeNumber number in numbers) Take(number);
        }

        /// <summary>Finds out what the layout of the text says of its numbers.</summary>
        private void Place(List<NarrativeNumber> numbers, bool[] known)
        {
            var words = NarrativeWords.Of(text, known);
            var labels = new NarrativeLabels(words);
            bool[] isNumber = new bool[words.Count];
            foreach (NarrativeNumber number in numbers)
            {
                number.First = words.At(number.Run.Start);
                number.End = Math.Max(words.At(number.Run.End), number.First + 1);
                isNumber.AsSpan(number.First, number.End - number.First).Fill(true);
            }
            List<NarrativeBank> banks = NarrativeBanks.Find(words);
            NarrativeNumber? before = null;
            foreach (NarrativeNumber number in numbers)
            {
                DigitRun run = number.Run;
                number.IsPhoneShaped = number.Hidden is { } hidden ? hidden[0] == '0' && hidden.Count(IsHiddenSign) == MobileLength : IsPhoneShaped(run);
                number.IsFixedLine = number.IsPhoneShaped && run.GroupCount > 1 && run.Digits[1] == '2' && run.DigitsOf(0, 1).Length is 3 or 4;
                number.Label = labels.Before(number.First, i => isNumber[i], out int heavy);
                number.LabelWords = heavy;
                if (number.Label == NarrativeLabel.None && before is { Label: not NarrativeLabel.None } && IsListed(words, labels, banks, before, number))
                    (number.Label, number.LabelWords) = (before.Label, before.LabelWords);
                before = number;
            }
            new BankAssignment(words, labels, numbers, banks).Assign();
        }

        private bool IsPhoneShaped(DigitRun run) => run.Digits is ['0', _, ..]
            && PhonePlan.Read(run.Digits, run.HasPlus, date).Number is { Kind: PhoneKind.Mobile or PhoneKind.Fixed or PhoneKind.Voip };

        /// <summary>Returns whether a number goes on with the list of the one before it, whose label then is its own.</summary>
        private static bool IsListed(NarrativeWords words, NarrativeLabels labels, List<NarrativeBank> banks, NarrativeNumber one, NarrativeNumber other)
        {
            if (other.First - one.End > ListWordsMax) return false;
            bool sameForm = one.Run.Digits.Length == other.Run.Digits.Length && one.IsPhoneShaped == other.IsPhoneShaped;
            if (one.Label is NarrativeLabel.Other or NarrativeLabel.Document or NarrativeLabel.Device && !sameForm) return false;
            if (one.Label == NarrativeLabel.Account && other.IsPhoneShaped && !sameForm) return false;
            if (one.Label == NarrativeLabel.Phone && !other.IsPhoneShaped) return false;
            for (int i = one.End; i <= other.First; i++)
            {
                if ((words[i].Gap & (WordGap.Sentence | WordGap.Blank)) != 0) return false;
                if (i == other.First) break;
                if (labels.IsInside(i)) return false;
                bool ofBank = banks.Exists(b => b.First <= i && i < b.End);
                bool light = words[i].Shape != WordShape.Lower || NarrativeLabels.IsLight(words[i].Folded) || words[i].Folded is "hoac" or "hay";
                if (!ofBank && !light) return false;
            }
            return true;
        }

        private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '"' or '“' or '”' or '<' or '>' or '«' or '»' or '|';

        /// <summary>Returns whether digits stand right behind a label: sđt0912…, stk123….</summary>
        private bool IsGlued(int i)
        {
            int start = i;
            while (start > 0 && char.IsLetter(text[start - 1])) start--;
            if (start > 0 && char.IsDigit(text[start - 1])) return false;
            ReadOnlySpan<char> word = text.AsSpan(start, i - start);
            return i - start <= 12 && (NarrativeLabels.IsLabel(word) || IsBankCode(word, i));
        }

        /// <summary>Returns whether digits go on with a code of letters and digits: 000.00.12.H18-0356781666.</summary>
        private bool IsPartOfCode(int i)
        {
            int start = i - 1;
            while (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1])) start--;
            ReadOnlySpan<char> part = text.AsSpan(start, i - 1 - start);
            if (part.Length is < 2 or >= BareLengthMin) return false;
            return part.ContainsAnyInRange('0', '9') && (part.ContainsAnyInRange('A', 'Z') || part.ContainsAnyInRange('a', 'z'));
        }

        /// <summary>Returns whether letters are a bank's code or name, and long digits alone stand behind them: VCB0071….</summary>
        private bool IsBankCode(ReadOnlySpan<char> word, int i)
        {
            int end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - i < BareLengthMin || (end < text.Length && char.IsLetter(text[end]))) return false;
            Span<char> folded = stackalloc char[36];
            return Banks.Named(folded[..TextFold.FoldTo(word, folded, '\0')], headed: false) is { Length: 1 };
        }

        private int SkipWord(int i)
        {
            i++; // a plus is no letter
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_')) i++;
            return i;
        }

        private void Token(int start, int end)
        {
            while (start < end && text[start] is '(' or '[' or '{' or '\'' or '‘' or ',' or ';' or ':') start++;
            while (end > start && text[end - 1] is '.' or ',' or ';' or ':' or ')' or ']' or '}' or '!' or '?' or '\'' or '’' or '…') end--;
            ReadOnlySpan<char> token = text.AsSpan(start, end - start);
            if (token.Length is < 4 or > 500) return;
            if (Crypto(token, start)) return;
            int at = token.IndexOf('@');
            bool link = token.Contains("://", StringComparison.Ordinal) || token.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || HasKnownHost(token);
            if (link || at > 0)
            {
                if (link && token.IndexOf("http", StringComparison.OrdinalIgnoreCase) is var http and > 0) { start += http; token = token[http..]; }
                OnlineReading reading = OnlineReader.Read(token.ToString(), link ? "url" : "email", date);
                if (reading.Reason is null) AddOnline(start, token.Length, reading);
                else if (link && OnlineReader.Read(token.ToString(), null, date) is { Reason: null } other) AddOnline(start, token.Length, other);
                if (reading.Reason is null || link) _taken.AsSpan(start, token.Length).Fill(true);
                return;
            }
            // Few words look like a handle; the words before, which cost more, are read for those alone.
            bool handle = at == 0 || (token.ContainsAny('_', '.') || token.ContainsAnyInRange('0', '9')) && token.ContainsAnyInRange('a', 'z')
                && System.Text.Ascii.IsValid(token);
            if (!handle || !System.Text.Ascii.IsValid(token) || NarrativeLabels.PlatformBefore(text, start) is not { } platform) return;
            OnlineReading account = OnlinePlatforms.Handle(platform, token.ToString(), date);
            if (account.Reason is null) AddOnline(start, token.Length, account);
        }

        private bool Crypto(ReadOnlySpan<char> token, int start)
        {
            Span<char> canonical = stackalloc char[80];
            if (CryptoAddress.Chain(token) is not { } chain || !CryptoAddress.IsValid(token, chain, canonical)) return false;
            EntityKey key = AccountReading.KeyOf(chain, canonical[..token.Length]);
            Add(NarrativeKind.Account, start, token.Length, key, chain, key.ToString(), []);
            return true;
        }

        private static bool HasKnownHost(ReadOnlySpan<char> token)
        {
            int slash = token.IndexOf('/');
            ReadOnlySpan<char> host = slash < 0 ? token : token[..slash];
            int dot = host.LastIndexOf('.');
            if (dot <= 0 || host.Length > 100 || host.Contains('@')) return false;
            // sums of money have points too
            if ((slash <= 0 && token.Length <= 6) || !System.Text.Ascii.IsValid(host[(dot + 1)..]) || !host[..dot].ContainsAnyInRange('a', 'z')) return false;
            string? canonical = WebAddress.Host(host.ToString());
            return canonical is not null && !WebAddress.IsAddress(canonical) && OnlinePlatforms.IsCommonTop(canonical);
        }

        private void Take(NarrativeNumber number)
        {
            DigitRun run = number.Run;
            if (number.Hidden is { } hidden) { Hidden(number, hidden); return; }
            if (run.Digits.Length is 16 or 19 && CardNumber.LooksLikeCard(run.Digits) && CardNumber.HasLuhn(run.Digits)) { Account(run, ""); return; }
            bool close = number.LabelWords <= NarrativeNumber.LabelWordsMax;
            switch (number.Label)
            {
                case NarrativeLabel.Other: return;
                case NarrativeLabel.Document when Document(run) || number.LabelWords == 0: return;
                case NarrativeLabel.Device when Device(run) || number.LabelWords == 0: return;
                case NarrativeLabel.Phone when (close || number.IsPhoneShaped) && (Phone(run, labelled: close) || close): return;
            }
            if (run.HasPlus) { Phone(run, labelled: true); return; }
            if (number.Bank is { } bank)
            {
                bool beside = bank.End == number.First || number.End == bank.First;
                if (number.Label == NarrativeLabel.Account || beside || run.Digits.Length >= BareLengthMin) { Account(run, bank.Code ?? ""); return; }
            }
            if (number.Label == NarrativeLabel.Account && (close || !number.IsPhoneShaped)) Account(run, "");
            else Phone(run, labelled: false);
        }

        /// <summary>Takes a number with hidden digits, which is shown and found and names nothing.</summary>
        private void Hidden(NarrativeNumber number, string value)
        {
            if (number.Label is not (NarrativeLabel.None or NarrativeLabel.Phone or NarrativeLabel.Account)) return;
            bool phone = number.Label == NarrativeLabel.Phone || (number.IsPhoneShaped && number.Bank is null && number.Label == NarrativeLabel.None);
            if (phone)
            {
                if (PhoneReader.Read(value, date) is { Pattern: not null } read)
                    Add(NarrativeKind.Phone, number.Run.Start, value.Length, default, null, null, MentionNormaliser.PhoneCandidates(read));
                return;
            }
            if (number.Bank is null && number.Label != NarrativeLabel.Account) return;
            AccountReading account = AccountReader.Read(value, number.Bank?.Code, date);
            if (account is { Reason: "masked", Candidates.Count: > 0 })
                Add(NarrativeKind.Account, number.Run.Start, value.Length, default, account.Bank?.Code, null, account.Candidates);
        }

        /// <summary>Returns the length of the number with hidden digits at a place: digits, two signs for hidden ones or more, digits; 0 for none.</summary>
        private int HiddenLength(int start)
        {
            int i = start, digits = 0, signs = 0, last = start;
            while (i < text.Length && !_taken[i])
            {
                char c = text[i];
                if (char.IsAsciiDigit(c)) digits++;
                else if (c is '*' or '•' or '●' or 'x' or 'X') signs++;
                else if (!(c is ' ' or '.' or '-' && i > start && i + 1 < text.Length && IsHiddenSign(text[i - 1]) && IsHiddenSign(text[i + 1]))) break;
                if (IsHiddenSign(c)) last = i + 1;
                i++;
            }
            bool fits = signs >= 2 && digits >= 4 && digits + signs is >= 8 and <= AccountReader.NumberLengthMax;
            return fits && !(i < text.Length && char.IsLetter(text[i])) ? last - start : 0;
        }

        private static bool IsHiddenSign(char c) => char.IsAsciiDigit(c) || c is '*' or '•' or '●' or 'x' or 'X';

        private bool Phone(DigitRun run, bool labelled)
        {
            for (int first = 0; first < run.GroupCount; first++)
            {
                for (int last = run.GroupCount; last > first; last--)
                {
                    ReadOnlySpan<char> digits = run.DigitsOf(first, last);
                    bool plus = run.HasPlus && first == 0;
                    if (!plus && digits[0] != '0' && !digits.StartsWith("84") && !(labelled && digits.Length is 9 && run.GroupCount == 1)) continue;
                    PhoneReading reading = PhonePlan.Read(digits, plus, date);
                    if (reading.Number.IsDefault && reading.Reason != "ambiguous") continue;
                    if (!labelled && !plus && (reading.Number.Kind == PhoneKind.Foreign || (digits[0] != '0' && digits.Length != 11)
                        || reading.Steps.HasFlag(PhoneSteps.StateNetwork))) continue;
                    if (!labelled && !plus && digits.Length < 10) continue;
                    (int start, int length) = run.Place(first, last);
                    EntityKey key = reading.Number.IsDefault ? default : reading.Number.Key;
                    Add(NarrativeKind.Phone, start, length, key, null, key.IsDefault ? null : key.ToString(), key.IsDefault
                        ? MentionNormaliser.PhoneCandidates(reading) : []);
                    if (!reading.Number.IsDefault) Rests(start + length, reading.Number);
                    if (last < run.GroupCount && run.From(last) is { Digits.Length: >= AccountReader.NumberLengthMin } rest) Phone(rest, labelled);
                    return true;
                }
            }
            return false;
        }

        /// <summary>Takes the endings behind slashes, each of another number that begins like the one before: 0961234119/120.</summary>
        private void Rests(int place, PhoneNumber number)
        {
            Span<char> digits = stackalloc char[20];
            int length = number.Write(digits), restLength = 0;
            while (true)
            {
                int slash = place;
                while (slash < text.Length && text[slash] is ' ' or '\u00A0') slash++;
                if (slash >= text.Length || text[slash] != '/') return;
                int start = slash + 1;
                while (start < text.Length && text[start] is ' ' or '\u00A0') start++;
                int end = start;
                while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
                if (end - start is < 1 or > RestLengthMax || (restLength > 0 && end - start != restLength)) return;
                if (end < text.Length && char.IsLetter(text[end])) return;
                bool goesOn = end + 1 < text.Length && text[end] == '/' && NextLength(end + 1) > 0;
                if (restLength == 0 && goesOn && NextLength(end + 1) is var next && next != end - start && next <= RestLengthMax) return; // 12/2024 is a date
                restLength = end - start;
                text.AsSpan(start, restLength).CopyTo(digits[(length - restLength)..]);
                if (PhonePlan.Read(digits[1..length], true, date).Number is not { IsDefault: false } other) return;
                Add(NarrativeKind.Phone, start, restLength, other.Key, null, other.Key.ToString(), []);
                place = end;
            }
        }

        private int NextLength(int start)
        {
            int end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            return end - start;
        }

        private void Account(DigitRun run, string bank)
        {
            DigitRun own = run.Digits.Length <= AccountReader.NumberLengthMax ? run : run.LongestGroup();
            AccountReading reading = AccountReader.Read(own.Digits, bank, date);
            if (reading.Key.IsDefault && reading.Candidates.Count == 0) return;
            Add(NarrativeKind.Account, own.Start, own.Length, reading.Key, reading.Bank?.Code ?? (bank.Length > 0 ? bank : null), reading.Key.IsDefault ? null
                : reading.Key.ToString(), reading.Candidates);
        }

        private bool Document(DigitRun run)
        {
            DigitRun own = run.Digits.Length is >= 9 and <= 12 ? run : run.LongestGroup();
            if (!DocumentReader.TryRead("", own.Digits, "", out IdentityDocument document, out _)) return false;
            Add(NarrativeKind.Document, own.Start, own.Length, default, document.Type, document.ToString(), []);
            return true;
        }

        private bool Device(DigitRun run)
        {
            DeviceReading reading = DeviceReader.Read(run.Digits, "");
            if (reading.Reason is not null) return false;
            Add(NarrativeKind.Device, run.Start, run.Length, reading.Key, reading.Type, reading.Key.ToString(), []);
            return true;
        }

        private void AddOnline(int start, int length, OnlineReading reading) =>
            Add(NarrativeKind.Online, start, length, reading.Key, reading.Platform, reading.Key.ToString(), []);

        private void Add(NarrativeKind kind, int start, int length, EntityKey key, string? type, string? canonical, IReadOnlyList<EntityKey> candidates)
        {
            if (_taken.AsSpan(start, length).Contains(true)) return;
            _taken.AsSpan(start, length).Fill(true);
            Found.Add(new NarrativeMention(kind, text.Substring(start, length), start, length, key, type, canonical, candidates));
        }
    }
}
