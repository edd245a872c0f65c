using Sluice.Curate.Filter.C4;

namespace Sluice.Curate.Tests.Filter.C4;

public sealed class C4ParagraphTests
{
    [Theory]
    [InlineData(3, 199, "c4-paragraph.too-few-paragraphs")]
    [InlineData(3, 200, "keep")]
    [InlineData(3, 201, "keep")]
    [InlineData(2, 500, "c4-paragraph.too-few-paragraphs")]
    [InlineData(4, 200, "keep")]
    public void Three_lines_of_two_hundred_characters_are_enough(int lines, int length, string rule) =>
        Assert.Equal(rule, Apply.Rule(new C4Paragraph(new()), "short\n" + string.Join('\n', Enumerable.Repeat(new string('é', length), lines)) + "\n"));

    [Fact]
    public void An_empty_text_has_none() => Assert.Equal("c4-paragraph.too-few-paragraphs", Apply.Rule(new C4Paragraph(new()), ""));
}
