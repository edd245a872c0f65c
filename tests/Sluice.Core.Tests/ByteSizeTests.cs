namespace Sluice.Core.Tests;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("256 MiB", 256L << 20)]
    [InlineData("1GiB", 1L << 30)]
    [InlineData("500 kB", 500_000)]
    [InlineData("1000", 1000)]
    [InlineData("1.5 KiB", 1536)]
    public void Sizes_are_read_as_people_write_them(string written, long bytes) => Assert.Equal(bytes, ByteSize.Parse(written, null).Bytes);

    [Theory]
    [InlineData("")]
    [InlineData("-1 KiB")]
    [InlineData("many")]
    public void What_is_no_size_is_refused(string written) => Assert.False(ByteSize.TryParse(written, null, out _));
}
