using System.Buffers;

namespace Sluice.Ingest.Framing;

/// <summary>Buffers that grow with what they hold. Large ones are left to the garbage collector: one giant record must not hold its memory in the pool for the rest of the run.</summary>
static class PooledBytes
{
    /// <summary>Largest buffer that the pool keeps.</summary>
    public const int BytesMax = 4 << 20;

    /// <summary>A buffer of at least so many bytes.</summary>
    public static byte[] Rent(int bytes) => bytes <= BytesMax ? ArrayPool<byte>.Shared.Rent(bytes) : GC.AllocateUninitializedArray<byte>(bytes);

    /// <summary>Gives a buffer back.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= BytesMax) ArrayPool<byte>.Shared.Return(buffer);
    }
}
