using System.Numerics;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>What each token says of a few languages: a hash table with open places. Immutable.</summary>
sealed class CandidateTable
{
    readonly uint[] _keys;
    readonly int[] _rows; // Row plus one; 0 for an open place.
    readonly float[] _weights; // Shape [rows, languages].
    readonly int _shift;

    public CandidateTable(ProgrammingLanguage[] languages, List<uint> tokens, float[] weights)
    {
        (Languages, _weights) = (languages, weights);
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, tokens.Count * 2));
        (_keys, _rows, _shift) = (new uint[length], new int[length], 32 - BitOperations.Log2((uint)length));
        for (int row = 0; row < tokens.Count; row++)
        {
            int at = Place(tokens[row]);
            while (_rows[at] != 0) at = (at + 1) & (length - 1);
            (_keys[at], _rows[at]) = (tokens[row], row + 1);
        }
    }

    /// <summary>The languages.</summary>
    public ProgrammingLanguage[] Languages { get; }

    /// <summary>What a token adds to each language's score; empty where none of them has it.</summary>
    public ReadOnlySpan<float> Of(uint token)
    {
        for (int at = Place(token); _rows[at] != 0; at = (at + 1) & (_rows.Length - 1))
            if (_keys[at] == token) return _weights.AsSpan((_rows[at] - 1) * Languages.Length, Languages.Length);
        return default;
    }

    int Place(uint token) => (int)(token * 2654435769u >> _shift);
}
