namespace Resolve.Identifiers;

/// <summary>Finds identifiers and amounts in free Vietnamese text. Precision before recall: what stands without a label must have a form that nothing else has.</summary>
public static class NarrativeScanner
{
    /// <summary>The longest text that is read, in UTF-16 code units; what is behind is not looked at.</summary>
    public const int TextLengthMax = Reports.ReportLimits.NarrativeLengthMax;

    private const int LabelDistanceMax = 48, BankDistanceMax = 80;

    /// <summary>Finds the identifiers of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The day it was written, by which old numbers are read; null when unknown.</param>
    /// <returns>The mentions in the order of the text; they do not overlap.</returns>
    public static IReadOnlyList<NarrativeMention> Find(string? text, DateOnly? date)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        if (text.Length > TextLengthMax) text = text[..TextLengthMax];
        var scan = new Scan(text, date);
        scan.Tokens();
        scan.Numbers();
        scan.Found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return scan.Found;
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

        /// <summary>Takes amounts, dates, and runs of digits by their labels and forms.</summary>
        public void Numbers()
        {
            for (int i = 0; i < text.Length;)
            {
                if (_taken[i] || !(char.IsAsciiDigit(text[i]) || (text[i] == '+' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))) { i++; continue; }
                if (i > 0 && (char.IsLetter(text[i - 1]) || text[i - 1] is '_' or '#') && !IsGlued(i)) { i = SkipWord(i); continue; }
                if (NarrativeDates.LengthAt(text, i) is var date and > 0) { i += date; continue; }
                if (Amounts.TryReadAt(text, i, out decimal amount, out string currency, out int length))
                {
                    Add(NarrativeKind.Amount, i, length, default, currency, amount.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), []);
                    i += length;
                    continue;
                }
                var run = DigitRun.At(text, i, _taken);
                Run(run);
                i = run.End;
            }
        }

        private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '"' or '“' or '”' or '<' or '>' or '«' or '»' or '|';

        /// <summary>Returns whether digits stand right behind a label: sđt0912…, stk123….</summary>
        private bool IsGlued(int i)
        {
            int start = i;
            while (start > 0 && char.IsLetter(text[start - 1])) start--;
            return i - start <= 8 && NarrativeLabels.IsLabel(text.AsSpan(start, i - start));
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
            bool handle = at == 0 || (token.ContainsAny('_', '.') || token.ContainsAnyInRange('0', '9')) && token.ContainsAnyInRange('a', 'z') && System.Text.Ascii.IsValid(token);
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
            if ((slash <= 0 && token.Length <= 6) || !System.Text.Ascii.IsValid(host[(dot + 1)..]) || !host[..dot].ContainsAnyInRange('a', 'z')) return false; // sums of money have points too
            string? canonical = WebAddress.Host(host.ToString());
            return canonical is not null && !WebAddress.IsAddress(canonical) && OnlinePlatforms.IsCommonTop(canonical);
        }

        private void Run(DigitRun run)
        {
            NarrativeLabel label = NarrativeLabels.Before(text, run.Start, LabelDistanceMax);
            ReadOnlySpan<char> digits = run.Digits;
            if (digits.Length < 6) return;
            if (digits.Length is 16 or 19 && CardNumber.LooksLikeCard(digits) && CardNumber.HasLuhn(digits)) { Account(run, ""); return; }
            switch (label)
            {
                case NarrativeLabel.Document: Document(run); return;
                case NarrativeLabel.Device: Device(run); return;
                case NarrativeLabel.Phone when Phone(run, labelled: true): return;
            }
            string? bank = Bank(run);
            if (label == NarrativeLabel.Account || (bank is not null && label != NarrativeLabel.Phone && !IsPhoneBefore(run, bank))) { Account(run, bank ?? ""); return; }
            Phone(run, labelled: false);
        }

        /// <summary>Returns whether an unlabelled number is a phone although a bank stands near: it has the form, and the bank no account label.</summary>
        private bool IsPhoneBefore(DigitRun run, string bank) =>
            run.Digits is ['0', _, ..] && PhonePlan.Read(run.Digits, run.HasPlus, date).Number is { Kind: PhoneKind.Mobile } && !IsWallet(bank) && !NarrativeLabels.IsRightBefore(text, run.Start, bank);

        private static bool IsWallet(string bank) => Banks.Find(bank, false) is [{ Kind: BankKind.Wallet }];

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
                    if (!labelled && !plus && (reading.Number.Kind == PhoneKind.Foreign || (digits[0] != '0' && digits.Length != 11) || reading.Steps.HasFlag(PhoneSteps.StateNetwork))) continue;
                    if (!labelled && !plus && digits.Length < 10) continue;
                    (int start, int length) = run.Place(first, last);
                    EntityKey key = reading.Number.IsDefault ? default : reading.Number.Key;
                    Add(NarrativeKind.Phone, start, length, key, null, key.IsDefault ? null : key.ToString(), key.IsDefault ? MentionNormaliser.PhoneCandidates(reading) : []);
                    if (last < run.GroupCount) Run(run.From(last));
                    return true;
                }
            }
            return false;
        }

        private void Account(DigitRun run, string bank)
        {
            DigitRun own = run.Digits.Length <= AccountReader.NumberLengthMax ? run : run.LongestGroup();
            AccountReading reading = AccountReader.Read(own.Digits, bank, date);
            if (reading.Key.IsDefault && reading.Candidates.Count == 0) return;
            Add(NarrativeKind.Account, own.Start, own.Length, reading.Key, reading.Bank?.Code ?? (bank.Length > 0 ? bank : null), reading.Key.IsDefault ? null : reading.Key.ToString(), reading.Candidates);
        }

        private void Document(DigitRun run)
        {
            DigitRun own = run.Digits.Length is 9 or 12 ? run : run.LongestGroup();
            if (!DocumentReader.TryRead("", own.Digits, "", out IdentityDocument document, out _)) return;
            Add(NarrativeKind.Document, own.Start, own.Length, default, document.Type, document.ToString(), []);
        }

        private void Device(DigitRun run)
        {
            DeviceReading reading = DeviceReader.Read(run.Digits, "");
            if (reading.Reason is null) Add(NarrativeKind.Device, run.Start, run.Length, reading.Key, reading.Type, reading.Key.ToString(), []);
        }

        /// <summary>Finds the bank of a number: in the sentence behind it up to the next number, else before it.</summary>
        private string? Bank(DigitRun run)
        {
            int end = run.End;
            while (end < text.Length && end - run.End < BankDistanceMax && !IsSentenceEnd(end) && !(char.IsAsciiDigit(text[end]) && DigitRun.At(text, end, _taken).Digits.Length >= 6)) end++;
            string? after = One(text.AsSpan(run.End, end - run.End));
            int start = run.Start;
            while (start > 0 && run.Start - start < BankDistanceMax && !IsSentenceEnd(start - 1) && !(char.IsAsciiDigit(text[start - 1]) && _taken[start - 1])) start--;
            string? before = One(text.AsSpan(start, run.Start - start));
            return before is not null && (after is null || NarrativeLabels.IsRightBefore(text, run.Start, before)) ? before : after;
        }

        private static string? One(ReadOnlySpan<char> window)
        {
            Bank[] found = Banks.Find(window, inFreeText: true);
            return found.Length == 1 ? found[0].Code : found.Length > 1 && found.All(b => b.Code is "BVB" or "BAOVIETBANK") ? "BVB" : null;
        }

        private bool IsSentenceEnd(int i) => text[i] is '\n' or '!' or '?' or ';' || (text[i] == '.' && (i + 1 >= text.Length || char.IsWhiteSpace(text[i + 1])) && !(i > 0 && char.IsUpper(text[i - 1])));

        private void AddOnline(int start, int length, OnlineReading reading) => Add(NarrativeKind.Online, start, length, reading.Key, reading.Platform, reading.Key.ToString(), []);

        private void Add(NarrativeKind kind, int start, int length, EntityKey key, string? type, string? canonical, IReadOnlyList<EntityKey> candidates)
        {
            if (_taken.AsSpan(start, length).Contains(true)) return;
            _taken.AsSpan(start, length).Fill(true);
            Found.Add(new NarrativeMention(kind, text.Substring(start, length), start, length, key, type, canonical, candidates));
        }
    }
}
