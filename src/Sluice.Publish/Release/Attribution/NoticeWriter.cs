using System.Globalization;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Publish.Release.Attribution;

/// <summary>Writes <c>NOTICE.txt</c>: who is credited for what, then every license text once, as it is, with the repositories that have it.</summary>
/// <remarks>Names, holders and paths are on one line each and without control characters. A text stands between two lines of equals signs that are longer
/// than any in it, so none can pretend to end, and its digest is that of the repository's file.</remarks>
sealed class NoticeWriter
{
    const int NameLengthMax = 1000;
    const int RuleLengthMin = 72;

    readonly Stream _stream;
    readonly LicenseTextSpool _spool;

    internal NoticeWriter(Stream stream, LicenseTextSpool spool)
    {
        (_stream, _spool) = (stream, spool);
        WriteLine("NOTICE");
        WriteLine();
        WriteLine("This dataset holds files of the repositories below, under the licenses named there.");
        WriteLine("A number in brackets is a license text or notice of the repository: each stands once, at the end,");
        WriteLine("as the repository has it. ATTRIBUTION.parquet and LICENSE-TEXTS.parquet hold the same as tables.");
    }

    /// <summary>Writes what a repository is credited with.</summary>
    internal void WriteRepository(AttributedRepository repository, IReadOnlyList<AttributionWriter.Row> rows)
    {
        WriteLine();
        WriteLine(Line(repository.Name));
        WriteFact("from", repository.Url);
        WriteFact("commit", repository.Commit);
        WriteFact("version", repository.Version);
        WriteFact("fork of", repository.ForkOf);
        foreach (AttributionWriter.Row row in rows)
        {
            string texts = string.Join(", ", row.Texts.Select(text => Text($"[{text.Text.Number}] {Line(text.Use.Path)}{Partial(text.Use)}")));
            WriteLine(Text($"  {Line(row.License.Expression)}: {row.License.Files} {(row.License.Files == 1 ? "file" : "files")}, {row.License.Bytes} bytes{(texts.Length > 0 ? "; " + texts : "")}"));
            WriteWithoutText(row);
            foreach (string holder in row.License.Holders) WriteLine("    " + Line(holder));
        }
    }

    static string Partial(AttributedText text) =>
        text.Unread is not { } reason ? "" : text.Content.IsEmpty ? $" (not here: {Line(reason)})" : $" (only a part: {Line(reason)})";

    // The license is known, but none of the repository's files has its text.
    void WriteWithoutText(AttributionWriter.Row row)
    {
        if (row.Texts.Any(text => !text.Use.IsNotice) || row.License.Expression == "NOASSERTION") return;
        string stated = row.License.StatedBy.Count > 0 ? string.Join(", ", row.License.StatedBy.Select(Line))
            : row.License.Files == 1 ? "the notice in the file itself" : "the notices in the files themselves";
        string pages = string.Join(" ", LicensePages.Of(row.License.Expression));
        WriteLine($"    by {stated}{(pages.Length > 0 ? ", text: " + pages : "")}");
    }

    /// <summary>Writes the texts.</summary>
    internal void WriteTexts(CancellationToken cancellation)
    {
        foreach (LicenseText text in _spool.Texts)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] utf8 = _spool.Read(text);
            string rule = new('=', Math.Max(RuleLengthMin, LongestRule(utf8) + 1));
            WriteLine();
            WriteLine(Text($"[{text.Number}] {text.Bytes} bytes, SHA-256 {text.Sha256}{(text.IsDecoded ? ", not UTF-8 there: read as Latin-1" : "")}, of"));
            foreach ((string repository, string path) in text.Uses) WriteLine($"  {Line(repository)}: {Line(path)}");
            WriteLine(rule);
            _stream.Write(utf8);
            if (utf8.Length > 0 && utf8[^1] != '\n') WriteLine();
            WriteLine(rule);
        }
    }

    void WriteLine(string line = "")
    {
        _stream.Write(Encoding.UTF8.GetBytes(line));
        _stream.WriteByte((byte)'\n');
    }

    void WriteFact(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) WriteLine($"  {name} {Line(value)}");
    }

    static int LongestRule(ReadOnlySpan<byte> text)
    {
        int longest = 0;
        while (true)
        {
            int start = text.IndexOf((byte)'=');
            if (start < 0) return longest;
            text = text[start..];
            int end = text.IndexOfAnyExcept((byte)'=');
            longest = Math.Max(longest, end < 0 ? text.Length : end);
            if (end < 0) return longest;
            text = text[end..];
        }
    }

    static string Line(string text) => VisibleText.Line(text, NameLengthMax);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
