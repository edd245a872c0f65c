using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Engine.Recipes;
using Sluice.Ingest;
using Sluice.Ingest.Extract.Charsets;
using Sluice.Storage.Files;

namespace Sluice.Cli.Try;

/// <summary>Reads what <c>sluice try</c> is given, in order: JSON Lines, web archives, repositories, HTML and text files, folders, standard input.</summary>
/// <param name="notes">Takes what could not be read.</param>
/// <param name="cancellation">Stops it.</param>
sealed class TryInputs(TextWriter notes, CancellationToken cancellation)
{
    /// <summary>Largest HTML or text file.</summary>
    public const int FileBytesMax = 512 << 20;

    static readonly string[] s_rowSuffixes = [".jsonl", ".ndjson"], s_pageSuffixes = [".html", ".htm", ".xhtml"];
    readonly Document _document = new();
    long _taken;

    /// <summary>Makes text of pages before the trial sees them; null where the trial wants pages as they are.</summary>
    public IStep? Extractor { get; init; }

    /// <summary>Whether pages keep their bytes and have no text yet: the trial extracts it.</summary>
    public bool KeepsPages { get; init; }

    /// <summary>Whether the bytes of text files are kept too, for <c>charset</c>.</summary>
    public bool KeepsBody { get; init; }

    /// <summary>Whether the trial is about files of source text: every file of a folder is one document, hidden ones too, whatever its name.</summary>
    public bool TakesFiles { get; init; }

    /// <summary>Documents after which reading ends.</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>Records that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Reads every input.</summary>
    /// <param name="inputs">Files, folders, globs, or <c>-</c> for standard input.</param>
    /// <param name="take">Takes each document; valid during the call.</param>
    /// <exception cref="SluiceException">An input is missing or can't be opened.</exception>
    public void Read(IReadOnlyList<string> inputs, Action<Document> take)
    {
        // Neighbors that are files are found together, so that all that is missing is said at once.
        List<(bool IsRepository, List<string> Inputs)> groups = [];
        foreach (string input in inputs)
        {
            bool isRepository = Sources.IsRepository(input);
            if (groups.Count == 0 || groups[^1].IsRepository != isRepository) groups.Add((isRepository, []));
            groups[^1].Inputs.Add(input);
        }
        foreach ((bool isRepository, List<string> some) in groups)
        {
            if (isRepository) ReadRepositories(some, take);
            else ReadFiles(some, take);
        }
    }

    void ReadRepositories(IReadOnlyList<string> inputs, Action<Document> take)
    {
        SourceDefinition source = Sources.Find("git")!;
        IStepOptions options = OptionSet.Of(source.OptionsType).CreateDefault();
        foreach (FoundInput found in source.Find(inputs, options, cancellation)!)
        {
            if (_taken >= Limit) return;
            ShardRecords records = new(_document, () => TakeOne(take), Report);
            records.Read(source, options, new Shard(found.Path, found.Name, found.Bytes, found.Digest ?? FileDigest.Sha256(found.Path, cancellation)));
        }
    }

    void ReadFiles(IReadOnlyList<string> inputs, Action<Document> take)
    {
        string[] folders = [.. inputs.Where(Directory.Exists).Select(folder => folder.TrimEnd('/') + "/")];
        foreach (InputFile file in InputFiles.Find(inputs, [], findsHidden: TakesFiles))
        {
            if (_taken >= Limit) return;
            try
            {
                ReadFile(file, folders.Any(folder => file.Name.StartsWith(folder, StringComparison.Ordinal)), take);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException && !CommandLine.IsBrokenPipe(e))
            {
                throw new SluiceException(e.Message.TrimEnd('.'), file.Name) { ExitCode = ExitCode.Failed };
            }
        }
    }

