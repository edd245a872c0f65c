using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>How much each token (<see cref="CodeTokens"/>) speaks for each language. Immutable: shared by all workers.</summary>
/// <remarks>Multinomial naive Bayes with Dirichlet smoothing towards all languages' common use (Zhai and Lafferty 2004): a token seen c times in a language of n, and with the share p in all, adds
/// ln((c + m p) / ((n + m) p)) to the language's score; that is a base of the language, and where the language has the token, ln(1 + c / (m p)). Only the latter is stored, in twentieths.</remarks>
sealed class CodeModel
{
    /// <summary>Steps of a stored weight in one unit of a logarithm.</summary>
    public const double WeightParts = 20;

    /// <summary>Steps of a stored base in one unit of a logarithm.</summary>
    public const double BaseParts = 256;

    const int TablesMax = 1000;

    static readonly Lazy<CodeModel> s_shipped = new(() => Read(DataFile.Open("code-model")));

    readonly ConcurrentDictionary<ulong, CandidateTable> _tables = new();
    readonly uint[] _tokens;
    readonly int[] _starts; // Of each token's entries; one more than tokens.
    readonly ushort[] _languages; // Of each entry: place in Languages.
    readonly byte[] _weights;

    CodeModel(ProgrammingLanguage[] languages, float[] bases, uint[] tokens, int[] starts, ushort[] entryLanguages, byte[] weights) =>
        (Languages, Bases, _tokens, _starts, _languages, _weights) = (languages, bases, tokens, starts, entryLanguages, weights);

    /// <summary>The model that ships with Sluice.</summary>
    public static CodeModel Shipped => s_shipped.Value;

    /// <summary>The languages it knows.</summary>
    public ProgrammingLanguage[] Languages { get; }

    /// <summary>Of each of <see cref="Languages"/>: what a token adds that the language does not have.</summary>
    public float[] Bases { get; }

    /// <summary>Reads what eng/train-code-language wrote.</summary>
    public static CodeModel Read(Stream packed)
    {
        using BinaryReader reader = new(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        ProgrammingLanguage[] languages = new ProgrammingLanguage[reader.Read7BitEncodedInt()];
        float[] bases = new float[languages.Length];
        for (int i = 0; i < languages.Length; i++)
        {
            languages[i] = LanguageTable.Shared.Find(reader.ReadString())!;
            bases[i] = (float)(-reader.Read7BitEncodedInt() / BaseParts);
        }
        uint[] tokens = new uint[reader.Read7BitEncodedInt()];
        int[] starts = new int[tokens.Length + 1];
        uint token = 0;
        for (int i = 0; i < tokens.Length; i++) tokens[i] = token += (uint)reader.Read7BitEncodedInt();
        for (int i = 0; i < tokens.Length; i++) starts[i + 1] = starts[i] + reader.Read7BitEncodedInt();
        ushort[] entries = new ushort[starts[^1]];
        for (int i = 0; i < tokens.Length; i++)
        {
            int language = 0;
            for (int entry = starts[i]; entry < starts[i + 1]; entry++) entries[entry] = (ushort)(language += reader.Read7BitEncodedInt());
        }
        return new(languages, bases, tokens, starts, entries, reader.ReadBytes(starts[^1]));
    }

    /// <summary>The tokens of some languages alone, in a table of their own.</summary>
    public CandidateTable Of(ReadOnlySpan<ProgrammingLanguage> candidates)
    {
        ulong key = 14695981039346656037;
        foreach (ProgrammingLanguage candidate in candidates) key = unchecked((key ^ (uint)candidate.Number) * 1099511628211);
        if (_tables.TryGetValue(key, out CandidateTable? table) && table.Languages.AsSpan().SequenceEqual(candidates)) return table;
        table = Make(candidates.ToArray());
        if (_tables.Count < TablesMax) _tables.TryAdd(key, table);
        return table;
    }

    /// <summary>Each language's score of a text.</summary>
    /// <param name="textUtf8">Any bytes.</param>
    /// <param name="scores">Shape [languages]; overwritten.</param>
    /// <returns>Tokens that some language has.</returns>
    public int Score(ReadOnlySpan<byte> textUtf8, Span<float> scores)
    {
        scores.Clear();
        int known = 0;
        CodeTokens tokens = new(textUtf8);
        while (tokens.MoveNext())
        {
            int token = Array.BinarySearch(_tokens, tokens.Current);
            if (token < 0) continue;
            known++;
            for (int entry = _starts[token]; entry < _starts[token + 1]; entry++) scores[_languages[entry]] += (float)(_weights[entry] / WeightParts);
        }
        for (int i = 0; i < scores.Length; i++) scores[i] += known * Bases[i];
        return known;
    }

    CandidateTable Make(ProgrammingLanguage[] candidates)
    {
        int[] places = new int[Languages.Length]; // In candidates, plus one.
        float[] bases = new float[candidates.Length];
        for (int i = 0; i < Languages.Length; i++)
        {
            int place = Array.IndexOf(candidates, Languages[i]);
            places[i] = place + 1;
            if (place >= 0) bases[place] = Bases[i];
        }
        List<uint> tokens = [];
        List<float> weights = [];
        for (int i = 0; i < _tokens.Length; i++)
        {
            bool isKnown = false;
            for (int entry = _starts[i]; entry < _starts[i + 1]; entry++)
            {
                int place = places[_languages[entry]] - 1;
                if (place < 0) continue;
                if (!isKnown)
                {
                    isKnown = true;
                    tokens.Add(_tokens[i]);
                    weights.AddRange(bases);
                }
                CollectionsMarshal.AsSpan(weights)[^(candidates.Length - place)] += (float)(_weights[entry] / WeightParts);
            }
        }
        return new(candidates, tokens, [.. weights]);
    }
}
