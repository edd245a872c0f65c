namespace Sluice.Core.Text;

/// <summary>Cuts a text into words with one of the tokenizers.</summary>
static class WordSplit
{
    // First shape: white space only. The tokenizers follow.
    public static void Split(ReadOnlySpan<byte> text, TokenizerKind kind, ReusableList<Word> words)
    {
        int at = 0, end = 0;
        while (WhiteSpace.NextChunk(text, ref at, out ReadOnlySpan<byte> chunk))
        {
            int start = at - chunk.Length;
            bool afterBreak = !text[end..start].SequenceEqual(" "u8);
            end = at;
            int body = at;
            while (body > start && text[body - 1] is (byte)'.' or (byte)',' or (byte)'!' or (byte)'?') body--;
            if (body > start) words.Add(WordFacts.Make(text, start, body, afterBreak));
            for (; body < at; body++) words.Add(WordFacts.Make(text, body, body + 1, false));
        }
    }
}
