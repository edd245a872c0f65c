// Writes src/Sluice.Core/Text/CanonicalBases.Table.cs: what canonical decomposition makes of each character when combining marks (Mn) are left out.
// Usage: dotnet run eng/make-canonical-bases.cs > src/Sluice.Core/Text/CanonicalBases.Table.cs. The answers are .NET's own (ICU's), which Unicode keeps stable;
// the test CanonicalBasesTests compares the table with them.
using System.Globalization;
using System.Text;

static string Escape(string text) => string.Concat(text.EnumerateRunes().Select(r => r.Value switch
{
    '\\' => "\\\\",
    '"' => "\\\"",
    < 0x7F => r.ToString(),
    <= 0xFFFF => $"\\u{r.Value:X4}",
    _ => $"\\U{r.Value:X8}",
}));

static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

SortedDictionary<string, StringBuilder> byBase = new(StringComparer.Ordinal);
StringBuilder ideographs = new();
int last = -1;
for (int c = 0x80; c <= 0x10FFFF; c++)
{
    if (c is (>= 0xD800 and < 0xE000) or (>= 0xAC00 and <= 0xD7A3)) continue;
    // Lower-cased text has no capital I with a dot, though .NET's invariant rules leave it as it is.
    if (c == 0x130) continue;
    Rune rune = new(c);
    if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned || IsMark(rune) || Rune.ToLowerInvariant(rune) != rune) continue;
    string left = string.Concat(rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes().Where(r => !IsMark(r)));
    if (left == rune.ToString()) continue;
    if (c is (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F))
    {
        if (c != last + 1) ideographs.Append(CultureInfo.InvariantCulture, $"{(last < 0 ? "" : " ")}{c:X}:");
        ideographs.Append(left);
        last = c;
        continue;
    }
    if (!byBase.TryGetValue(left, out StringBuilder? composed)) byBase[left] = composed = new();
    composed.Append(rune);
}

const int LineMax = 140;

static string Lines(IEnumerable<string> pieces)
{
    StringBuilder line = new(), all = new();
    foreach (string piece in pieces)
    {
        if (line.Length + piece.Length > LineMax)
        {
            all.Append("        \"").Append(line).Append("\" +\n");
            line.Clear();
        }
        line.Append(piece);
    }
    return $"{all}        \"{line.ToString().TrimEnd()}\";";
}

Console.WriteLine($$"""
namespace Sluice.Core.Text;

// Written by eng/make-canonical-bases.cs.
static partial class CanonicalBases
{
    // What is left, an equals sign, the characters that it is left of.
    const string Composed =
{{Lines(byBase.Select(e => (Left: Escape(e.Key), Of: e.Value.ToString())).SelectMany(e => e.Of.EnumerateRunes().Chunk(20).Select(of => $"{e.Left}={Escape(string.Concat(of))} ")))}}

    // Compatibility ideographs: the first code point of a run in hex, a colon, the ideographs that the run stands for.
    const string Ideographs =
{{Lines(ideographs.ToString().EnumerateRunes().Select(r => r.Value < 0x80 ? r.ToString() : Escape(r.ToString())))}}
}
""");
