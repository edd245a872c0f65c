using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sluice.Curate.Filter.CodeLanguage.Notebooks;

/// <summary>Turns Jupyter notebooks into a script or into markdown; outputs, attachments and metadata are dropped. One a worker: it owns scratch.</summary>
/// <remarks>Sources: nbformat 3 and 4; the percent format of jupytext (<c># %%</c> before each cell, markdown as comments, lines for the notebook alone as comments). Two passes over the JSON, each
/// linear: the kernel's language mostly stands after the cells. What is no valid notebook, has no known language or nests deeper than <see cref="DepthMax"/> is left alone.</remarks>
sealed class NotebookReader
{
    /// <summary>Deepest nesting of a notebook's JSON. Outputs may hold data of any depth; nbformat itself needs six levels.</summary>
    public const int DepthMax = 128;

    // A giant's memory must not stay for the rest of the run.
    const int KeptBytesMax = 4 << 20;

    ArrayBufferWriter<byte> _cell = new();
    ArrayBufferWriter<byte> _text = new();
    NotebookForm _form;
    ProgrammingLanguage? _language;
    bool _hasNumber, _hasCells;

    /// <summary>The text that the last notebook became, UTF-8.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Reads one notebook.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="form">What it shall become.</param>
    /// <returns>The kernel's language; null for what is left alone.</returns>
    public ProgrammingLanguage? Read(ReadOnlySpan<byte> json, NotebookForm form)
    {
        (_form, _language, _hasNumber, _hasCells) = (form, null, false, false);
        if (_cell.Capacity > KeptBytesMax) _cell = new();
        if (_text.Capacity > KeptBytesMax) _text = new();
        _text.ResetWrittenCount();
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            ReadKernel(json);
            if (!_hasNumber || !_hasCells || _language is null) return null;
            WriteCells(json);
            return _language;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // Broken JSON, or half a surrogate in an escape.
        }
    }

    static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json, new JsonReaderOptions { MaxDepth = DepthMax });

    void ReadKernel(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = Open(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return;
        bool saysLanguage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isNumber = reader.ValueTextEquals("nbformat"u8), isMetadata = reader.ValueTextEquals("metadata"u8);
            bool isCells = reader.ValueTextEquals("cells"u8) || reader.ValueTextEquals("worksheets"u8);
            reader.Read();
            if (isNumber) _hasNumber = reader.TokenType == JsonTokenType.Number;
            if (isCells) _hasCells = reader.TokenType == JsonTokenType.StartArray;
            if (isMetadata && reader.TokenType == JsonTokenType.StartObject) saysLanguage |= ReadMetadata(ref reader);
            else reader.Skip();
        }
        while (reader.Read())
        {
        }
        // Notebooks older than kernels are Python's.
        if (!saysLanguage) _language = LanguageTable.Shared.Find("Python");
    }

    // Whether a language is named, known or not: kernelspec.language, else language_info.name, else the kernel's name.
    bool ReadMetadata(ref Utf8JsonReader reader)
    {
        string? spec = null, info = null, name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSpec = reader.ValueTextEquals("kernelspec"u8), isInfo = reader.ValueTextEquals("language_info"u8);
            reader.Read();
            if (!(isSpec || isInfo) || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isName = reader.ValueTextEquals("name"u8), isLanguage = reader.ValueTextEquals("language"u8);
                reader.Read();
                string? value = reader.TokenType == JsonTokenType.String && (isName || isLanguage) ? reader.GetString() : null;
                if (isSpec && isLanguage) spec = value;
                else if (isInfo && isName) info = value;
                else if (isSpec && isName) name = value;
                reader.Skip();
            }
        }
        foreach (string? said in (ReadOnlySpan<string?>)[spec, info, name])
            _language ??= said is null ? null : Find(said);
        return spec is not null || info is not null || name is not null;
    }

    static ProgrammingLanguage? Find(string kernel)
    {
        LanguageTable table = LanguageTable.Shared;
        return kernel == "ir" ? table.Find("R") : table.FindByAlias(kernel) ?? table.FindByAlias(kernel.AsSpan().TrimEnd("0123456789.-"));
    }

    void WriteCells(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = Open(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCells = reader.ValueTextEquals("cells"u8), isSheets = reader.ValueTextEquals("worksheets"u8);
            reader.Read();
            if (isCells) WriteList(ref reader);
            else if (isSheets) WriteSheets(ref reader);
            else reader.Skip();
        }
    }

    // nbformat 3: sheets, each with its cells.
    void WriteSheets(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isCells = reader.ValueTextEquals("cells"u8);
                reader.Read();
                if (isCells && reader.TokenType == JsonTokenType.StartArray) WriteList(ref reader);
                else reader.Skip();
            }
        }
    }

    void WriteList(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) WriteCell(ref reader);
            else reader.Skip();
        }
    }

    void WriteCell(ref Utf8JsonReader reader)
    {
        bool isCode = false, isMarkdown = false, isHeading = false;
        _cell.ResetWrittenCount();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("cell_type"u8), isSource = reader.ValueTextEquals("source"u8) || reader.ValueTextEquals("input"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                (isCode, isMarkdown, isHeading) = (reader.ValueTextEquals("code"u8), reader.ValueTextEquals("markdown"u8), reader.ValueTextEquals("heading"u8));
            else if (isSource) ReadSource(ref reader);
            else reader.Skip();
        }
        ReadOnlySpan<byte> cell = _cell.WrittenSpan.TrimEnd("\r\n"u8);
        if (cell.IsEmpty) return;
        if (_form == NotebookForm.Script) WriteScript(cell, isCode, isMarkdown || isHeading);
        else WriteMarkdown(cell, isCode, isHeading);
    }

    void ReadSource(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String) Append(ref reader);
                else reader.Skip();
            }
        }
        else if (reader.TokenType == JsonTokenType.String) Append(ref reader);
        else reader.Skip();
    }

    void Append(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.IsEmpty) return;
        _cell.Advance(reader.CopyString(_cell.GetSpan(reader.ValueSpan.Length)));
    }

    void WriteScript(ReadOnlySpan<byte> cell, bool isCode, bool isMarkdown)
    {
        ReadOnlySpan<byte> comment = CommentSigns.Of(_language!.Name);
        if (_text.WrittenCount > 0) _text.Write("\n"u8);
        _text.Write(comment);
        _text.Write(isCode ? "%%\n"u8 : isMarkdown ? "%% [markdown]\n"u8 : "%% [raw]\n"u8);
        bool isMagic = isCode && cell.StartsWith("%%"u8); // Of the whole cell: another language, mostly.
        foreach (Range range in cell.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = cell[range].TrimEnd((byte)'\r');
            bool isLineMagic = isCode && line.TrimStart(" \t"u8) is [(byte)'%' or (byte)'!', ..];
            if (!isCode || isMagic || isLineMagic) _text.Write(line.IsEmpty ? comment[..^1] : comment);
            _text.Write(line);
            _text.Write("\n"u8);
        }
    }

    void WriteMarkdown(ReadOnlySpan<byte> cell, bool isCode, bool isHeading)
    {
        if (_text.WrittenCount > 0) _text.Write("\n"u8);
        if (isHeading) _text.Write("# "u8);
        if (!isCode)
        {
            _text.Write(cell);
            _text.Write("\n"u8);
            return;
        }
        int fence = Math.Max(3, LongestFence(cell) + 1);
        WriteFence(fence);
        string name = _language!.Name.ToLowerInvariant().Replace(' ', '-');
        _text.Advance(Encoding.UTF8.GetBytes(name, _text.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length))));
        _text.Write("\n"u8);
        _text.Write(cell);
        _text.Write("\n"u8);
        WriteFence(fence);
        _text.Write("\n"u8);
    }

    void WriteFence(int length)
    {
        _text.GetSpan(length)[..length].Fill((byte)'`');
        _text.Advance(length);
    }

    static int LongestFence(ReadOnlySpan<byte> cell)
    {
        int longest = 0, run = 0;
        foreach (byte b in cell)
        {
            run = b == (byte)'`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