    void ReadFile(InputFile file, bool isInFolder, Action<Document> take)
    {
        if (file.Path == StandardInput.Name) ReadRowsOrPage(Console.OpenStandardInput(), "standard input", take);
        else if (file.Path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            using FileStream pipe = new(file.Path, FileMode.Open, FileAccess.Read); // What a shell makes of <(…).
            ReadRowsOrPage(pipe, file.Name, take);
        }
        else if (TakesFiles && isInFolder) ReadOne(file, isHtml: false, take);
        else if (RecordSource(file) is { } source)
        {
            ShardRecords records = new(_document, () => TakeOne(take), Report);
            records.Read(source, OptionSet.Of(source.OptionsType).CreateDefault(), file);
        }
        else if (IsNamed(file.Path, s_rowSuffixes) && (!isInFolder || BeginsWithRow(file)))
        {
            using ByteStream rows = Open(file.Path);
            ReadRows(rows, file.Name, take);
            if (rows.Break is { } end) Report(file.Name, $"{end.Reason}: {end.Detail}");
        }
        else ReadOne(file, !TakesFiles && IsNamed(file.Path, s_pageSuffixes), take);
    }

    // Kinds of files that hold many records, each with an id of its own.
    static SourceDefinition? RecordSource(InputFile file) => Catalog.Sources.FirstOrDefault(
        source => source.Name is "warc" or "parquet" && source.FileSuffixes.Any(suffix => file.Path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)));

    // A file of rows that is named is one; in a folder it may as well be a document like the others.
    bool BeginsWithRow(InputFile file)
    {
        using ByteStream rows = Open(file.Path);
        _document.Reset();
        return new LineReader(rows).TryRead(out ReadOnlySpan<byte> line, out _) && JsonRow.TryRead(line, _document, out _);
    }

    void ReadRowsOrPage(Stream stream, string name, Action<Document> take)
    {
        PeekedStream peeked = new(stream);
        if ((KeepsPages || Extractor is not null) && peeked.BeginsWithTag()) ReadOne(peeked, name, name, true, take);
        else
        {
            (long taken, long unreadable) = (_taken, Unreadable);
            ReadRows(peeked, name, take);
            if (_taken == taken && Unreadable > unreadable) notes.WriteLine("hint: what comes through a pipe is read as JSON Lines; plain text is read from files, as in page.txt");
        }
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

    void ReadOne(InputFile file, bool isHtml, Action<Document> take)
    {
        using ByteStream stream = Open(file.Path);
        ReadOne(stream, file.Name, file.NameInFolder, isHtml, take);
    }

    void ReadOne(Stream stream, string name, string id, bool isHtml, Action<Document> take)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = stream.Read(buffer)) > 0 && all.Length <= FileBytesMax;) all.Write(buffer, 0, n);
        byte[] bytes = all.ToArray();
        if (stream is ByteStream { Break: { } end }) Report(name, $"{end.Reason}: {end.Detail}");
        if (bytes.Length > FileBytesMax)
        {
            Report(name, $"the file is larger than {new ByteSize(FileBytesMax)}");
            return;
        }
        _document.Reset();
        _document.Id = id;
        _document.Origin = new() { File = name, Length = bytes.Length };
        if (isHtml) _document.Mime = "text/html";
        bool isPage = isHtml && (KeepsPages || Extractor is not null);
        if (isPage || KeepsBody) _document.Body = bytes;
        if (!isPage && !KeepsBody) _document.SetText(Decode(bytes));
        Take(take);
    }

    bool TakeOne(Action<Document> take)
    {
        if (_taken < Limit) Take(take);
        return _taken < Limit;
    }

    void Take(Action<Document> take)
    {
        cancellation.ThrowIfCancellationRequested();
        _taken++;
        if (TakesFiles) _document.Path ??= _document.Id;
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
        else if (inner.EndsWith(".zst", StringComparison.OrdinalIgnoreCase)) inner = inner[..^4];
        foreach (string suffix in suffixes)
            if (inner.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    ByteStream Open(string path) => !TakesFiles && IsNamed(path, [.. s_rowSuffixes, .. s_pageSuffixes, ".txt"]) ? ByteStream.Open(path) : ByteStream.OpenStored(path);
}
