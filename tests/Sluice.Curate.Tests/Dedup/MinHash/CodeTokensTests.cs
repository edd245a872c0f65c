using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class CodeTokensTests
{
    [Fact] // Goal: the vectorized walk never differs from the plain one, on any bytes, at any place of a block.
    public void Tokens_equal_the_plain_twins_on_any_bytes()
    {
        Gen<byte[]> bytes = Gen.Frequency((6, Gen.Elements<byte>((byte)'a', (byte)'Z', (byte)'0', (byte)'_', (byte)'9', (byte)'z', (byte)'A')), (2, Gen.Elements<byte>((byte)' ', (byte)'\n', (byte)'(', (byte)'@', (byte)'[', (byte)'`', (byte)'{', (byte)'/', (byte)':', 0)),
            (1, Gen.Elements<byte>(0x80, 0xC3, 0xFF))).ListOf(300).Select(list => list.ToArray());
        CodeTokens tokens = new(7);
        Prop.ForAll(bytes.ToArbitrary(), text =>
        {
            for (int from = 0; from < Math.Min(text.Length, 70); from += 23)
                if (!tokens.Of(text.AsSpan(from)).SequenceEqual(tokens.OfPlain(text.AsSpan(from)).ToArray())) return false;
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("int main(void){return 0;}", 5)]
    [InlineData("a_b.c->d", 3)]
    [InlineData("x = 'Grüße'", 2)]
    [InlineData("", 0)]
    [InlineData(" \n", 0)]
    public void Tokens_are_runs_of_letters_digits_and_underscores(string text, int count) => Assert.Equal(count, new CodeTokens().Of(Encoding.UTF8.GetBytes(text)).Length);

    [Fact]
    public void Tokens_that_differ_anywhere_have_other_hashes()
    {
        HashSet<ulong> hashes = [];
        CodeTokens tokens = new(1);
        int all = 0;
        for (int length = 1; length <= 40; length++)
            for (int at = 0; at < length; at++, all++)
                hashes.Add(tokens.Of(Encoding.UTF8.GetBytes(new string('a', at) + "b" + new string('a', length - at - 1)))[0]);
        Assert.Equal(all, hashes.Count);
    }

    [Fact]
    public void Case_counts() => Assert.False(new CodeTokens().Of("Foo"u8).SequenceEqual(new CodeTokens().Of("foo"u8).ToArray()));
}
