namespace Resolve.Cli.Generate;

/// <summary>The generator of random numbers behind every generated value: small, fast, and the same for ever.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). <c>System.Random</c>'s sequence is no contract.</remarks>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Makes a generator whose stream depends on all parts and on nothing else.</summary>
    public static SplitMix64 Of(ulong seed, ulong salt, ulong index) => new(StableHash.Mix(StableHash.Mix(seed + salt * 0x9E3779B97F4A7C15UL) + index));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return StableHash.Mix(_state);
    }

    /// <summary>Returns a number from 0 to <paramref name="bound"/> - 1; 0 when the bound is below 1.</summary>
    public int Below(int bound) => bound <= 1 ? 0 : (int)Math.BigMul(Next(), (ulong)bound, out _);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool PerMille(int chance) => Below(1000) < chance;

    /// <summary>Returns a number in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(T[] items) => items[Below(items.Length)];
}
