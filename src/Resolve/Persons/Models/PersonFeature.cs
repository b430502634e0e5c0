namespace Resolve.Persons.Models;

/// <summary>What of two records is compared. The numbers are stored in models; they never change meaning.</summary>
public enum PersonFeature : byte
{
    /// <summary>Names and aliases; the best pair counts.</summary>
    Name = 0,

    /// <summary>Date of birth.</summary>
    BirthDate = 1,

    /// <summary>CCCD and other national IDs.</summary>
    NationalId = 2,

    /// <summary>CMND, passports, driving licences and other papers.</summary>
    OtherPaper = 3,

    /// <summary>Phones held.</summary>
    Phone = 4,

    /// <summary>Bank accounts held.</summary>
    Account = 5,

    /// <summary>E-mail addresses and other online identities held.</summary>
    Online = 6,

    /// <summary>Devices held.</summary>
    Device = 7,

    /// <summary>Addresses; the best pair counts.</summary>
    Address = 8,

    /// <summary>Sex.</summary>
    Sex = 9,

    /// <summary>Nationality.</summary>
    Nationality = 10,

    /// <summary>Senior or junior.</summary>
    Generation = 11,
}
