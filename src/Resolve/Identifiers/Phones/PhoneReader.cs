using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Phones;

/// <summary>Finds the phone numbers in what was written into a phone field.</summary>
/// <remarks>
/// The scanner cuts the text into pieces of digits; pieces that only blanks, dots, dashes or brackets part make a segment,
/// and a segment is one number if its digits are one, else the fewest numbers that use all of its pieces.
/// </remarks>
internal static class PhoneReader
{
    private const int DigitCountMax = 128, PieceCountMax = 32, NumberCountMax = 8, FloatLengthMin = 8;

    /// <summary>Reads a phone field. Allocates only when it holds more than one number or a masked one.</summary>
    public static PhoneReading Read(ReadOnlySpan<char> text, DateOnly? date)
    {
        Span<char> exact = stackalloc char[24];
        scoped ReadOnlySpan<char> field = text.Trim();
        if (field.IsEmpty) return PhoneReading.None("empty");
        if (field.Length > 1_000) return PhoneReading.None("too-long");
        PhoneSteps steps = PhoneSteps.None;
        string? reason = null;
        field = PhoneLinks.Unlink(field, ref steps, out bool international, ref reason);
        if (reason is not null) return PhoneReading.None(reason, steps);
        if (Spreadsheet.TryExpand(field, exact, out int expanded, out bool lossy))
        {
            if (lossy) return PhoneReading.None("precision-lost", PhoneSteps.Scientific);
            field = exact[..expanded];
            steps |= PhoneSteps.Scientific;
        }
        Span<char> grouped = stackalloc char[field.Length];
        if (TryCommas(field, date, grouped, out int joined))
        {
            field = grouped[..joined];
            steps |= PhoneSteps.Scientific;
        }
        Span<char> whole = stackalloc char[field.Length];
        if (Spreadsheet.TryTakeFractions(field, FloatLengthMin, whole, out int taken, out _))
        {
            field = whole[..taken];
            steps |= PhoneSteps.Scientific;
        }
        var scanner = new PhoneScanner(stackalloc char[DigitCountMax], stackalloc PhonePiece[PieceCountMax]);
        scanner.Scan(field);
        if (international && scanner.PieceCount > 0 && scanner.Digits[0] != '0') scanner.Pieces[0].Lead = PhonePiece.Plus;
        PhoneReading reading = Evaluate(ref scanner, date);
        if (reading.Number.IsDefault && reading.Reason is not "several" && PhoneWords.TryDigits(field, exact, out int spelled)
            && PhonePlan.Read(exact[..spelled], false, date) is var words && !words.Number.IsDefault)
            return words.With(steps | PhoneSteps.Words);
        return (steps | scanner.Steps) == 0 ? reading : reading.With(steps | scanner.Steps);
    }

    /// <summary>Joins the groups of three that a spreadsheet parts by commas: 961,234,117. The last one may have the digits of a short code.</summary>
    private static bool TryCommas(ReadOnlySpan<char> field, DateOnly? date, Span<char> joined, out int length)
    {
        length = 0;
        if (!field.Contains(',')) return false;
        bool any = false;
        for (int i = 0; i < field.Length;)
        {
            int end = char.IsAsciiDigit(field[i]) && (i == 0 || !char.IsAsciiDigit(field[i - 1])) ? CommasEnd(field, i) : 0;
            int from = length;
            foreach (char c in field[i..Math.Max(end, i + 1)])
                if (end == 0 || char.IsAsciiDigit(c)) joined[length++] = c;
            bool plus = i > 0 && field[i - 1] == '+';
            if (end > 0 && PhonePlan.Read(joined[from..length], plus, date).Number.IsDefault) // three short codes are no number
            {
                length = from;
                field[i..end].CopyTo(joined[length..]);
                length += end - i;
            }
            else any |= end > 0;
            i = Math.Max(end, i + 1);
        }
        return any;
    }

