using FsCheck;
using FsCheck.Fluent;
using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;
using Resolve.Reports;

namespace Resolve.Tests.Persons;

/// <summary>Records for tests: few names, dates and holdings, so that chance makes match edges, chains, conflicts and generic values.</summary>
internal static class Samples
{
    private static readonly string[] Names =
        ["Nguyễn Văn Hùng", "NGUYEN VAN HUNG", "Nguyễn Hùng", "Nguyễn Thị Hoà", "Nguyễn Thị Hòa", "Trần Quốc Bảo", "TRAN QUOC BAO", "Tran Quoc Bao",
            "Trần Quốc Bão", "Lý Vĩ", "李伟", "H'Mông Y-Niê", "O'Hare 🙂 Ellie", "B Smith", "Robert Smith", "Bob Smith Jr"];

    private static readonly string?[] Births = [null, "1987-03-21", "1987-03-12", "1987-12-03", "1987", "1961-04-03", "1990-01-01"];

    private static readonly string[] Papers = ["087187001234", "087187001235", "001061004321", "079090123456"];

    private static readonly string[] Addresses = ["12 Lê Lợi, Phường 1, TP Cao Lãnh, Đồng Tháp", "12 Le Loi, P.1, Cao Lanh",
        "45/6 Hai Bà Trưng, Hà Nội", "Đồng Tháp"];

    public static PersonRecord Record(
        string id, string? name, string? birth = null, string? cccd = null, string? address = null, string? phone = null, string? account = null,
            string? mail = null, string? sex = null, string[]? aliases = null)
    {
        var holds = new List<EntityKey>();
        if (phone is not null) holds.Add(EntityKey.Create(EntityKind.Phone, phone));
        if (account is not null) holds.Add(EntityKey.Create(EntityKind.Account, account));
        if (mail is not null) holds.Add(EntityKey.Create(EntityKind.Online, "email:" + mail));
        var mention = new Mention
        {
            Ref = "m1",
            Kind = MentionKind.Person,
            Name = name,
            Aliases = aliases ?? [],
            BirthDate = birth,
            Sex = sex,
            Documents = cccd is null ? [] : [new DocumentMention("cccd", cccd)],
            Addresses = address is null ? [] : [address],
        };
        return PersonRecordBuilder.Build(new ReportKey("test", id), mention, holds);
    }

    /// <summary>Gets batches of different records.</summary>
    public static Gen<PersonRecord[]> Batches { get; } = Gen.Sized(size => OneRecord().ArrayOf(Math.Clamp(size / 2, 2, 40))).Select(Distinct);

    /// <summary>Makes many records, the same ones each time.</summary>
    public static PersonRecord[] Many(int count) => Distinct(Enumerable.Range(0, count).Select(i =>
    {
        ulong chance = StableHash.Mix((ulong)i + 1);
        int Take(int below)
        {
            chance = StableHash.Mix(chance);
            return (int)(chance % (ulong)below);
        }
        int paper = Take(10), address = Take(10), phone = Take(400);
        return Record($"m{i}", Names[Take(Names.Length)], Births[Take(Births.Length)], paper < Papers.Length ? Papers[paper] : null, address < Addresses.Length
            ? Addresses[address] : null, $"+84900000{phone:000}");
    }));

    public static PersonRecord[] Distinct(IEnumerable<PersonRecord> records) => [.. records.DistinctBy(r => r.Fingerprint)];

    private static Gen<PersonRecord> OneRecord() =>
        from id in Gen.Choose(0, 1_000_000)
        from name in Gen.Elements(Names)
        from hasName in Gen.Choose(0, 9)
        from birth in Gen.Elements(Births)
        from paper in Gen.Choose(0, 9)
        from address in Gen.Choose(0, 9)
        from phone in Gen.Choose(0, 9)
        from account in Gen.Choose(0, 9)
        select Record(
            id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            hasName > 0 ? name : null,
            birth,
            paper < Papers.Length ? Papers[paper] : null,
            address < Addresses.Length ? Addresses[address] : null,
            phone < 4 ? $"+8490000000{phone}" : null,
            account < 3 ? $"970436:00{account}000123" : null);
}

/// <summary>Drives a resolver as the engine does and keeps what it was given.</summary>
internal class ResolverHarness(PersonResolver resolver)
{
    public ResolverHarness(PersonModel model, int threadCountMax = 1)
        : this(new PersonResolver(model, threadCountMax))
    {
    }

    private readonly Dictionary<int, int[]> _clusterOf = [];
    private readonly Dictionary<UInt128, int> _ids = [];
    private readonly Dictionary<int, PersonRecord> _records = [];

    public PersonResolver Resolver { get; } = resolver;

    protected IEnumerable<PersonRecord> Records => _records.Values;

    public int IdOf(PersonRecord record) => _ids[record.Fingerprint];

    public UInt128 FingerprintOf(int id) => _records[id].Fingerprint;

    public virtual int Add(PersonRecord record)
    {
        int id = _ids.Count;
        _ids.Add(record.Fingerprint, id);
        Resolver.Add(id, record);
        _records.Add(id, record);
        return id;
    }

    public virtual void Remove(PersonRecord record)
    {
        int id = _ids[record.Fingerprint];
        Resolver.Remove(id);
        _records.Remove(id);
        _clusterOf.Remove(id);
        // Ids are the caller's: a later record gets a number of its own.
        _ids.Remove(record.Fingerprint);
        _ids[UInt128.MaxValue - (UInt128)id] = id;
    }

    public ResolverHarness Recluster()
    {
        foreach (int[] cluster in SettleAll())
            foreach (int id in cluster) _clusterOf[id] = cluster;
        return this;
    }

    protected virtual IReadOnlyList<int[]> SettleAll() => Resolver.Recluster();

    public int[] ClusterOf(PersonRecord record) => _clusterOf[_ids[record.Fingerprint]];

    /// <summary>Writes the clusters as fingerprints, sorted: equal states give equal text.</summary>
    public string State()
    {
        Assert.All(_records.Keys, id => Assert.All(_clusterOf[id], other => Assert.Same(_clusterOf[id], _clusterOf[other])));
        return string.Join('\n', _records.Keys.Select(id => string.Join(' ', _clusterOf[id].Select(o => _records[o].FingerprintText[..8])) is var line
            && _clusterOf[id][0] == id ? line : null)
            .OfType<string>().Order(StringComparer.Ordinal));
    }
}
