using System.Text;
using Sluice.Curate.Filter.CodeQuality;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Filter.CodeQuality;

public sealed class CommentStatisticsTests
{
    [Theory] // What is a comment stands between ‹ and ›.
    [InlineData("C", "a; ‹// b›\nc")]
    [InlineData("C", "a ‹/* b\n c */› d")]
    [InlineData("C", "a = \"// b\"; ‹// c›")]
    [InlineData("C", "a = \"\\\"// b\"; c = '\"'; ‹// d›")]
    [InlineData("C", "x = \"not closed\n‹// c›")]
    [InlineData("C", "a ‹/* not closed›")]
    [InlineData("Rust", "fn a<'a>(x: &'a str) {} ‹/* b /* c */ d */› e")]
    [InlineData("Python", "a = '# b' ‹# c›\n")]
    [InlineData("Python", "def f():\n    ‹\"\"\"Doc # \"\"\"›\n    return \"\"\" # no \"\"\"")]
    [InlineData("Shell", "echo $# ${x#y} ‹# c›")]
    [InlineData("JavaScript", "a = `// ${b} \n /* `; ‹// c›")]
    [InlineData("Lua", "a ‹--[[ b\n ]]› c ‹-- d›")]
    [InlineData("Haskell", "a ‹{- b {- c -} -}› d ‹-- e›")]
    [InlineData("SQL", "select '--' ‹-- a›\n‹/* b */›")]
    [InlineData("HTML", "<p>‹<!-- a -->›</p>")]
    [InlineData("TeX", "5\\% a ‹% b›\n")]
    [InlineData("Ruby", "a‹\n=begin\nb\n=end›\nc")]
    [InlineData("Vim script", "let a = \"x\"\n  ‹\" note›\n")]
    [InlineData("OCaml", "let a = ‹(* b (* c *) *)› 1")]
    [InlineData("PowerShell", "a ‹<# b #>› c ‹# d›")]
    public void Comments_are_found(string language, string marked)
    {
        int comments = 0;
        bool isInside = false;
        StringBuilder text = new();
        foreach (char c in marked)
        {
            if (c is '‹' or '›')
            {
                isInside = c == '‹';
                continue;
            }
            text.Append(c);
            if (isInside) comments++;
        }
        CodeSyntax syntax = CodeLanguages.Of(language).Syntax!;
        Assert.Equal(comments, CommentStatistics.Of(Encoding.UTF8.GetBytes(text.ToString()), syntax, (byte)'\n').CodePoints);
    }

    [Fact] // A name that Linguist does not have would never match.
    public void Every_language_is_one_of_Linguists()
    {
        HashSet<string> names = [.. File.ReadLines(SharedData.Path("data/code/linguist-languages.yml")).Where(line => line.Length > 1 && line[^1] == ':' && line[0] is not (' ' or '#' or '-')).Select(line => line[..^1].Trim('"'))];
        Assert.Subset(names, (HashSet<string>)[.. CodeLanguages.Names]);
    }

    [Fact]
    public void Literals_and_lines_are_counted()
    {
        string words = string.Join(' ', Enumerable.Repeat("ab", 21));
        CommentStatistics counts = CommentStatistics.Of(Encoding.UTF8.GetBytes($"// a\n/* b\n TODO c */\nx = \"{words}\"; // d\ny = \"http://averylongaddress.example/a\" + \"{new string('k', 21)}\";"),
            CodeLanguages.Of("C").Syntax!, (byte)'\n');
        Assert.Equal((3, 1, 1, 21), (counts.Lines, counts.TodoLines, counts.LongStringLines, counts.LongWordBytesSum));
        Assert.Equal(62 + 33 + 21, counts.StringCodePoints);
    }
}
