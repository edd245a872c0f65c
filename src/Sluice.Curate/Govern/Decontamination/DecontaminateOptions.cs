using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>How a benchmark's text is found in a document.</summary>
public enum ContaminationRule
{
    /// <summary>By the share of an item's word n-grams, weighted by rarity, in one place of the document: finds edited copies.</summary>
    Overlap,

    /// <summary>By one n-gram of 8 to 13 words in common, as for GPT-3.</summary>
    Gpt3,

    /// <summary>By an item's whole text as exact substring, but for case, as for The Stack.</summary>
    Stack,
}

/// <summary>What becomes of a document that holds a benchmark's text.</summary>
public enum ContaminationAction
{
    /// <summary>It goes.</summary>
    Drop,

    /// <summary>The places go, out to the ends of their sentences (<c>gpt3</c>: with the window around them); the rest stays.</summary>
    Cut,

    /// <summary>It stays as it is; its metadata says what was found.</summary>
    Mark,
}

/// <summary>Options of <c>decontaminate</c>.</summary>
public sealed record DecontaminateOptions : IStepOptions
{
    /// <summary>The benchmarks: <c>all</c> for every built-in one whose file is found; a built-in name (<c>gsm8k-test</c>); or a file with the fields to read:
    /// <c>my/test.jsonl question=prompt answer=solution</c>. Keys: <c>question</c>, <c>answer</c>, <c>passage</c> (fields joined by <c>+</c>, inner ones by
    /// dots), <c>rows</c> (where the rows lie in a JSON object; the element of an XML file), <c>name</c>, and <c>like</c> (a built-in one whose fields it
    /// has). Files: JSON Lines, JSON, CSV, Parquet, XML; gzip or not.</summary>
    public IReadOnlyList<string> Benchmarks { get; init; } = [BenchmarkSpec.All];

    /// <summary>Folder of the files. Not given: paths as they are, and names among the models (<c>--models</c>, <c>$SLUICE_MODELS</c>).</summary>
    public string? Folder { get; init; }

    /// <summary>How a benchmark's text is found.</summary>
    public ContaminationRule Rule { get; init; } = ContaminationRule.Overlap;

    /// <summary>What becomes of a document that holds it.</summary>
    public ContaminationAction Action { get; init; } = ContaminationAction.Drop;

    /// <summary><c>overlap</c>: least share of an item's weighted n-grams, 0.5 to 1. Texts of 15 words or fewer need all of them; the bound falls from there to
    /// this one at 38 words. One changed word in twenty leaves 0.75.</summary>
    public double Threshold { get; init; } = 0.8;

    /// <summary><c>overlap</c>: n-grams in a row that may be missing inside a place. A changed word spoils five.</summary>
    public int MissesMax { get; init; } = 11;

    /// <summary><c>overlap</c>, <c>gpt3</c>: fewest words of a text that is looked for. Shorter ones would be found everywhere.</summary>
    public int WordsMin { get; init; } = 8;

    /// <summary><c>overlap</c>: fewest words of an answer that is looked for by itself; a shorter one only supports its question.</summary>
    public int AnswerWordsMin { get; init; } = 20;

    /// <summary>Whether passages are looked for by themselves. They are often quoted from public texts, which are no contamination; else they only support
    /// their question.</summary>
    public bool Passages { get; init; }

    /// <summary><c>gpt3</c>: an n-gram that more items than this share is common, and ignored.</summary>
    public int CommonMax { get; init; } = 10;

    /// <summary><c>gpt3</c>, cut: characters that go on each side of a place.</summary>
    public int Window { get; init; } = 200;

    /// <summary>Cut: a piece (<c>gpt3</c>) or a document (all rules) with fewer characters left goes.</summary>
    public int LengthMin { get; init; } = 200;

    /// <summary><c>gpt3</c>, cut: a document that falls into more pieces goes.</summary>
    public int PiecesMax { get; init; } = 10;

    /// <summary><c>stack</c>: fewest bytes of a text that is looked for.</summary>
    public int BytesMin { get; init; } = 40;

    /// <summary>Most memory of the index; a run's <c>--memory</c> has room for the default. Give as much more <c>--memory</c> as you give here.</summary>
    public ByteSize IndexMemory { get; init; } = new(48L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Benchmarks.Count == 0) yield return "benchmarks is empty; name some, or all: docs/how-to/decontaminate.md lists the built-in ones";
        foreach (string written in Benchmarks)
            foreach (string problem in BenchmarkSpec.ProblemsOf(written)) yield return problem;
        if (Threshold is not (>= 0.5 and <= 1)) yield return $"threshold is {Threshold}; use 0.5 to 1";
        if (MissesMax is < 0 or > 100) yield return $"misses-max is {MissesMax}; use 0 to 100";
        if (WordsMin is < 8 or > 1000) yield return $"words-min is {WordsMin}; use 8 to 1000";
        if (AnswerWordsMin < WordsMin) yield return $"answer-words-min ({AnswerWordsMin}) is below words-min ({WordsMin})";
        if (CommonMax < 1) yield return $"common-max is {CommonMax}; use 1 or more";
        if (Window is < 0 or > 100_000) yield return $"window is {Window}; use 0 to 100000";
        if (LengthMin < 0) yield return $"length-min is {LengthMin}; use 0 or more";
        if (PiecesMax < 1) yield return $"pieces-max is {PiecesMax}; use 1 or more";
        if (BytesMin is < 16 or > 4096) yield return $"bytes-min is {BytesMin}; use 16 to 4096";
        if (IndexMemory.Bytes is < 1 << 20 or > 1L << 40) yield return $"index-memory is {IndexMemory}; use 1 MiB to 1 TiB";
    }
}
