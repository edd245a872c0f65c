using System.Text;
using Sluice.Engine.Store;

namespace Sluice.Engine.Index;

/// <summary>Ids as an index keeps them: the usual shapes in 17 bytes instead of 32 to 47, all others as they are.</summary>
static class PackedId
{
    const int UuidBytes = 16;
    const string UrnBefore = "<urn:uuid:";
    const string UrnAfter = ">";

    enum Shape : byte
    {
        /// <summary>Length (LEB128) and UTF-8.</summary>
        Text,

        /// <summary>Lower-case hex of 16 bytes.</summary>
        Hex,

        /// <summary>A lower-case UUID in hex with hyphens.</summary>
        Uuid,

        /// <summary>The same as WARC writes it: <c>&lt;urn:uuid:…&gt;</c>.</summary>
        Urn,
    }

    /// <summary>Writes an id.</summary>
    public static void Write(FieldWriter writer, string id)
    {
        Span<byte> packed = stackalloc byte[UuidBytes];
        if (TryPack(id, packed) is { } shape)
        {
            writer.Byte((byte)shape);
            writer.Raw(packed);
            return;
        }
        writer.Byte((byte)Shape.Text);
        writer.Bytes(Encoding.UTF8.GetBytes(id));
    }

    /// <summary>Takes the bytes of an id off the front; false where they are none.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> packed)
    {
        ReadOnlySpan<byte> rest = bytes;
        packed = default;
        if (rest.IsEmpty || rest[0] > (byte)Shape.Urn) return false;
        bool isText = rest[0] == (byte)Shape.Text;
        rest = rest[1..];
        int length = UuidBytes;
        if (isText && !IndexReader.TryTakeLength(ref rest, out length)) return false;
        if (rest.Length < length) return false;
        packed = bytes[..(bytes.Length - rest.Length + length)];
        bytes = rest[length..];
        return true;
    }

    /// <summary>The id that was written.</summary>
    /// <param name="packed">What <see cref="TryTake"/> gave.</param>
    public static string Read(ReadOnlySpan<byte> packed)
    {
        ReadOnlySpan<byte> rest = packed[1..];
        if (packed[0] == (byte)Shape.Text)
        {
            _ = IndexReader.TryTakeLength(ref rest, out _);
            return Encoding.UTF8.GetString(rest);
        }
        return (Shape)packed[0] switch
        {
            Shape.Hex => Convert.ToHexStringLower(rest),
            Shape.Uuid => new Guid(rest, bigEndian: true).ToString("D"),
            _ => UrnBefore + new Guid(rest, bigEndian: true).ToString("D") + UrnAfter,
        };
    }

    static Shape? TryPack(string id, Span<byte> packed)
    {
        const int HexLength = 2 * UuidBytes, UuidLength = HexLength + 4;
        if (id.Length == HexLength) return IsLowerHex(id) && Convert.FromHexString(id, packed, out _, out _) == System.Buffers.OperationStatus.Done ? Shape.Hex : null;
        bool isUrn = id.Length == UrnBefore.Length + UuidLength + UrnAfter.Length && id.StartsWith(UrnBefore, StringComparison.Ordinal) && id.EndsWith(UrnAfter, StringComparison.Ordinal);
        ReadOnlySpan<char> uuid = isUrn ? id.AsSpan(UrnBefore.Length, UuidLength) : id;
        if (uuid.Length != UuidLength || !Guid.TryParseExact(uuid, "D", out Guid value) || !value.TryWriteBytes(packed, bigEndian: true, out _)) return null;
        // Upper case would not come back.
        Span<char> again = stackalloc char[UuidLength];
        return value.TryFormat(again, out _, "D") && uuid.SequenceEqual(again) ? isUrn ? Shape.Urn : Shape.Uuid : null;
    }

    static bool IsLowerHex(string id)
    {
        foreach (char c in id)
            if (!char.IsAsciiHexDigitLower(c)) return false;
        return true;
    }
}
