using System.Buffers;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Which ranges of a text go, as a decision carries it.</summary>
static class PassageChange
{
    /// <summary>Adds a range: how far it begins behind the one before, and its length.</summary>
    public static void Write(IBufferWriter<byte> change, int gap, int length)
    {
        Span<byte> to = change.GetSpan(2 * VariableInt.BytesMax);
        int written = VariableInt.Write(to, (uint)gap);
        written += VariableInt.Write(to[written..], (uint)length);
        change.Advance(written);
    }

    /// <summary>Reads the next range.</summary>
    /// <param name="change">What is left of the change.</param>
    /// <param name="start">End of the range before; set to the start of this one.</param>
    /// <param name="end">Set to its end.</param>
    public static bool TryRead(ref ReadOnlySpan<byte> change, ref int start, out int end)
    {
        end = 0;
        if (change.IsEmpty) return false;
        start += (int)VariableInt.Read(ref change);
        end = start + (int)VariableInt.Read(ref change);
        return true;
    }
}
