using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sluice.Cli.Try;

/// <summary>Writes one JSON object a line. Texts keep their characters: only quotes, backslashes and control characters are escaped.</summary>
/// <remarks>System.Text.Json's writer escapes what lies above U+FFFF even when relaxed, and refuses texts of 166 MB.</remarks>
/// <param name="output">Where lines go.</param>
sealed class JsonLine(Stream output)
{
    const int HeldBytesMax = 1 << 16;
    static readonly SearchValues<byte> s_escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\', 0x7F]);
    readonly ArrayBufferWriter<byte> _held = new(HeldBytesMax);
    bool _isFirst = true;

    /// <summary>Begins the line's object, or an object that is the value of a name.</summary>
    public JsonLine Begin(string? name = null, char bracket = '{')
    {
        if (name is null) Comma();
        else Name(name);
        Byte((byte)bracket);
        _isFirst = true;
        return this;
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    public void End(char bracket = '}')
    {
        Byte((byte)bracket);
        _isFirst = false;
    }

    /// <summary>Ends the line.</summary>
    public void EndLine()
    {
        End();
        Byte((byte)'\n');
        _isFirst = true;
        if (_held.WrittenCount >= HeldBytesMax) Flush();
    }

    /// <summary>Hands everything to the output.</summary>
    public void Flush()
    {
        output.Write(_held.WrittenSpan);
        _held.ResetWrittenCount();
    }

    /// <summary>A text.</summary>
    public void Add(string name, ReadOnlySpan<byte> textUtf8)
    {
        Name(name);
        Text(textUtf8);
    }

    /// <summary>A text; null where it is null.</summary>
    public void Add(string name, string? text)
    {
        Name(name);
        if (text is null) _held.Write("null"u8);
        else Text(text);
    }

    /// <summary>A number; null where JSON has none such.</summary>
    public void Add(string name, double number)
    {
        Name(name);
        if (!double.IsFinite(number))
        {
            _held.Write("null"u8);
            return;
        }
        number.TryFormat(_held.GetSpan(32), out int written, "R", CultureInfo.InvariantCulture);
        _held.Advance(written);
    }

    /// <summary>True or false.</summary>
    public void Add(string name, bool value)
    {
        Name(name);
        _held.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>An item of a list.</summary>
    public void AddItem(ReadOnlySpan<byte> textUtf8)
    {
        Comma();
        Text(textUtf8);
    }

    void Name(string name)
    {
        Comma();
        Text(name);
        Byte((byte)':');
        Byte((byte)' ');
    }

    void Comma()
    {
        if (!_isFirst) _held.Write(", "u8);
        _isFirst = false;
    }

    void Text(string text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            Text(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    void Text(ReadOnlySpan<byte> textUtf8)
    {
        Byte((byte)'"');
        for (int at; (at = textUtf8.IndexOfAny(s_escaped)) >= 0; textUtf8 = textUtf8[(at + 1)..])
        {
            _held.Write(textUtf8[..at]);
            Escape(textUtf8[at]);
        }
        _held.Write(textUtf8);
        Byte((byte)'"');
    }

    void Escape(byte b)
    {
        Byte((byte)'\\');
        switch (b)
        {
            case (byte)'"' or (byte)'\\': Byte(b); break;
            case (byte)'\n': Byte((byte)'n'); break;
            case (byte)'\r': Byte((byte)'r'); break;
            case (byte)'\t': Byte((byte)'t'); break;
            default: _held.Write(Encoding.ASCII.GetBytes($"u{b:x4}")); break;
        }
    }

    void Byte(byte b)
    {
        _held.GetSpan(1)[0] = b;
        _held.Advance(1);
    }
}
