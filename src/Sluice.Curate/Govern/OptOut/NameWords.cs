using System.Text;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>Names and lines as words in lower case with one space between, so that names compare word by word: letters, digits, apostrophes and hyphens make words.</summary>
static class NameWords
{
    /// <summary>Words of a name.</summary>
    public const int WordsMax = 8;

    /// <summary>The words of a name.</summary>
    public static string Of(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        byte[] words = new byte[CapacityFor(utf8.Length)];
        return Encoding.UTF8.GetString(words.AsSpan(0, Write(utf8, words)));
    }

    /// <summary>Bytes that the words of so many bytes may take.</summary>
    public static int CapacityFor(int bytes) => bytes * 3 + 1;

    /// <summary>Writes the words of valid UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">At least <see cref="CapacityFor"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <remarks>Only text beyond ASCII costs garbage: it is put into normalization form C.</remarks>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> words)
    {
        if (!Ascii.IsValid(text)) text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Normalize(NormalizationForm.FormC).ToLowerInvariant());
        int written = 0;
        bool isBetween = false;
        foreach (byte b in text)
        {
            if (written + 2 > words.Length) break; // Some letters grow in lower case.
            if (!IsWord(b))
            {
                isBetween = true;
                continue;
            }
            if (isBetween && written > 0) words[written++] = (byte)' ';
            isBetween = false;
            words[written++] = b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
        }
        return written;
    }

    static bool IsWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) || b is (byte)'\'' or (byte)'-';
}
