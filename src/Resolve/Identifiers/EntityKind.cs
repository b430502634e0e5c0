namespace Resolve.Identifiers;

/// <summary>The kinds of entity that Resolve links.</summary>
/// <remarks>The numbers are stored and sent; they never change meaning.</remarks>
public enum EntityKind : byte
{
    /// <summary>No kind: the value of a default <see cref="EntityKey"/>.</summary>
    None = 0,

    /// <summary>A telephone number, keyed by its E.164 form: <c>phone:+84391234567</c>.</summary>
    Phone = 1,

    /// <summary>A bank account, wallet, card or crypto address: <c>account:970436:0071000123456</c>.</summary>
    Account = 2,

    /// <summary>A handset, SIM card or network adapter: <c>device:imei:35693803564380</c>.</summary>
    Device = 3,

    /// <summary>A cluster of person records: <c>person:1f0c9a77be1d2a35</c>.</summary>
    Person = 4,

    /// <summary>An identity on a platform, a domain or an e-mail address: <c>online:telegram:vip_invest</c>.</summary>
    Online = 5,

    /// <summary>The registration plate of a vehicle: <c>plate:51F-12345</c>.</summary>
    Plate = 6,
}
