using Resolve.Graph;
using Resolve.Graph.Questions;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;
using Resolve.Runtime.Serialization;

namespace Resolve.Silo.Cluster;

/// <summary>The parts of answers as bytes: a thousand entities are one array on the wire, not ten thousand objects.</summary>
internal static class AnswerPayloads
{
    private const byte Version = 1;
    private const int Expanded = 1, IsCut = 2;

    /// <summary>Writes a summary.</summary>
    public static void Write(ref BinaryPayloadWriter writer, EntitySummary summary)
    {
        writer.Text(summary.Key.ToString());
        writer.Text(summary.Label);
        writer.Number((ulong)summary.Roles.Count);
        for (int i = 0; i < summary.Roles.Count; i++)
        {
            writer.Byte((byte)summary.Roles[i].Role);
            writer.Number((ulong)summary.Roles[i].ReportCount);
        }
        writer.Number((ulong)summary.ReportCount);
        writer.Number((ulong)summary.LinkCount);
        writer.Byte(summary.IsHub ? (byte)1 : (byte)0);
    }

    /// <summary>Reads a summary.</summary>
    public static EntitySummary ReadSummary(ref BinaryPayloadReader reader)
    {
        EntityKey key = ReadKey(ref reader);
        string label = reader.Text();
        var roles = new RoleCount[reader.Count()];
        for (int i = 0; i < roles.Length; i++) roles[i] = new RoleCount((MentionRole)reader.Byte(), reader.Int());
        return new EntitySummary(key, key.Kind, label, roles, reader.Int(), reader.Int(), reader.Byte() != 0);
    }

    /// <summary>Writes links by the places of their ends in the question.</summary>
    public static byte[] Write(List<AmongLink> links)
    {
        var writer = new BinaryPayloadWriter(16 + (24 * links.Count));
        writer.Byte(Version);
        writer.Number((ulong)links.Count);
        foreach (AmongLink link in links)
        {
            writer.Number((ulong)link.From);
            writer.Number((ulong)link.To);
            writer.Byte((byte)link.Facts.Kind);
            writer.Number((ulong)link.Facts.EvidenceCount);
            writer.Byte(link.Facts.CarriesRings ? (byte)1 : (byte)0);
            writer.Time(link.Facts.FirstSeen);
            writer.Time(link.Facts.LastSeen);
        }
        return writer.ToArray();
    }

    /// <summary>Reads links.</summary>
    public static List<AmongLink> ReadLinks(byte[] frame)
    {
        BinaryPayloadReader reader = Open(frame);
        var links = new List<AmongLink>(reader.Count());
        for (int i = links.Capacity; i > 0; i--)
            links.Add(ReadLink(ref reader));
        return links;
    }

    /// <summary>Writes a walk's answer. Its links carry no evidence, and their times are UTC.</summary>
    public static byte[] Write(ExpandAnswer answer)
    {
        var writer = new BinaryPayloadWriter(256 + (96 * answer.Nodes.Count) + (32 * answer.Links.Count));
        writer.Byte(Version);
        writer.Number((ulong)answer.Position);
        writer.Number((ulong)answer.Total);
        writer.Text(answer.Cursor ?? "");
        writer.Number((ulong)answer.NotFound.Count);
        foreach (EntityKey key in answer.NotFound) writer.Text(key.ToString());
        var places = new Dictionary<EntityKey, int>(answer.Nodes.Count);
        writer.Number((ulong)answer.Nodes.Count);
        foreach (ReachedEntity reached in answer.Nodes)
        {
            places.Add(reached.Entity.Key, places.Count);
            writer.Number((ulong)reached.Hop);
            writer.Byte((byte)((reached.Expanded ? Expanded : 0) | (reached.IsCut ? IsCut : 0)));
            Write(ref writer, reached.Entity);
        }
        writer.Payload(Write([.. answer.Links.Select(l =>
            new AmongLink(places[l.From], places[l.To], new LinkFacts(l.Kind, l.EvidenceCount, l.CarriesRings, l.FirstSeen, l.LastSeen)))]));
        foreach (HopCut cut in answer.Cuts)
        {
            writer.Number((ulong)cut.Hop);
            writer.Number((ulong)cut.Found);
            writer.Number((ulong)cut.Kept);
        }
        return writer.ToArray();
    }

    /// <summary>Reads a walk's answer.</summary>
    public static ExpandAnswer ReadExpandAnswer(byte[] frame)
    {
        BinaryPayloadReader reader = Open(frame);
        long position = (long)reader.Number();
        int total = reader.Int();
        string cursor = reader.Text();
        var notFound = new EntityKey[reader.Count()];
        for (int i = 0; i < notFound.Length; i++) notFound[i] = ReadKey(ref reader);
        var entities = new ReachedEntity[reader.Count()];
        for (int i = 0; i < entities.Length; i++)
        {
            int hop = reader.Int();
            int flags = reader.Byte();
            entities[i] = new ReachedEntity(hop, ReadSummary(ref reader), (flags & Expanded) != 0) { IsCut = (flags & IsCut) != 0 };
        }
        if (reader.Byte() != Version) throw new FormatException("An answer of another silo has links of an unknown form.");
        var links = new LinkView[reader.Count()];
        for (int i = 0; i < links.Length; i++)
        {
            AmongLink link = ReadLink(ref reader);
            links[i] = View(link.Facts, entities[link.From].Entity.Key, entities[link.To].Entity.Key);
        }
        var cuts = new List<HopCut>();
        while (!reader.IsAtEnd) cuts.Add(new HopCut(reader.Int(), reader.Int(), reader.Int()));
        return new ExpandAnswer(position, entities, links, notFound, total, cursor.Length == 0 ? null : cursor) { Cuts = cuts };
    }

    private static AmongLink ReadLink(ref BinaryPayloadReader reader) =>
        new(reader.Int(), reader.Int(), new LinkFacts((LinkKind)reader.Byte(), reader.Int(), reader.Byte() != 0, reader.Time(), reader.Time()));

    private static EntityKey ReadKey(ref BinaryPayloadReader reader) =>
        EntityKey.TryParse(reader.Text(), null, out EntityKey key) ? key : throw new FormatException("An answer of another silo names what is no key.");

    /// <summary>Shows a link.</summary>
    public static LinkView View(LinkFacts link, EntityKey from, EntityKey to) =>
        new(from, to, link.Kind, LinkWeights.Millibits(link.Kind, link.EvidenceCount), link.EvidenceCount, link.CarriesRings,
            link.FirstSeen, link.LastSeen, []);

    /// <summary>Reads the version and what follows it.</summary>
    public static BinaryPayloadReader Open(byte[] frame)
    {
        var reader = new BinaryPayloadReader(frame);
        byte version = reader.Byte();
        return version == Version ? reader : throw new FormatException($"An answer of another silo has form {version}, which this version does not know.");
    }

    /// <summary>Begins a frame.</summary>
    public static BinaryPayloadWriter Begin(int capacity)
    {
        var writer = new BinaryPayloadWriter(capacity);
        writer.Byte(Version);
        return writer;
    }
}
