using System.Buffers;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Writes kept blocks, one a line; preformatted text keeps its own lines, the cells of a row share one.</summary>
static class BlockWriter
{
    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(HtmlTree tree, ReadOnlySpan<TextBlock> blocks, IBufferWriter<byte> text)
    {
        int written = 0;
        int row = -1;
        foreach (ref readonly TextBlock block in blocks)
        {
            if (!block.IsKept) continue;
            Span<byte> room = text.GetSpan(LengthMax(tree, block) + 3);
            ReadOnlySpan<byte> border = written == 0 ? default : block.Row >= 0 && block.Row == row ? " | "u8 : "\n"u8;
            border.CopyTo(room);
            int length = WriteLine(tree, block, room[border.Length..]);
            if (length == 0) continue;
            text.Advance(border.Length + length);
            written += border.Length + length;
            row = block.Row;
        }
        return written;
    }

    /// <summary>No line of the block is longer.</summary>
    public static int LengthMax(HtmlTree tree, in TextBlock block)
    {
        int length = 0;
        for (int i = block.First; i < block.End; i++)
            if (tree.Nodes[i].Tag == HtmlTag.Text) length += tree.Nodes[i].Length;
        return length;
    }

    /// <summary>Writes one block without a border; returns its bytes.</summary>
    public static int WriteLine(HtmlTree tree, in TextBlock block, Span<byte> line)
    {
        int length = 0;
        for (int i = block.First; i < block.End; i++)
        {
            ref readonly HtmlNode node = ref tree.Nodes[i];
            if (node.Tag != HtmlTag.Text)
            {
                if (Visibility.IsUnseen(tree, node)) i = node.End - 1;
                continue;
            }
            ReadOnlySpan<byte> text = tree.Text(node);
            if (block.Kind != BlockKind.Preformatted && (length == 0 || line[length - 1] == ' ')) text = text.TrimStart((byte)' ');
            text.CopyTo(line[length..]);
            length += text.Length;
        }
        ReadOnlySpan<byte> all = line[..length];
        if (block.Kind != BlockKind.Preformatted) return all.TrimEnd((byte)' ').Length;
        ReadOnlySpan<byte> trimmed = all.TrimEnd(" \n\t"u8).TrimStart((byte)'\n');
        trimmed.CopyTo(line);
        return trimmed.Length;
    }
}
