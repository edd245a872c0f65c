using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Cli.Try;

namespace Sluice.Cli.Tests.Try;

public sealed class LineReaderTests
{
    static List<string> Read(byte[] bytes, int chunk)
    {
        LineReader reader = new(new Trickle(bytes, chunk));
        List<string> lines = [];
        while (reader.TryRead(out ReadOnlySpan<byte> line, out _)) lines.Add(Encoding.Latin1.GetString(line));
        return lines;
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\n\nb", 3)]
    [InlineData("a\r\nb\r\n", 2)]
    public void Lines_end_at_line_feeds_and_the_last_needs_none(string text, int lines) => Assert.Equal(lines, Read(Encoding.UTF8.GetBytes(text), 7).Count);

    [Fact] // However the bytes arrive, the lines are those of a plain split.
    public void Lines_do_not_depend_on_how_the_bytes_arrive() =>
        Prop.ForAll(Gen.Elements<byte>((byte)'\n', (byte)'\r', (byte)'a', 0, 0xFF).ArrayOf().ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (bytes, chunk) =>
        {
            string[] split = Encoding.Latin1.GetString(bytes).Split('\n');
            if (split[^1].Length == 0) split = split[..^1];
            return Read(bytes, chunk).SequenceEqual(split.Select(line => line.EndsWith('\r') ? line[..^1] : line));
        }).QuickCheckThrowOnFailure();

    // Gives a few bytes at a time.
    sealed class Trickle(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
    }
}
