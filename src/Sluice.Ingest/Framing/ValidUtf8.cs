using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Sluice.Core;

namespace Sluice.Ingest.Framing;

/// <summary>Texts that claim to be UTF-8: what is broken in them becomes U+FFFD, and the document says so. Text is repaired, not lost, and never changed in silence.</summary>
static class ValidUtf8
{
    /// <summary>Metadata key: broken sequences that became U+FFFD.</summary>
    public const string RepairedKey = "utf8-repaired";

    /// <summary>Sets the document's text.</summary>
    public static void SetText(Document document, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            document.SetText(text);
            return;
        }
        int repaired = Repair(text, document.BeginText());
        document.CommitText();
        document.Metadata.Set(RepairedKey, repaired);
    }

    /// <summary>Copies a text, each broken sequence replaced by U+FFFD as the Unicode Standard advises (maximal subparts).</summary>
    /// <returns>How many were replaced.</returns>
    public static int Repair(ReadOnlySpan<byte> text, IBufferWriter<byte> target)
    {
        int repaired = 0;
        while (!text.IsEmpty)
        {
            int valid = ValidLength(text);
            target.Write(text[..valid]);
            text = text[valid..];
            if (text.IsEmpty) break;
            Rune.DecodeFromUtf8(text, out _, out int broken);
            target.Write("\uFFFD"u8);
            text = text[broken..];
            repaired++;
        }
        return repaired;
    }

    static int ValidLength(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length)
        {
            int ascii = text[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) return text.Length;
            at += ascii;
            if (Rune.DecodeFromUtf8(text[at..], out _, out int length) != OperationStatus.Done) return at;
            at += length;
        }
        return at;
    }
}
