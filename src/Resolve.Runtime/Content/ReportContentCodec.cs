using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Serialization;

namespace Resolve.Runtime.Content;

/// <summary>Packs what a report contributes into bytes and back, so that a report is parsed and extracted once, by whoever receives it. Stored
/// format.</summary>
/// <remarks>
/// Pure. Equal content gives equal bytes. In order: format, the extractor's version, the hash of the report's canonical JSON; key, version,
/// times and partitions (<see cref="ReportMeta"/>); all keys; the records, each behind its length; the mentions of persons with their refs; then
/// the rest of the head, the mentions and the links; last a CRC-32C of everything before it. <see cref="PackedReport"/> reads
/// the first part without the rest.
/// </remarks>
public static class ReportContentCodec
{
    /// <summary>The format; another one is not read.</summary>
    internal const byte Format = 2;

    internal const byte WithdrawnFlag = 1;

    private const int KeyBit = 0x10, RecordBit = 0x20, CandidatesBit = 0x40, ReasonBit = 0x80, ImpliedBit = 8, RoleMask = 7;
    private const int DetailBit = 0x10, AmountBit = 0x20, AtBit = 0x40, ReferenceBit = 0x80, KindMask = 0xF;

    /// <summary>Packs what a report contributes.</summary>
    /// <param name="content">The content.</param>
    /// <param name="payloadHash">The hash of the report's canonical JSON (<see cref="StableHash.Of128"/>), which the content belongs to.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Encode(ReportContent content, UInt128 payloadHash)
    {
        ArgumentNullException.ThrowIfNull(content);
        var keys = new PlacedKeys(content);
        var writer = new BinaryPayloadWriter(1_024);
        writer.Byte(Format);
        writer.Fixed16(ReportExtractor.Version);
        writer.Fixed128(payloadHash);
        WriteMeta(ref writer, content, keys);
        WritePersons(ref writer, content, keys);
        WriteHead(ref writer, content.Report);
        writer.Number((ulong)content.Mentions.Count);
        foreach (ContentMention mention in content.Mentions) WriteMention(ref writer, mention, keys);
        writer.Number((ulong)content.Links.Count);
        foreach (ContentLink link in content.Links) WriteLink(ref writer, link);
        writer.Checksum();
        return writer.ToArray();
    }

    /// <summary>Unpacks what a report contributes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The content; equal to what was packed.</returns>
    /// <exception cref="FormatException">The bytes are damaged, or were packed under another format or version of the extractor.</exception>
    public static ReportContent Decode(ReadOnlyMemory<byte> bytes) => Decode(PackedReport.Read(bytes));

