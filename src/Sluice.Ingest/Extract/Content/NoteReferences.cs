using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Notes: the references to them in the text, the blocks that hold them, and the links back, which are left out.</summary>
sealed class NoteReferences
{
    // A page with more is no text with notes.
    const int CountMax = 5000;
    const int LabelBytesMax = 12;

    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byTarget;

    /// <summary>Makes it.</summary>
    public NoteReferences() => _byTarget = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether any reference was met.</summary>
    public bool IsAny => _numbers.Count > 0;

    /// <summary>Forgets the page before.</summary>
    public void Clear() => _numbers.Clear();

    /// <summary>What a link within the page is: a note's reference, a link back from a note or to the heading it stands in, or something else.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="link">An <c>a</c> whose address begins with a number sign.</param>
    /// <param name="label">Of a reference: its text without brackets.</param>
    public static NoteLink KindOf(HtmlTree tree, int link, out ReadOnlySpan<byte> label)
    {
        label = default;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        bool isRaised = nodes[nodes[link].Parent].Tag == HtmlTag.Sup;
        for (int i = link + 1; i < nodes[link].End; i++)
        {
            if (nodes[i].Tag == HtmlTag.Sup) isRaised = true;
            if (nodes[i].Tag != HtmlTag.Text) continue;
            ReadOnlySpan<byte> text = tree.Text(nodes[i]).Trim(" \n\t\r\f"u8);
            if (text.IsEmpty) continue;
            if (!label.IsEmpty && !text.SequenceEqual("]"u8) && !label.SequenceEqual("["u8)) return NoteLink.None; // MediaWiki writes [, 1 and ] as three texts.
            if (!text.SequenceEqual("]"u8)) label = text;
        }
        if (label.Length > LabelBytesMax) return NoteLink.None;
        if (IsBackMark(label) || IsRole(tree, nodes[link], "doc-backlink"u8)) return NoteLink.Back;
        label = label.Trim("[]() "u8);
        bool isReference = isRaised || IsRole(tree, nodes[link], "doc-noteref"u8);
        return isReference && IsLabel(label) ? NoteLink.Reference : NoteLink.None;
    }

    /// <summary>Takes down a reference.</summary>
    /// <returns>The number of its note.</returns>
    public int Add(ReadOnlySpan<byte> address)
    {
        Span<char> target = stackalloc char[256];
        if (!TryDecode(address[1..], target, out int length)) return 0;
        if (_byTarget.TryGetValue(target[..length], out int number)) return number;
        if (_numbers.Count >= CountMax) return 0;
        number = _numbers.Count + 1;
        _byTarget[target[..length]] = number;
        return number;
    }

    /// <summary>The note that an element of that id holds; 0 for none.</summary>
    public int NumberOf(ReadOnlySpan<byte> id)
    {
        Span<char> target = stackalloc char[256];
        return !id.IsEmpty && TryDecode(id, target, out int length) && _byTarget.TryGetValue(target[..length], out int number) ? number : 0;
    }

    static bool TryDecode(ReadOnlySpan<byte> id, Span<char> target, out int length)
    {
        length = 0;
        return id.Length <= target.Length && Encoding.UTF8.TryGetChars(id, target, out length);
    }

    static bool IsRole(HtmlTree tree, in HtmlNode link, ReadOnlySpan<byte> role) => tree.Value(link, HtmlAttributeName.Role).SequenceEqual(role);

    // Arrows back, and the marks by which a heading links to itself.
    static bool IsBackMark(ReadOnlySpan<byte> text) => Rune.DecodeFromUtf8(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done
        && rune.Value is 0x21A9 or 0x2191 or 0x2B06 or 0x21D1 or 0x21B5 or '^' or '#' or 0xB6 or 0xA7 or 0x1F517 or 0x2934
        && (length == text.Length || text[length..].StartsWith("\uFE0E"u8) || text[length..].StartsWith("\uFE0F"u8));

    // Numbers, a letter or two, or stars and daggers.
    static bool IsLabel(ReadOnlySpan<byte> label)
    {
        if (label.IsEmpty || label.Length > 8) return false;
        foreach (byte b in label)
            if (b < 0x80 && !char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'*' or (byte)' ')) return false;
        return true;
    }
}

/// <summary>What a link within the page is to a reader of the text.</summary>
enum NoteLink
{
    /// <summary>A link as others.</summary>
    None,

    /// <summary>From the text to a note.</summary>
    Reference,

    /// <summary>From a note back, or from a heading to itself: no text.</summary>
    Back,
}
