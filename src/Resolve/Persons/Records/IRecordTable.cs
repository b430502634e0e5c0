using Resolve.Identifiers;

namespace Resolve.Persons.Records;

/// <summary>The records that are there, by numbers of the host's own: what persons are resolved from and decisions act on.</summary>
internal interface IRecordTable
{
    /// <summary>Finds the record that a mention gives; -1 when no live report has the mention.</summary>
    int FindMention(EntityKey person);

    /// <summary>Gets a record.</summary>
    PersonRecord RecordAt(int vertex);

    /// <summary>Lists the records, in no order.</summary>
    IEnumerable<(int Vertex, PersonRecord Record)> Records();

    /// <summary>Takes a record that went out of its person.</summary>
    void LeavePerson(int vertex);

    /// <summary>Sets whether a record's person is excluded.</summary>
    void SetExcluded(int vertex, bool excluded);
}
