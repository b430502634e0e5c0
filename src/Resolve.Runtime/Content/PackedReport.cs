using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Resolve.Graph;
using Resolve.Identifiers;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Serialization;

namespace Resolve.Runtime.Content;

/// <summary>Packed content of which the first part is read: what the leader needs.</summary>
/// <remarks>Made by <see cref="ReportContentCodec.Encode"/>; <see cref="ReportContentCodec.Decode(PackedReport)"/> reads the rest.</remarks>
public sealed class PackedReport
{
    private const int HeaderLength = 1 + 2 + 16, ChecksumLength = 4;

    private readonly int _rest;
    private readonly EntityKey[] _keys;
    private readonly PersonRecord[] _records;

    private PackedReport(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (!IsCurrent(span, out UInt128 hash, out int start)) throw new FormatException("The content is of another format or of another version of the "
            + "extractor.");
        if (span.Length < ChecksumLength
            || BinaryPrimitives.ReadUInt32LittleEndian(span[^ChecksumLength..]) != Crc32C.Of(span[..^ChecksumLength])) throw BinaryPayloadReader.Damaged();
        var reader = new BinaryPayloadReader(span[start..^ChecksumLength]);
        Bytes = bytes;
        byte flags = reader.Byte();
        if (flags > ReportContentCodec.WithdrawnFlag) throw BinaryPayloadReader.Damaged();
        var key = new ReportKey(PackedValues.TextOrDamaged(ref reader), PackedValues.TextOrDamaged(ref reader));
        int version = reader.Int();
        (ReceivedAt, OccurredAt) = (PackedValues.Time(ref reader), PackedValues.Time(ref reader));
        Meta = new ReportMeta(key, version, flags == ReportContentCodec.WithdrawnFlag, hash, ReceivedAt ?? OccurredAt
            ?? DateTimeOffset.MaxValue, reader.Fixed64());
        _keys = new EntityKey[reader.Count(3)];
        for (int i = 0; i < _keys.Length; i++) _keys[i] = PackedValues.Key(ref reader);
        _records = new PersonRecord[reader.Count(16 + 4)];
        for (int i = 0; i < _records.Length; i++) _records[i] = ReadRecord(ref reader, _keys);
        Persons = new PersonMention[reader.Count(1 + 8 + 1)];
        for (int i = 0; i < Persons.Length; i++)
        {
            int record = reader.Int();
            if (record >= _records.Length) throw BinaryPayloadReader.Damaged();
            Persons[i] = new PersonMention(_records[record].Fingerprint, reader.Fixed64(), record, PackedValues.TextOrDamaged(ref reader));
        }
        _rest = start + reader.Offset;
    }

    /// <summary>Gets the packed content.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Gets what decides about the report.</summary>
    public ReportMeta Meta { get; }

    /// <summary>Gets the mentions of persons that have a record, in the order of the report.</summary>
    public PersonMention[] Persons { get; }

    /// <summary>Gets their records, each once.</summary>
    public IReadOnlyList<PersonRecord> Records => _records;

    internal DateTimeOffset? ReceivedAt { get; }

    internal DateTimeOffset? OccurredAt { get; }

    internal ReadOnlySpan<EntityKey> Keys => _keys;

    internal ReadOnlySpan<byte> Rest => Bytes.Span[_rest..^ChecksumLength];

    /// <summary>Reads packed content.</summary>
    /// <param name="bytes">The bytes, which must stay as they are.</param>
    /// <returns>The report.</returns>
    /// <exception cref="FormatException">The bytes are damaged, or were packed under another format or version of the extractor.</exception>
    public static PackedReport Read(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>Reads packed content if it is that of a payload, under the format and the extractor of this program.</summary>
    /// <param name="bytes">The bytes, which must stay as they are; empty for none.</param>
    /// <param name="payloadHash">The hash of the payload.</param>
    /// <param name="report">The report.</param>
    /// <returns>False when there is none, or it is foreign or damaged: then it is extracted again.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, UInt128 payloadHash, [NotNullWhen(true)] out PackedReport? report)
    {
        report = null;
        if (!IsCurrent(bytes.Span, out UInt128 hash, out _) || hash != payloadHash) return false;
        try
        {
            report = new PackedReport(bytes);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Reads what a journaled or submitted report contributes: what lies beside the payload where that belongs to it, else extracted again.</summary>
    /// <param name="payload">The report's canonical JSON.</param>
    /// <param name="content">What lies beside it; empty for none.</param>
    /// <returns>The report; null when the payload must be read and is no report that can be.</returns>
    public static PackedReport? OfPayload(ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> content)
    {
        UInt128 hash = StableHash.Of128(payload.Span);
        if (TryRead(content, hash, out PackedReport? report)) return report;
        return ReportReader.Read(payload).Report is { } read ? Of(ReportExtractor.Extract(read), hash) : null;
    }

    /// <summary>Packs a report.</summary>
    /// <param name="content">What it contributes.</param>
    /// <param name="payloadHash">The hash of its canonical JSON.</param>
    /// <returns>The packed report.</returns>
    public static PackedReport Of(ReportContent content, UInt128 payloadHash) => new(ReportContentCodec.Encode(content, payloadHash));

    private static PersonRecord ReadRecord(ref BinaryPayloadReader reader, ReadOnlySpan<EntityKey> keys)
    {
        UInt128 fingerprint = reader.Fixed128();
        var own = new BinaryPayloadReader(reader.Take(reader.Length()));
        PersonRecord record = PackedRecords.Read(ref own, fingerprint, keys);
        return own.IsAtEnd ? record : throw BinaryPayloadReader.Damaged();
    }

    /// <summary>Determines whether bytes begin as this program packs, and which payload they belong to.</summary>
    private static bool IsCurrent(ReadOnlySpan<byte> bytes, out UInt128 payloadHash, out int start)
    {
        (payloadHash, start) = (default, 0);
        if (bytes.Length < HeaderLength || bytes[0] != ReportContentCodec.Format
            || BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]) != ReportExtractor.Version) return false;
        payloadHash = BinaryPrimitives.ReadUInt128LittleEndian(bytes[3..]);
        start = HeaderLength;
        return true;
    }
}
