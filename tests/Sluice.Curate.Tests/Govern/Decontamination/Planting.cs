using System.Text;
using System.Text.RegularExpressions;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Tests.Govern.Decontamination;

/// <summary>Ways in which an item stands in a page.</summary>
enum PlantedAs
{
    Verbatim,
    OtherCase,
    OtherPunctuation,
    OtherLines,
    OtherNumbers,
    OneWordInTwenty,
    QuestionAlone,
    AnswerAlone,
}

/// <summary>Puts items of benchmarks into real texts.</summary>
static partial class Planting
{
    /// <summary>The item as it is planted; null where the way does not apply: no numbers to change, no question or no answer.</summary>
    public static string? Text(BenchmarkItem item, PlantedAs way)
    {
        string whole = item.Answer.Length == 0 ? item.Question : $"{item.Question}\n{item.Answer}";
        string? planted = way switch
        {
            PlantedAs.OtherCase => string.Concat(whole.Split(' ').Select((word, i) => (i % 2 == 0 ? word.ToUpperInvariant() : word.ToLowerInvariant()) + " ")),
            PlantedAs.OtherPunctuation => Marks().Replace(whole, mark => mark.Value switch
            {
                "," => " –",
                "." => " ;",
                "?" => " ...",
                "\"" => "“",
                _ => " ",
            }),
            PlantedAs.OtherLines => Wrapped(whole),
            PlantedAs.OtherNumbers => Numbers().Replace(whole, number => number.Value == "73" ? "37" : "73"),
            PlantedAs.OneWordInTwenty => string.Join(' ', whole.Split(' ').Select((word, i) => i % 20 == 13 ? "otherwise" : word)),
            PlantedAs.QuestionAlone => item.Question,
            PlantedAs.AnswerAlone => item.Answer,
            _ => whole,
        };
        return planted.Length == 0 || (way != PlantedAs.Verbatim && way != PlantedAs.QuestionAlone && planted == whole) ? null : planted;
    }

    /// <summary>A text with an item in its middle, at the end of a sentence where there is one.</summary>
    public static string In(string page, string planted)
    {
        int middle = page.Length / 2;
        int at = page.IndexOf(". ", middle, StringComparison.Ordinal);
        at = at < 0 ? page.IndexOf(' ', middle) : at + 1;
        return at < 0 ? $"{page}\n{planted}\n" : $"{page[..at]}\n{planted}\n{page[at..]}";
    }

    static string Wrapped(string text)
    {
        StringBuilder wrapped = new();
        int column = 0;
        foreach (string word in text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0) wrapped.Append(column + word.Length > 34 ? "\n" : " ");
            column = column + word.Length > 34 ? word.Length : column + word.Length + 1;
            wrapped.Append(word);
        }
        return wrapped.ToString();
    }

    [GeneratedRegex(@"[,.?""!:;](?=\s|$)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