    /// <summary>Unpacks what a report contributes.</summary>
    /// <param name="packed">The packed report.</param>
    /// <returns>The content; equal to what was packed.</returns>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static ReportContent Decode(PackedReport packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        var reader = new BinaryPayloadReader(packed.Rest);
        ReportHead head = ReadHead(ref reader, packed);
        var mentions = new ContentMention[reader.Count(1)];
        int person = 0;
        for (int i = 0; i < mentions.Length; i++) mentions[i] = ReadMention(ref reader, packed, ref person);
        var links = new ContentLink[reader.Count(3)];
        for (int i = 0; i < links.Length; i++) links[i] = ReadLink(ref reader, mentions);
        return reader.IsAtEnd && person == packed.Persons.Length ? new ReportContent(head, mentions, links) : throw BinaryPayloadReader.Damaged();
    }

    private static void WriteMeta(ref BinaryPayloadWriter writer, ReportContent content, PlacedKeys keys)
    {
        ReportHead head = content.Report;
        writer.Byte(head.Withdrawn ? WithdrawnFlag : (byte)0);
        PackedValues.Text(ref writer, head.Key.Source);
        PackedValues.Text(ref writer, head.Key.Id);
        writer.Number((ulong)head.Version);
        PackedValues.Time(ref writer, head.ReceivedAt);
        PackedValues.Time(ref writer, head.OccurredAt);
        ulong partitions = 0;
        foreach (ContentMention mention in content.Mentions)
            if (!mention.Key.IsDefault) partitions |= 1UL << Partitions.Of(mention.Key);
        writer.Fixed64(partitions);
        writer.Number((ulong)keys.Keys.Count);
        foreach (EntityKey key in keys.Keys) PackedValues.Key(ref writer, key);
    }

    private static void WritePersons(ref BinaryPayloadWriter writer, ReportContent content, PlacedKeys keys)
    {
        var places = new Dictionary<UInt128, int>();
        var records = new List<PersonRecord>();
        int count = 0;
        foreach (ContentMention mention in content.Mentions)
        {
            if (mention.Record is not { } record) continue;
            count++;
            if (places.TryAdd(record.Fingerprint, records.Count)) records.Add(record);
        }
        writer.Number((ulong)records.Count);
        foreach (PersonRecord record in records)
        {
            writer.Fixed128(record.Fingerprint);
            int length = writer.Begin();
            PackedRecords.Write(ref writer, record, keys.PlaceOf);
            writer.End(length);
        }
        writer.Number((ulong)count);
        foreach (ContentMention mention in content.Mentions)
        {
            if (mention.Record is not { } record) continue;
            writer.Number((ulong)places[record.Fingerprint]);
            writer.Fixed64(PersonKeys.Of(content.Report.Key, mention.Ref));
            PackedValues.Text(ref writer, mention.Ref);
        }
    }

    private static void WriteHead(ref BinaryPayloadWriter writer, ReportHead head)
    {
        PackedValues.Text(ref writer, head.Unit);
        PackedValues.Text(ref writer, head.Province);
        writer.Byte((byte)head.Status);
        PackedValues.Texts(ref writer, head.Typologies);
        writer.Byte(head.Loss is null ? (byte)0 : (byte)1);
        if (head.Loss is not { } loss) return;
        PackedValues.Amount(ref writer, loss.Amount);
        PackedValues.Text(ref writer, loss.Currency);
    }

    private static ReportHead ReadHead(ref BinaryPayloadReader reader, PackedReport packed)
    {
        string? unit = PackedValues.Text(ref reader), province = PackedValues.Text(ref reader);
        byte status = reader.Byte();
        string[] typologies = PackedValues.Texts(ref reader);
        byte hasLoss = reader.Byte();
        if (status >= WireNames.Statuses.Count || hasLoss > 1) throw BinaryPayloadReader.Damaged();
        return new ReportHead
        {
            Key = packed.Meta.Key,
            Version = packed.Meta.Version,
            Withdrawn = packed.Meta.Withdrawn,
            Unit = unit,
            ReceivedAt = packed.ReceivedAt,
            OccurredAt = packed.OccurredAt,
            Province = province,
            Status = (ReportStatus)status,
            Typologies = typologies,
            Loss = hasLoss == 0 ? null : new Money(PackedValues.Amount(ref reader), PackedValues.TextOrDamaged(ref reader)),
        };
    }

    private static void WriteMention(ref BinaryPayloadWriter writer, ContentMention mention, PlacedKeys keys)
    {
        bool hasKey = !mention.Key.IsDefault, hasCandidates = mention.Candidates.Count > 0;
        int bits = (int)mention.Role | (mention.Implied ? ImpliedBit : 0) | (hasKey ? KeyBit : 0) | (mention.Record is null ? 0 : RecordBit)
            | (hasCandidates ? CandidatesBit : 0) | (mention.Reason is null ? 0 : ReasonBit);
        writer.Byte((byte)bits);
        if (mention.Record is null) PackedValues.Text(ref writer, mention.Ref); // a person's stands with the persons
        if (hasKey) writer.Number((ulong)keys.PlaceOf(mention.Key));
        if (hasCandidates)
        {
            writer.Number((ulong)mention.Candidates.Count);
            foreach (EntityKey key in mention.Candidates) writer.Number((ulong)keys.PlaceOf(key));
        }
        if (mention.Reason is not null) PackedValues.Text(ref writer, mention.Reason);
    }

    private static ContentMention ReadMention(ref BinaryPayloadReader reader, PackedReport packed, ref int person)
    {
        byte bits = reader.Byte();
        if ((bits & RoleMask) >= WireNames.Roles.Count) throw BinaryPayloadReader.Damaged();
        PersonRecord? record = null;
        string mentionRef;
        if ((bits & RecordBit) == 0) mentionRef = PackedValues.TextOrDamaged(ref reader);
        else
        {
            if (person == packed.Persons.Length) throw BinaryPayloadReader.Damaged();
            PersonMention mention = packed.Persons[person++];
            (record, mentionRef) = (packed.Records[mention.Record], mention.Ref);
        }
        EntityKey key = (bits & KeyBit) != 0 ? PackedRecords.KeyAt(ref reader, packed.Keys) : default;
        EntityKey[] candidates = (bits & CandidatesBit) != 0 ? PackedRecords.Keys(ref reader, packed.Keys) : [];
        string? reason = (bits & ReasonBit) != 0 ? PackedValues.TextOrDamaged(ref reader) : null;
        return new ContentMention(mentionRef, (MentionRole)(bits & RoleMask), key, record, candidates, reason, (bits & ImpliedBit) != 0);
    }

    private static void WriteLink(ref BinaryPayloadWriter writer, ContentLink link)
    {
        LinkDetail? detail = link.Detail;
        int bits = (int)link.Kind | (detail is null ? 0 : DetailBit) | (detail?.Amount is null ? 0 : AmountBit)
            | (detail?.At is null ? 0 : AtBit) | (detail?.Reference is null ? 0 : ReferenceBit);
        writer.Byte((byte)bits);
        writer.Number((ulong)link.From);
        writer.Number((ulong)link.To);
        if (detail is null) return;
        PackedValues.Text(ref writer, detail.Currency);
        if (detail.Amount is { } amount) PackedValues.Amount(ref writer, amount);
        if (detail.At is { } at) PackedValues.Time(ref writer, at);
        if (detail.Reference is { } reference) PackedValues.Text(ref writer, reference);
    }

    private static ContentLink ReadLink(ref BinaryPayloadReader reader, ContentMention[] mentions)
    {
        byte bits = reader.Byte();
        int from = reader.Int(), to = reader.Int();
        bool isWhole = (bits & KindMask) < WireNames.LinkKinds.Count && from < mentions.Length && to < mentions.Length
            && mentions[from].NamesEntity && mentions[to].NamesEntity;
        if (!isWhole) throw BinaryPayloadReader.Damaged();
        LinkDetail? detail = null;
        if ((bits & DetailBit) != 0)
        {
            string? currency = PackedValues.Text(ref reader);
            decimal? amount = (bits & AmountBit) != 0 ? PackedValues.Amount(ref reader) : null;
            DateTimeOffset? at = (bits & AtBit) != 0 ? PackedValues.Time(ref reader) : null;
            detail = new LinkDetail(amount, currency, at, (bits & ReferenceBit) != 0 ? PackedValues.Text(ref reader) : null);
        }
        return new ContentLink(from, to, (LinkKind)(bits & KindMask), detail);
    }

    /// <summary>The keys of a report, each once, by the order of their first mention.</summary>
    private sealed class PlacedKeys
    {
        private readonly Dictionary<EntityKey, int> _places = [];

        public PlacedKeys(ReportContent content)
        {
            foreach (ContentMention mention in content.Mentions)
            {
                if (!mention.Key.IsDefault) Add(mention.Key);
                foreach (EntityKey key in mention.Candidates) Add(key);
                if (mention.Record is not { } record) continue;
                foreach (EntityKey key in record.Holds) Add(key);
            }
        }

        public List<EntityKey> Keys { get; } = [];

        public int PlaceOf(EntityKey key) => _places[key];

        private void Add(EntityKey key)
        {
            if (_places.TryAdd(key, Keys.Count)) Keys.Add(key);
        }
    }
}
