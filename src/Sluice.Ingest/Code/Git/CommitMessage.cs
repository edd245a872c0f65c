using System.Buffers;
using Sluice.Core;

namespace Sluice.Ingest.Code.Git;

/// <summary>Which messages say what a commit does, so that a model can learn to follow them.</summary>
/// <remarks>Source: OctoPack (Muennighoff et al. 2023, arXiv:2308.07124), whose CommitPackFT keeps commits of one file whose subject reads like an instruction: begins with a capital, has several words, and is no merge,
/// reference or message of a program. The words and bounds here are ours.</remarks>
static class CommitMessage
{
    /// <summary>Rule of messages that say too little.</summary>
    public const string Rule = "read.commit-message";

    const int WordsMin = 3, SubjectCharsMax = 200, CharsMax = 10_000;

    // What is written by programs, or says nothing of the change.
    static readonly string[] s_starts = ["Merge ", "Revert ", "Bump ", "Release ", "Version ", "Initial commit", "Auto", "Update README", "WIP", "Fixup"];
    static readonly SearchValues<string> s_references = SearchValues.Create(["http://", "https://", "[skip ci]", "[ci skip]", "[bot]", "@"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The message without what names people or systems: lines like <c>Signed-off-by: …</c> and <c>git-svn-id: …</c> at its end.</summary>
    public static string WithoutTrailers(string message)
    {
        string[] lines = message.TrimEnd().Split('\n');
        int count = lines.Length;
        while (count > 1 && (lines[count - 1].Trim().Length == 0 || IsTrailer(lines[count - 1]))) count--;
        return string.Join('\n', lines[..count].Select(line => line.TrimEnd())).Trim();
    }

    /// <summary>Whether a message, without trailers, stays.</summary>
    public static Verdict Judge(string message)
    {
        if (message.Length > CharsMax) return Verdict.Drop(Rule, message.Length, CharsMax);
        int end = message.IndexOf('\n', StringComparison.Ordinal);
        string subject = end < 0 ? message : message[..end];
        int words = subject.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (words < WordsMin) return Verdict.Drop(Rule, words, WordsMin);
        if (subject.Length > SubjectCharsMax) return Verdict.Drop(Rule, subject.Length, SubjectCharsMax);
        if (!char.IsUpper(subject[0])) return Verdict.Drop(Rule, "begins with no capital");
        foreach (string start in s_starts)
            if (subject.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return Verdict.Drop(Rule, "begins with " + start.Trim());
        if (subject.AsSpan().ContainsAny(s_references)) return Verdict.Drop(Rule, "names a person, a program or an address");
        int hash = subject.IndexOf('#', StringComparison.Ordinal);
        return hash >= 0 && hash + 1 < subject.Length && char.IsAsciiDigit(subject[hash + 1]) ? Verdict.Drop(Rule, "refers to an issue") : Verdict.Keep;
    }

    // A word with hyphens, a colon, a value: as git-interpret-trailers has it; only those that name people or systems.
    static bool IsTrailer(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0) return false;
        string key = line[..colon];
        return !key.AsSpan().Contains(' ') && (key.EndsWith("-by", StringComparison.OrdinalIgnoreCase) || key.Equals("git-svn-id", StringComparison.OrdinalIgnoreCase) || key.Equals("Change-Id", StringComparison.OrdinalIgnoreCase) || key.Equals("Cc", StringComparison.OrdinalIgnoreCase));
    }
}
