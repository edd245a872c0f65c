using Sluice.Core.Text;

namespace Sluice.Cli.Building;

/// <summary>Text of pages as a terminal may show it: control characters, which could move the cursor or change colors, become U+FFFD.</summary>
static class TerminalText
{
    const int Width = 110;

    /// <summary>One line of it.</summary>
    public static string Line(string text) => VisibleText.Of(text, keepsLines: false);

    /// <summary>Its first characters, wrapped at words.</summary>
    public static IEnumerable<string> Excerpt(string text, int charactersMax)
    {
        bool isCut = text.Length > charactersMax;
        if (isCut) text = text[..(char.IsHighSurrogate(text[charactersMax - 1]) ? charactersMax - 1 : charactersMax)];
        string[] lines = VisibleText.Of(text).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string rest = lines[i] + (isCut && i == lines.Length - 1 ? " …" : "");
            while (rest.Length > Width)
            {
                int space = rest.LastIndexOf(' ', Width);
                if (space <= 0) space = Width;
                yield return rest[..space];
                rest = rest[space..].TrimStart();
            }
            if (rest.Length > 0) yield return rest;
        }
    }
}
