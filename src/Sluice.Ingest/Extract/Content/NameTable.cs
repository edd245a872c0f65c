using System.Collections.Frozen;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What was learned of the words in names: how much likelier a block is wanted when an element around it has the word.</summary>
sealed class NameTable(IEnumerable<KeyValuePair<uint, sbyte>> weights)
{
    /// <summary>Of a weight, one unit of log odds.</summary>
    public const int Unit = 32;

    readonly FrozenDictionary<uint, sbyte> _weights = weights.ToFrozenDictionary();

    /// <summary>The words and their weights, by word.</summary>
    public IEnumerable<KeyValuePair<uint, sbyte>> Weights => _weights.OrderBy(w => w.Key);

    /// <summary>The sum of the weights of an element's words.</summary>
    public int Of(HtmlTree tree, in HtmlNode element)
    {
        if (element.Length == 0) return 0;
        Span<uint> words = stackalloc uint[NameWords.WordsMax];
        int count = NameWords.Read(tree, element, words);
        int sum = 0;
        for (int i = 0; i < count; i++)
            if (_weights.TryGetValue(words[i], out sbyte weight)) sum += weight;
        return Math.Clamp(sum, -8 * Unit, 8 * Unit);
    }

    /// <summary>A sum as one byte: 128 is even.</summary>
    public static byte ToByte(int sum) => (byte)Math.Clamp(128 + sum / 2, 0, 255);
}
