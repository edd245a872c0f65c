using System.Buffers;

namespace Sluice.Cli.Classify;

/// <summary>A word of a command line that can be pasted into a shell.</summary>
static class ShellWord
{
    static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=@%+,");

    /// <summary>The word, between quotes if it needs them.</summary>
    public static string Quote(string word) => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(s_plain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
