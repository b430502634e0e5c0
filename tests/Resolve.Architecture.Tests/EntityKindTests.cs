using Resolve.Identifiers;
using Resolve.Identifiers.Mentions;
using Resolve.Reports;

namespace Resolve.Architecture.Tests;

/// <summary>Every place that lists kinds of entity covers each kind of the table.</summary>
public class EntityKindTests
{
    /// <summary>The kinds of the table.</summary>
    public static TheoryData<EntityKind> Kinds { get; } = [.. Enum.GetValues<EntityKind>().Where(k => k != EntityKind.None)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_table_has_a_whole_row(EntityKind kind)
    {
        EntityKindInfo info = EntityKinds.Of(kind);
        Assert.All([info.Name, info.Vietnamese, info.English, info.EnglishPlural], w => Assert.NotEmpty(w));
        Assert.Matches("^#[0-9a-f]{6}$", info.Colour);
        Assert.Equal(info.Prefix, EntityKey.Prefix(kind));
        Assert.Same(info, EntityKinds.Of(info.Mention));
        Assert.Same(info, EntityKinds.Find(info.Name));
        Assert.Same(info, EntityKinds.OfKey(info.Prefix + "x"));
        Assert.Equal(info.Name, WireNames.Of(info.Mention));
    }

    [Fact]
    public void Kinds_differ_in_name_colour_and_shape()
    {
        Assert.Equal(EntityKinds.All.Count, Kinds.Count);
        Assert.Equal(EntityKinds.All.Count, Enum.GetValues<MentionKind>().Length);
        Assert.Equal(EntityKinds.All.Count, EntityKinds.All.Select(k => k.Name).Distinct().Count());
        Assert.Equal(EntityKinds.All.Count, EntityKinds.All.Select(k => k.Colour).Distinct().Count());
        Assert.Equal(EntityKinds.All.Count, EntityKinds.All.Select(k => string.Join(' ', k.Corners)).Distinct().Count());
    }

    /// <summary>The pages take kinds from the table that the server serves, so a kind needs no word, colour or shape of its own there.</summary>
    [Fact]
    public void The_pages_name_no_words_colours_or_shapes_of_kinds()
    {
        string[] files = [.. Repository.Files(".css").Concat(Repository.Files(".js")).Concat(Repository.Files(".ts")).Concat(Repository.Files(".tsx"))
            .Where(f => Repository.Relative(f) is var path && (path.StartsWith("src/Resolve.Api/Page/", StringComparison.Ordinal)
                || path.StartsWith("src/Resolve.Api/console/src/", StringComparison.Ordinal)) && !path.EndsWith("api-types.d.ts", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        // The words of persons name features, some of which are called as kinds are.
        foreach (string file in files.Where(f => !Path.GetFileName(f).StartsWith("person-words", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            string[] own = [.. EntityKinds.All.Where(k => Signs(k).Any(o => text.Contains(o, StringComparison.Ordinal))).Select(k => k.Name)];
            Assert.True(own.Length == 0, $"{Repository.Relative(file)} has its own list of kinds: {string.Join(", ", own)}.");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_has_a_grain(EntityKind kind)
    {
        string name = EntityKinds.Of(kind).Name;
        string grains = File.ReadAllText(Path.Combine(Repository.Root, "src/Resolve.Silo/Grains/EntityGrains.cs"));
        Assert.Contains($"[GrainType(\"{name}\")]", grains, StringComparison.Ordinal);
        Assert.Contains($"EntityKind.{kind} => grains.GetGrain<", grains, StringComparison.Ordinal);
        Assert.Contains($"\"entity.{name}\"", grains, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_page_of_identifiers_describes_it(EntityKind kind) =>
        Assert.Contains($"`{EntityKinds.Of(kind).Prefix}", File.ReadAllText(Path.Combine(Repository.Root, "docs/identifiers.md")), StringComparison.Ordinal);

    private static string[] Signs(EntityKindInfo kind) =>
        [$"{kind.Name}: \"{kind.Vietnamese}\"", $"{kind.Name}: [\"{kind.Vietnamese}\"", kind.Colour, $".glyph-{kind.Name}"];
}
