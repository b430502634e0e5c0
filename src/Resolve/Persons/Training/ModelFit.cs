using Resolve.Persons.Comparison;
using Resolve.Persons.Models;

namespace Resolve.Persons.Training;

/// <summary>Expectation-maximisation over three kinds of pair: one person, two people of one household, strangers.</summary>
internal sealed class ModelFit
{
    private const double HouseholdPairPrior = 20, HouseholdShareMin = .02, HouseholdsPerMatchMin = .05, CentrePrior = 3;

    // Kin that nobody could take for one person: so many, and so many for each pair of one name, day and home, show that there are households.
    private const int KinCountMin = 20;
    private const double KinShareMin = .05;
    private const int NamesakeCountMin = 5, NamesakeDeductionMax = 16_000;
    // What is demanded is .99 of the pairs within persons; one wrong match edge between two persons of several records makes several wrong pairs.
    // A share of few pairs is no share of anything: as many pairs beyond doubt are thought beside them.
    private const double SamePrecision = .998, SamePrior = 300;
    private const double CentreBitsMax = 16, StillChange = 1e-4;

    private readonly PersonModel _counted;
    private readonly TrainingPairs _pairs;
    private readonly double[][] _m = DefaultPersonModel.Select(l => l.M), _u = DefaultPersonModel.Select(l => l.U),
        _centres = DefaultPersonModel.Select(_ => 0.0);
    private readonly double[][] _slopes = DefaultPersonModel.Select(_ => 1.0);
    private double _prior, _householdPrior;
    private int _namesakeDeduction;
    private readonly bool _hasKin;
    private PersonModel _model;

    public ModelFit(PersonModel counted, TrainingPairs pairs)
    {
        (_counted, _pairs) = (counted, pairs);
        for (int l = 0; l < _centres[0].Length; l++) _centres[0][l] = DefaultPersonModel.CentreOf(l);
        _prior = 1 / Math.Sqrt(2 * pairs.PairCount);
        _householdPrior = _prior * ModelTrainer.HouseholdsPerMatch;
        _model = counted;
        _hasKin = HasKin(pairs.Candidates);
        MaximiseStrangers(first: true);
        _model = ToModel();
    }

    /// <summary>Runs rounds until nothing moves.</summary>
    public void Run(int roundCountMax)
    {
        for (int round = 0; round < roundCountMax; round++)
        {
            double before = _prior;
            MaximiseMatches();
            MaximiseStrangers(first: false);
            _model = ToModel();
            if (Math.Abs(_prior - before) < StillChange * before) break;
        }
    }

    /// <summary>Returns the model as fitted so far.</summary>
    /// <param name="growth">How many times as many records it is for: each person is met as often, so that matches are rarer among pairs.</param>
    /// <param name="sameProbability">The probability from which two records are the same person.</param>
    public PersonModel ToModel(double growth = 1, double sameProbability = ModelTrainer.SameProbability) => new()
    {
        Name = _counted.Name,
        TrainedRecordCount = _counted.TrainedRecordCount,
        SameThreshold = WeightMath.Threshold(_prior / growth, sameProbability),
        PossibleThreshold = WeightMath.Threshold(_prior / growth, ModelTrainer.PossibleProbability),
        HouseholdPrior = WeightMath.Bits(growth / _householdPrior),
        Weights = WeightMath.Weights(_m, _u, _centres, _slopes),
        NameTerms = _counted.NameTerms,
        AddressTerms = _counted.AddressTerms,
        BirthDateTerms = _counted.BirthDateTerms,
        Caps = _counted.Caps,
        NamesakeDeduction = _namesakeDeduction,
    };

    /// <summary>Finds how much less an equal birth date weighs beside an equal name, from the namesakes whom two checked national IDs distinguish.</summary>
    /// <remarks>No labels: a national ID is an attribute like others, and where it is known it says what name and date are worth where it is not.</remarks>
    public void FitNamesakes()
    {
        var scores = new List<int>();
        int namesakes = 0;
        foreach (ref readonly PairVector vector in _pairs.Candidates.AsSpan())
        {
            if (!vector.HasChecked || vector[PersonFeature.BirthDate] != BirthLevel.Exact || !PairComparer.IsWholeName(vector[PersonFeature.Name])) continue;
            if (vector.IsVetoed) namesakes++;
            PairVector withoutId = vector;
            withoutId.Set(PersonFeature.NationalId, PairVector.Missing);
            scores.Add(PairScore.Of(_model, withoutId).Total(_model));
        }
        if (namesakes < NamesakeCountMin) return;
        int low = 0, high = NamesakeDeductionMax;
        while (low < high)
        {
            int middle = (low + high) / 2;
            double expected = scores.Sum(s => 1 - Probability(s - middle));
            if (expected < namesakes) low = middle + 1;
            else high = middle;
        }
        _namesakeDeduction = low;
        _model = ToModel();
    }

