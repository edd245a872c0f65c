using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>How a release keeps what verification needs of its documents: their shingles, some 26 bits each, and no text.</summary>
/// <remarks>An entry: distinct shingles (4 bytes, little-endian), those held (4), the bands' hashes where they don't follow from the shingles held (8 each; datatrove's), 64 bits of the shingle where it is the only one, the shingles
/// (<see cref="RiceCode"/>). Of code, before the shingles, the bytes of <see cref="FileFacts"/> with their number (2). What the order of keep goes by is left out: documents of earlier releases come before all others anyway.</remarks>
sealed class NearDuplicatesIndex(NearDuplicatesOptions options, ulong seed) : IMergeIndex
{
    const int HeaderBytes = 2 * sizeof(uint);

    readonly DocumentSketch _sketch = DocumentSketch.Create(options, seed);
    readonly ulong[] _bands = new ulong[options.Banding.Bands];
    readonly bool _hasFacts = options.ShingleOf == ShingleUnit.CodeTokens;
    readonly int _keepBytes = options.KeepRule.HasKeys ? KeepKey.Bytes : 0;

    /// <inheritdoc/>
    public string Kind
    {
        get
        {
            string own = string.Create(CultureInfo.InvariantCulture, $"{NearDuplicates.Name}, hash {KebabCase.From(options.Hash.ToString())}, shingles of {options.ShingleWords} ({KebabCase.From(options.ShingleOf.ToString())})");
            return _sketch.IsSignedByHeldShingles
                ? string.Create(CultureInfo.InvariantCulture, $"{own}, seed {seed}")
                : string.Create(CultureInfo.InvariantCulture, $"{own}, {_bands.Length} bands of {options.Banding.Rows}");
        }
    }

    /// <inheritdoc/>
    public bool IsKept => options.Index;

    /// <inheritdoc/>
    public IReadOnlyList<string> Against => options.Against;

    int BandBytes => _sketch.IsSignedByHeldShingles ? 0 : _bands.Length * sizeof(ulong);

    /// <inheritdoc/>
    public void WriteEntry(ReadOnlySpan<byte> key, IBufferWriter<byte> entry)
    {
        if (key.IsEmpty) return;
        NearDuplicateKey read = new(key[_keepBytes..], _bands.Length);
        Span<byte> header = entry.GetSpan(HeaderBytes + BandBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header, read.Total);
        BinaryPrimitives.WriteInt32LittleEndian(header[sizeof(uint)..], read.Shingles.Length);
        key.Slice(_keepBytes + NearDuplicateKey.FixedBytes, BandBytes).CopyTo(header[HeaderBytes..]);
        entry.Advance(HeaderBytes + BandBytes);
        if (read.Total == 1)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(entry.GetSpan(sizeof(ulong)), read.SetLow);
            entry.Advance(sizeof(ulong));
        }
        if (_hasFacts)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry.GetSpan(sizeof(ushort)), (ushort)read.Facts.Length);
            entry.Advance(sizeof(ushort));
            entry.Write(read.Facts);
        }
        RiceCode.Write(read.Shingles, entry);
    }

    /// <inheritdoc/>
    /// <remarks>Opted-out files of code: their copies go in later builds too, though the file itself may be gone by then.</remarks>
    public bool KeepsWitness(ReadOnlySpan<byte> key)
    {
        if (!_hasFacts || key.IsEmpty) return false;
        ReadOnlySpan<byte> facts = new NearDuplicateKey(key[_keepBytes..], _bands.Length).Facts;
        return !facts.IsEmpty && FileFacts.Read(facts, out _).Class == FileFacts.OptedOutClass;
    }

    /// <inheritdoc/>
    public void ReadEntry(ReadOnlySpan<byte> entry, IBufferWriter<byte> key)
    {
        if (entry.IsEmpty) return;
        if (entry.Length <= HeaderBytes + BandBytes) throw new InvalidDataException("the entry is damaged: it is too short");
        uint total = BinaryPrimitives.ReadUInt32LittleEndian(entry), count = BinaryPrimitives.ReadUInt32LittleEndian(entry[sizeof(uint)..]);
        // A shingle takes a bit at least.
        if (count != Math.Min(total, DocumentSketch.ShinglesHeldMax) || count == 0 || count > entry.Length * 8L) throw new InvalidDataException("the entry is damaged: its number of shingles can't be right");
        int before = HeaderBytes + BandBytes + (total == 1 ? sizeof(ulong) : 0);
        if (entry.Length <= before) throw new InvalidDataException("the entry is damaged: it is too short");
        ulong only = total == 1 ? BinaryPrimitives.ReadUInt64LittleEndian(entry[(before - sizeof(ulong))..]) : 0;
        ReadOnlySpan<byte> facts = [];
        if (_hasFacts)
        {
            int bytes = entry.Length < before + sizeof(ushort) ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(entry[before..]);
            before += sizeof(ushort) + bytes;
            if (entry.Length <= before || bytes is > 0 and < FileFacts.FixedBytes) throw new InvalidDataException("the entry is damaged: it is too short");
            facts = entry[(before - bytes)..before];
            if (bytes > 0 && facts[FileFacts.FixedBytes - 1] != bytes - FileFacts.FixedBytes) throw new InvalidDataException("the entry is damaged: what it says of the file has no end");
        }
        uint[] held = ArrayPool<uint>.Shared.Rent((int)count);
        try
        {
            Span<uint> shingles = held.AsSpan(0, (int)count);
            RiceCode.Read(entry[before..], shingles);
            if (_sketch.IsSignedByHeldShingles)
            {
                _sketch.Sign(shingles);
                _sketch.HashBands(_bands);
            }
            else
            {
                for (int band = 0; band < _bands.Length; band++) _bands[band] = BinaryPrimitives.ReadUInt64LittleEndian(entry[(HeaderBytes + band * sizeof(ulong))..]);
            }
            key.GetSpan(_keepBytes)[.._keepBytes].Clear();
            key.Advance(_keepBytes);
            NearDuplicateKey.Write(total, shingles, _bands, only, seed, key);
            key.Write(facts);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(held);
        }
    }
}
