namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The interpreter that a script's first line names.</summary>
/// <remarks>Source: Linguist's shebang strategy. <c>env</c>, its flags and its variables are passed over; a version after a dot is cut off (<c>python3.12</c> is <c>python3</c>);
/// a script of <c>sh</c> that goes on as another program (<c>exec tclsh "$0" "$@"</c>) is that program's.</remarks>
static class Shebang
{
    const int LineBytesMax = 512;
    const int ExecLines = 5;

    /// <summary>The interpreter's name, as part of the text; empty where the first line names none.</summary>
    public static ReadOnlySpan<byte> Interpreter(ReadOnlySpan<byte> textUtf8)
    {
        if (!textUtf8.StartsWith("#!"u8)) return default;
        ReadOnlySpan<byte> line = TextLines.First(textUtf8, 1, LineBytesMax)[2..];
        ReadOnlySpan<byte> name = BaseName(NextWord(ref line));
        if (name.SequenceEqual("env"u8))
        {
            do name = NextWord(ref line);
            while (!name.IsEmpty && (name[0] == (byte)'-' || name.Contains((byte)'=')));
            name = BaseName(name);
        }
        if (name.SequenceEqual("sh"u8) && ExecutedBy(TextLines.First(textUtf8, ExecLines, LineBytesMax * ExecLines)) is { IsEmpty: false } other) name = other;
        int dot = name.LastIndexOf((byte)'.');
        return dot > 0 && name[(dot + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? name[..dot] : name;
    }

    static ReadOnlySpan<byte> ExecutedBy(ReadOnlySpan<byte> lines)
    {
        while (lines.IndexOf("exec "u8) is >= 0 and int at)
        {
            lines = lines[(at + 5)..];
            int length = 0;
            while (length < lines.Length && IsWord(lines[length])) length++;
            ReadOnlySpan<byte> rest = lines[length..].TrimStart(" \t'\""u8);
            if (length > 0 && rest.Length < lines.Length - length && rest.StartsWith("$0"u8) && rest[2..].TrimStart(" \t'\""u8) is var arguments
                && arguments.Length < rest.Length - 2 && arguments.StartsWith("$@"u8)) return lines[..length];
        }
        return default;
    }

    static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == (byte)'_';

    static ReadOnlySpan<byte> BaseName(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];

    static ReadOnlySpan<byte> NextWord(scoped ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        int end = line.IndexOfAny(" \t\r\n"u8);
        ReadOnlySpan<byte> word = end < 0 ? line : line[..end];
        line = line[word.Length..];
        return word;
    }
}
