using Resolve.Persons.Models;

namespace Resolve.Tests.Persons;

/// <summary>How training distinguishes words that occur together from names that are merely shorter.</summary>
public class DependenceTests
{
    private const double PairCount = 1e6;

    [Fact]
    public void That_names_with_a_word_left_out_are_rarer_than_their_words_say_makes_no_other_name_common()
    {
        (int, int)[] own = [.. Enumerable.Repeat((12_000, 3), 900), .. Enumerable.Repeat((5_000, 2), 100)];
        double[] shared = Dependence.Bins();
        shared[Dependence.BinOf(12_000, 3)] = PairCount * .9 * Math.Pow(2, -12);
        shared[Dependence.BinOf(5_000, 2)] = 2; // by words alone it were 3,125
        Dependence fit = Dependence.Fit(shared, own, PairCount);
        Assert.Equal(1, fit.Slope);
        Assert.InRange(fit.Bits, 0, .1);
    }

    [Fact]
    public void Words_that_go_together_within_one_length_count_once()
    {
        int[] rarities = [9_000, 11_000, 13_000, 15_000];
        (int, int)[] own = [.. rarities.SelectMany(r => Enumerable.Repeat((r, 3), 250))];
        double[] shared = Dependence.Bins();
        // Rarer names come as often as common ones: half of their bits count one word twice.
        foreach (int bits in rarities) shared[Dependence.BinOf(bits, 3)] = PairCount * .25 * Math.Pow(2, -bits / 1000.0 * .5);
        Dependence fit = Dependence.Fit(shared, own, PairCount);
        Assert.InRange(fit.Slope, .4, .7);
        Assert.InRange(fit.Bits, -1.5, 1.5);
    }

    [Fact]
    public void Nothing_to_learn_from_leaves_words_as_they_are()
    {
        Assert.Equal(Dependence.None, Dependence.Fit(Dependence.Bins(), [], PairCount));
        Assert.Equal(Dependence.None, Dependence.Fit(Dependence.Bins(), [(9_000, 3)], 0));
    }
}
