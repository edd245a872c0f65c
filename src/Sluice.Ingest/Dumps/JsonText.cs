using System.Buffers;
using System.Globalization;
using System.Text;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Dumps;

/// <summary>JSON strings that .NET refuses: with broken UTF-8, or with half of a surrogate pair (<c>\ud83d</c>) alone.</summary>
static class JsonText
{
    /// <summary>Copies the value of a well-formed JSON string; what is no text becomes U+FFFD.</summary>
    /// <param name="escaped">What stands between the quotes.</param>
    /// <param name="target">Takes valid UTF-8.</param>
    /// <returns>How many places were replaced.</returns>
    public static int Repair(ReadOnlySpan<byte> escaped, IBufferWriter<byte> target)
    {
        int repaired = 0;
        while (!escaped.IsEmpty)
        {
            int escape = escaped.IndexOf((byte)'\\');
            repaired += ValidUtf8.Repair(escape < 0 ? escaped : escaped[..escape], target);
            if (escape < 0) break;
            escaped = escaped[escape..];
            if (escaped[1] != 'u')
            {
                target.Write([escaped[1] switch { (byte)'n' => (byte)'\n', (byte)'t' => (byte)'\t', (byte)'r' => (byte)'\r', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', byte b => b }]);
                escaped = escaped[2..];
                continue;
            }
            char first = CodeUnit(escaped);
            escaped = escaped[6..];
            Rune rune = Rune.ReplacementChar;
            if (char.IsHighSurrogate(first) && escaped.StartsWith("\\u"u8) && Rune.TryCreate(first, CodeUnit(escaped), out Rune pair))
            {
                rune = pair;
                escaped = escaped[6..];
            }
            else if (!Rune.TryCreate(first, out rune))
            {
                rune = Rune.ReplacementChar;
                repaired++;
            }
            Span<byte> utf8 = target.GetSpan(4);
            target.Advance(rune.EncodeToUtf8(utf8));
        }
        return repaired;
    }

    static char CodeUnit(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
