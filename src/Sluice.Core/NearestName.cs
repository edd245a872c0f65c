namespace Sluice.Core;

/// <summary>The valid name nearest to one that isn't valid, for errors that mend.</summary>
public static class NearestName
{
    const int WrittenLengthMax = 100; // Longer words are no slips of the hand, and the work grows with their length.

    /// <summary>The nearest name, if it is near enough to be what was meant; ties go to a name that begins with what was written, then to the first.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What is valid.</param>
    public static string? Find(string written, IEnumerable<string> names)
    {
        if (written.Length is 0 or > WrittenLengthMax) return null;
        string? nearest = null;
        int most = Math.Max(2, written.Length / 3), best = int.MaxValue;
        bool isBestBegun = false;
        foreach (string name in names)
        {
            int distance = Distance(written, name);
            // A name that the word begins is meant even where much is missing, unless another is nearer.
            bool isBegun = written.Length >= 3 && name.StartsWith(written, StringComparison.OrdinalIgnoreCase);
            if (distance > most && !isBegun || distance > best || distance == best && (isBestBegun || !isBegun)) continue;
            (nearest, best, isBestBegun) = (name, distance, isBegun);
        }
        return nearest;
    }

    /// <summary>Single-character insertions, deletions, replacements and swaps of neighbors from one to the other, without regard to ASCII case.</summary>
    public static int Distance(string left, string right)
    {
        int[] before = new int[right.Length + 1], previous = new int[right.Length + 1], row = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++) previous[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                row[j] = Math.Min(Math.Min(previous[j], row[j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1])) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, previous, row) = (previous, row, before);
        }
        return previous[right.Length];
    }

    static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
