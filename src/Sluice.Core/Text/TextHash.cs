using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Sluice.Core.Text;

/// <summary>The 64-bit hash of words, lines and sentences: wyhash 4.2, seed 0, default secret. The same on every machine and in every version.</summary>
/// <remarks>Source: Wang Yi, wyhash (public domain), published test vectors. Good for tables and shingles; not for secrets, and not against an adversary who
/// chooses the bytes.</remarks>
public static class TextHash
{
    const ulong Secret0 = 0x2d358dccaa6c78a5, Secret1 = 0x8bb84b93962eacc9, Secret2 = 0x4b33a62ed433d4a3, Secret3 = 0x4d5a2da51de1aa47;

    /// <summary>The hash of some bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes) => Of(bytes, 0);

    /// <summary>The hash of some bytes under a seed.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        int length = bytes.Length;
        seed ^= Mix(seed ^ Secret0, Secret1);
        ulong a, b;
        if (length <= 16)
        {
            if (length >= 4)
            {
                int middle = (length >> 3) << 2;
                a = ((ulong)Read4(bytes, 0) << 32) | Read4(bytes, middle);
                b = ((ulong)Read4(bytes, length - 4) << 32) | Read4(bytes, length - 4 - middle);
            }
            else if (length > 0)
            {
                a = ((ulong)bytes[0] << 16) | ((ulong)bytes[length >> 1] << 8) | bytes[length - 1];
                b = 0;
            }
            else
            {
                a = b = 0;
            }
        }
        else
        {
            int at = 0, left = length;
            if (left >= 48)
            {
                ulong seed1 = seed, seed2 = seed;
                do
                {
                    seed = Mix(Read8(bytes, at) ^ Secret1, Read8(bytes, at + 8) ^ seed);
                    seed1 = Mix(Read8(bytes, at + 16) ^ Secret2, Read8(bytes, at + 24) ^ seed1);
                    seed2 = Mix(Read8(bytes, at + 32) ^ Secret3, Read8(bytes, at + 40) ^ seed2);
                    at += 48;
                    left -= 48;
                }
                while (left >= 48);
                seed ^= seed1 ^ seed2;
            }
            while (left > 16)
            {
                seed = Mix(Read8(bytes, at) ^ Secret1, Read8(bytes, at + 8) ^ seed);
                at += 16;
                left -= 16;
            }
            a = Read8(bytes, length - 16);
            b = Read8(bytes, length - 8);
        }
        ulong high = Math.BigMul(a ^ Secret1, b ^ seed, out ulong low);
        return Mix(low ^ Secret0 ^ (ulong)length, high ^ Secret1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Read8(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Read4(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
