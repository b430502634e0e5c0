using System.Text.Json;
using System.Text.Unicode;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Mentions;

namespace Resolve.Reports;

/// <summary>Reads a report from its JSON (docs/report-format.md), whole or not at all.</summary>
/// <remarks>Pure: the same bytes give the same result. A null member counts as absent.</remarks>
public static class ReportReader
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads one report.</summary>
    /// <param name="utf8">The JSON object in UTF-8, with or without a byte order mark, at most <see cref="ReportLimits.SizeBytesMax"/> long.</param>
    /// <returns>The report, or every field that is wrong, up to <see cref="ReportLimits.ErrorCountMax"/>.</returns>
    public static ReportReadResult Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > ReportLimits.SizeBytesMax)
            return Failed(FieldErrorCodes.TooLong, $"A report has at most {ReportLimits.SizeBytesMax} bytes; this one has {utf8.Length}.");
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span)) return Failed(FieldErrorCodes.Encoding, "The report is not valid UTF-8.");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, s_options);
        }
        catch (JsonException e)
        {
            return Failed(FieldErrorCodes.Json, $"The report is not JSON that can be read: {Cause(e)}.");
        }
        catch (InvalidOperationException)
        {
            return Failed(FieldErrorCodes.Encoding, "A member name of the report holds a lone surrogate.");
        }
        using (document) return Checked(Read(document.RootElement), utf8.Length);
    }

    /// <summary>The canonical form escapes some characters, so it can be longer than what came; it is what the journal keeps and reads back.</summary>
    private static ReportReadResult Checked(ReportReadResult read, int length)
    {
        if (read.Report is null || length <= ReportLimits.SizeBytesMax / CanonicalJson.GrowthMax) return read;
        int canonical = ReportWriter.ToUtf8(read.Report).Length;
        return canonical <= ReportLimits.SizeBytesMax
            ? read
            : Failed(FieldErrorCodes.TooLong, $"A report has at most {ReportLimits.SizeBytesMax} bytes in its canonical form; this one has {canonical}.");
    }

    private static string Cause(JsonException e) => e.Message.Contains("uplicate", StringComparison.Ordinal) ? "a member stands twice"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");

    private static ReportReadResult Failed(string code, string message) => new(null, [new FieldError("", code, message)]);

    private static ReportReadResult Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Failed(FieldErrorCodes.Type, "A report is a JSON object.");
        var errors = new FieldErrors();
        var unknown = new List<UnknownField>();
        var o = new ObjectReader(root, errors, unknown);
        string source = o.Key("source"u8) ?? "", id = o.Key("id"u8) ?? "";
        bool withdrawn = o.Boolean("withdrawn"u8);
        var report = new Report
        {
            Key = new ReportKey(source, id),
            Version = o.Integer("version"u8, 1, int.MaxValue) ?? 1,
            Withdrawn = withdrawn,
            Unit = o.Text("unit"u8),
            ReceivedAt = o.Time("receivedAt"u8),
            OccurredAt = o.Time("occurredAt"u8),
            Province = o.Text("province"u8),
            Status = (ReportStatus)Math.Max(0, o.KnownWord("status"u8, WireNames.Statuses)),
            Typologies = o.Texts("typologies"u8),
            Loss = ReadLoss(o),
            Narrative = o.Text("narrative"u8, ReportLimits.NarrativeLengthMax),
            Mentions = o.Objects("mentions"u8, ReportLimits.MentionCountMax, ReadMention),
            Links = o.Objects("links"u8, ReportLimits.LinkCountMax, ReadLink),
        };
        o.KeepUnknown();
        if (report.Mentions.Count == 0 && !withdrawn && string.IsNullOrWhiteSpace(report.Narrative) && !errors.HasAt("mentions"))
            errors.Add("mentions", FieldErrorCodes.Required, "A report has at least one mention, or a narrative.");
        if (errors.Count == 0) report = report with { Mentions = CheckRefs(report, errors) };
        if (errors.Count > 0) return new ReportReadResult(null, errors.ToArray());
        unknown.Sort(static (a, b) => string.CompareOrdinal(a.Parent, b.Parent) is var p and not 0 ? p : string.CompareOrdinal(a.Name, b.Name));
        return new ReportReadResult((report with { UnknownFields = unknown }).MarkAsRead(), []);
    }

    private static Money? ReadLoss(ObjectReader o)
    {
        if (o.Object("loss"u8) is not { } loss) return null;
        decimal? amount = loss.WrittenAmount("amount"u8, required: true, out string? written);
        string? currency = loss.Currency("currency"u8) ?? written;
        if (amount is null) loss.Keep("currency"u8); // it stays beside the amount that could not be read
        loss.KeepUnknown();
        return amount is { } a ? new Money(a, currency ?? "VND") : null;
    }

    private static Mention ReadMention(ObjectReader o)
    {
        MentionKind kind = default;
        if (o.Word("kind"u8, required: true) is { } word && !WireNames.TryParse(word, out kind))
            o.Wrong("kind"u8, FieldErrorCodes.UnknownValue, $"A mention's kind is one of {string.Join(", ", WireNames.MentionKinds)}.");
        MentionRole role = default;
        if (o.Word("role"u8) is { } roleWord && !WireNames.TryParse(roleWord, out role))
            o.Wrong("role"u8, FieldErrorCodes.UnknownValue, $"A mention's role is one of {string.Join(", ", WireNames.Roles)}.");
        var mention = new Mention
        {
            Ref = o.Key("ref"u8, required: false) ?? "",
            Kind = kind,
            Role = role,
            Value = o.Text("value"u8, required: kind is not MentionKind.Person and not default(MentionKind)),
            Channel = o.Text("channel"u8),
            Bank = o.Text("bank"u8),
            Holder = o.Text("holder"u8),
            Type = o.Text("type"u8),
            Platform = o.Text("platform"u8),
            Name = o.Text("name"u8),
            Aliases = o.Texts("aliases"u8),
            BirthDate = o.Text("dob"u8),
            Sex = o.Text("sex"u8),
            Nationality = o.Text("nationality"u8),
            Documents = o.Objects("documents"u8, ReportLimits.ListCountMax, ReadDocument),
            Addresses = o.Texts("addresses"u8),
        };
        o.KeepUnknown();
        return mention;
    }

    private static DocumentMention ReadDocument(ObjectReader o)
    {
        string word = o.Word("type"u8) ?? "other";
        string type = DocumentReader.TypeOf(word) is { Length: > 0 } known ? known : word;
        if (type is not ("cccd" or "cmnd" or "passport" or "national-id" or "driver-licence" or "other"))
            o.Wrong("type"u8, FieldErrorCodes.UnknownValue, "A document's type is one of cccd, cmnd, passport, national-id, driver-licence, other.");
        var document = new DocumentMention(type, o.Text("number"u8, required: true) ?? "", o.Text("country"u8));
        o.KeepUnknown();
        return document;
    }

    private static ReportLink ReadLink(ObjectReader o)
    {
        LinkKind kind = default;
        if (o.Word("kind"u8, required: true) is { } word && !WireNames.TryParse(word, out kind))
            o.Wrong("kind"u8, FieldErrorCodes.UnknownValue, $"A link's kind is one of {string.Join(", ", WireNames.LinkKinds)}.");
        decimal? amount = o.WrittenAmount("amount"u8, required: false, out string? written);
        var link = new ReportLink(
            o.Key("from"u8) ?? "",
            o.Key("to"u8) ?? "",
            kind,
            amount,
            o.Currency("currency"u8) ?? written,
            o.Time("at"u8),
            o.Text("reference"u8));
        o.KeepUnknown();
        return link;
    }

    /// <summary>Gives refs to mentions without one, and checks that refs are unique and links find their ends.</summary>
    private static List<Mention> CheckRefs(Report report, FieldErrors errors)
    {
        var refs = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < report.Mentions.Count; i++)
            if (report.Mentions[i].Ref.Length > 0 && !refs.Add(report.Mentions[i].Ref))
                errors.Add($"mentions[{i}].ref", FieldErrorCodes.Duplicate, "Two mentions of a report have different refs.");
        var mentions = new List<Mention>(report.Mentions.Count);
        for (int i = 0; i < report.Mentions.Count; i++)
        {
            Mention mention = report.Mentions[i];
            if (mention.Ref.Length == 0)
            {
                string given = $"m{i + 1}";
                while (!refs.Add(given)) given += "_";
                mention = mention with { Ref = given };
            }
            mentions.Add(mention);
        }
        for (int i = 0; i < report.Links.Count; i++)
        {
            ReportLink link = report.Links[i];
            if (!refs.Contains(link.From)) errors.Add($"links[{i}].from", FieldErrorCodes.UnknownRef, "A link starts at a mention of its report.");
            if (!refs.Contains(link.To)) errors.Add($"links[{i}].to", FieldErrorCodes.UnknownRef, "A link ends at a mention of its report.");
            if (link.From == link.To) errors.Add($"links[{i}]", FieldErrorCodes.SelfLink, "A link joins two different mentions.");
        }
        return mentions;
    }
}
