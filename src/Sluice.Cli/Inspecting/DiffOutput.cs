using System.Text;
using System.Text.Json;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>A word diff as lines for a person: what both texts have is shortened to what stands around a change. Marked as `wdiff` does, <c>[-only in the first-] {+only in the second+}</c>,
/// and red and green where colors are wanted.</summary>
static class DiffOutput
{
    const int WordsAround = 6;
    const int WordsOfChangeMax = 60;
    const int ChangesMax = 40;
    const int WordLengthMax = 200;
    const int Width = 110;
    const string Red = "\u001b[31m", Green = "\u001b[32m", Plain = "\u001b[0m";

    /// <summary>The lines; none where the texts have the same words.</summary>
    /// <param name="diff">The diff.</param>
    /// <param name="isFull">Whether nothing is shortened.</param>
    /// <param name="isColored">Whether escape codes may be written.</param>
    public static IEnumerable<string> Lines(WordDiff diff, bool isFull, bool isColored)
    {
        StringBuilder line = new();
        int shown = 0, changes = 0;
        for (int i = 0; i < diff.Parts.Count; i++)
        {
            DiffPart part = diff.Parts[i];
            if (part.Kind != DiffKind.Same && ++changes > ChangesMax && !isFull)
            {
                int left = diff.Parts.Skip(i).Count(rest => rest.Kind != DiffKind.Same);
                if (line.Length > 0) yield return line.ToString();
                yield return $"… {TextTable.Count(left)} more {(left == 1 ? "change" : "changes")}: --full shows them";
                yield break;
            }
            (string before, string after, string color) = part.Kind switch
            {
                DiffKind.First => ("[-", "-]", Red),
                DiffKind.Second => ("{+", "+}", Green),
                _ => ("", "", ""),
            };
            List<string> words = [.. isFull ? part.Words : Shorten(part, isFirst: i == 0, isLast: i == diff.Parts.Count - 1)];
            for (int n = 0; n < words.Count; n++)
            {
                string word = (n == 0 ? before : "") + (isFull ? VisibleText.Of(words[n], keepsLines: false) : VisibleText.Line(words[n], WordLengthMax)) + (n == words.Count - 1 ? after : "");
                if (shown > 0 && shown + 1 + word.Length > Width)
                {
                    yield return line.ToString();
                    line.Clear();
                    shown = 0;
                }
                if (shown > 0) line.Append(' ');
                shown += word.Length + (shown > 0 ? 1 : 0);
                line.Append(isColored && color.Length > 0 ? color + word + Plain : word);
            }
        }
        if (line.Length > 0) yield return line.ToString();
        if (diff.IsCoarse) yield return "… the texts differ so much that the rest was not compared word by word";
        if (diff.IsCut) yield return $"… only the first {TextTable.Count(WordDiff.WordsMax)} words are compared";
    }

    /// <summary>Writes all parts.</summary>
    public static void WriteParts(Utf8JsonWriter json, WordDiff diff)
    {
        json.WriteStartArray("diff");
        foreach (DiffPart part in diff.Parts)
        {
            json.WriteStartObject();
            json.WriteString("in", part.Kind switch { DiffKind.First => "stays", DiffKind.Second => "member", _ => "both" });
            json.WriteString("words", string.Join(' ', part.Words));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("diff-is-cut", diff.IsCut);
        json.WriteBoolean("diff-is-coarse", diff.IsCoarse);
    }

    static IEnumerable<string> Shorten(DiffPart part, bool isFirst, bool isLast)
    {
        int count = part.Words.Count;
        int head = part.Kind != DiffKind.Same ? WordsOfChangeMax : isFirst ? 0 : WordsAround;
        int tail = part.Kind != DiffKind.Same ? 0 : isLast ? 0 : WordsAround;
        if (count <= head + tail + 1) return part.Words;
        int left = count - head - tail;
        return [.. part.Words.Take(head), $"… {TextTable.Count(left)} {(left == 1 ? "word" : "words")} …", .. part.Words.Skip(count - tail)];
    }
}
