namespace Resolve.Client.Building;

/// <summary>What somebody or something is to the events of a report.</summary>
public enum ReportRole
{
    /// <summary>It is named, and nothing is said of its part.</summary>
    Mentioned,

    /// <summary>It belongs to those who are suspected.</summary>
    Suspect,

    /// <summary>It belongs to somebody who was harmed.</summary>
    Victim,

    /// <summary>It is the registered holder of an account, a number or a device.</summary>
    Holder,

    /// <summary>It passed something on, knowingly or not.</summary>
    Intermediary,

    /// <summary>It belongs to somebody who saw or knows something.</summary>
    Witness,
}

/// <summary>What kind of number identifies a device.</summary>
public enum DeviceKind
{
    /// <summary>IMEI or IMEISV of a handset.</summary>
    Imei,

    /// <summary>IMSI of a subscription.</summary>
    Imsi,

    /// <summary>ICCID, the serial number of a SIM card.</summary>
    Iccid,

    /// <summary>EID of an embedded SIM.</summary>
    Eid,

    /// <summary>MAC address.</summary>
    Mac,

    /// <summary>Advertising id.</summary>
    Adid,

    /// <summary>Serial number of the maker, or an Android id.</summary>
    Serial,
}

/// <summary>What kind of paper identifies a person.</summary>
public enum DocumentKind
{
    /// <summary>Căn cước công dân, căn cước: 12 digits.</summary>
    Cccd,

    /// <summary>Chứng minh nhân dân: 9 digits.</summary>
    Cmnd,

    /// <summary>Passport of any state.</summary>
    Passport,

    /// <summary>National identity card of another state.</summary>
    NationalId,

    /// <summary>Driver's licence.</summary>
    DriverLicence,

    /// <summary>Any other paper; it is shown and not compared.</summary>
    Other,
}

/// <summary>How far a unit's work on a report is.</summary>
public enum ReportProgress
{
    /// <summary>The unit works on it.</summary>
    Open,

    /// <summary>The unit has suspended it, and is alerted to new links.</summary>
    Suspended,

    /// <summary>The unit has closed it.</summary>
    Closed,
}

/// <summary>The words of the wire format.</summary>
internal static class ReportWords
{
    public static string? Of(ReportRole role) => role == ReportRole.Mentioned ? null : role.ToString().ToLowerInvariant();

    public static string Of(DeviceKind kind) => kind.ToString().ToLowerInvariant();

    public static string? Of(ReportProgress? progress) => progress?.ToString().ToLowerInvariant();

    public static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.NationalId => "national-id",
        DocumentKind.DriverLicence => "driver-licence",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
