using System.Globalization;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>How the tokens of one issuer are written: literal pieces, and pieces of so many characters of a class.</summary>
/// <remarks>Patterns are text with <c>[class]{length}</c> or <c>[class]{least,most}</c>. Each piece takes as many as it can: no format here needs to give
/// back, so matching is linear.</remarks>
sealed class TokenFormat
{
    readonly record struct Piece(byte[]? Literal, bool[]? Class, int Least, int Most);

    readonly Piece[] _pieces;

    /// <summary>Reads a format.</summary>
    /// <param name="kind">Index of its kind.</param>
    /// <param name="entropyMin">Least entropy of the whole token, bits a character.</param>
    /// <param name="pattern">The pattern.</param>
    public TokenFormat(int kind, double entropyMin, string pattern)
    {
        (Kind, EntropyMin) = (kind, entropyMin);
        List<Piece> pieces = [];
        for (int at = 0; at < pattern.Length;)
        {
            int open = pattern.IndexOf('[', at);
            if (open != at)
            {
                int end = open < 0 ? pattern.Length : open;
                pieces.Add(new([.. pattern[at..end].Select(c => (byte)c)], null, 0, 0));
                at = end;
                continue;
            }
            int close = pattern.IndexOf(']', at), last = pattern.IndexOf('}', close);
            string[] lengths = pattern[(close + 2)..last].Split(',');
            int least = int.Parse(lengths[0], CultureInfo.InvariantCulture), most = int.Parse(lengths[^1], CultureInfo.InvariantCulture);
            pieces.Add(new(null, TokenClasses.Of(pattern[(at + 1)..close]), least, most));
            at = last + 1;
        }
        _pieces = [.. pieces];
        LengthMax = pieces.Sum(piece => piece.Literal?.Length ?? piece.Most);
        int letters = pattern.IndexOf('[', StringComparison.Ordinal);
        Prefix = pattern[..(letters < 0 ? pattern.Length : letters)];
    }

    /// <summary>Index in <see cref="SecretKinds"/>.</summary>
    public int Kind { get; }

    /// <summary>Least entropy of the whole token.</summary>
    public double EntropyMin { get; }

    /// <summary>Most characters a token has.</summary>
    public int LengthMax { get; }

    /// <summary>The literal it starts with.</summary>
    public string Prefix { get; }

    /// <summary>Where the token that starts at an offset ends; -1 where none does, or where it goes on behind its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Offset.</param>
    /// <param name="reach">How far was looked.</param>
    public int EndOf(ReadOnlySpan<byte> text, int at, out int reach)
    {
        reach = at;
        foreach (Piece piece in _pieces)
        {
            if (piece.Literal is { } literal)
            {
                if (!text[at..].StartsWith(literal)) return -1;
                at += literal.Length;
                continue;
            }
            int length = 0;
            while (length < piece.Most && at + length < text.Length && piece.Class![text[at + length]]) length++;
            reach = at + length;
            if (length < piece.Least) return -1;
            at += length;
        }
        return EndsToken(text, at) ? at : -1;
    }

    // No letter, digit, hyphen or underscore behind it; nor a dot with more behind it, as file names have.
    static bool EndsToken(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length) return true;
        byte next = text[at];
        return !TokenClasses.IsToken(next) && !(next == '.' && at + 1 < text.Length && char.IsAsciiLetterOrDigit((char)text[at + 1]));
    }
}
