using System.Text;
using System.Text.RegularExpressions;
using Sluice.Core;

namespace Sluice.Curate.Tests.Dedup.MinHash;

/// <summary>A file of a repository, as the steps before near-duplicates leave it.</summary>
sealed record CodeFile(string Id, string Text, string Repository)
{
    public string? Path { get; init; }
    public string? Date { get; init; }
    public string? Category { get; init; }
    public string? License { get; init; }
    public string? Marks { get; init; }
    public string? ForkOf { get; init; }
    public string? OptedOut { get; init; }
    public bool IsRefused { get; init; }

    public bool IsWitness => OptedOut is not null || IsRefused;

    public void Fill(Document document)
    {
        document.Id = Id;
        document.SetText(Encoding.UTF8.GetBytes(Text));
        Set("repository", Repository);
        Set("path", Path);
        Set("first-date", Date);
        Set("license-category", Category);
        Set("license", License);
        Set("marks", Marks);
        Set("fork-of", ForkOf);
        Set("opted-out", OptedOut);
        if (OptedOut is not null) document.DroppedBy = Verdict.Drop("consent.opted-out", OptedOut) with { IsWitness = true };
        else if (IsRefused) document.DroppedBy = Verdict.Drop("detect-license.refused", License) with { IsWitness = true };

        void Set(string key, string? value)
        {
            if (value is not null) document.Metadata.Set(key, value);
        }
    }

    /// <summary>The similarity by the book: sets of five tokens as strings; texts of fewer than ten tokens by their equality.</summary>
    public static double Similarity(CodeFile a, CodeFile b)
    {
        HashSet<string> inA = Shingles(a.Text), inB = Shingles(b.Text);
        int shared = inA.Count(inB.Contains);
        return shared / (double)(inA.Count + inB.Count - shared);
    }

    public static HashSet<string> Shingles(string text)
    {
        string[] tokens = [.. Regex.Matches(text, "[A-Za-z0-9_\u0080-\uFFFF]+").Select(match => match.Value)];
        return tokens.Length < 10 ? ["whole " + text] : [.. Enumerable.Range(0, tokens.Length - 4).Select(at => string.Join(' ', tokens[at..(at + 5)]))];
    }

    /// <summary>Lines of code that share nothing with those of another seed.</summary>
    public static string Code(int seed, int lines) => string.Concat(Enumerable.Range(0, lines).Select(line => $"int v{seed}_{line} = f{seed * 31 + line}(a{line}, b{seed});\n"));
}
