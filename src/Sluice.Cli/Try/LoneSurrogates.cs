using System.Globalization;
using System.Text;

namespace Sluice.Cli.Try;

/// <summary>Unescapes JSON texts that name half a character (<c>\ud800</c> without its pair): System.Text.Json refuses them, Python writes them.</summary>
static class LoneSurrogates
{
    /// <summary>The text; halves become U+FFFD when it is written as UTF-8.</summary>
    /// <param name="escaped">What stands between the quotes of valid JSON.</param>
    public static string Unescape(string escaped)
    {
        StringBuilder text = new(escaped.Length);
        for (int at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\' || at + 1 == escaped.Length)
            {
                text.Append(escaped[at]);
                continue;
            }
            at++;
            if (escaped[at] == 'u' && at + 4 < escaped.Length) // Four digits follow: the JSON is valid.
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
            }
            else text.Append(escaped[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', char same => same });
        }
        return text.ToString();
    }
}
