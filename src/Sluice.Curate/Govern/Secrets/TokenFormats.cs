using System.Globalization;
using Sluice.Storage.Compression;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>The published formats of keys and tokens, found by their first characters.</summary>
sealed partial class TokenFormats
{
    const int Base62 = 62, GitHubLength = 40, GitHubPrefix = 4, ChecksumLength = 6, LongMin = 1000;

    static readonly (string Kind, double EntropyMin, string Pattern)[] s_rows = [.. Table.Split('\n', StringSplitOptions.TrimEntries).Select(ReadRow)];

    // A bit for each pair of first bytes, then the formats of that pair.
    readonly ulong[] _pairs = new ulong[65536 / 64];
    readonly Dictionary<int, TokenFormat[]> _formats;
    readonly Randomness _randomness;

    int _longUntil;

    /// <summary>Reads the table.</summary>
    public TokenFormats(Randomness randomness)
    {
        _randomness = randomness;
        _formats = s_rows.Select(row => new TokenFormat(SecretKinds.IndexOf(row.Kind), row.EntropyMin, row.Pattern))
            .GroupBy(format => format.Prefix[0] << 8 | format.Prefix[1]).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (int pair in _formats.Keys) _pairs[pair >> 6] |= 1UL << (pair & 63);
    }

    /// <summary>Names of the kinds, in the order of the table.</summary>
    public static IEnumerable<string> Kinds => s_rows.Select(row => row.Kind).Distinct();

    /// <summary>Kinds and patterns, in the order of the table.</summary>
    public static IEnumerable<(string Kind, string Pattern)> Patterns => s_rows.Select(row => (row.Kind, row.Pattern));

    /// <summary>Forgets the last text.</summary>
    public void Reset() => _longUntil = 0;

    /// <summary>Finds the token that starts at an offset.</summary>
    /// <returns>Whether there is one.</returns>
    public bool FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans, out int end)
    {
        end = at;
        if (at + 1 >= text.Length) return false;
        int pair = text[at] << 8 | text[at + 1];
        if ((_pairs[pair >> 6] >> (pair & 63) & 1) == 0) return false;
        foreach (TokenFormat format in _formats[pair])
        {
            if (at < _longUntil && format.LengthMax > LongMin) continue;
            end = format.EndOf(text, at, out int reach);
            // What was looked at in vain a thousand bytes far is not looked at again: hostile texts would cost the square.
            if (reach - at > LongMin) _longUntil = reach;
            if (end < 0 || !IsGenuine(text[at..end], format)) continue;
            spans.Add(at, end, format.Kind);
            return true;
        }
        return false;
    }

    bool IsGenuine(ReadOnlySpan<byte> token, TokenFormat format)
    {
        if (HasChecksum(token)) return true;
        ReadOnlySpan<byte> body = token[format.Prefix.Length..];
        return _randomness.Entropy(token) >= format.EntropyMin && Randomness.Regularity(body) <= LookAlikes.RegularityMax && !Randomness.IsWordy(body)
            && !LookAlikes.NamesItself(token) && !LookAlikes.IsPublished(token);
    }

    /// <summary>Whether a token ends with the checksum that GitHub and npm give theirs: CRC-32 of the 30 characters behind the prefix, as six digits to base 62.</summary>
    /// <remarks>Source: GitHub, "Behind GitHub's new authentication token formats", 2021. A right one settles it; a wrong one leaves it to entropy, since a
    /// token mistyped by one character is no less secret in all others.</remarks>
    internal static bool HasChecksum(ReadOnlySpan<byte> token)
    {
        if (token.Length != GitHubLength || token[GitHubPrefix - 1] != '_' || !(token.StartsWith("gh"u8) || token.StartsWith("npm"u8))) return false;
        uint value = Inflater.Crc32(token[GitHubPrefix..^ChecksumLength]);
        for (int i = GitHubLength - 1; i >= GitHubLength - ChecksumLength; i--, value /= Base62)
            if (token[i] != "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(int)(value % Base62)]) return false;
        return true;
    }

    static (string Kind, double EntropyMin, string Pattern) ReadRow(string row)
    {
        string[] parts = row.Split(' ', 3);
        return (parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }
}
