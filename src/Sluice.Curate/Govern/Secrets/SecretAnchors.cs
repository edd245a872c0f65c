using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds, 64 bytes at a time, the few places of a text where a secret can be: the prefilter of all rules at once.</summary>
/// <remarks>
/// <para>Two questions are put to each block with table look-ups of nibbles (no branch a byte). First: which bytes lie in a run of <c>[A-Za-z0-9_-]</c> that can
/// be a key, that is 10 or more with a digit, or 20 or more? Every key and token of a published format is such a run or holds one, and ordinary identifiers
/// are seldom. Second: where does one of a few literals start, without regard to case? Three bytes decide; whoever takes the hit looks closer.</para>
/// <para>Source of the second: the shuffle search of Hyperscan's Teddy, Wang et al. 2019, "Hyperscan", NSDI.</para>
/// </remarks>
sealed class SecretAnchors
{
    /// <summary>Bytes a block has.</summary>
    public const int Block = 64;

    const byte Digit = 1;

    /// <summary>Beginnings (three bytes, of any case) of what stands before secrets that are no such run. Eight bits: the ninth shares the first's.</summary>
    static readonly string[] s_literals = ["beg", "put", "://", "pas", "pwd", "cur", "bun", "nd:", "uth"];

    readonly Vector128<byte> _classLow, _classHigh;
    readonly Vector128<byte>[] _low = new Vector128<byte>[3], _high = new Vector128<byte>[3];

    /// <summary>Makes the tables.</summary>
    public SecretAnchors()
    {
        Span<byte> low = stackalloc byte[16], high = stackalloc byte[16];
        low.Clear();
        high.Clear();
        // Bit 0: digits; 1: A-O, a-o; 2: P-Z, p-z; 3: underscore; 4: hyphen.
        for (int i = 0; i <= 9; i++) low[i] |= Digit;
        for (int i = 1; i <= 15; i++) low[i] |= 2;
        for (int i = 0; i <= 10; i++) low[i] |= 4;
        low[15] |= 8;
        low[13] |= 16;
        (high[3], high[4], high[6], high[5], high[7], high[2]) = (Digit, 2, 2, 4 | 8, 4, 16);
        (_classLow, _classHigh) = (Vector128.Create<byte>(low), Vector128.Create<byte>(high));
        for (int position = 0; position < 3; position++)
        {
            low.Clear();
            high.Clear();
            for (int literal = 0; literal < s_literals.Length; literal++)
            {
                byte b = (byte)s_literals[literal][position], bit = (byte)(1 << literal % 8);
                low[b & 15] |= bit;
                high[b >> 4] |= bit;
                if (char.IsAsciiLetter((char)b)) high[(b ^ 0x20) >> 4] |= bit;
            }
            (_low[position], _high[position]) = (Vector128.Create<byte>(low), Vector128.Create<byte>(high));
        }
    }

    /// <summary>What one block holds, a bit a byte.</summary>
    /// <param name="Runs">Bytes to look at: starts of groups of digits, and of long runs, in runs that can be keys.</param>
    /// <param name="Literals">Bytes where a literal may start.</param>
    public readonly record struct Found(ulong Runs, ulong Literals);

    /// <summary>Looks at the 64 bytes at an offset; what lies behind the end of the text counts as zeros.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Offset of the block, below the length.</param>
    [SkipLocalsInit]
    public Found Look(ReadOnlySpan<byte> text, int at)
    {
        if (text.Length - at >= Block + 2) return Look(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        Span<byte> padded = stackalloc byte[Block + 2];
        padded.Clear();
        text[at..Math.Min(text.Length, at + Block + 2)].CopyTo(padded);
        return Look(ref MemoryMarshal.GetReference(padded));
    }

    Found Look(ref byte block)
    {
        Vector128<byte> low0 = _low[0], low1 = _low[1], low2 = _low[2], high0 = _high[0], high1 = _high[1], high2 = _high[2];
        ulong token = 0, digits = 0, literals = 0;
        for (nuint i = 0; i < Block; i += 16)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref block, i), second = Vector128.LoadUnsafe(ref block, i + 1), third = Vector128.LoadUnsafe(ref block, i + 2);
            Vector128<byte> kinds = Shuffle(_classLow, Low(bytes)) & Shuffle(_classHigh, High(bytes));
            token |= (ulong)~Vector128.Equals(kinds, Vector128<byte>.Zero).ExtractMostSignificantBits() << 48 >> 48 << (int)i;
            digits |= (ulong)Vector128.ShiftLeft(kinds, 7).ExtractMostSignificantBits() << (int)i;
            Vector128<byte> hits = Shuffle(low0, Low(bytes)) & Shuffle(high0, High(bytes)) & Shuffle(low1, Low(second)) & Shuffle(high1, High(second))
                & Shuffle(low2, Low(third)) & Shuffle(high2, High(third));
            literals |= (ulong)~Vector128.Equals(hits, Vector128<byte>.Zero).ExtractMostSignificantBits() << 48 >> 48 << (int)i;
        }
        // A run that touches the edge of the block may go on behind it.
        ulong starts10 = Starts(token, 10), starts20 = Starts(token, 20) & ~(token << 1);
        ulong inRun = Cover(starts10, 10) | (token & ~(token + 1));
        ulong groups = digits & ~(digits << 1) & inRun;
        return new(groups | starts20, literals);
    }

    // Where runs of so many ones start; behind the block all is taken for ones.
    static ulong Starts(ulong ones, int length)
    {
        int done = 1;
        while (done < length)
        {
            int step = Math.Min(done, length - done);
            ones &= ones >> step | ~(ulong.MaxValue >> step);
            done += step;
        }
        return ones;
    }

    static ulong Cover(ulong starts, int length)
    {
        int done = 1;
        while (done < length)
        {
            int step = Math.Min(done, length - done);
            starts |= starts << step;
            done += step;
        }
        return starts;
    }

    static Vector128<byte> Low(Vector128<byte> bytes) => bytes & Vector128.Create((byte)0x0F);

    static Vector128<byte> High(Vector128<byte> bytes) => Vector128.ShiftRightLogical(bytes, 4);

    // No index is above 15: the plain instruction does, where there is one.
    static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(table, indices) : Vector128.Shuffle(table, indices);
}
