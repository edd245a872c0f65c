using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>What git writes to its error output, as one short line for a ledger: the same on every machine, and never an order to a terminal.</summary>
static class ComplaintText
{
    const int CharsMax = 300;

    // Messages of the C library in English: git runs with LC_ALL=C.
    static readonly string[] s_ofMachine = ["No space left on device", "Disk quota exceeded", "Read-only file system", "Too many open files", "Input/output error"];

    /// <summary>Whether a complaint is about this machine, not about what is read.</summary>
    public static bool IsOfMachine(string complaint) => Array.Exists(s_ofMachine, one => complaint.Contains(one, StringComparison.Ordinal));

    /// <summary>The line.</summary>
    /// <param name="text">What git wrote.</param>
    /// <param name="folder">The folder that it worked in, which is left out.</param>
    public static string Of(string text, string folder)
    {
        StringBuilder line = new();
        foreach (char c in text.Trim().Replace(folder, "", StringComparison.Ordinal))
        {
            if (line.Length >= CharsMax) break;
            if (c == '\n') line.Append("; ");
            else line.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }
        return line.ToString();
    }
}
