using Resolve.Persons.Blocking;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons.Comparison;

/// <summary>Compares two packed records. One for each thread.</summary>
internal sealed class PairComparer
{
    private const int SexDiffers = 1;

    private readonly PersonModel _model;
    private readonly int _addressMax;
    private readonly BirthTerms _births;
    private readonly TokenLikenessJudge _judge;
    private readonly NameComparison _names;
    private readonly AddressComparison _addresses;
    private readonly IdentifierComparison _identifiers;

    public PairComparer(PersonModel model, Lexicon lexicon, BlockingKeys keys, BlockIndex index)
    {
        _model = model;
        _addressMax = model.Weights[(int)PersonFeature.Address].Max(w => w.MatchAt(AddressComparison.BitsMax));
        _births = new BirthTerms(model.BirthDateTerms);
        _judge = new TokenLikenessJudge(lexicon);
        _names = new NameComparison(lexicon, _judge, model);
        _addresses = new AddressComparison(lexicon, _judge, model);
        _identifiers = new IdentifierComparison(lexicon, keys, index);
    }

    /// <summary>Compares two records; give them in the order of their fingerprints, as ties between names fall to the first.</summary>
    /// <param name="a">The first record.</param>
    /// <param name="b">The second record.</param>
    /// <param name="floor">The total below which the pair is of no interest, so that its comparison need not be whole; above it, a pair that nothing but a
    /// name speaks for is none.</param>
    public PairVector Compare(in ProfileView a, in ProfileView b, int floor = int.MinValue)
    {
        PairVector vector = PairVector.Nothing;
        int birth = _births.IsFiller(a) || _births.IsFiller(b) ? PairVector.Missing : BirthComparison.Level(a, b);
        vector.Set(PersonFeature.BirthDate, birth);
        if (birth == BirthLevel.Exact) vector.BirthBits = -_births.BitsOf(a);
        vector.IsOwn = BirthComparison.IsOfDay(birth, a);
        if (a.PaperCount > 0 && b.PaperCount > 0) _identifiers.Papers(a, b, ref vector);
        _identifiers.Held(a, b, ref vector);
        if (a.Sex != 0 && b.Sex != 0) vector.Set(PersonFeature.Sex, a.Sex == b.Sex ? 0 : 1);
        if (a.Nationality != 0 && b.Nationality != 0) vector.Set(PersonFeature.Nationality, a.Nationality == b.Nationality ? 0 : 1);
        if (a.Generation != 0 && b.Generation != 0) vector.Set(PersonFeature.Generation, a.Generation == b.Generation ? 0 : 1);
        // Most pairs that share a name share nothing else: where nothing stands beside it and no address can, it need not be read.
        bool hasAddresses = a.AddressCount > 0 && b.AddressCount > 0;
        if (floor != int.MinValue && !hasAddresses && PairScore.Of(_model, vector).Support < PairScore.SupportMin) return vector;
        vector.Set(PersonFeature.Name, _names.Level(a, b, out vector.NameBits));
        KeepApart(ref vector, _model.NeedsOwn);
        if (a.IsOrganisation || b.IsOrganisation) KeepOrganisations(a, b, ref vector);
        if (birth == BirthLevel.Exact && IsWholeName(vector[PersonFeature.Name])) vector.BirthBits -= _model.NamesakeDeduction;
        // Addresses cost most: where not even equal ones could lift the pair to the floor, they are left out.
        if (hasAddresses && (floor == int.MinValue || PairScore.Of(_model, vector).Match + _addressMax >= floor))
        {
            vector.Set(PersonFeature.Address, _addresses.Level(a, b, out vector.AddressBits, out vector.IsOfHouse));
            vector.IsOwn |= vector.IsOfHouse && BirthLevel.Agrees(birth);
        }
        return vector;
    }

    // A company is nobody; two companies share most of their words with every other one, so that only whole names are one.
    private static void KeepOrganisations(in ProfileView a, in ProfileView b, ref PairVector vector)
    {
        vector.IsOfTwoKinds = a.IsOrganisation != b.IsOrganisation;
        if (vector.IsOfTwoKinds) vector.IsVetoed = true;
        else if (!IsWholeName(vector[PersonFeature.Name])) vector.IsApart = true;
    }

    // Twins have neighbouring numbers and one day of birth; a slip of the number leaves the name as it is.
    private static void KeepApart(ref PairVector vector, bool hasHouseholds)
    {
        bool sharesPaper = vector[PersonFeature.NationalId] == PaperLevel.Exact || vector[PersonFeature.OtherPaper] == PaperLevel.Exact;
        if (hasHouseholds && vector[PersonFeature.Sex] == SexDiffers && !sharesPaper) vector.IsApart = true;
        if (hasHouseholds && IsOfTwin(vector[PersonFeature.Name]) && !sharesPaper && !SharesHeld(vector)) vector.IsApart = true;
        if (!vector.HasNeighbours) return;
        int name = vector[PersonFeature.Name];
        if (NameLevel.Differs(name)) vector.IsVetoed = true;
        else if (name != NameLevel.ExactMarked) vector.IsApart = true;
    }

    /// <summary>Returns whether two names are those of twins: whole, and different in marks or in the middle word.</summary>
    internal static bool IsOfTwin(int level) => level is NameLevel.ToneConflict or NameLevel.MarkConflict or NameLevel.MiddleConflict;

    /// <summary>Returns whether both hold one account, device or online identity: a phone is a family's as well.</summary>
    internal static bool SharesHeld(in PairVector vector) =>
        vector[PersonFeature.Account] == 0 || vector[PersonFeature.Device] == 0 || vector[PersonFeature.Online] == 0;

    /// <summary>Forgets what it remembers of words: their numbers have changed their meaning.</summary>
    public void Forget() => _judge.Forget();

    /// <summary>Returns whether a level means that whole names are equal, in any order.</summary>
    internal static bool IsWholeName(int level) => level is NameLevel.ExactMarked or NameLevel.Exact or NameLevel.Reordered;
}
