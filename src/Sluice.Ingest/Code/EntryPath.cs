using System.Buffers;
using System.Text;

namespace Sluice.Ingest.Code;

/// <summary>Paths of entries in trees and archives, made safe to show and to use as ids: what is hostile is written as <c>\xHH</c>, so distinct paths stay distinct and none leads out of a folder.</summary>
/// <remarks>Written so: bytes that are no UTF-8, control characters, marks that turn the direction of text, the backslash itself, and whole parts that are empty, <c>.</c> or <c>..</c>
/// (so a leading slash, too). Nothing is ever written to disk under such a name.</remarks>
static class EntryPath
{
    /// <summary>Longest path, as bytes; what is longer is dropped by <c>read.path-bytes-max</c>. Linux's PATH_MAX is 4,096.</summary>
    public const int BytesMax = 4_096;

    /// <summary>Rule of entries with a longer path.</summary>
    public const string BytesMaxRule = "read.path-bytes-max";

    static readonly SearchValues<byte> s_plain = SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>The path as documents carry it.</summary>
    /// <param name="path">As the tree or archive has it, <c>/</c> between the parts.</param>
    public static string Of(ReadOnlySpan<byte> path) =>
        path.IndexOfAnyExcept(s_plain) < 0 && !HasOddPart(path) ? Encoding.ASCII.GetString(path) : Escape(path);

    static bool HasOddPart(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path[0] is (byte)'/' or (byte)'.' || path[^1] == '/') return true; // A leading point is looked at in full.
        return path.IndexOf("//"u8) >= 0 || path.IndexOf("/."u8) >= 0;
    }

    static string Escape(ReadOnlySpan<byte> path)
    {
        StringBuilder escaped = new();
        foreach (Range part in path.Split((byte)'/'))
        {
            if (part.Start.Value > 0) escaped.Append('/');
            ReadOnlySpan<byte> name = path[part];
            if (name.IsEmpty) escaped.Append(@"\x2F");
            else if (name.SequenceEqual("."u8)) escaped.Append(@"\x2E");
            else if (name.SequenceEqual(".."u8)) escaped.Append(@"\x2E\x2E");
            else EscapePart(escaped, name);
        }
        return escaped.ToString();
    }

    static void EscapePart(StringBuilder escaped, ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(name, out Rune rune, out int length) == OperationStatus.Done;
            if (isValid && rune.Value != '\\' && !IsUnseen(rune)) escaped.Append(rune.ToString());
            else foreach (byte b in name[..length]) escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{b:X2}");
            name = name[length..];
        }
    }

    // Controls, line and paragraph separators, and the marks of "Trojan Source" (Boucher and Anderson 2021).
    static bool IsUnseen(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;
}
