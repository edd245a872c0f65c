using System.Buffers;
using System.Text;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Tells UTF-8 with a few broken places (a comment in another charset, a text cut in the midst of a character) from text of another charset.</summary>
static class NearUtf8
{
    const int LookedAtBytesMax = 256 << 10;

    // A page that states UTF-8 may be half broken; one that states nothing may break at every tenth character.
    const int ValidPerInvalid = 10;

    /// <summary>Whether most of the page's characters outside ASCII are whole characters of UTF-8.</summary>
    public static bool Is(ReadOnlySpan<byte> page, bool isStated)
    {
        if (page.Length > LookedAtBytesMax) page = page[..LookedAtBytesMax];
        int valid = 0, invalid = 0;
        while (page.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and int at)
        {
            OperationStatus status = Rune.DecodeFromUtf8(page[at..], out _, out int bytes);
            if (status == OperationStatus.Done) valid++;
            else if (status == OperationStatus.InvalidData) invalid++;
            page = page[(at + bytes)..];
        }
        return valid > 0 && valid > invalid * (isStated ? 1 : ValidPerInvalid);
    }
}
