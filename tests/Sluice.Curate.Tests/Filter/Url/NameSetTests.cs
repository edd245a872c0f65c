using System.Text;
using Sluice.Curate.Filter.Url;

namespace Sluice.Curate.Tests.Filter.Url;

public sealed class NameSetTests
{
    [Fact]
    public void Holds_what_was_added_and_nothing_else()
    {
        NameSet set = new();
        for (int i = 0; i < 50_000; i++) set.Add($"host-{i % 25_000}.example");
        Assert.Equal(25_000, set.Count);
        Assert.All(Enumerable.Range(0, 25_000), i => Assert.True(set.Contains(Encoding.UTF8.GetBytes($"host-{i}.example"))));
        Assert.All(Enumerable.Range(25_000, 25_000), i => Assert.False(set.Contains(Encoding.UTF8.GetBytes($"host-{i}.example"))));
    }

    [Fact]
    public void Nothing_is_in_an_empty_set() => Assert.False(new NameSet().Contains("a"u8));
}
