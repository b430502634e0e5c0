using Resolve.Decisions;
using Resolve.Identifiers;
using Resolve.Identifiers.Dates;
using Resolve.Identifiers.Documents;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Runtime.Ports;

namespace Resolve.Silo.Serialization;

/// <summary>A decision: a document that grows.</summary>
[RegisterConverter]
internal sealed class DecisionConverter : IConverter<Decision, JsonSurrogate>
{
    public Decision ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<Decision>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in Decision value) => DocumentJson.Write(value);
}

/// <summary>A record: many travel to the blocks, so field by field.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.person-record")]
internal struct PersonRecordSurrogate
{
    [Id(0)] public UInt128 Fingerprint;
    [Id(1)] public string? Name;
    [Id(2)] public string[] Aliases;

    /// <summary>Year, month and day in one number; 0 for none.</summary>
    [Id(3)] public int Born;

    /// <summary>Type, country and number of each paper in turn.</summary>
    [Id(4)] public string[] Papers;
    [Id(5)] public string[] UncertainDocuments;
    [Id(6)] public string[] Addresses;
    [Id(7)] public string? Sex;
    [Id(8)] public string? Nationality;
    [Id(9)] public string[] Holds;
    [Id(10)] public string[] Contacts;
    [Id(11)] public string? Discriminator;
}

/// <inheritdoc cref="PersonRecordSurrogate"/>
[RegisterConverter]
internal sealed class PersonRecordConverter : IConverter<PersonRecord, PersonRecordSurrogate>
{
    public PersonRecord ConvertFromSurrogate(in PersonRecordSurrogate s) => new()
    {
        Fingerprint = s.Fingerprint,
        Name = s.Name,
        Aliases = s.Aliases,
        BirthDate = s.Born == 0 ? null : new PartialDate((short)(s.Born / 10_000), (byte)(s.Born / 100 % 100), (byte)(s.Born % 100)),
        Documents = Papers(s.Papers),
        UncertainDocuments = Papers(s.UncertainDocuments),
        Addresses = s.Addresses,
        Sex = s.Sex,
        Nationality = s.Nationality,
        Holds = s.Holds.Length == 0 ? [] : [.. s.Holds.Select(k => EntityKey.Parse(k))],
        Contacts = s.Contacts,
        Discriminator = s.Discriminator,
    };

    public PersonRecordSurrogate ConvertToSurrogate(in PersonRecord v) => new()
    {
        Fingerprint = v.Fingerprint,
        Name = v.Name,
        Aliases = [.. v.Aliases],
        Born = v.BirthDate is { } b ? (b.Year * 10_000) + (b.Month * 100) + b.Day : 0,
        Papers = Texts(v.Documents),
        UncertainDocuments = Texts(v.UncertainDocuments),
        Addresses = [.. v.Addresses],
        Sex = v.Sex,
        Nationality = v.Nationality,
        Holds = v.Holds.Count == 0 ? [] : [.. v.Holds.Select(k => k.ToString())],
        Contacts = [.. v.Contacts],
        Discriminator = v.Discriminator,
    };

    private static string[] Texts(IReadOnlyList<IdentityDocument> papers) =>
        papers.Count == 0 ? [] : [.. papers.SelectMany(p => new[] { p.Type, p.Country, p.Number })];

    private static IdentityDocument[] Papers(string[] texts)
    {
        if (texts.Length == 0) return [];
        var papers = new IdentityDocument[texts.Length / 3];
        for (int i = 0; i < papers.Length; i++) papers[i] = new IdentityDocument(texts[3 * i], texts[(3 * i) + 1], texts[(3 * i) + 2]);
        return papers;
    }
}

/// <summary>A receipt as a document.</summary>
[RegisterConverter]
internal sealed class ReceiptConverter : IConverter<Receipt, JsonSurrogate>
{
    public Receipt ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<Receipt>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in Receipt value) => DocumentJson.Write(value);
}

/// <summary>A person model: the JSON that it is kept as.</summary>
[RegisterConverter]
internal sealed class PersonModelConverter : IConverter<PersonModel, JsonSurrogate>
{
    public PersonModel ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<PersonModel>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in PersonModel value) => DocumentJson.Write(value);
}
