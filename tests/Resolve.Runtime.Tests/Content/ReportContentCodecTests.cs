using System.Buffers.Binary;
using System.Security.Cryptography;
using Resolve.Graph;
using Resolve.Persons.Records;
using Resolve.Reports;
using Resolve.Runtime.Content;
using Resolve.Runtime.Serialization;
using Resolve.TestKit.Facts;

namespace Resolve.Runtime.Tests.Content;

public class ReportContentCodecTests
{
    /// <summary>
    /// What the fixed corpus contributes, packed, under this version of the extractor. Where this fails and the format is as before, a report contributes
    /// something
    /// else than before: raise <see cref="ReportExtractor.Version"/>, so that packed content of before is extracted again, and pin the new hash.
    /// </summary>
    private static readonly (int Version, string Hash) s_pinned = (3, "3c49e92eafcbaf2122d59fa18325f975");

    private static readonly UInt128 s_hash = StableHash.Of128("payload"u8);

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static List<Report> Read(string file) =>
        [.. File.ReadLines(file).Select(line => ReportReader.Read(System.Text.Encoding.UTF8.GetBytes(line)).Report ?? throw new InvalidDataException(line))];

    private static List<Report> Corpus() => Read(Path.Combine(Folder(), "corpus.ndjson"));

    private static byte[] Pack(Report report) => ReportContentCodec.Encode(ReportExtractor.Extract(report), s_hash);

    private static void AssertSame(Report report)
    {
        ReportContent content = ReportExtractor.Extract(report);
        byte[] bytes = ReportContentCodec.Encode(content, s_hash);
        ReportContent decoded = ReportContentCodec.Decode(bytes);
        Assert.Equal(ContentText.Of(content), ContentText.Of(decoded));
        Assert.Equal(bytes, ReportContentCodec.Encode(decoded, s_hash));
        AssertMeta(content, PackedReport.Read(bytes));
    }

    private static void AssertMeta(ReportContent content, PackedReport packed)
    {
        ReportHead head = content.Report;
        ulong partitions = content.Mentions.Where(m => !m.Key.IsDefault).Aggregate(0UL, (all, m) => all | (1UL << Partitions.Of(m.Key)));
        Assert.Equal(new ReportMeta(head.Key, head.Version, head.Withdrawn, s_hash, head.OwnTime, partitions), packed.Meta);
        ContentMention[] persons = [.. content.Mentions.Where(m => m.Record is not null)];
        Assert.Equal(persons.Select(m => (m.Record!.Fingerprint, PersonKeys.Of(head.Key, m.Ref), m.Ref)),
            packed.Persons.Select(p => (p.Fingerprint, p.MentionHash, p.Ref)));
        foreach ((ContentMention mention, PersonMention person) in persons.Zip(packed.Persons))
        {
            PersonRecord record = packed.Records[person.Record];
            Assert.Equal(
                ContentText.Of(content with { Mentions = [mention], Links = [] }),
                ContentText.Of(content with { Mentions = [mention with { Record = record }], Links = [] }));
        }
    }

    [Fact]
    public void Packed_content_of_the_demo_feed_is_what_is_extracted()
    {
        string feed = Path.Combine(Folder(), "../../../src/Resolve.Server/Demo/demo-feed.ndjson");
        foreach (Report report in Read(feed)) AssertSame(report);
    }

    [Fact]
    public void Packed_content_of_generated_reports_is_what_is_extracted()
    {
        for (ulong seed = 1; seed <= 30; seed++)
            foreach (Report report in new RandomFacts(seed).Make(30)) AssertSame(report);
    }

    [Fact]
    public void Packed_content_of_wild_reports_is_what_is_extracted()
    {
        for (ulong seed = 1; seed <= 3_000; seed++) AssertSame(new WildReports(seed).Next());
    }

    [Fact]
    public void What_is_extracted_changes_with_the_extractors_version_only()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Report report in Corpus()) hash.AppendData(Pack(report));
        Assert.Equal(s_pinned, (ReportExtractor.Version, Convert.ToHexStringLower(hash.GetHashAndReset())[..32]));
    }

    [Fact]
    public void Damaged_content_is_refused()
    {
        var random = new SplitMix(7);
        foreach (Report report in Corpus())
        {
            byte[] bytes = Pack(report);
            for (int length = 0; length < bytes.Length; length += 1 + random.Below(9)) Assert.Throws<FormatException>(() =>
                ReportContentCodec.Decode(bytes.AsMemory(0, length)));
            for (int i = 0; i < 50; i++)
            {
                byte[] flipped = [.. bytes];
                int bit = random.Below(8 * bytes.Length);
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                // A flip in the hash of the payload is damage too.
                Assert.Throws<FormatException>(() => ReportContentCodec.Decode(flipped));
                Assert.False(PackedReport.TryRead(flipped, s_hash, out _));
            }
        }
    }

    [Fact]
    public void Whatever_has_a_right_checksum_is_refused_or_well_formed()
    {
        var random = new SplitMix(8);
        List<Report> corpus = Corpus();
        int refused = 0, read = 0;
        for (int i = 0; i < 40_000; i++)
        {
            byte[] bytes = Pack(corpus[i % corpus.Count]);
            for (int changes = 1 + random.Below(4); changes > 0; changes--) Change(ref bytes, random);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(^4), Crc32C.Of(bytes.AsSpan(..^4)));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReportContent content = ReportContentCodec.Decode(bytes);
                // Well-formed: the graph takes it in and out again.
                var index = new LinkIndex();
                int number = index.Reserve();
                index.Put(number, content, 1);
                Assert.True(index.Take(number));
                read++;
            }
            catch (FormatException)
            {
                refused++;
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000 + (100L * bytes.Length));
            }
        }
        Assert.True(refused > 1_000 && read > 1_000, $"{refused} refused, {read} read");
    }

    [Fact]
    public void Content_of_another_payload_format_or_extractor_is_not_read()
    {
        byte[] bytes = Pack(Corpus()[0]);
        Assert.True(PackedReport.TryRead(bytes, s_hash, out PackedReport? packed));
        Assert.Equal(Corpus()[0].Key, packed.Meta.Key);
        Assert.False(PackedReport.TryRead(bytes, s_hash + 1, out _));
        Assert.False(PackedReport.TryRead(default, s_hash, out _));
        for (int header = 0; header < 3; header++)
        {
            byte[] foreign = [.. bytes];
            foreign[header]++;
            BinaryPrimitives.WriteUInt32LittleEndian(foreign.AsSpan(^4), Crc32C.Of(foreign.AsSpan(..^4)));
            Assert.False(PackedReport.TryRead(foreign, s_hash, out _));
            Assert.Throws<FormatException>(() => ReportContentCodec.Decode(foreign));
        }
    }

    private static void Change(ref byte[] bytes, SplitMix random)
    {
        int at = 3 + random.Below(bytes.Length - 7);
        switch (random.Below(4))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Below(8)); break;
            case 1: bytes[at] = (byte)random.Next(); break;
            case 2: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length - 4, at + random.Below(8))..]]; break;
            default: bytes = [.. bytes[..at], 0xFF, 0xFF, 0xFF, (byte)random.Below(128), .. bytes[at..]]; break;
        }
    }
}
