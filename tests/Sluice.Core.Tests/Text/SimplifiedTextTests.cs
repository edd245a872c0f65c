using System.Buffers;
using System.Text;
using System.Text.Json;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class SimplifiedTextTests
{
    [Fact]
    public void Golden_cases_simplify_as_datatrove_does()
    {
        foreach (JsonElement row in Golden.Rows("simplify_cases")) Assert.Equal(row.GetProperty("out").GetString(), Simplify(row.Text("in")));
    }

    [Fact]
    public void Golden_near_duplicates_have_datatroves_simplified_words()
    {
        int documents = 0;
        foreach (JsonElement row in Golden.Rows("minhash_docs"))
        {
            TextAnalysis original = Golden.Analyze(row.Text()), simplified = Golden.Analyze(Simplify(row.Text()));
            Assert.Equal(row.GetProperty("norm_sha").GetString(), Golden.Sha(simplified.Words("en"), '\n'));
            Assert.Equal(Hashes(simplified.WordsIn("en")), original.SimplifiedWordHashesIn("en").ToArray());
            documents++;
        }
        Assert.True(documents > 800);
    }

    [Theory] // Expected: datatrove's simplify_text, run on Python 3.11.
    [InlineData("Prices: 1,234.56 or 1.5; 3.14.15!", "prices 0 0 or 0 0 0")]
    [InlineData("ΟΔΟΣ ΟΔΟΣ. Σ ΣΑΣ-", "οδος οδος σ σας")]
    [InlineData("a \u0301 b", "a  b")]
    [InlineData(" \u0301 a \u0301 ", "a")]
    [InlineData("가각 ガ", "\u1100\u1161\u1100\u1161\u11a8 カ")]
    [InlineData("١٢٣٫٤ ½ Ⅷ", "0 ½ ⅷ")]
    [InlineData("\u0000\u001f\u007f\u0085\u00a0x", "x")]
    [InlineData("‘a’ • b", "‘a • b")]
    [InlineData("... --- !!!", "")]
    [InlineData("", "")]
    public void Text_simplifies(string text, string simplified) => Assert.Equal(simplified, Simplify(Encoding.UTF8.GetBytes(text)));

    static string Simplify(byte[] text)
    {
        ArrayBufferWriter<byte> output = new();
        SimplifiedText.Write(text, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    static ulong[] Hashes(ReadOnlySpan<Word> words)
    {
        ulong[] hashes = new ulong[words.Length];
        for (int i = 0; i < hashes.Length; i++) hashes[i] = words[i].Hash;
        return hashes;
    }
}
