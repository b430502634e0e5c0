namespace Resolve.Persons.Models;

/// <summary>What two records may share so that they are compared. The numbers are stored in models; they never change meaning.</summary>
/// <remarks>The kinds up to <see cref="Mail"/> are values that also score; over its cap such a value does neither. The others only propose.</remarks>
public enum BlockKind : byte
{
    /// <summary>The number of a paper.</summary>
    Paper = 0,

    /// <summary>A phone held.</summary>
    Phone = 1,

    /// <summary>An account held.</summary>
    Account = 2,

    /// <summary>A device held.</summary>
    Device = 3,

    /// <summary>An online identity held.</summary>
    Online = 4,

    /// <summary>An e-mail address held.</summary>
    Mail = 5,

    /// <summary>The part of an e-mail address before the @.</summary>
    MailLocal = 6,

    /// <summary>A full date of birth.</summary>
    BirthDate = 7,

    /// <summary>All words of a name, with the year of birth.</summary>
    NameAndYear = 8,

    /// <summary>A word of a name, all its words, or all their sounds.</summary>
    Name = 9,

    /// <summary>The sounds of all words of a name, with the year of birth.</summary>
    SoundAndYear = 10,

    /// <summary>The sound of one word of a name, with the full date of birth.</summary>
    WordAndBirthDate = 11,

    /// <summary>All words of an address.</summary>
    Address = 12,

    /// <summary>Two distinctive words of an address.</summary>
    AddressPart = 13,

    /// <summary>The sound of one word of a name, with a distinctive word of an address.</summary>
    WordAndPlace = 14,

    /// <summary>The sound of one word of a name, with the day and month, or year, of birth.</summary>
    WordAndDatePart = 15,
}
