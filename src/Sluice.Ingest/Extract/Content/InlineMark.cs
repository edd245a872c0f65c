namespace Sluice.Ingest.Extract.Content;

/// <summary>A part of a block's text that markdown writes in a way of its own.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the buffer of blocks.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Number">Of a note's reference: the note, counted from 1 in the order of references; 0 where the page lacks the note.</param>
readonly record struct InlineMark(InlineKind Kind, int Start, int Length, int Number = 0)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;
}

/// <summary>What a part of a text is.</summary>
enum InlineKind : byte
{
    /// <summary>Code, samples of output, keys: between backticks.</summary>
    Code,

    /// <summary>TeX with its dollar signs, written as it is.</summary>
    Math,

    /// <summary>A reference to a note, in brackets.</summary>
    NoteReference,
}
