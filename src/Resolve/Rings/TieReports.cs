using System.Runtime.InteropServices;

namespace Resolve.Rings;

/// <summary>The reports that state each tie of a component, in one array, by numbers from 0 within the component.</summary>
internal sealed class TieReports
{
    private readonly int[] _offsets;
    private readonly int[] _reports;
    private readonly bool[] _binds;

    /// <summary>Numbers the reports.</summary>
    /// <param name="reportsOfTie">The distinct reports of each tie, by any numbers.</param>
    /// <param name="bindingOfTie">Those of them that say how the two belong together, in the same order; null when unknown.</param>
    public TieReports(IReadOnlyList<IReadOnlyList<int>> reportsOfTie, IReadOnlyList<IReadOnlyList<int>>? bindingOfTie = null)
    {
        _offsets = new int[reportsOfTie.Count + 1];
        for (int t = 0; t < reportsOfTie.Count; t++) _offsets[t + 1] = _offsets[t] + reportsOfTie[t].Count;
        _reports = new int[_offsets[^1]];
        _binds = new bool[_reports.Length];
        var numbers = new Dictionary<int, int>();
        for (int t = 0, at = 0; t < reportsOfTie.Count; t++)
        {
            IReadOnlyList<int> reports = reportsOfTie[t], binding = bindingOfTie?[t] ?? [];
            int next = 0;
            for (int i = 0; i < reports.Count; i++)
            {
                ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, reports[i], out bool isKnown);
                if (!isKnown) number = numbers.Count - 1;
                if (next < binding.Count && binding[next] == reports[i])
                {
                    _binds[at] = true;
                    next++;
                }
                _reports[at++] = number;
            }
        }
        ReportCount = numbers.Count;
    }

    /// <summary>Gets how many distinct reports there are.</summary>
    public int ReportCount { get; }

    /// <summary>Gets the reports of a tie.</summary>
    public ReadOnlySpan<int> Of(int tie) => _reports.AsSpan(_offsets[tie], _offsets[tie + 1] - _offsets[tie]);

    /// <summary>Gets for each report of a tie whether it says how the two belong together.</summary>
    public ReadOnlySpan<bool> BindsOf(int tie) => _binds.AsSpan(_offsets[tie], _offsets[tie + 1] - _offsets[tie]);
}
