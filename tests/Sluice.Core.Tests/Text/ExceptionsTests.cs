using System.Security.Cryptography;
using System.Text;
using Sluice.Core.Text.English;

namespace Sluice.Core.Tests.Text;

public sealed class ExceptionsTests
{
    [Fact] // Number and digest from explosion/spaCy 3.8: parts joined by NUL, exceptions sorted and joined by newlines; the four of white space left out.
    public void Rules_generate_the_table_of_the_reference()
    {
        IEnumerable<string> exceptions = Exceptions.All().Select(e => string.Join('\0', Exceptions.Parts(e)));
        byte[][] sorted = [.. exceptions.Select(Encoding.UTF8.GetBytes).Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
        Assert.Equal(1343, sorted.Length);
        Assert.Equal("5138398b6f0645d4", Convert.ToHexStringLower(SHA256.HashData([.. sorted.SelectMany((e, i) => i == 0 ? e : [(byte)'\n', .. e])]))[..16]);
    }

    [Fact]
    public void No_chunk_has_two_exceptions() => Assert.Equal(Exceptions.All().Length, Exceptions.All().Select(Exceptions.Whole).Distinct().Count());

    [Fact] // The fast path cuts these marks off behind letters without looking at the exceptions.
    public void No_exception_is_letters_and_a_plain_mark() =>
        Assert.DoesNotContain(Exceptions.All().Select(Exceptions.Whole), e => e.Length > 1 && ",;:!?)\"".Contains(e[^1]) && e[..^1].All(char.IsAsciiLetter));
}
