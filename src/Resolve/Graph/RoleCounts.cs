using Resolve.Identifiers.Mentions;

namespace Resolve.Graph;

/// <summary>In how many reports an entity is mentioned, in all and in each role: eight bytes as long as no count exceeds 255.</summary>
internal struct RoleCounts
{
    private const int SlotCount = 8, Reports = SlotCount - 1;
    private ulong _small;
    private int[]? _large; // once a count was larger; never changed, since readers hold it

    /// <summary>Gets in how many reports it is mentioned.</summary>
    public readonly int ReportCount => At(Reports);

    /// <summary>Gets in how many reports it is mentioned in a role.</summary>
    public readonly int this[MentionRole role] => At((int)role);

    /// <summary>Counts one report more or less in which it is mentioned.</summary>
    public void CountReport(int step) => Count(Reports, step);

    /// <summary>Counts one report more or less in which it has a role.</summary>
    public void Count(MentionRole role, int step) => Count((int)role, step);

    private readonly int At(int slot) => _large is null ? (byte)(_small >> (8 * slot)) : _large[slot];

    private void Count(int slot, int step)
    {
        int count = At(slot) + step;
        if (_large is null && count <= byte.MaxValue)
        {
            _small = (_small & ~(0xFFul << (8 * slot))) | ((ulong)count << (8 * slot));
            return;
        }
        int[] large = new int[SlotCount];
        for (int i = 0; i < SlotCount; i++) large[i] = At(i);
        large[slot] = count;
        _large = large;
    }
}
