using System.Text;

namespace Sluice.Ingest.Code;

/// <summary>Pointers that stand in a repository for a file in Git LFS.</summary>
/// <remarks>Source: git-lfs, <c>docs/spec.md</c>, "The Pointer": lines of key, space, value; first <c>version</c>, then others with <c>oid</c> and <c>size</c> among them; under 1,024 bytes.</remarks>
static class LfsPointer
{
    const int BytesMax = 1024;

    /// <summary>Reads a pointer.</summary>
    /// <param name="file">A whole file.</param>
    /// <param name="evidence"><c>sha256:… size 123</c> as the pointer states them.</param>
    /// <returns>Whether the file is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out string evidence)
    {
        evidence = "";
        if (file.Length >= BytesMax || !(file.StartsWith("version https://git-lfs.github.com/spec/"u8) || file.StartsWith("version https://hawser.github.com/spec/"u8))) return false;
        string? oid = null, size = null;
        foreach (Range line in file.Split((byte)'\n'))
        {
            if (file[line].StartsWith("oid "u8)) oid ??= Word(file[line][4..]);
            else if (file[line].StartsWith("size "u8)) size ??= Word(file[line][5..]);
        }
        if (oid is null || size is null) return false;
        evidence = $"{oid} size {size}";
        return true;
    }

    // What no id or number holds makes it no pointer.
    static string? Word(ReadOnlySpan<byte> value)
    {
        value = value.TrimEnd((byte)'\r');
        foreach (byte b in value)
            if (!char.IsAsciiLetterOrDigit((char)b) && b != ':') return null;
        return value.IsEmpty ? null : Encoding.ASCII.GetString(value);
    }
}
