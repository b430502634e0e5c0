using System.Text;

namespace Resolve.Client.Durable.Tests;

/// <summary>Invented reports.</summary>
internal static class Reports
{
    public static byte[] Make(string source, int number, int padding = 0) => Encoding.UTF8.GetBytes(
        $$"""{"source":"{{source}}","id":"TB-{{number:D6}}","mentions":["""
            + $$"""{"kind":"phone","role":"suspect","value":"09{{number % 100_000_000:D8}}"}],"narrative":"{{new string('x', padding)}}"}""");
}
