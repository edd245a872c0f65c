using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Ascending distinct 32-bit numbers as the differences between them, each in about one and a half bits more than its share of the range has: for 300 of them 26 bits each.</summary>
/// <remarks>A byte says how many low bits of each difference follow as they are; the rest comes before them as that many ones and a zero. Source: Rice 1979; Golomb 1966.</remarks>
static class RiceCode
{
    const int ShiftMax = 31;

    /// <summary>Writes some numbers; how many is not written.</summary>
    public static void Write(ReadOnlySpan<uint> numbers, IBufferWriter<byte> output)
    {
        int shift = ShiftOf(numbers.Length);
        Span<byte> first = output.GetSpan(1);
        first[0] = (byte)shift;
        output.Advance(1);
        BitWriter bits = new(output);
        long last = -1;
        foreach (uint number in numbers)
        {
            ulong difference = (ulong)(number - last - 1);
            for (ulong ones = difference >> shift; ones > 0; ones--) bits.Add(1, 1);
            bits.Add(0, 1);
            bits.Add(difference & (1UL << shift) - 1, shift);
            last = number;
        }
        bits.Finish();
    }

    /// <summary>Reads numbers that were written.</summary>
    /// <param name="input">What was written, to its end.</param>
    /// <param name="numbers">As many as were written; filled.</param>
    /// <exception cref="InvalidDataException">The input is no such code.</exception>
    /// <remarks>Time O(bytes).</remarks>
    public static void Read(ReadOnlySpan<byte> input, Span<uint> numbers)
    {
        if (input.IsEmpty || input[0] > ShiftMax) throw Damaged();
        int shift = input[0];
        BitReader bits = new(input[1..]);
        long last = -1;
        foreach (ref uint number in numbers)
        {
            ulong difference = bits.ReadOnes() << shift;
            last += (long)(difference | bits.Read(shift)) + 1;
            if (last > uint.MaxValue) throw Damaged();
            number = (uint)last;
        }
        if (!bits.IsAtEnd) throw Damaged();
    }

    // The mean difference times ln 2, as a power of two.
    static int ShiftOf(int count) => count == 0 ? 0 : BitOperations.Log2((uint)Math.Max(1, 0.69 * (1L << 32) / count));

    static InvalidDataException Damaged() => new("the entry is damaged: its shingles can't be read");

    ref struct BitWriter(IBufferWriter<byte> output)
    {
        ulong _bits;
        int _count;

        // At most 32 bits at once.
        public void Add(ulong value, int count)
        {
            _bits |= value << _count;
            _count += count;
            if (_count < 32) return;
            BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), (uint)_bits);
            output.Advance(sizeof(uint));
            _bits >>= 32;
            _count -= 32;
        }

        public void Finish()
        {
            for (; _count > 0; _count -= 8)
            {
                output.GetSpan(1)[0] = (byte)_bits;
                output.Advance(1);
                _bits >>= 8;
            }
        }
    }

    ref struct BitReader(ReadOnlySpan<byte> input)
    {
        readonly ReadOnlySpan<byte> _input = input;
        long _at; // In bits.

        // Fewer than eight bits are left, all zero.
        public readonly bool IsAtEnd => (_at + 7) / 8 == _input.Length && (_at % 8 == 0 || _input[^1] >> (int)(_at % 8) == 0);

        public ulong ReadOnes()
        {
            ulong ones = 0;
            while (true)
            {
                ulong next = Peek(out int known);
                int run = Math.Min(BitOperations.TrailingZeroCount(~next), known);
                _at += run;
                ones += (ulong)run;
                if (ones > uint.MaxValue) throw Damaged();
                if (run == known)
                {
                    if (known == 0) throw Damaged();
                    continue;
                }
                _at++;
                return ones;
            }
        }

        public ulong Read(int count)
        {
            if (count == 0) return 0;
            ulong next = Peek(out int known);
            if (known < count) throw Damaged();
            _at += count;
            return next & (1UL << count) - 1;
        }

        // The next 57 bits or more; fewer at the end.
        readonly ulong Peek(out int known)
        {
            int from = (int)(_at >> 3), left = _input.Length - from;
            known = Math.Max(0, Math.Min(left, sizeof(ulong)) * 8 - (int)(_at & 7));
            if (left >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64LittleEndian(_input[from..]) >> (int)(_at & 7);
            ulong bits = 0;
            for (int n = 0; n < left; n++) bits |= (ulong)_input[from + n] << 8 * n;
            return bits >> (int)(_at & 7);
        }
    }
}
