namespace Sluice.Ingest.Extract.Content;

/// <summary>Keeps data tables whole, or leaves them out whole.</summary>
static class DataTables
{
    /// <summary>Leaves out every data table.</summary>
    public static void Drop(PageBlocks page)
    {
        foreach (ref TextBlock block in page.All)
            if (block.IsKept && block.Table >= 0) (block.IsKept, block.Reason) = (false, BlockReason.Table);
    }

    /// <summary>Keeps the cells that the choice of lines left out of a table that it kept: a cell that is a link, among others that are none.</summary>
    public static void Complete(PageBlocks page)
    {
        Span<TextBlock> blocks = page.All;
        for (int i = 0; i < blocks.Length;)
        {
            int table = blocks[i].Table, end = i + 1;
            if (table < 0)
            {
                i++;
                continue;
            }
            int kept = blocks[i].IsKept ? 1 : 0;
            for (; end < blocks.Length && blocks[end].Table == table; end++) kept += blocks[end].IsKept ? 1 : 0;
            if (kept * 2 > end - i)
                foreach (ref TextBlock block in blocks[i..end])
                    if (!block.IsKept) (block.IsKept, block.Reason) = (true, BlockReason.MainText);
            i = end;
        }
    }
}
