using Sluice.Core.Steps;

namespace Sluice.Curate.Training;

/// <summary>Where a text is cut in three.</summary>
public enum MiddleSplit
{
    /// <summary>Between any two characters (code points): what the middle begins and ends with can be half a word.</summary>
    Character,

    /// <summary>Between lines.</summary>
    Line,
}

/// <summary>What becomes of a text that holds one of the tokens by itself.</summary>
public enum TextsWithTokens
{
    /// <summary>It is dropped (<c>fill-in-the-middle.tokens</c>): a file must not be able to pretend to be cut.</summary>
    Drop,

    /// <summary>It stays as it is, never rearranged.</summary>
    Leave,
}

/// <summary>Options of <c>fill-in-the-middle</c>.</summary>
public sealed record FillInTheMiddleOptions : IStepOptions
{
    /// <summary>Share of texts that are rearranged, 0 to 1. StarCoder: 0.5; Bavarian et al. see no harm up to 0.9.</summary>
    public double Rate { get; init; } = 0.5;

    /// <summary>Of these, the share in the order suffix, prefix, middle (SPM); the others are in the order prefix, suffix, middle (PSM). StarCoder: 0.5.</summary>
    public double SpmRate { get; init; } = 0.5;

    /// <summary>Where texts are cut: <c>character</c> (Bavarian et al.) or <c>line</c>.</summary>
    public MiddleSplit Split { get; init; }

    /// <summary>Token before the prefix. StarCoder's.</summary>
    public string PrefixToken { get; init; } = "<fim_prefix>";

    /// <summary>Token before the suffix. StarCoder's.</summary>
    public string SuffixToken { get; init; } = "<fim_suffix>";

    /// <summary>Token before the middle. StarCoder's.</summary>
    public string MiddleToken { get; init; } = "<fim_middle>";

    /// <summary>What becomes of texts that hold a token by themselves: <c>drop</c> or <c>leave</c>.</summary>
    public TextsWithTokens TextsWithTokens { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Rate is not (>= 0 and <= 1)) yield return $"rate is {Rate}; use 0 to 1";
        if (SpmRate is not (>= 0 and <= 1)) yield return $"spm-rate is {SpmRate}; use 0 to 1";
        (string Key, string Token)[] tokens = [("prefix-token", PrefixToken), ("suffix-token", SuffixToken), ("middle-token", MiddleToken)];
        foreach ((string key, string token) in tokens)
        {
            if (token.Length == 0) yield return $"{key} is empty";
            if (Enumerable.Range(1, Math.Max(0, token.Length - 1)).Any(length => token.AsSpan(..length).SequenceEqual(token.AsSpan(^length..))))
                yield return $"{key} ('{token}') begins as it ends: where it begins after such a text could not be told";
            foreach ((string other, string within) in tokens)
                if (other != key && token.Length > 0 && within.Contains(token, StringComparison.Ordinal)) yield return $"{key} ('{token}') is part of {other} ('{within}'): they could not be told apart";
        }
    }
}
