using System.Text;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class VisibleTextTests
{
    [Fact]
    public void Visible_text_moves_no_cursor_and_hides_nothing()
    {
        Assert.Equal("a\uFFFD[31mb\n\tc\uFFFDd\uFFFD\uFFFD", VisibleText.Of("a\u001b[31mb\r\n\tc\u009bd\u202e\0"));
        Assert.Equal("a b…", VisibleText.Line("a\nbcdef", 4));
        Assert.Equal("ab", VisibleText.Line(" ab\n", 4));
        Assert.Equal("é🦆 日本", VisibleText.Of("é🦆 日本"));
        Assert.Equal("a\uFFFD", VisibleText.Of(Encoding.Unicode.GetString([0x61, 0x00, 0x00, 0xD8])));
    }
}
