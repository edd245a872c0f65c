using System.Globalization;

namespace Sluice.Cli.Classify;

/// <summary>A length of time as people write it: <c>90s</c>, <c>5m</c>, <c>1h</c>, <c>45</c> (seconds).</summary>
readonly record struct Duration(TimeSpan Time) : IParsable<Duration>
{
    const double SecondsMax = 30 * 24 * 3600;

    /// <inheritdoc/>
    public static Duration Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out Duration duration) ? duration : throw new FormatException($"'{s}' is no length of time; write a number and s, m or h");

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out Duration result)
    {
        result = default;
        s = s?.Trim() ?? "";
        double factor = s.Length == 0 ? 1 : s[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 1 };
        if (s.EndsWith('s') || s.EndsWith('m') || s.EndsWith('h')) s = s[..^1];
        if (!double.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || !(number * factor is > 0 and <= SecondsMax)) return false;
        result = new(TimeSpan.FromSeconds(number * factor));
        return true;
    }
}
