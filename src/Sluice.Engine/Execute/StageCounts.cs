using System.Text.Json.Serialization;
using Sluice.Core.Release;

namespace Sluice.Engine.Execute;

/// <summary>What a map stage counted: over a batch, a task, or all its tasks. Step 0 is the stage's gate (the reader, or the merge before it).</summary>
public sealed class StageCounts
{
    /// <summary>Counts as a completion marker holds them.</summary>
    [JsonConstructor]
    public StageCounts() : this(0) { }

    /// <summary>Counts of a stage with so many steps, gate included.</summary>
    public StageCounts(int steps) => (In, Kept, StepTicks) = (new long[steps], new long[steps], new long[steps]);

    /// <summary>Documents that reached each step.</summary>
    public long[] In { get; set; }

    /// <summary>Documents that each step passed on.</summary>
    public long[] Kept { get; set; }

    /// <summary>Time spent in each step, in ticks of <see cref="System.Diagnostics.Stopwatch"/>. Not part of any release.</summary>
    public long[] StepTicks { get; set; }

    /// <summary>Documents dropped, by step and rule: <c>1 gopher-quality.short-doc</c>.</summary>
    public SortedDictionary<string, long> Dropped { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Records that are no documents, by kind.</summary>
    public SortedDictionary<string, long> Skipped { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Kept documents by language; last stage only.</summary>
    public SortedDictionary<string, LanguageSum> Languages { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Records that can be documents, quarantined ones included.</summary>
    public long Rows { get; set; }

    /// <summary>Records that could not be read.</summary>
    public long Quarantined { get; set; }

    /// <summary>Documents that went on, or that are kept.</summary>
    public long Documents { get; set; }

    /// <summary>Their text, in bytes.</summary>
    public long TextBytes { get; set; }

    /// <summary>Latest date of a document that went on; null for none.</summary>
    public string? DateLatest { get; set; }

    /// <summary>Bytes read of the stored files.</summary>
    public long StoredBytes { get; set; }

    /// <summary>Bytes read, decompressed.</summary>
    public long RawBytes { get; set; }

    /// <summary>The key of <see cref="Dropped"/>.</summary>
    public static string RuleKey(int step, string rule) => step.ToString("000", System.Globalization.CultureInfo.InvariantCulture) + " " + rule;

    /// <summary>Adds another's counts.</summary>
    public void Add(StageCounts other)
    {
        for (int step = 0; step < In.Length; step++)
        {
            In[step] += other.In[step];
            Kept[step] += other.Kept[step];
            StepTicks[step] += other.StepTicks[step];
        }
        foreach ((string rule, long count) in other.Dropped) Dropped[rule] = Dropped.GetValueOrDefault(rule) + count;
        foreach ((string kind, long count) in other.Skipped) Skipped[kind] = Skipped.GetValueOrDefault(kind) + count;
        foreach ((string language, LanguageSum sum) in other.Languages) AddLanguage(language, sum.Documents, sum.TextBytes, sum.Words);
        Rows += other.Rows;
        Quarantined += other.Quarantined;
        Documents += other.Documents;
        TextBytes += other.TextBytes;
        AddDate(other.DateLatest);
        StoredBytes += other.StoredBytes;
        RawBytes += other.RawBytes;
    }

    /// <summary>Counts documents of a language.</summary>
    public void AddLanguage(string language, long documents, long textBytes, long words)
    {
        LanguageSum sum = Languages.GetValueOrDefault(language) ?? new(language, 0, 0, 0);
        Languages[language] = new(language, sum.Documents + documents, sum.TextBytes + textBytes, sum.Words + words);
    }

    /// <summary>Takes a date into <see cref="DateLatest"/>.</summary>
    public void AddDate(string? date)
    {
        if (date is not null && string.CompareOrdinal(date, DateLatest) > 0) DateLatest = date;
    }
}
