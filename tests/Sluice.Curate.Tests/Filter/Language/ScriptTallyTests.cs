using System.Text;
using Sluice.Curate.Filter.Language;

namespace Sluice.Curate.Tests.Filter.Language;

public sealed class ScriptTallyTests
{
    static string Script(string text)
    {
        ScriptTally tally = new();
        tally.Read(Encoding.UTF8.GetBytes(text));
        return tally.Script();
    }

    [Theory]
    [InlineData("The lamp on the corner", "Latn")]
    [InlineData("Ångström, œuvre, ĳs, ẞ", "Latn")]
    [InlineData("Фонарь на углу", "Cyrl")]
    [InlineData("Η λάμπα στη γωνία", "Grek")]
    [InlineData("ყინული", "Geor")]
    [InlineData("المصباح في الزاوية", "Arab")]
    [InlineData("המנורה בפינה", "Hebr")]
    [InlineData("कोने का दीपक", "Deva")]
    [InlineData("ቤት", "Ethi")]
    [InlineData("ᏣᎳᎩ", "Cher")]
    [InlineData("𞤀𞤁𞤂𞤢𞤥", "Adlm")]
    [InlineData("角の街灯は春から壊れたままで", "Jpan")]
    [InlineData("カタカナ", "Jpan")]
    [InlineData("모퉁이의 등불", "Kore")]
    [InlineData("漢字와 한글", "Kore")]
    [InlineData("街角的灯从春天起就坏了,没有人来看过", "Hans")]
    [InlineData("街角的燈從春天起就壞了,沒有人來看過", "Hant")]
    [InlineData("山水木火", "Hani")]
    [InlineData("", "Zyyy")]
    [InlineData("12:30, 45 % … → 😀 ½ ٣", "Zyyy")]
    public void The_script_is_that_of_most_letters(string text, string script) => Assert.Equal(script, Script(text));

    [Fact]
    public void Names_in_another_script_do_not_change_a_text_s_script()
    {
        Assert.Equal("Cyrl", Script("Программа Word вышла в марте, и её купили многие."));
        Assert.Equal("Latn", Script("Tōkyō (東京) is the capital of Japan."));
        Assert.Equal("Hans", Script("日本作家太宰治的小说《人間失格》又译为の这样的标题,并在中国出版了很多次,读者都喜欢这本书,我们也喜欢"));
    }

    [Fact]
    public void Invalid_bytes_and_halves_of_characters_are_passed_over()
    {
        ScriptTally tally = new();
        tally.Read([0xFF, (byte)'a', 0xE2, 0x82, (byte)'b', 0xC3]);
        Assert.Equal(("Latn", 2), (tally.Script(), tally.Letters));
        tally.Read([]);
        Assert.Equal((ScriptTally.Undetermined, 0), (tally.Script(), tally.Letters));
    }

    [Fact] // The sets name the script of some texts: a label of their own, independent of the table.
    public void Declarations_of_human_rights_have_the_script_of_their_label()
    {
        (int right, int all) = (0, 0);
        foreach (System.Text.Json.JsonElement row in Golden.Rows("data/langid/udhr.jsonl.gz"))
        {
            if (row.GetProperty("bcp47").GetString()!.Split('-').FirstOrDefault(part => part.Length == 4 && char.IsUpper(part[0])) is not { } script) continue;
            all++;
            string found = Script(row.GetProperty("text").GetString()!);
            if (found == script || (script == "Hani" && found is "Hans" or "Hant")) right++; // Vietnamese in Chinese characters.
        }
        Assert.InRange(all, 500, int.MaxValue);
        Assert.InRange(right, (int)(all * 0.98), all);
    }
}
