using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Sluice.Ingest.Extract.Charsets.Models;

/// <summary>What is known of languages: how costly each pair of letters is, and each character of those with thousands. Read once, from the table that <c>eng/train-charsets.cs</c> makes.</summary>
/// <remarks>A cost is minus the logarithm of a probability, in eighths of a bit.</remarks>
sealed class LetterModels
{
    static readonly Lazy<LetterModels> s_shipped = new(Read);

    LetterModels(FrozenDictionary<string, LetterPairs> pairs, FrozenDictionary<string, FrozenDictionary<char, byte>> characters) => (Pairs, Characters) = (pairs, characters);

    /// <summary>The models that ship with Sluice.</summary>
    public static LetterModels Shipped => s_shipped.Value;

    /// <summary>By language: pairs of letters.</summary>
    public FrozenDictionary<string, LetterPairs> Pairs { get; }

    /// <summary>By language: costs of the characters that were seen.</summary>
    public FrozenDictionary<string, FrozenDictionary<char, byte>> Characters { get; }

    static LetterModels Read()
    {
        using Stream packed = typeof(LetterModels).Assembly.GetManifestResourceStream("charset-letters")!;
        using BrotliStream unpacked = new(packed, CompressionMode.Decompress);
        using MemoryStream all = new();
        unpacked.CopyTo(all);
        ReadOnlySpan<byte> rest = all.ToArray();
        Dictionary<string, LetterPairs> pairs = [];
        for (int left = Take(ref rest, 1)[0]; left > 0; left--)
        {
            string name = Name(ref rest);
            char[] alphabet = Chars(ref rest, Take(ref rest, 1)[0]);
            pairs.Add(name, new(alphabet, Take(ref rest, (alphabet.Length + 1) * (alphabet.Length + 1)).ToArray()));
        }
        Dictionary<string, FrozenDictionary<char, byte>> characters = [];
        for (int left = Take(ref rest, 1)[0]; left > 0; left--)
        {
            string name = Name(ref rest);
            char[] seen = Chars(ref rest, BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, 2)));
            byte[] costs = Take(ref rest, seen.Length).ToArray();
            characters.Add(name, seen.Zip(costs).ToFrozenDictionary(c => c.First, c => c.Second));
        }
        return new(pairs.ToFrozenDictionary(StringComparer.Ordinal), characters.ToFrozenDictionary(StringComparer.Ordinal));
    }

    static string Name(ref ReadOnlySpan<byte> rest) => Encoding.ASCII.GetString(Take(ref rest, Take(ref rest, 1)[0]));

    static char[] Chars(ref ReadOnlySpan<byte> rest, int count)
    {
        char[] chars = new char[count];
        for (int i = 0; i < count; i++) chars[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, 2));
        return chars;
    }

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        ReadOnlySpan<byte> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
