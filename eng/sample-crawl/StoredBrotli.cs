namespace Sluice.SampleCrawl;

/// <summary>Brotli without compression (RFC 7932, uncompressed meta-blocks): valid for every decoder, the same bytes from every runtime.</summary>
static class StoredBrotli
{
    const int BlockBytesMax = 1 << 16;

    public static byte[] Encode(byte[] data)
    {
        List<byte> encoded = [];
        BitWriter bits = new(encoded);
        bits.Write(0, 1); // Window of 64 KiB.
        for (int at = 0; at < data.Length; at += BlockBytesMax)
        {
            int length = Math.Min(BlockBytesMax, data.Length - at);
            bits.Write(0, 3); // Not the last; its length has 4 nibbles.
            bits.Write(length - 1, 16);
            bits.Write(1, 1); // Uncompressed; then to the byte's end.
            bits.Finish();
            encoded.AddRange(data.AsSpan(at, length));
        }
        bits.Write(0b11, 2); // Last and empty.
        return [.. bits.Finish()];
    }
}
