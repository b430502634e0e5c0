using System.Text;
using Resolve.Cli.Commands.Import;
using Resolve.TestKit.Facts;

namespace Resolve.Cli.Tests.Commands;

public sealed class LineReaderProperties
{
    private const int LineBytesMax = 20;

    [Fact]
    public async Task Lines_are_those_of_the_text_whatever_the_pieces_it_comes_in()
    {
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var random = new SplitMix(seed);
            var text = new StringBuilder();
            for (int i = random.Below(60); i > 0; i--) text.Append(random.Pick<string>(["a", "ă", "\n", "\r\n", " ", "\t", "0123456789", "\r"]));
            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            using var stream = new InPieces(bytes, random);
            var reader = new LineReader(stream, 1 + random.Below(30), LineBytesMax);
            var lines = new List<(long Number, string Text, long Whole)>();
            while (await reader.NextAsync(CancellationToken.None) is { } batch)
                using (batch)
                    foreach (Line line in batch.Lines) lines.Add((line.Number, Convert.ToHexString(batch.BytesOf(line).Span), line.LengthWhole));
            Assert.Equal(Plain(bytes), lines);
        }
    }

    private static List<(long, string, long)> Plain(byte[] bytes)
    {
        var lines = new List<(long, string, long)>();
        int start = 0;
        for (long number = 1; start < bytes.Length; number++)
        {
            int end = Array.IndexOf(bytes, (byte)'\n', start);
            byte[] line = bytes[start..(end < 0 ? bytes.Length : end)];
            start += line.Length + 1;
            if (line.Length > 0 && line[^1] == '\r' && line.Length - 1 <= LineBytesMax) line = line[..^1];
            if (line.All(b => b is (byte)' ' or (byte)'\t') && line.Length <= LineBytesMax) continue;
            lines.Add((number, Convert.ToHexString(line[..Math.Min(line.Length, LineBytesMax)]), line.Length));
        }
        return lines;
    }

    private sealed class InPieces(byte[] bytes, SplitMix random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, 1 + random.Below(9))]));
    }
}
