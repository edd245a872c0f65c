using System.Buffers;
using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Dumps;

/// <summary>A line is a JSON object, and that a document.</summary>
sealed class JsonLineReader(Shard shard, JsonlOptions options) : IRecordReader
{
    // A line may have a million keys; a document's metadata is walked to look a key up.
    const int MetadataKeysMax = 64;

    readonly byte[] _textKey = Encoding.UTF8.GetBytes(options.TextKey);
    readonly byte[] _idKey = Encoding.UTF8.GetBytes(options.IdKey);
    readonly byte[] _urlKey = Encoding.UTF8.GetBytes(options.UrlKey);
    readonly byte[] _languageKey = Encoding.UTF8.GetBytes(options.LanguageKey);
    readonly byte[] _dateKey = Encoding.UTF8.GetBytes(options.DateKey);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> record, int headLength, Origin origin, Document document, IRecordSink sink)
    {
        document.Reset();
        document.Origin = origin;
        ReadOnlySpan<byte> line = record.Span.Trim(" \t\r"u8);
        string? trouble = line.StartsWith("{"u8) ? null : "the line is no JSON object";
        bool hasText = false;
        if (trouble is null)
        {
            try
            {
                hasText = ReadObject(line, document);
            }
            catch (JsonException e)
            {
                trouble = $"the line is no valid JSON, at its byte {e.BytePositionInLine}";
            }
        }
        string? id = document.Id.Length == 0 ? null : document.Id;
        if (trouble is not null)
        {
            sink.Quarantine(new(origin, "json", trouble, id, document.Url));
            return;
        }
        if (!hasText)
        {
            sink.Quarantine(new(origin, "no-text", $"the line has no text under the key '{options.TextKey}'", id, document.Url));
            return;
        }
        document.Id = id ?? DocumentId.Make(shard.Digest, origin.Offset);
        sink.Document(document);
    }

    bool ReadObject(ReadOnlySpan<byte> line, Document document)
    {
        Utf8JsonReader reader = new(line);
        bool hasText = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(_textKey))
            {
                reader.Read();
                hasText = reader.TokenType == JsonTokenType.String;
                if (hasText) SetText(ref reader, document);
                else reader.Skip();
            }
            else if (reader.ValueTextEquals(_idKey)) document.Id = TakeScalar(ref reader) ?? "";
            else if (reader.ValueTextEquals(_urlKey)) document.Url = TakeScalar(ref reader);
            else if (reader.ValueTextEquals(_languageKey)) document.Language = TakeScalar(ref reader);
            else if (reader.ValueTextEquals(_dateKey)) document.Date = TakeScalar(ref reader);
            else TakeMetadata(ref reader, document, isNested: false);
        }
        // What follows the object must be nothing.
        reader.Read();
        return hasText;
    }

    static void TakeMetadata(ref Utf8JsonReader reader, Document document, bool isNested)
    {
        bool isMetadata = !isNested && reader.ValueTextEquals("metadata"u8);
        string key = Text(ref reader);
        reader.Read();
        bool hasRoom = document.Metadata.Entries.Count < MetadataKeysMax;
        if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) TakeMetadata(ref reader, document, isNested: true);
        }
        else if (!hasRoom) reader.Skip();
        else if (reader.TokenType == JsonTokenType.String) document.Metadata.Set(key, Text(ref reader));
        else if (reader.TokenType == JsonTokenType.Number) document.Metadata.Set(key, reader.TryGetDouble(out double number) ? number : 0);
        else if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) document.Metadata.Set(key, reader.TokenType == JsonTokenType.True ? "true" : "false");
        else reader.Skip();
    }

    static string? TakeScalar(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return Text(ref reader) is { Length: > 0 } text ? text : null;
        if (reader.TokenType == JsonTokenType.Number) return Encoding.ASCII.GetString(reader.ValueSpan);
        reader.Skip();
        return null;
    }

    static void SetText(ref Utf8JsonReader reader, Document document)
    {
        if (!reader.ValueIsEscaped)
        {
            ValidUtf8.SetText(document, reader.ValueSpan);
            return;
        }
        IBufferWriter<byte> text = document.BeginText();
        try
        {
            text.Advance(reader.CopyString(text.GetSpan(reader.ValueSpan.Length)));
        }
        catch (InvalidOperationException)
        {
            int repaired = JsonText.Repair(reader.ValueSpan, text);
            document.Metadata.Set(ValidUtf8.RepairedKey, repaired);
        }
        document.CommitText();
    }

    static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            ArrayBufferWriter<byte> text = new();
            JsonText.Repair(reader.ValueSpan, text);
            return Encoding.UTF8.GetString(text.WrittenSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
