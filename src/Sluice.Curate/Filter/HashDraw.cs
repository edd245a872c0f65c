using System.Text;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter;

/// <summary>Random numbers of documents: a hash of id and seed, so that the same document draws the same number everywhere.</summary>
static class HashDraw
{
    /// <summary>The number, from 0 up to 1, 1 not reached.</summary>
    public static double Of(string id, ulong seed)
    {
        const int OnStackBytesMax = 512;
        int bytes = Encoding.UTF8.GetMaxByteCount(id.Length);
        Span<byte> idUtf8 = bytes <= OnStackBytesMax ? stackalloc byte[OnStackBytesMax] : new byte[bytes];
        ulong hash = TextHash.Of(idUtf8[..Encoding.UTF8.GetBytes(id, idUtf8)], seed);
        return (hash >> 11) * (1.0 / (1UL << 53));
    }
}
