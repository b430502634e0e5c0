using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Persons.Records;
using Resolve.Runtime.Serialization;

namespace Resolve.Runtime.Content;

/// <summary>The records of persons in packed content: each can be read without the rest. Stored format.</summary>
internal static class PackedRecords
{
    /// <summary>Writes a record behind its fingerprint.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="placeOf">Gives the place of a key among those of the report.</param>
    public static void Write(ref BinaryPayloadWriter writer, PersonRecord record, Func<EntityKey, int> placeOf)
    {
        PackedValues.Text(ref writer, record.Name);
        PackedValues.Texts(ref writer, record.Aliases);
        writer.Number((ulong)(record.BirthDate?.Year ?? 0));
        if (record.BirthDate is { } birth)
        {
            writer.Byte(birth.Month);
            writer.Byte(birth.Day);
        }
        Papers(ref writer, record.Documents);
        Papers(ref writer, record.UncertainDocuments);
        PackedValues.Texts(ref writer, record.Addresses);
        PackedValues.Text(ref writer, record.Sex);
        PackedValues.Text(ref writer, record.Nationality);
        writer.Number((ulong)record.Holds.Count);
        foreach (EntityKey key in record.Holds) writer.Number((ulong)placeOf(key));
        PackedValues.Texts(ref writer, record.Contacts);
        PackedValues.Text(ref writer, record.Discriminator);
    }

    /// <summary>Reads a record.</summary>
    /// <param name="reader">The bytes behind the fingerprint.</param>
    /// <param name="fingerprint">The fingerprint.</param>
    /// <param name="keys">The keys of the report.</param>
    /// <returns>The record.</returns>
    /// <exception cref="FormatException">There is none.</exception>
    public static PersonRecord Read(ref BinaryPayloadReader reader, UInt128 fingerprint, ReadOnlySpan<EntityKey> keys) => new()
    {
        Fingerprint = fingerprint,
        Name = PackedValues.Text(ref reader),
        Aliases = PackedValues.Texts(ref reader),
        BirthDate = Birth(ref reader),
        Documents = Papers(ref reader),
        UncertainDocuments = Papers(ref reader),
        Addresses = PackedValues.Texts(ref reader),
        Sex = PackedValues.Text(ref reader),
        Nationality = PackedValues.Text(ref reader),
        Holds = Keys(ref reader, keys),
        Contacts = PackedValues.Texts(ref reader),
        Discriminator = PackedValues.Text(ref reader),
    };

    /// <summary>Reads keys by their places.</summary>
    /// <exception cref="FormatException">A place is none.</exception>
    public static EntityKey[] Keys(ref BinaryPayloadReader reader, ReadOnlySpan<EntityKey> keys)
    {
        int count = reader.Count();
        if (count == 0) return [];
        var found = new EntityKey[count];
        for (int i = 0; i < count; i++) found[i] = KeyAt(ref reader, keys);
        return found;
    }

    /// <summary>Reads a key by its place.</summary>
    /// <exception cref="FormatException">It is no place.</exception>
    public static EntityKey KeyAt(ref BinaryPayloadReader reader, ReadOnlySpan<EntityKey> keys) =>
        reader.Number() is var place && place < (ulong)keys.Length ? keys[(int)place] : throw BinaryPayloadReader.Damaged();

    private static PartialDate? Birth(ref BinaryPayloadReader reader)
    {
        int year = reader.Int();
        if (year == 0) return null;
        byte month = reader.Byte(), day = reader.Byte();
        return PartialDate.TryCreate(year, month == 0 ? null : month, day == 0 ? null : day, out PartialDate date) ? date : throw BinaryPayloadReader.Damaged();
    }

    private static void Papers(ref BinaryPayloadWriter writer, IReadOnlyList<IdentityDocument> papers)
    {
        writer.Number((ulong)papers.Count);
        foreach (IdentityDocument paper in papers)
        {
            PackedValues.Text(ref writer, paper.Type);
            PackedValues.Text(ref writer, paper.Country);
            PackedValues.Text(ref writer, paper.Number);
        }
    }

    private static IdentityDocument[] Papers(ref BinaryPayloadReader reader)
    {
        int count = reader.Count();
        if (count == 0) return [];
        var papers = new IdentityDocument[count];
        for (int i = 0; i < count; i++)
            papers[i] = new IdentityDocument(PackedValues.TextOrDamaged(ref reader), PackedValues.TextOrDamaged(ref reader),
                PackedValues.TextOrDamaged(ref reader));
        return papers;
    }
}
