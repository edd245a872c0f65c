using System.Text;

namespace Sluice.Storage.Sql;

/// <summary>Writes values into SQL text, for the places where a parameter is not allowed (<c>COPY</c>, file lists, settings).</summary>
public static class SqlText
{
    /// <summary>A string literal.</summary>
    /// <exception cref="ArgumentException">The value holds a zero character, which SQL text cannot carry.</exception>
    public static string Literal(string value) => Quote(value, '\'');

    /// <summary>A name (of a column, for one), whatever characters it has.</summary>
    /// <exception cref="ArgumentException">The name holds a zero character.</exception>
    public static string Name(string name) => Quote(name, '"');

    /// <summary>The name of a type.</summary>
    public static string Type(SqlColumnType type) => type switch
    {
        SqlColumnType.Text => "VARCHAR",
        SqlColumnType.Int64 => "BIGINT",
        SqlColumnType.Double => "DOUBLE",
        _ => "BOOLEAN",
    };

    /// <summary>A list of string literals.</summary>
    public static string Literals(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Literal))}]";

    /// <summary>A file's full path as a literal that DuckDB's readers take as that one file.</summary>
    public static string File(string path) => Literal(FilePattern(path));

    /// <summary>The pattern that matches one file only: characters of the path that patterns are made of stand for themselves.</summary>
    internal static string FilePattern(string path)
    {
        string full = Path.GetFullPath(path);
        if (full.AsSpan().IndexOfAny("*?[") < 0) return full;
        StringBuilder plain = new();
        foreach (char c in full) _ = c is '*' or '?' or '[' ? plain.Append('[').Append(c).Append(']') : plain.Append(c);
        return plain.ToString();
    }

    static string Quote(string value, char mark)
    {
        if (value.Contains('\0')) throw new ArgumentException("SQL text cannot hold a zero character", nameof(value));
        return $"{mark}{value.Replace($"{mark}", $"{mark}{mark}", StringComparison.Ordinal)}{mark}";
    }
}