    /// <summary>Finds the probability from which pairs are the same person so that nearly all of them are: at least
    /// <see cref="ModelTrainer.SameProbability"/>.</summary>
    public double FitSameProbability()
    {
        var probabilities = new List<double>();
        foreach (ref readonly PairVector vector in _pairs.Candidates.AsSpan())
        {
            PairScore score = PairScore.Of(_model, vector);
            int total = score.Total(_model) - (vector[PersonFeature.BirthDate] == BirthLevel.Exact
                && PairComparer.IsWholeName(vector[PersonFeature.Name]) ? _namesakeDeduction : 0);
            if (!vector.IsVetoed && score.IsSame(_model) && Probability(total) >= ModelTrainer.SameProbability) probabilities.Add(Probability(total));
        }
        probabilities.Sort();
        double sum = probabilities.Sum();
        int first = 0;
        while (first < probabilities.Count && sum + SamePrior < SamePrecision * (probabilities.Count - first + SamePrior)) sum -= probabilities[first++];
        return first == 0 || first == probabilities.Count ? ModelTrainer.SameProbability : probabilities[first];
    }

    private double Probability(int total)
    {
        double odds = _prior * Math.Pow(2, total / 1000.0);
        return odds / (1 + odds);
    }

    private (double Match, double Household) Posterior(in PairVector vector)
    {
        PairScore score = PairScore.Of(_model, vector);
        double match = vector.IsVetoed ? 0 : _prior * Math.Pow(2, score.Match / 1000.0), household = _householdPrior * Math.Pow(2, score.Household / 1000.0);
        double all = 1 + match + household;
        return (match / all, household / all);
    }

    // Another given name and another year of birth or sex, under one surname at one home or phone.
    private static bool HasKin(ReadOnlySpan<PairVector> candidates)
    {
        int kin = 0, same = 0;
        foreach (ref readonly PairVector vector in candidates)
        {
            bool sharesHome = (vector[PersonFeature.Address] <= AddressLevel.VeryClose && vector.IsOfHouse) || vector[PersonFeature.Phone] == 0;
            if (!sharesHome) continue;
            int name = vector[PersonFeature.Name], birth = vector[PersonFeature.BirthDate];
            if (name == NameLevel.GivenConflict && (BirthLevel.IsOfTwoPeople(birth) || vector[PersonFeature.Sex] == 1)) kin++;
            else if (PairComparer.IsWholeName(name) && birth == BirthLevel.Exact) same++;
        }
        return kin >= KinCountMin && kin >= KinShareMin * same;
    }

