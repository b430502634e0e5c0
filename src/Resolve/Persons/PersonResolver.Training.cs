using Resolve.Persons.Comparison;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Persons;

public sealed partial class PersonResolver
{
    /// <summary>Compares the candidate pairs and pairs chosen by chance; the resolver serves nothing else afterwards.</summary>
    internal TrainingPairs CollectPairs(PersonRecord[] records, TrainingOptions options)
    {
        for (int i = 0; i < records.Length; i++) Add(i, records[i]);
        Worker worker = _workers[0];
        int shift = CandidateShift(worker, records.Length, options.CandidateCountMax);
        var candidates = new List<PairVector>();
        for (int id = 0; id < records.Length; id++)
            foreach (int other in worker.Candidates(id))
                if (other > id && IsChosen(id, other, shift)) candidates.Add(worker.Vector(id, other));
        double marked = 0, single = 0;
        var names = new List<(int, int)>(records.Length);
        var places = new List<(int, int)>(records.Length);
        for (int id = 0; id < records.Length; id++)
        {
            var view = new ProfileView(_profiles[id]);
            PairVector self = worker.Comparer.Compare(view, view);
            int at = 0;
            if (view.NextName(ref at, out NameView name))
            {
                names.Add((self.NameBits, name.Tokens.Length));
                if (!name.Marked.IsEmpty) marked++;
                if (name.Tokens.Length == 1) single++;
            }
            if (view.AddressCount > 0) places.Add((self.AddressBits, 0));
        }
        (PairVector[] random, byte[] lengths) = RandomPairs(worker, records.Length, options.RandomCountMax);
        return new TrainingPairs
        {
            Candidates = [.. candidates],
            CandidateScale = 1 << shift,
            Random = random,
            RandomNameLengths = lengths,
            PairCount = records.Length * (records.Length - 1.0) / 2,
            MarkedShare = names.Count == 0 ? 0 : marked / names.Count,
            SingleShare = names.Count == 0 ? 0 : single / names.Count,
            NameBits = [.. names],
            AddressBits = [.. places],
        };
    }

    private static int CandidateShift(Worker worker, int count, int countMax)
    {
        // A sample, every step-th record, estimates how many pairs there are.
        int step = Math.Max(1, count / 2_000);
        double sum = 0;
        int sampled = 0;
        for (int id = 0; id < count; id += step, sampled++) sum += worker.Candidates(id).Count;
        double pairs = sum / sampled * count / 2;
        int shift = 0;
        while (pairs / (1 << shift) > countMax) shift++;
        return shift;
    }

    private bool IsChosen(int a, int b, int shift) =>
        shift == 0 || (StableHash.Mix((ulong)_fingerprints[a] ^ (ulong)_fingerprints[b]) & ((1UL << shift) - 1)) == 0;

    private (PairVector[] Pairs, byte[] NameLengths) RandomPairs(Worker worker, int count, int countMax)
    {
        var pairs = new List<PairVector>();
        var lengths = new List<byte>();
        if (count * (count - 1L) / 2 <= countMax)
        {
            for (int a = 0; a < count; a++)
                for (int b = a + 1; b < count; b++) Take(a, b);
            return ([.. pairs], [.. lengths]);
        }
        for (ulong i = 0; pairs.Count < countMax; i++)
        {
            ulong chance = StableHash.Mix(i + 1);
            int a = (int)((chance >> 32) % (ulong)count), b = (int)((chance & uint.MaxValue) % (ulong)count);
            if (a != b) Take(a, b);
        }
        return ([.. pairs], [.. lengths]);

        void Take(int a, int b)
        {
            PairVector vector = worker.Vector(a, b);
            int at = 0;
            pairs.Add(vector);
            lengths.Add(vector[PersonFeature.Name] <= NameLevel.Exact && new ProfileView(_profiles[a]).NextName(ref at, out NameView name)
                ? (byte)name.Tokens.Length : (byte)0);
        }
    }
}
