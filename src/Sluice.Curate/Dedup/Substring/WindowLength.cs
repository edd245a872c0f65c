namespace Sluice.Curate.Dedup.Substring;

/// <summary>How long a window is: exactly so many words, or as few as have so many bytes with what lies between them.</summary>
readonly record struct WindowLength(bool IsBytes, int Least)
{
    /// <summary>Half of it: the pieces of a window that choose its anchor (<see cref="BlockScan"/>).</summary>
    public WindowLength Half => this with { Least = Math.Max(1, Least / 2) };

    /// <summary>Most words that a window, and the windows of one anchor together, can have. A word has at least one byte.</summary>
    public int BlockWordsMax => 2 * Least + 2;

    /// <summary>Whether words in a row are long enough.</summary>
    public bool Holds(int start, int end, int words) => IsBytes ? end - start >= Least : words >= Least;
}