    private void MaximiseMatches()
    {
        double[][] sums = DefaultPersonModel.Select(_ => 0.0);
        double expected = 0, households = 0;
        foreach (ref readonly PairVector vector in _pairs.Candidates.AsSpan())
        {
            (double posterior, double household) = Posterior(vector);
            expected += posterior;
            households += household;
            if (posterior < 1e-6) continue;
            for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
                if (vector[(PersonFeature)f] is not PairVector.Missing and var level) sums[f][level] += posterior;
        }
        _prior = Math.Clamp(expected * _pairs.CandidateScale / _pairs.PairCount, .25 / _pairs.PairCount, .2);
        // Where nobody shares a home, as among synthetic persons, a shared home is evidence of one person: a kind of pair rarer
        // than the slips of matches cannot be distinguished from them.
        double scale = _pairs.CandidateScale;
        bool hasHouseholds = _hasKin || households >= HouseholdShareMin * expected;
        double householdsPerMatch = (households * scale + HouseholdPairPrior * ModelTrainer.HouseholdsPerMatch) / (expected * scale + HouseholdPairPrior);
        _householdPrior = hasHouseholds ? Math.Min(_prior * Math.Max(householdsPerMatch, HouseholdsPerMatchMin), .2) : 1e-15;
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            double sum = sums[f].Sum();
            for (int l = 0; l < sums[f].Length && (PersonFeature)f != PersonFeature.Generation; l++)
                _m[f][l] = (sums[f][l] + MatchPrior(f, l) * FeatureCatalog.Levels[f][l].M) / (sum + MatchPrior(f, l));
        }
    }

    private void MaximiseStrangers(bool first)
    {
        double[][] sums = DefaultPersonModel.Select(_ => 0.0), rarities = DefaultPersonModel.Select(_ => 0.0);
        double[] names = Dependence.Bins(), places = Dependence.Bins();
        for (int i = 0; i < _pairs.Random.Length; i++)
        {
            ref readonly PairVector vector = ref _pairs.Random[i];
            double stranger = first ? 1 : 1 - Posterior(vector).Match;
            for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
            {
                int level = vector[(PersonFeature)f];
                if (level == PairVector.Missing) continue;
                sums[f][level] += stranger;
                if ((PersonFeature)f == PersonFeature.Name
                    && level <= NameLevel.Exact) names[Dependence.BinOf(vector.NameBits, _pairs.RandomNameLengths[i])] += stranger;
                if ((PersonFeature)f == PersonFeature.Address && level == AddressLevel.Same) places[Dependence.BinOf(vector.AddressBits, 0)] += stranger;
                rarities[f][level] += stranger * Math.Pow(2, Math.Min(CentreBitsMax, vector.BitsOf((PersonFeature)f) / 1000.0));
            }
        }
        for (int f = 0; f < FeatureCatalog.FeatureCount; f++)
        {
            double sum = sums[f].Sum();
            for (int l = 0; l < sums[f].Length; l++)
            {
                LevelBelief belief = FeatureCatalog.Levels[f][l];
                double floor = .3 / (sum + 1);
                _u[f][l] = belief.IsDirect ? belief.U : Math.Max((sums[f][l] + ChancePrior(f) * belief.U) / (sum + ChancePrior(f)), Math.Min(belief.U, floor));
                if (belief.Slope > 0 && !belief.IsDirect)
                    _centres[f][l] = Math.Log2((rarities[f][l] + CentrePrior * Math.Pow(2, PriorCentre(f, l))) / (sums[f][l] + CentrePrior));
            }
        }
        SetDirect(Dependence.Fit(names, _pairs.NameBits, sums[(int)PersonFeature.Name].Sum()),
            Dependence.Fit(places, _pairs.AddressBits, sums[(int)PersonFeature.Address].Sum()));
    }

    // Equal names and addresses: their words' rarity does the work, corrected for how words go together (Văn with men's names).
    private void SetDirect(Dependence names, Dependence places)
    {
        double marked = Math.Clamp(_pairs.MarkedShare * _pairs.MarkedShare, .01, .99), single = Math.Clamp(_pairs.SingleShare * _pairs.SingleShare, 1e-4, 1);
        _u[0][NameLevel.ExactMarked] = Math.Min(1, marked * Math.Pow(2, names.Bits));
        _u[0][NameLevel.Exact] = Math.Min(1, (1 - marked) * Math.Pow(2, names.Bits));
        _u[0][NameLevel.Reordered] = 1;
        _u[0][NameLevel.SingleExact] = single;
        _slopes[0][NameLevel.ExactMarked] = _slopes[0][NameLevel.Exact] = _slopes[0][NameLevel.Reordered] = names.Slope;
        _u[(int)PersonFeature.Address][AddressLevel.Same] = Math.Pow(2, places.Bits);
        _slopes[(int)PersonFeature.Address][AddressLevel.Same] = places.Slope;
    }

    // How many pairs of one person the prior beliefs are worth. Names must not be talked into differing by a small set; and whether another
    // given name under the same surname is a slip or a sister cannot be learned from unlabelled data, so there the prior belief barely changes.
    private static double MatchPrior(int feature, int level) =>
        (PersonFeature)feature != PersonFeature.Name ? feature == (int)PersonFeature.BirthDate && level == BirthLevel.Generation ? 300 : 100
            : level == NameLevel.GivenConflict ? 3_000 : 300;

    // How often strangers share a name or a town is the data's own; how often they share a birthday or a number is much the same everywhere.
    private static double ChancePrior(int feature) => (PersonFeature)feature is PersonFeature.Name or PersonFeature.Address ? 3 : 20_000;

    private static double PriorCentre(int feature, int level) =>
        feature == 0 ? DefaultPersonModel.CentreOf(level) : feature == (int)PersonFeature.Address ? 8 : 0;
}
