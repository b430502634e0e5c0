using Resolve.Persons.Records;

namespace Resolve.Persons.Clusters;

/// <summary>Records of one component that are one person so far, with what all of them state.</summary>
internal sealed class RecordGroup
{
    private const int BearersMax = 8;

    // So many distinct full dates of birth one person may have by slips, and one more for each so many records; where the data knows no
    // households its dates are what varies most, and more are borne.
    private const int DatesMax = 3, RecordsPerDate = 5, DatesMaxWithoutHouseholds = 6, RecordsPerDateWithoutHouseholds = 2;

    private readonly HashSet<uint> _dates = [];
    private readonly HashSet<ulong> _papers = [];
    private const int PersonKind = 1, OrganisationKind = 2;

    private int _sexes, _kinds;

    /// <summary>Makes the group of one record.</summary>
    /// <param name="place">The place of the record in the component.</param>
    /// <param name="record">The record.</param>
    public RecordGroup(int place, ProfileView record)
    {
        Members = [place];
        Speakers = [place];
        _sexes = record.Sex;
        _kinds = record.IsOrganisation ? OrganisationKind : PersonKind;
        if (record.BirthDay != 0 && !(record.BirthDay == 1 && record.BirthMonth == 1)) _dates.Add(record.Birth);
        for (int i = 0; i < record.PaperCount; i++)
        {
            DocumentCode paper = record.Document(i);
            _papers.Add(paper.Number);
            if (paper.IsChecked) CheckedIds.Add(paper);
        }
        if (CheckedIds.Count > 0) Bearers.Add(place);
    }

    /// <summary>Gets the places of the records.</summary>
    public List<int> Members { get; }

    /// <summary>Gets the records that speak for the group: the fullest descriptions.</summary>
    public List<int> Speakers { get; }

    /// <summary>Gets the distinct checked national IDs.</summary>
    public List<DocumentCode> CheckedIds { get; } = [];

    /// <summary>Gets the first records that state a checked national ID, at most eight.</summary>
    public List<int> Bearers { get; } = [];

    /// <summary>Gets whether the records name an organisation.</summary>
    public bool IsOrganisation => _kinds == OrganisationKind;

    /// <summary>Takes in another group.</summary>
    public void Take(RecordGroup other)
    {
        Members.AddRange(other.Members);
        Speakers.AddRange(other.Speakers);
        foreach (DocumentCode id in other.CheckedIds)
            if (!CheckedIds.Contains(id)) CheckedIds.Add(id);
        Bearers.AddRange(other.Bearers.Take(BearersMax - Bearers.Count));
        _dates.UnionWith(other._dates);
        _papers.UnionWith(other._papers);
        _sexes |= other._sexes;
        _kinds |= other._kinds;
    }

    /// <summary>Returns whether two groups may be one person by what all their records state: not two sexes where there are households, nor many dates of
    /// birth, unless they share a paper.</summary>
    /// <param name="other">The other group.</param>
    /// <param name="hasHouseholds">Whether the model is for data with households (<see cref="Models.PersonModel.NeedsOwn"/>).</param>
    public bool MayJoin(RecordGroup other, bool hasHouseholds)
    {
        if (_kinds != other._kinds) return false;
        bool twoSexes = hasHouseholds && _sexes != 0 && other._sexes != 0 && (_sexes & other._sexes) == 0;
        int count = Members.Count + other.Members.Count;
        int datesMax = hasHouseholds ? DatesMax + count / RecordsPerDate : DatesMaxWithoutHouseholds + count / RecordsPerDateWithoutHouseholds;
        bool manyDates = _dates.Count + other._dates.Count > datesMax && _dates.Count + other._dates.Count(d => !_dates.Contains(d)) > datesMax;
        return (!twoSexes && !manyDates) || _papers.Overlaps(other._papers);
    }
}
