using Sluice.Core.Text;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Counts of a file's lines by what they start with or hold: repeats, asserts, imports, functions, prints, directives.</summary>
/// <remarks>A line starts behind its white space. One pass over the lines; the sets of hashes are reused.</remarks>
sealed class StatementStatistics
{
    readonly HashSet64 _seen = new(), _repeated = new();

    /// <summary>Lines that occur more than once, white space at their ends aside, all occurrences; one or two characters don't count.</summary>
    public int Repeated { get; private set; }

    /// <summary>Lines that hold <c>assert</c>, <c>Assert</c> or <c>ASSERT</c>.</summary>
    public int Asserts { get; private set; }

    /// <summary>Lines that start an import, in Python.</summary>
    public int Imports { get; private set; }

    /// <summary>Lines that start a function: <c>def</c>, <c>func</c>, <c>fn</c> and <c>function</c>, in Python, Go, Rust and JavaScript.</summary>
    public int Functions { get; private set; }

    /// <summary>Lines that are <c>pass</c>, in Python.</summary>
    public int Passes { get; private set; }

    /// <summary>Lines that print, by the language's usual call.</summary>
    public int Prints { get; private set; }

    /// <summary>Lines that start with <c>#</c>, in C and C++.</summary>
    public int Directives { get; private set; }

    /// <summary>Lines that define <c>main</c>, in C and C++.</summary>
    public int Mains { get; private set; }

    /// <summary>Bytes of hexadecimal numbers.</summary>
    public int HexBytes { get; private set; }

    /// <summary>Counts a file.</summary>
    public void Count(ReadOnlySpan<byte> text, in LineStatistics lines, string? language)
    {
        Repeated = Imports = Functions = Passes = Prints = Directives = Mains = 0;
        Asserts = CountLinesWith(text, "ssert"u8, lines.End) + CountLinesWith(text, "ASSERT"u8, lines.End);
        HexBytes = CountHex(text, "0x"u8) + CountHex(text, "0X"u8);
        _seen.Clear(lines.Filled);
        _repeated.Clear(lines.Filled);
        for (int at = 0; at < text.Length;)
        {
            ReadOnlySpan<byte> line = LineStatistics.Next(text, lines.End, ref at).Trim(" \t\v\f\r"u8);
            if (line.IsEmpty) continue;
            ulong hash = TextHash.Of(line);
            if (line.Length > 2 && !_seen.Add(hash))
                Repeated += _repeated.Add(hash) ? 2 : 1;
            switch (language)
            {
                case "Python": CountPython(line); break;
                case "C" or "C++": CountC(line); break;
                case "Go": Add(line.StartsWith("func "u8), line.StartsWith("fmt.Print"u8)); break;
                case "Rust": Add(line.StartsWith("fn "u8) || line.StartsWith("pub fn "u8), line.StartsWith("println!"u8)); break;
                case "JavaScript" or "TypeScript": Add(line.StartsWith("function "u8) || line.StartsWith("async function "u8), line.StartsWith("console.log("u8)); break;
                case "Java": Add(false, line.StartsWith("System.out.print"u8)); break;
                case "C#": Add(false, line.StartsWith("Console.Write"u8)); break;
                default: break;
            }
        }
    }

    void Add(bool isFunction, bool isPrint)
    {
        if (isFunction) Functions++;
        if (isPrint) Prints++;
    }

    void CountPython(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("import "u8) || (line.StartsWith("from "u8) && line.IndexOf(" import"u8) > 0)) Imports++;
        if (line.SequenceEqual("pass"u8)) Passes++;
        Add(line.StartsWith("def "u8) || line.StartsWith("async def "u8), line.StartsWith("print("u8) || line.StartsWith("print "u8));
    }

    void CountC(ReadOnlySpan<byte> line)
    {
        if (line[0] == '#') Directives++;
        if (line.StartsWith("int main("u8) || line.StartsWith("void main("u8) || line.StartsWith("int main ("u8) || line.StartsWith("main("u8)) Mains++;
        Add(false, line.StartsWith("printf("u8) || line.StartsWith("std::cout"u8) || line.StartsWith("cout <<"u8) || line.StartsWith("cout<<"u8));
    }

    static int CountLinesWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> phrase, byte lineEnd)
    {
        int lines = 0;
        for (int at = 0; ; lines++)
        {
            int found = text[at..].IndexOf(phrase);
            if (found < 0) return lines;
            at += found;
            int end = text[at..].IndexOf(lineEnd);
            if (end < 0) return lines + 1;
            at += end;
        }
    }

    static int CountHex(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        int bytes = 0;
        for (int at = 0; ;)
        {
            int found = text[at..].IndexOf(mark);
            if (found < 0) return bytes;
            int start = at + found, end = start + mark.Length;
            while (end < text.Length && char.IsAsciiHexDigit((char)text[end])) end++;
            if (end > start + mark.Length) bytes += end - start;
            at = end;
        }
    }
}
