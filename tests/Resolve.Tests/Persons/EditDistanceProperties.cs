using FsCheck;
using FsCheck.Fluent;
using Resolve.Persons.Text;

namespace Resolve.Tests.Persons;

public class EditDistanceProperties
{
    private static readonly Gen<string> Words = Gen.Elements('a', 'b', 'c', 'd').ArrayOf().Select(a => new string(a)).Where(s => s.Length <= 20);

    [Fact]
    public void The_fast_distance_equals_the_plain_one_up_to_its_limit() =>
        Prop.ForAll((from a in Words from b in Words from max in Gen.Choose(0, 4) select (a, b, max)).ToArbitrary(), c =>
            Assert.Equal(Math.Min(Plain(c.a, c.b), c.max + 1), EditDistance.Of(c.a, c.b, c.max))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_slip_is_a_distance_of_one_between_texts_of_one_length() =>
        Prop.ForAll((from a in Words from b in Words select (a, b)).ToArbitrary(), c =>
            Assert.Equal(c.a.Length == c.b.Length && Plain(c.a, c.b) == 1, EditDistance.IsSlip(c.a, c.b))).QuickCheckThrowOnFailure();

    private static int Plain(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0) { d[i, j] = i + j; continue; }
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
