using System.Text;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class TextHashTests
{
    [Theory]
    [InlineData(0, "", 0x93228a4de0eec5a2)]
    [InlineData(1, "a", 0xc5bac3db178713c4)]
    [InlineData(2, "abc", 0xa97f2f7b1d9b3314)]
    [InlineData(3, "message digest", 0x786d1f1df3801df4)]
    [InlineData(4, "abcdefghijklmnopqrstuvwxyz", 0xdca5a8138ad37c87)]
    [InlineData(5, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xb9e734f117cfaf70)]
    [InlineData(6, "12345678901234567890123456789012345678901234567890123456789012345678901234567890", 0x6cc5eab49a92d617)]
    public void Published_vectors_of_wyhash_hold(ulong seed, string text, ulong hash) => Assert.Equal(hash, TextHash.Of(Encoding.UTF8.GetBytes(text), seed));
}
