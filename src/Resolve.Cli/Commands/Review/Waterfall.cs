using Resolve.Cli.Output;
using Resolve.Client.Contracts;

namespace Resolve.Cli.Commands.Review;

/// <summary>Prints explanations for people.</summary>
internal static class Waterfall
{
    private const int FingerprintLength = 12;

    /// <summary>Shortens a fingerprint to as many digits as distinguish records on a screen; JSON has all of it.</summary>
    public static string Short(string fingerprint) => fingerprint.Length > FingerprintLength ? fingerprint[..FingerprintLength] : fingerprint;

    /// <summary>Writes a waterfall: a bar a feature, the deduction, the total and what it means.</summary>
    public static void Write(TextWriter output, PairExplanationData why)
    {
        var table = new TextTable("feature", "level", "bits>", "of rarity>", "first", "second");
        foreach (FeatureWeightData part in why.Parts)
            table.Add(part.Feature, part.Level, Signed(part.WeightMillibits), part.RarityMillibits == 0 ? ""
                : Signed(part.RarityMillibits), part.First, part.Second);
        if (why.HouseholdMillibits != 0) table.Add("household", "people of one home share it too", Signed(why.HouseholdMillibits), "", "", "");
        table.Add("total", why.Band, Signed(why.TotalMillibits), "", "", "");
        table.Write(output);
        if (why.SharedKeys.Count > 0) output.WriteLine($"  compared because they share: {string.Join(", ", why.SharedKeys)}");
        if (why.GenericKeys.Count > 0) output.WriteLine($"  shared with too many records to count: {string.Join(", ", why.GenericKeys)}");
        output.WriteLine(SafeText.Clean($"  {Verdict(why)}"));
    }

    /// <summary>Says in a sentence what settled the band.</summary>
    public static string Verdict(PairExplanationData why) => why.Reason switch
    {
        "decision" => $"Decided: {why.Decision?.Kind} by decision {why.Decision?.Id} of {Format.Time(why.Decision?.At)}.",
        "veto" => "Vetoed: two different valid papers of one kind cannot be one person's.",
        "no-shared-key" => "They share no key, so they would never be compared.",
        "name-alone" => $"A name alone never makes two records one person; {Missing(why)}",
        _ => why.Band == "same" ? "The weight is enough: the same person." : Missing(why),
    };

    private static string Missing(PairExplanationData why) =>
        why.MissingMillibits > 0 ? $"{Format.Bits(why.MissingMillibits)} bits are missing to \"same\"." : "no bits are missing.";

    private static string Signed(int millibits) => (millibits > 0 ? "+" : "") + Format.Bits(millibits);
}
