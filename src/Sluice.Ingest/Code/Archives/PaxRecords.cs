using System.Buffers.Text;

namespace Sluice.Ingest.Code.Archives;

/// <summary>What a pax extended header says of the next entry, as far as it matters here.</summary>
/// <remarks>Source: POSIX.1-2017, pax, "pax Extended Header": <c>LENGTH KEY=VALUE\n</c>, the length in decimal over all of it.</remarks>
struct PaxRecords
{
    /// <summary>The path; null where it says none.</summary>
    public byte[]? Path;

    /// <summary>The size; null where it says none.</summary>
    public long? Size;

    /// <summary>Whether the entry is sparse, as GNU tar writes it.</summary>
    public bool IsSparse;

    /// <summary>The comment: <c>git archive</c> puts the commit there.</summary>
    public string? Comment;

    /// <summary>Reads the records; false where they are broken.</summary>
    public bool TryAdd(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            if (!Utf8Parser.TryParse(records, out int length, out int digits) || length <= digits + 2 || length > records.Length || digits > 9) return false;
            ReadOnlySpan<byte> record = records[..length];
            int equals = record.IndexOf((byte)'=');
            if (record[digits] != ' ' || record[^1] != '\n' || equals < digits + 2) return false;
            if (!TryAdd(record[(digits + 1)..equals], record[(equals + 1)..^1])) return false;
            records = records[length..];
        }
        return true;
    }

    bool TryAdd(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual("path"u8)) Path = value.IsEmpty ? null : value.ToArray();
        else if (key.SequenceEqual("comment"u8)) Comment = value.Length <= 64 ? System.Text.Encoding.Latin1.GetString(value) : null;
        else if (key.StartsWith("GNU.sparse."u8)) IsSparse = true;
        else if (key.SequenceEqual("size"u8))
        {
            if (!Utf8Parser.TryParse(value, out long size, out int used) || used != value.Length || size < 0) return false;
            Size = size;
        }
        return true;
    }
}
