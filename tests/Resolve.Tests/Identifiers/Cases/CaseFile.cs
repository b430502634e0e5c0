namespace Resolve.Tests.Identifiers.Cases;

/// <summary>Tables of cases that are too long for code: a row a line.</summary>
internal static class CaseFile
{
    /// <summary>Reads a table beside this file.</summary>
    public static string Read(string name)
    {
        using Stream file = typeof(CaseFile).Assembly.GetManifestResourceStream($"cases.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded in the tests.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().TrimEnd('\n');
    }
}
