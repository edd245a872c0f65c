using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Core.Release;

namespace Sluice.Publish.Layout;

/// <summary>Joins files of one repository to rows: <c>&lt;repo_name&gt;name&lt;file_sep&gt;path⏎text&lt;file_sep&gt;path⏎text…</c>, each row up to a size.</summary>
/// <remarks>Source of the format: StarCoder2 (Lozhkov et al. 2024, arXiv:2402.19173). A row has the id, origin and date of its first file, the conjunction of its files' licenses,
/// and in the metadata <c>files</c>: id, path, license, language and bytes of each. A file whose text or path holds one of the two tokens, or whose path holds a line end, stays a row of its own: it could pretend to be several.</remarks>
static class RepositoryJoin
{
    const string RepositoryToken = "<repo_name>", FileToken = "<file_sep>";
    const string Unknown = "NOASSERTION";

    static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rows.</summary>
    /// <param name="files">Files in order; one instance may be used for all.</param>
    /// <param name="bytesMax">Text of a row; a file that is longer alone is a row by itself.</param>
    internal static IEnumerable<ReleasedDocument> Of(IEnumerable<ReleasedDocument> files, long bytesMax)
    {
        using Row row = new();
        foreach (ReleasedDocument file in files)
        {
            bool isJoined = file.Repository is not null && file.Path is not null && !HoldsToken(file);
            if (row.Count > 0 && (!isJoined || row.Repository != file.Repository || row.Commit != file.Commit || row.Bytes + file.Text.Length > bytesMax)) yield return row.Take();
            if (isJoined) row.Add(file);
            else yield return file;
        }
        if (row.Count > 0) yield return row.Take();
    }

    static bool HoldsToken(ReleasedDocument file) =>
        Holds(file.Repository!) || Holds(file.Path!) || file.Text.Span.IndexOf("<repo_name>"u8) >= 0 || file.Text.Span.IndexOf("<file_sep>"u8) >= 0;

    static bool Holds(string name) => name.AsSpan().IndexOfAny('\n', '\r') >= 0 || name.Contains(RepositoryToken, StringComparison.Ordinal) || name.Contains(FileToken, StringComparison.Ordinal);

    sealed class Row : IDisposable
    {
        readonly ArrayBufferWriter<byte> _text = new();
        readonly ArrayBufferWriter<byte> _files = new();
        readonly SortedSet<string> _licenses = new(StringComparer.Ordinal);
        readonly HashSet<string?> _languages = [];
        readonly Utf8JsonWriter _json;
        ReleasedDocument _row = new();

        public Row() => _json = new(_files, s_json);

        public int Count { get; private set; }
        public string? Repository => _row.Repository;
        public string? Commit => _row.Commit;
        public long Bytes => _text.WrittenCount;

        public void Add(ReleasedDocument file)
        {
            if (Count++ == 0)
            {
                _row = new() { Id = file.Id, Origin = file.Origin, Url = file.Url, Date = file.Date, Mime = file.Mime, Repository = file.Repository, Commit = file.Commit };
                Write(RepositoryToken + file.Repository);
                _json.Reset();
                _json.WriteStartObject();
                _json.WriteString("repository", file.Repository);
                _json.WriteStartArray("files");
            }
            Write(FileToken + file.Path + "\n");
            _text.Write(file.Text.Span);
            _licenses.Add(file.License);
            _languages.Add(file.CodeLanguage);
            if (string.CompareOrdinal(file.Date, _row.Date) > 0) _row.Date = file.Date;
            _json.WriteStartObject();
            _json.WriteString("id", file.Id);
            _json.WriteString("path", file.Path);
            _json.WriteString("license", file.License);
            _json.WriteString("code-language", file.CodeLanguage);
            _json.WriteString("swhid", file.Swhid);
            _json.WriteNumber("bytes", file.Text.Length);
            WriteMetadata(file.MetadataJson);
            _json.WriteEndObject();
        }

        public ReleasedDocument Take()
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.Flush();
            _row.Text = _text.WrittenSpan.ToArray();
            _row.MetadataJson = Encoding.UTF8.GetString(_files.WrittenSpan);
            // Nothing is asserted of a row where nothing is of a part of it.
            _row.License = _licenses.Contains(Unknown) ? Unknown
                : string.Join(" AND ", _licenses.Select(license => _licenses.Count > 1 && license.Contains(" OR ", StringComparison.Ordinal) ? $"({license})" : license));
            _row.CodeLanguage = _languages.Count == 1 ? _languages.First() : null;
            _text.ResetWrittenCount();
            _files.ResetWrittenCount();
            _licenses.Clear();
            _languages.Clear();
            Count = 0;
            return _row;
        }

        // What steps added to the file goes along, as it is.
        void WriteMetadata(string? metadata)
        {
            if (metadata is null) return;
            _json.WritePropertyName("metadata");
            _json.WriteRawValue(metadata);
        }

        public void Dispose() => _json.Dispose();

        void Write(string text) => _text.Write(Encoding.UTF8.GetBytes(text));
    }
}
