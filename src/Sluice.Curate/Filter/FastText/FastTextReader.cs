using System.Globalization;
using System.Runtime.InteropServices;
using Sluice.Core;

namespace Sluice.Curate.Filter.FastText;

/// <summary>Reads a model file from front to back. The file is not trusted: no array is made before the bytes that fill it are known to be there.</summary>
sealed class FastTextReader(Stream stream, string where)
{
    const int WordBytesMax = 1 << 20;
    readonly byte[] _word = new byte[WordBytesMax];

    public long Remaining => stream.Length - stream.Position;

    /// <summary>The error for a file that is no model, or a broken one.</summary>
    public SluiceException Broken(string what) => new(what,
        string.Create(CultureInfo.InvariantCulture, $"{where}, byte {stream.Position}"),
        "take a model that the fasttext program reads (.bin or .ftz, version 11 or 12), and compare its size and checksum with the publisher's");

    public byte ReadByte() => Read<byte>();

    public bool ReadBool() => Read<byte>() switch { 0 => false, 1 => true, byte other => throw Broken($"a flag of the fastText model is {other}, not 0 or 1") };

    public int ReadInt32() => Read<int>();

    public long ReadInt64() => Read<long>();

    public double ReadDouble() => Read<double>();

    /// <summary>An array of little-endian values.</summary>
    /// <param name="count">How many; may come from the file.</param>
    /// <param name="what">What they are, for the error.</param>
    public T[] ReadArray<T>(long count, string what) where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        if (count < 0 || count > Array.MaxLength || count > Remaining / size) throw Broken($"the fastText model has no room for its {what}: {count} values, {Remaining} bytes left");
        T[] values = GC.AllocateUninitializedArray<T>((int)count);
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Bytes up to a NUL, valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadWord()
    {
        for (int length = 0; length < WordBytesMax; length++)
        {
            int next = stream.ReadByte();
            if (next < 0) throw Broken("the fastText model breaks off in its dictionary");
            if (next == 0) return _word.AsSpan(0, length);
            _word[length] = (byte)next;
        }
        throw Broken($"a word of the fastText model is longer than {WordBytesMax} bytes");
    }

    T Read<T>() where T : unmanaged
    {
        T value = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw Broken("the fastText model breaks off");
        return value;
    }
}
