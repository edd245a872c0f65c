using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Tests.Filter.FastText;

public sealed class FastTextWordsTests
{
    static readonly Gen<byte[]> s_bytes = Gen.Elements<byte>((byte)' ', (byte)'\n', 0, 9, 11, 13, 8, 14, 31, 33, (byte)'a', (byte)'b', (byte)'z', 0xC3, 0xA9, 0xFF).ArrayOf();

    static List<string> Plain(byte[] text)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (byte b in text.Append((byte)' '))
        {
            if (b is not (0 or 9 or 10 or 11 or 12 or 13 or 32)) word.Append((char)b);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return words;
    }

    static List<string> Vectorized(byte[] text)
    {
        List<string> found = [];
        FastTextWords words = new(text);
        while (words.MoveNext()) found.Add(Encoding.Latin1.GetString(text, words.Start, words.Length));
        return found;
    }

    [Fact] // Goal: words cut 64 bytes at a time are those cut byte by byte.
    public void Words_are_those_of_the_plain_twin_on_any_bytes() =>
        Prop.ForAll(s_bytes.ToArbitrary(), bytes => Vectorized(bytes).SequenceEqual(Plain(bytes))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(300));

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    public void A_word_may_fill_blocks_exactly(int length)
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', length)];
        Assert.Equal(Plain(text), Vectorized(text));
        text = [.. text, (byte)' ', .. text];
        Assert.Equal(Plain(text), Vectorized(text));
    }

    [Fact] // Goal: a key holds the whole word, wherever in a text it lies.
    public void Keys_are_equal_where_words_are()
    {
        byte[] text = Encoding.ASCII.GetBytes("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
        for (int length = 1; length <= WordKey.BytesMax; length++)
            for (int start = 0; start + 26 + length <= text.Length; start++)
            {
                WordKey key = WordKey.Of(text, start, length);
                Assert.Equal(key, WordKey.Of(text, start + 26, length));
                Assert.Equal(key, WordKey.Of(text.AsSpan(start, length).ToArray(), 0, length));
                if (length > 1) Assert.NotEqual(key, WordKey.Of(text, start, length - 1));
            }
    }
}
