using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Sluice.Core;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Charsets;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Code;

/// <summary>The bytes of one file of a repository or archive become a document's text, or the verdict that says why it has none.</summary>
/// <remarks>Binary is what git calls so (a NUL in the first 8,000 bytes; <c>buffer_is_binary</c> in its <c>xdiff-interface.c</c>), after UTF-16 and UTF-32 are found by mark or by look;
/// and files that begin as an image, font, archive or PDF does. Source text states its charset as Emacs and Python have it (<c>coding: latin-1</c> in the first two lines, PEP 263).</remarks>
static class FileText
{
    /// <summary>Rule of files without bytes.</summary>
    public const string EmptyRule = "read.empty";

    /// <summary>Rule of files that are no text.</summary>
    public const string BinaryRule = "read.binary";

    /// <summary>Rule of files that stand for one in Git LFS.</summary>
    public const string LfsPointerRule = "read.lfs-pointer";

    /// <summary>Rule of files that are larger than the option <c>blob-bytes-max</c>.</summary>
    public const string BytesMaxRule = "read.blob-bytes-max";

    /// <summary>Metadata key: the charset that was decoded, where it is not UTF-8.</summary>
    public const string CharsetKey = "charset";

    const int BinaryLookBytes = 8_000;
    const double ControlShareMax = 0.02;

    /// <summary>Why a rights file is no text that could be read; null where it is one.</summary>
    /// <param name="bytes">The file or its beginning.</param>
    public static string? UnreadReason(ReadOnlySpan<byte> bytes)
    {
        if (LfsPointer.TryRead(bytes, out _)) return LfsPointerRule;
        bool isWide = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        return BinaryBody.Is(bytes) || (!isWide && bytes.Contains((byte)0)) ? BinaryRule : null;
    }

    /// <summary>Fills a document whose path and origin are set; metadata are added.</summary>
    /// <param name="document">Takes text and metadata, or <see cref="Document.ReadVerdict"/>.</param>
    /// <param name="bytes">The whole file.</param>
    public static void Set(Document document, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) document.ReadVerdict = Verdict.Drop(EmptyRule);
        else if (LfsPointer.TryRead(bytes, out string pointer)) document.ReadVerdict = Verdict.Drop(LfsPointerRule, pointer);
        else if (BinaryBody.Is(bytes)) document.ReadVerdict = Verdict.Drop(BinaryRule, "begins as a file of another kind");
        else SetText(document, bytes);
    }

    static void SetText(Document document, ReadOnlySpan<byte> bytes)
    {
        int nul = bytes[..Math.Min(bytes.Length, BinaryLookBytes)].IndexOf((byte)0);
        bool hasMark = bytes[0] is 0xEF or 0xFE or 0xFF or 0x00;
        if (nul < 0 && !hasMark && Utf8.IsValid(bytes) && !bytes.Contains((byte)0x1B))
        {
            document.SetText(bytes); // Nearly every file.
            return;
        }
        Charset charset = Charset.Detect(bytes, CodingDeclaration.Find(bytes), out int markBytes);
        ReadOnlySpan<byte> text = bytes[markBytes..];
        if (charset == Charset.Utf8)
        {
            if (nul >= 0) document.ReadVerdict = NulAt(nul);
            else ValidUtf8.SetText(document, text);
            return;
        }
        if (ControlsOf(bytes) is { } controls)
        {
            document.ReadVerdict = Verdict.Drop(BinaryRule, controls, ControlShareMax);
            return;
        }
        bool isWide = charset.Name.StartsWith("utf-", StringComparison.Ordinal);
        if (nul >= 0 && !isWide) document.ReadVerdict = NulAt(nul);
        else Decode(document, text, charset);
    }

    // Compressed or packed bytes without a NUL: each charset can decode them, and no text has so many control characters. Null where there are few, and in UTF-16 and UTF-32, whose NULs count as such.
    static double? ControlsOf(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> look = bytes[..Math.Min(bytes.Length, BinaryLookBytes)];
        int controls = 0;
        foreach (byte b in look)
        {
            if (b == 0) return null;
            if (b is < 0x20 and not (byte)'\t' and not (byte)'\n' and not (byte)'\f' and not (byte)'\r' and not 0x1B and not 0x1A) controls++;
        }
        double share = (double)controls / look.Length;
        return share > ControlShareMax ? share : null;
    }

    static Verdict NulAt(int offset) => Verdict.Drop(BinaryRule, FormattableString.Invariant($"NUL at byte {offset}"));

    static void Decode(Document document, ReadOnlySpan<byte> text, Charset charset)
    {
        Encoding encoding = charset.Encoding;
        char[] chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(text.Length));
        try
        {
            Span<char> decoded = chars.AsSpan(0, encoding.GetChars(text, chars));
            int nul = decoded[..Math.Min(decoded.Length, BinaryLookBytes)].IndexOf('\0');
            if (nul >= 0)
            {
                document.ReadVerdict = Verdict.Drop(BinaryRule, FormattableString.Invariant($"NUL at character {nul} of {charset.Name}"));
                return;
            }
            Encoding.UTF8.GetBytes(decoded, document.BeginText()); // Lone surrogates become U+FFFD.
            document.CommitText();
            document.Metadata.Set(CharsetKey, charset.Name);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
