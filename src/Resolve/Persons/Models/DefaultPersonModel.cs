using System.Collections.Immutable;
using Resolve.Persons.Training;

namespace Resolve.Persons.Models;

/// <summary>Makes the model that ships.</summary>
internal static class DefaultPersonModel
{
    /// <summary>One in this many pairs of reported persons is one person: a million records, each person met in two or three.</summary>
    private const double PairsPerMatch = 2.0e6;

    // Shares of people, in percent: surnames after Lê Trung Hoa 2005, given and middle words after hoten.org (Đắk Lắk) and UIT 2016;
    // a word that serves as surname, middle and given name has the sum, rounded.
    // Stricter than a trained model: its beliefs are nobody's data.
    private const double SameProbability = .95;

    private const string NameShares =
        "nguyen 38.5 thi 35 van 22 tran 12 le 9.5 pham 7 hoang 6 huynh 3 phan 4.5 vu 3 vo 3 dang 2 bui 2 do 1.5 ho 1.4 ngo 1.3 duong 2.5 ly 1.5 " +
        "minh 7 thanh 8 ngoc 6 quoc 4 duc 5 quang 4 anh 6 huu 3 xuan 3 duy 4 dinh 2.5 trung 4 tuan 4.5 tan 2 hong 4 thi 35 kim 3 my 2 thuy 3 " +
        "huy 3 hieu 2.5 hung 3 nam 2.5 son 2.5 dung 2.5 dat 2 cuong 2 long 2 hai 3 thang 1.8 linh 3 trang 2.5 huong 3 lan 2 hoa 2 mai 2 ha 2.5 " +
        "hang 2 thao 2 phuong 4 nhung 1.2 nga 1.2 oanh 1 yen 1.5 nhi 1.5 vy 1.2 tam 1.5 binh 2 an 2 bao 2 khanh 1.5 khoa 1 phuc 2 phat 1.2 tai 1.2 " +
        "tien 1.8 tu 1.5 tung 1.5 viet 1.5 vinh 1.8 hanh 1.5 hien 2 hue 1.5 loan 1.2 ly 1.5 nhan 1 nhu 2 quyen 1 quynh 1.5 thu 3 tham 1 trinh 1.2 " +
        "truong 2.5 dao 1 doan 1 dinh 2.5 lam 1.5 luong 1 mac .3 trieu .4 cao .8 chu .6 ta .3 to .4 luu .5 ha 2.5 mai 2 thai 1 trinh 1.2 bich 1.5 cam .8 "
            + "dieu .8 gia 1.5 hoai 1";

    private const string PlaceShares =
        "ha 12 noi 8 ho 9 chi 9 minh 9 hcm 4 da 3 nang 3 hai 4 phong 3 can 2 tho 2.5 dong 4 thap 1.5 nai 2.5 binh 6 duong 4 thanh 5 hoa 5 nghe 2.5 an 7 " +
        "bac 5 ninh 4 giang 6 quang 6 nam 5 ngai 1.5 tri 1 gia 1.5 lai 2 dak 2 lak 1.5 lam 1.5 long 3 tay 2.5 tien 2 vinh 2.5 phuc 2 phu 4 yen 2.5 khanh 1.5 " +
        "thai 2.5 nguyen 3 hung 2 cao 2 lang 1.5 son 3 st 8 rd 6 p1 5 p2 4 p3 4 p4 3 p5 3 q1 3 q3 2 q7 2 1 5 2 5 3 5 4 4 5 4 6 3 7 3 8 3 9 3 10 3 12 3";

    public static PersonModel Create()
    {
        double[][] m = Select(l => l.M), u = Select(l => l.U), centres = Select(_ => 0);
        // What strangers who reach a level share is common: surnames above all.
        for (int l = 0; l < centres[0].Length; l++) centres[0][l] = CentreOf(l);
        centres[(int)PersonFeature.BirthDate][BirthLevel.Exact] = 0;
        centres[(int)PersonFeature.Address][AddressLevel.Contained] = 8;
        const double prior = 1 / PairsPerMatch;
        return new PersonModel
        {
            Name = "default-1",
            TrainedRecordCount = 0,
            SameThreshold = WeightMath.Threshold(prior, SameProbability),
            PossibleThreshold = WeightMath.Threshold(prior, ModelTrainer.PossibleProbability),
            HouseholdPrior = WeightMath.Bits(PairsPerMatch / ModelTrainer.HouseholdsPerMatch),
            Weights = WeightMath.Weights(m, u, centres),
            NameTerms = Terms(NameShares, 12_000),
            AddressTerms = Terms(PlaceShares, 9_000),
            // One in twenty-five knows the year alone and is registered on 1 January: the authors' estimate for those born before 1980.
            BirthDateTerms = new TermTable(0, [KeyValuePair.Create("--01-01", 3_900)]),
            Caps = DefaultCaps,
            NeedsOwn = true,
        };
    }

    /// <summary>The caps of the shipped model and of trained ones, by <see cref="BlockKind"/>.</summary>
    /// <remarks>Values: more distinct descriptions than a person has. Proposals: what keeps a record's candidates in the hundreds.</remarks>
    public static readonly ImmutableArray<int> DefaultCaps = [40, 20, 20, 20, 20, 20, 20, 40, 60, 60, 60, 40, 40, 25, 25, 25];

    /// <summary>What rarity strangers share who reach a name level, before training data is seen, in bits.</summary>
    public static double CentreOf(int level) => level switch
    {
        NameLevel.PartConflict or NameLevel.GivenConflict => 3,
        NameLevel.MiddleConflict or NameLevel.OneWord or NameLevel.DroppedNear or NameLevel.Initials => 5,
        NameLevel.OneWordNear or NameLevel.NearConflict => 5,
        NameLevel.Conflict or NameLevel.ExactMarked or NameLevel.Exact or NameLevel.Reordered or NameLevel.SingleExact => 0,
        _ => 8,
    };

    public static double[][] Select(Func<LevelBelief, double> of) => [.. FeatureCatalog.Levels.Select(levels => levels.Select(of).ToArray())];

    private static TermTable Terms(string shares, int defaultBits)
    {
        string[] words = shares.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var bits = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i + 1 < words.Length; i += 2)
            bits[words[i]] = WeightMath.Bits(100 / double.Parse(words[i + 1], System.Globalization.CultureInfo.InvariantCulture));
        return new TermTable(defaultBits, bits);
    }
}
