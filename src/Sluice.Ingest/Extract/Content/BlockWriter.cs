using System.Buffers;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Writes kept blocks as plain text, one a line; preformatted text keeps its own lines, the cells of a data table's row share one.</summary>
static class BlockWriter
{
    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(PageBlocks page, IBufferWriter<byte> text)
    {
        int written = 0;
        int row = -1, cell = -1;
        foreach (ref readonly TextBlock block in page.All)
        {
            if (!block.IsKept) continue;
            ReadOnlySpan<byte> border = written == 0 ? default : row < 0 || block.Kind != BlockKind.Cell || block.Row != row ? "\n"u8 : block.Cell == cell ? " "u8 : " | "u8;
            text.Write(border);
            text.Write(page.Text(block));
            written += border.Length + block.TextLength;
            (row, cell) = (block.Kind == BlockKind.Cell ? block.Row : -1, block.Cell);
        }
        return written;
    }
}
