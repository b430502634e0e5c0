using FsCheck;
using FsCheck.Fluent;
using Resolve.Persons.Blocking;
using Resolve.Persons.Models;

namespace Resolve.Tests.Persons;

/// <summary>The index of blocks against a dictionary of sets, over any adding and taking out.</summary>
public class BlockIndexProperties
{
    private static readonly Gen<(int Key, int Id)[]> s_few = (from key in Gen.Choose(0, 30) from id in Gen.Choose(0, 60) select (key, id)).ArrayOf(400);

    private static readonly Gen<(int Key, int Id)[]> s_skewed =
        (from key in Gen.Frequency((3, Gen.Constant(7)), (1, Gen.Choose(0, 3_000))) from id in Gen.Choose(0, 400) select (key, id)).ArrayOf(1_500);

    [Fact]
    public void What_the_index_tells_is_what_a_dictionary_of_sets_tells() => Prop.ForAll(s_few.ToArbitrary(), Agrees).QuickCheckThrowOnFailure();

    [Fact]
    public void One_long_list_among_many_short_ones_is_counted_correctly() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(s_skewed.ToArbitrary(), Agrees));

    [Fact]
    public void Lists_beyond_a_page_grow_and_are_taken_apart_again()
    {
        const int Count = 70_000;
        var lists = new IdLists();
        int other = lists.Make(-5), list = lists.Make(0);
        for (int id = 1; id < Count; id++) list = lists.Add(list, id);
        int beside = lists.Make(-7);
        Assert.Equal(Enumerable.Range(0, Count), lists.Members(list).ToArray().Order());
        for (int id = 1; id < Count; id += 2) lists.Remove(list, id);
        Assert.Equal(Enumerable.Range(0, Count).Where(i => i % 2 == 0), lists.Members(list).ToArray().Order());
        for (int id = 2; id < Count; id += 2) lists.Remove(list, id);
        Assert.Equal(0, lists.Free(list));
        list = lists.Make(1);
        for (int id = 2; id < 40_000; id++) list = lists.Add(list, id);
        Assert.Equal(Enumerable.Range(1, 39_999), lists.Members(list).ToArray().Order());
        Assert.Equal([-5], lists.Members(other).ToArray());
        Assert.Equal([-7], lists.Members(beside).ToArray());
    }

    // Each step adds the record to the key, or takes it out when it is there.
    private static bool Agrees((int Key, int Id)[] steps)
    {
        var caps = PersonModel.Default.Caps;
        var index = new BlockIndex(caps);
        var plain = new Dictionary<ulong, HashSet<int>>();
        foreach ((int number, int id) in steps)
        {
            ulong key = BlockingKeys.Key((BlockKind)(number % 16), (ulong)number);
            if (!plain.TryGetValue(key, out HashSet<int>? members)) plain.Add(key, members = []);
            int count = members.Add(id) ? index.Add(key, id) : members.Remove(id) ? index.Remove(key, id) : -1;
            if (count != members.Count || !Holds(index, caps, key, members)) return false;
        }
        return plain.All(p => Holds(index, caps, p.Key, p.Value));
    }

    private static bool Holds(BlockIndex index, IReadOnlyList<int> caps, ulong key, HashSet<int> members)
    {
        int single = 0;
        return index.Count(key) == members.Count
            && members.SetEquals(index.Members(key, ref single).ToArray())
            && ((key & 15) > (ulong)BlockKind.Mail || index.IsGeneric(key) == members.Count > caps[(int)(key & 15)]);
    }
}