    /// <summary>Returns the end of a number in groups of three at a place; 0 when there is none.</summary>
    private static int CommasEnd(ReadOnlySpan<char> field, int start)
    {
        int i = start, groups = 1;
        while (i < field.Length && char.IsAsciiDigit(field[i])) i++;
        if (i - start > (field[start] == '0' ? 4 : 3)) return 0;
        while (i + 3 < field.Length && field[i] == ',' && AsciiText.IsDigits(field.Slice(i + 1, 3))
            && (i + 4 == field.Length || !char.IsAsciiDigit(field[i + 4])))
            (i, groups) = (i + 4, groups + 1);
        return groups >= 3 ? i : 0;
    }

    private static PhoneReading Evaluate(ref PhoneScanner scanner, DateOnly? date)
    {
        var found = new Found(stackalloc PhoneNumber[NumberCountMax]);
        ReadOnlySpan<PhonePiece> pieces = scanner.Pieces[..scanner.PieceCount];
        for (int i = 0; i < pieces.Length;)
        {
            int end = i + 1;
            while (end < pieces.Length && pieces[end].Lead == PhonePiece.Soft) end++;
            if (!pieces[i].IsExtension) Segment(scanner.Digits, pieces[i..end], date, ref found);
            i = end;
        }
        if (found.Count == 0 && found.Fallback.Reason is not ("ambiguous" or "masked" or "several" or "service-number")
            && pieces.Length is > 1 and <= 6 && Joinable(pieces))
        {
            PhoneReading joined = PhonePlan.Read(scanner.Digits[pieces[0].Start..pieces[^1].End], pieces[0].Lead == PhonePiece.Plus, date);
            if (!joined.Number.IsDefault) return joined;
        }
        return found.Result();
    }

    private static bool Joinable(ReadOnlySpan<PhonePiece> pieces)
    {
        foreach (PhonePiece piece in pieces)
            if (piece.IsMasked || piece.IsExtension || piece.Length > 5) return false;
        return pieces[1..].IndexOf(new PhonePiece { Lead = PhonePiece.Plus }) < 0;
    }

    private static void Segment(ReadOnlySpan<char> digits, ReadOnlySpan<PhonePiece> pieces, DateOnly? date, ref Found found)
    {
        ReadOnlySpan<char> all = digits[pieces[0].Start..pieces[^1].End];
        bool plus = pieces[0].Lead == PhonePiece.Plus;
        foreach (PhonePiece piece in pieces)
        {
            if (!piece.IsMasked) continue;
            found.Fail(Mask(all, plus), all.Length);
            return;
        }
        if (pieces[0].Lead == PhonePiece.Slash && pieces.Length == 1 && all.Length <= 4 && found.Count > 0)
        {
            found.AddVariant(all, date);
            return;
        }
        PhoneReading reading = PhonePlan.Read(all, plus, date);
        if (!reading.Number.IsDefault) found.Add(reading);
        else if (reading.Reason is "ambiguous" or "service-number" or "filler"
            || !Split(digits, pieces, plus, date, ref found)) found.Fail(reading, all.Length);
    }

    /// <summary>Cuts a segment into the fewest numbers that use all its pieces, or a long run of digits into two numbers.</summary>
    private static bool Split(ReadOnlySpan<char> digits, ReadOnlySpan<PhonePiece> pieces, bool plus, DateOnly? date, ref Found found)
    {
        if (pieces.Length == 1) return SplitRun(digits[pieces[0].Start..pieces[0].End], date, ref found);
        for (int end = pieces.Length - 1; end > 0; end--)
        {
            PhoneReading head = PhonePlan.Read(digits[pieces[0].Start..pieces[end - 1].End], plus, date);
            if (head.Number.IsDefault && head.Reason != "ambiguous") continue;
            ReadOnlySpan<PhonePiece> rest = pieces[end..];
            int count = found.Count;
            found.AddOrFail(head);
            if (rest.Length == 1 && rest[0].Length <= 3 && rest[0].AfterDash) { found.AddVariant(digits[rest[0].Start..rest[0].End], date); return true; }
            PhoneReading tail = PhonePlan.Read(digits[rest[0].Start..rest[^1].End], false, date);
            if (!tail.Number.IsDefault || tail.Reason == "ambiguous") { found.AddOrFail(tail); return true; }
            if (Split(digits, rest, false, date, ref found)) return true;
            found.Count = count;
        }
        return false;
    }

