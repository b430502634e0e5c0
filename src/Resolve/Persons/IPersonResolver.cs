using Resolve.Persons.Records;

namespace Resolve.Persons;

/// <summary>Groups records into persons, incrementally: the seam between the engine and entity resolution.</summary>
/// <remarks>
/// The clusters are a pure function of the set of records present, the decisions in force and the model: never of the
/// order of calls, nor of the integer ids, which only name records inside one process. Ties are broken by fingerprint.
/// One thread calls; no call blocks.
/// </remarks>
public interface IPersonResolver
{
    /// <summary>Takes a record in.</summary>
    /// <param name="id">The caller's id for it, dense from 0; an id that was removed may come back with the same record.</param>
    /// <param name="record">The record; its fingerprint is not present under another id.</param>
    void Add(int id, PersonRecord record);

    /// <summary>Takes a record out, which leaves the state in which it never came.</summary>
    /// <param name="id">An id that is present.</param>
    void Remove(int id);

    /// <summary>Re-clusters what changed since the last call.</summary>
    /// <returns>The clusters that are new or changed, each with all its record ids sorted by fingerprint; every record whose cluster changed is in one of
    /// them, singletons included.</returns>
    IReadOnlyList<int[]> Recluster();
}
