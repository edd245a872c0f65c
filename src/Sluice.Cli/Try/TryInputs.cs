using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract.Charsets;

namespace Sluice.Cli.Try;

/// <summary>Reads what <c>sluice try</c> is given, in order: JSON Lines, web archives, HTML and text files, folders, standard input.</summary>
/// <param name="notes">Takes what could not be read.</param>
/// <param name="cancellation">Stops it.</param>
sealed class TryInputs(TextWriter notes, CancellationToken cancellation)
{
    /// <summary>Largest HTML or text file.</summary>
    public const int FileBytesMax = 512 << 20;

    readonly Document _document = new();
    long _taken;

    /// <summary>Makes text of pages before the trial sees them; null where the trial wants pages as they are.</summary>
    public IStep? Extractor { get; init; }

    /// <summary>Whether pages keep their bytes and have no text yet: the trial extracts it.</summary>
    public bool KeepsPages { get; init; }

    /// <summary>Whether the bytes of text files are kept too, for <c>charset</c>.</summary>
    public bool KeepsBody { get; init; }

    /// <summary>Documents after which reading ends.</summary>
    public long Limit { get; init; } = long.MaxValue;

    /// <summary>Records that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Reads every input.</summary>
    /// <param name="inputs">Files, folders, globs, or <c>-</c> for standard input.</param>
    /// <param name="take">Takes each document; valid during the call.</param>
    /// <exception cref="SluiceException">An input is missing or can't be opened.</exception>
    public void Read(IReadOnlyList<string> inputs, Action<Document> take)
    {
        foreach ((string path, string name) in Find(inputs))
        {
            if (_taken >= Limit) return;
            try
            {
                ReadFile(path, name, take);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
            {
                throw new SluiceException(e.Message.TrimEnd('.'), path);
            }
        }
    }

    static List<(string Path, string Name)> Find(IReadOnlyList<string> inputs)
    {
        List<(string Path, string Name)> files = [];
        List<SluiceError> errors = [];
        foreach (string input in inputs)
        {
            if (input == "-" || File.Exists(input)) files.Add((input, Path.GetFileName(input)));
            else if (Directory.Exists(input))
                files.AddRange(Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Select(path => (path, Path.GetRelativePath(input, path))).OrderBy(file => file.Item2, StringComparer.Ordinal));
            else errors.Add(new("there is no such file or folder", input));
        }
        return errors.Count == 0 ? files : throw new SluiceException(errors);
    }

    void ReadFile(string path, string name, Action<Document> take)
    {
        if (path == "-") ReadRows(Console.OpenStandardInput(), "standard input", take);
        else if (IsNamed(name, [".jsonl", ".ndjson"]))
        {
            using Stream file = Open(path);
            ReadRows(file, path, take);
        }
        else ReadOne(path, name, IsNamed(name, [".html", ".htm", ".xhtml"]), take);
    }

    void ReadRows(Stream stream, string name, Action<Document> take)
    {
        LineReader lines = new(stream);
        while (_taken < Limit && lines.TryRead(out ReadOnlySpan<byte> line, out bool isTooLong))
        {
            if (line.Trim(" \t"u8).IsEmpty && !isTooLong) continue;
            _document.Reset();
            _document.Id = string.Create(CultureInfo.InvariantCulture, $"{name}:{lines.Number}");
            string? problem = isTooLong ? $"is longer than {new ByteSize(LineReader.LineBytesMax)}" : null;
            if (problem is null && JsonRow.TryRead(line, _document, out problem)) Take(take);
            else Report(string.Create(CultureInfo.InvariantCulture, $"{name}:{lines.Number}"), $"the line {problem}");
        }
    }

    void ReadOne(string path, string name, bool isHtml, Action<Document> take)
    {
        byte[] bytes;
        using (Stream file = Open(path))
        {
            using MemoryStream all = new();
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = file.Read(buffer)) > 0 && all.Length <= FileBytesMax;) all.Write(buffer, 0, n);
            bytes = all.ToArray();
        }
        if (bytes.Length > FileBytesMax)
        {
            Report(path, $"the file is larger than {new ByteSize(FileBytesMax)}");
            return;
        }
        _document.Reset();
        _document.Id = name;
        _document.Origin = new() { File = path, Length = bytes.Length };
        if (isHtml) _document.Mime = "text/html";
        bool isPage = isHtml && (KeepsPages || Extractor is not null);
        if (isPage || KeepsBody) _document.Body = bytes;
        if (!isPage && !KeepsBody) _document.SetText(Decode(bytes));
        Take(take);
    }

    void Take(Action<Document> take)
    {
        cancellation.ThrowIfCancellationRequested();
        _taken++;
        if (Extractor is not null && _document.ReadVerdict.IsKept && !_document.Body.IsEmpty) _document.ReadVerdict = Extractor.Apply(_document, Measurements.None);
        take(_document);
    }

    void Report(string where, string what)
    {
        Unreadable++;
        notes.WriteLine($"quarantined: {where}: {what}");
    }

    static byte[] Decode(byte[] bytes)
    {
        Charset charset = Charset.Detect(bytes, null, out int markBytes);
        ReadOnlySpan<byte> text = bytes.AsSpan(markBytes);
        return charset == Charset.Utf8 && System.Text.Unicode.Utf8.IsValid(text) ? text.ToArray() : Encoding.UTF8.GetBytes(charset.Encoding.GetString(text));
    }

    // Compressed or not, by its name.
    static bool IsNamed(string name, string[] suffixes)
    {
        ReadOnlySpan<char> inner = name.AsSpan();
        if (inner.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) inner = inner[..^3];
        foreach (string suffix in suffixes)
            if (inner.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static Stream Open(string path)
    {
        Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return IsNamed(path, [".jsonl", ".ndjson", ".html", ".htm", ".xhtml", ".txt"]) && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
    }
}
