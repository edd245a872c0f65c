using System.Text;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The language that a file names for an editor: Emacs' <c>-*- mode: c++ -*-</c> and Vim's <c>vim: set ft=cpp:</c>, in its first or last five lines.</summary>
/// <remarks>Source: Linguist's modeline strategy; the manuals of Emacs ("Specifying File Variables") and Vim (<c>:help modeline</c>).</remarks>
static class Modeline
{
    const int Lines = 5;
    const int BytesMax = 2048; // At either end.
    const int NameLengthMax = 40;

    /// <summary>The language; null where none is named, or one that is not known.</summary>
    public static ProgrammingLanguage? Find(ReadOnlySpan<byte> textUtf8, LanguageTable languages)
    {
        ReadOnlySpan<byte> first = TextLines.First(textUtf8, Lines, BytesMax);
        ProgrammingLanguage? found = FindIn(first, languages);
        return found is not null || first.Length == textUtf8.Length ? found : FindIn(TextLines.Last(textUtf8, Lines, BytesMax), languages);
    }

    static ProgrammingLanguage? FindIn(ReadOnlySpan<byte> lines, LanguageTable languages) => Named(Emacs(lines), languages) ?? Vim(lines, languages);

    static ProgrammingLanguage? Named(ReadOnlySpan<byte> name, LanguageTable languages)
    {
        if (name.IsEmpty || name.Length > NameLengthMax || !Ascii.IsValid(name)) return null;
        Span<char> characters = stackalloc char[NameLengthMax];
        return languages.FindByAlias(characters[..Encoding.ASCII.GetChars(name, characters)]);
    }

    static ReadOnlySpan<byte> Emacs(ReadOnlySpan<byte> lines)
    {
        int start = lines.IndexOf("-*-"u8);
        if (start < 0) return default;
        ReadOnlySpan<byte> line = lines[(start + 3)..];
        int end = line.IndexOf((byte)'\n');
        if (end >= 0) line = line[..end];
        int close = line.IndexOf("-*-"u8);
        if (close < 0) return default;
        line = line[..close];
        if (!line.Contains((byte)':')) return line.Trim(" \t;"u8);
        foreach (Range part in line.Split((byte)';'))
        {
            ReadOnlySpan<byte> setting = line[part];
            int colon = setting.IndexOf((byte)':');
            if (colon > 0 && Ascii.EqualsIgnoreCase(setting[..colon].Trim(" \t"u8), "mode"u8)) return setting[(colon + 1)..].Trim(" \t"u8);
        }
        return default;
    }

    static ProgrammingLanguage? Vim(ReadOnlySpan<byte> lines, LanguageTable languages)
    {
        foreach (Range range in lines.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = lines[range];
            if (IsVim(line, out int start) && Setting(line[start..]) is { IsEmpty: false } name && Named(name, languages) is { } language) return language;
        }
        return null;
    }

    // vi:, vim:, Vim:, vim<700: and, after white space, ex:.
    static bool IsVim(ReadOnlySpan<byte> line, out int after)
    {
        for (int from = 0; line[from..].IndexOf((byte)':') is >= 0 and int colon; from = after)
        {
            after = from + colon + 1;
            ReadOnlySpan<byte> before = line[..(after - 1)];
            before = before.TrimEnd("0123456789"u8);
            before = before.TrimEnd("<=>"u8);
            int length = before.EndsWith("vim"u8) || before.EndsWith("Vim"u8) ? 3 : before.EndsWith("vi"u8) || before.EndsWith("ex"u8) ? 2 : 0;
            if (length == 0) continue;
            bool isAtStart = length == before.Length;
            if (isAtStart ? before[0] != (byte)'e' : before[^(length + 1)] is (byte)' ' or (byte)'\t') return true;
        }
        after = 0;
        return false;
    }

    static ReadOnlySpan<byte> Setting(ReadOnlySpan<byte> options)
    {
        while (true)
        {
            options = options.TrimStart(" \t:\r"u8);
            if (options.IsEmpty) return default;
            int end = options.IndexOfAny(" \t:\r"u8);
            ReadOnlySpan<byte> option = end < 0 ? options : options[..end];
            options = options[option.Length..];
            int equals = option.IndexOf((byte)'=');
            if (equals > 0 && (option[..equals].SequenceEqual("ft"u8) || option[..equals].SequenceEqual("filetype"u8) || option[..equals].SequenceEqual("syntax"u8))) return option[(equals + 1)..];
        }
    }
}