    private static bool SplitRun(ReadOnlySpan<char> run, DateOnly? date, ref Found found)
    {
        if (run.Length is < 18 or > 24 || run[0] != '0') return false;
        for (int cut = 10; cut <= 11; cut++)
        {
            if (run[cut] != '0') continue;
            PhoneReading one = PhonePlan.Read(run[..cut], false, date), two = PhonePlan.Read(run[cut..], false, date);
            if (one.Number.IsDefault || two.Number.IsDefault) continue;
            found.Add(one);
            found.Add(two);
            return true;
        }
        return false;
    }

    private static PhoneReading Mask(ReadOnlySpan<char> all, bool plus)
    {
        ReadOnlySpan<char> national = plus || (all.StartsWith("84") && all.Length is 11 or 12) ? all : default;
        if (national.StartsWith("84")) all = all[2..];
        else if (plus) return all.Length is >= 8 and <= 15 ? PhoneReading.Masked($"+{all}") : PhoneReading.None("masked");
        int known = all.Length - all.Count('x');
        if (known < 3 || all.Length is < 8 or > 12) return PhoneReading.None("masked", PhoneSteps.Masked);
        return PhoneReading.Masked(all[0] is '0' or 'x' ? all.ToString() : $"0{all}");
    }

    /// <summary>Gathers the distinct numbers of a field, and the most telling failure.</summary>
    private ref struct Found(Span<PhoneNumber> numbers)
    {
        private readonly Span<PhoneNumber> _numbers = numbers;
        private PhoneReading _first;
        private int _fallbackRank;

        public int Count;

        public PhoneReading Fallback { get; private set; }

        public void Add(PhoneReading reading)
        {
            if (Count == 0) _first = reading;
            if (Count < _numbers.Length && !_numbers[..Count].Contains(reading.Number)) _numbers[Count++] = reading.Number;
        }

        public void AddOrFail(PhoneReading reading)
        {
            if (reading.Number.IsDefault) Fail(reading, 20);
            else Add(reading);
        }

        /// <summary>Adds the last number with its last digits replaced: 0912345678/79.</summary>
        public void AddVariant(ReadOnlySpan<char> ending, DateOnly? date)
        {
            if (Count == 0) return; // the number before it was not certain
            Span<char> text = stackalloc char[20];
            int length = _numbers[Count - 1].Write(text);
            ending.CopyTo(text[(length - ending.Length)..]);
            AddOrFail(PhonePlan.Read(text[1..length], true, date));
        }

        public void Fail(PhoneReading reading, int length)
        {
            int rank = reading.Reason switch { "ambiguous" => 500, "masked" => 400, "no-country-code" => 300, "service-number" => 200, "filler" => 100,
                _ => Math.Min(length, 50) };
            if (rank <= _fallbackRank) return;
            (_fallbackRank, Fallback) = (rank, reading);
        }

        public readonly PhoneReading Result()
        {
            if (Count == 1 && Fallback.Reason != "ambiguous") return _first;
            if (Count == 0) return Fallback.Reason is null ? PhoneReading.None("no-digits") : Fallback;
            var several = new SortedSet<PhoneNumber>(_numbers[..Count].ToArray());
            if (Fallback.Reason != "ambiguous") return PhoneReading.Several([.. several], "several");
            several.UnionWith(Fallback.Candidates);
            return PhoneReading.Several([.. several], "ambiguous");
        }
    }
}
