using Sluice.Core.Text;

namespace Sluice.Cli.Classify;

/// <summary>Parts texts into those to train with and those put aside, by a hash of the text: equal texts fall on one side, on every machine and in any order.</summary>
static class HeldOut
{
    /// <summary>Whether a text is put aside.</summary>
    /// <param name="text">The text; its white space doesn't matter at the ends.</param>
    /// <param name="share">Share that is put aside, 0 to 1.</param>
    /// <param name="seed">Another seed puts others aside.</param>
    public static bool Has(ReadOnlySpan<byte> text, double share, ulong seed) => (TextHash.Of(text.Trim((byte)' '), seed) >> 11) * (1.0 / (1UL << 53)) < share;
}
