namespace Sluice.Core.Tests;

public sealed class NearestNameTests
{
    static readonly string[] s_names = ["gopher-quality", "gopher-repetition", "c4-quality", "words-min", "words-max"];

    [Theory]
    [InlineData("gohper-quality", "gopher-quality")]
    [InlineData("c4-qualty", "c4-quality")]
    [InlineData("word-min", "words-min")]
    [InlineData("gopher-rep", "gopher-repetition")]
    [InlineData("Words-Max", "words-max")]
    [InlineData("potato", null)]
    [InlineData("", null)]
    public void A_slip_of_the_hand_is_recognized(string written, string? meant) => Assert.Equal(meant, NearestName.Find(written, s_names));

    [Theory] // The shorter one is nearer, wherever it stands in the list.
    [InlineData("datatrov", "datatrove", "datatrove-sha1-bits-32", "datatrove")]
    [InlineData("gsm8k-tes", "gsm8k-test", "gsm8k-test-socratic", "gsm8k-test")]
    [InlineData("gsm8k-tes", "gsm8k-test", "gsm8k-test", "gsm8k-test-socratic")]
    [InlineData("abc", "abcd", "abx", "abcd")] // As near as each other: the one that it begins.
    [InlineData("abc", "abcdefghij", "zzz", "abcdefghij")]
    public void Least_edits_come_before_a_shared_beginning(string written, string meant, params string[] names) => Assert.Equal(meant, NearestName.Find(written, names));

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits_and_swaps(string left, string right, int distance) => Assert.Equal(distance, NearestName.Distance(left, right));
}
