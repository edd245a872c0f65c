namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The first and last lines of a text, with a bound on their bytes: a line may be as long as the file.</summary>
static class TextLines
{
    /// <summary>The first lines, at most so many bytes of them.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> text, int lines, int bytesMax)
    {
        if (text.Length > bytesMax) text = text[..bytesMax];
        int end = 0;
        for (int line = 0; line < lines; line++)
        {
            int next = text[end..].IndexOf((byte)'\n');
            if (next < 0) return text;
            end += next + 1;
        }
        return text[..end];
    }

    /// <summary>The last lines, at most so many bytes of them; a newline at the very end ends the last one.</summary>
    public static ReadOnlySpan<byte> Last(ReadOnlySpan<byte> text, int lines, int bytesMax)
    {
        if (text.Length > bytesMax) text = text[^bytesMax..];
        int start = text.Length > 0 && text[^1] == (byte)'\n' ? text.Length - 1 : text.Length;
        for (int line = 0; line < lines; line++)
        {
            int before = text[..start].LastIndexOf((byte)'\n');
            if (before < 0) return text;
            start = before;
        }
        return text[(start + 1)..];
    }
}
