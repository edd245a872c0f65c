using System.Buffers;
using System.Text;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Where a mark starts a comment to the end of its line.</summary>
enum MarkPlace
{
    /// <summary>Anywhere.</summary>
    Anywhere,

    /// <summary>At the start of the line or behind a blank (shells' <c>#</c>).</summary>
    BehindBlank,

    /// <summary>As the first thing on its line.</summary>
    FirstOnLine,
}

/// <summary>Literals of a language that can hide a comment mark.</summary>
[Flags]
enum Literals
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>"…"</c></summary>
    Double = 1,

    /// <summary><c>'…'</c>, strings or characters.</summary>
    Single = 2,

    /// <summary><c>`…`</c>, over lines too.</summary>
    Backtick = 4,

    /// <summary><c>"""…"""</c> and <c>'''…'''</c>, over lines too.</summary>
    Triple = 8,

    /// <summary>A triple-quoted literal that is the first thing on its line is documentation: it counts as a comment.</summary>
    TripleIsComment = 16,
}

/// <summary>How a family of languages writes comments and literals.</summary>
sealed class CodeSyntax
{
    /// <summary>Makes one.</summary>
    /// <param name="literals">Its literals.</param>
    /// <param name="line">Marks of comments that end with their line.</param>
    /// <param name="blocks">Marks of comments that end with another mark, in pairs.</param>
    /// <param name="place">Where line marks count.</param>
    /// <param name="nests">Whether blocks nest.</param>
    public CodeSyntax(Literals literals, string[] line, string[] blocks, MarkPlace place = MarkPlace.Anywhere, bool nests = false)
    {
        Literals = literals;
        Line = [.. line.Select(Encoding.UTF8.GetBytes)];
        Blocks = [.. blocks.Chunk(2).Select(pair => (Encoding.UTF8.GetBytes(pair[0]), Encoding.UTF8.GetBytes(pair[1])))];
        Place = place;
        Nests = nests;
        HashSet<byte> starts = [.. Line.Select(mark => mark[0]), .. Blocks.Select(pair => pair.Open[0])];
        if ((literals & (Literals.Double | Literals.Triple)) != 0) starts.Add((byte)'"');
        if ((literals & (Literals.Single | Literals.Triple)) != 0) starts.Add((byte)'\'');
        if ((literals & Literals.Backtick) != 0) starts.Add((byte)'`');
        Starts = SearchValues.Create([.. starts]);
    }

    /// <summary>Its literals.</summary>
    public Literals Literals { get; }

    /// <summary>Marks of comments that end with their line.</summary>
    public byte[][] Line { get; }

    /// <summary>Where they count.</summary>
    public MarkPlace Place { get; }

    /// <summary>Marks of comments that end with another mark.</summary>
    public (byte[] Open, byte[] Close)[] Blocks { get; }

    /// <summary>Whether blocks nest.</summary>
    public bool Nests { get; }

    /// <summary>Every byte that a comment or a literal can start with.</summary>
    public SearchValues<byte> Starts { get; }
}
