using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Core;

namespace Sluice.Engine.Execute;

/// <summary>A document's metadata as a JSON object. One instance a thread.</summary>
sealed class MetadataJson : IDisposable
{
    readonly ArrayBufferWriter<byte> _buffer = new();
    readonly Utf8JsonWriter _json;

    public MetadataJson() => _json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The object, or null for a document without metadata.</summary>
    public string? Of(Metadata metadata)
    {
        if (metadata.Entries.Count == 0) return null;
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        foreach ((string key, MetadataValue value) in metadata.Entries)
        {
            if (value.Text is not null) _json.WriteString(key, value.Text);
            else if (double.IsFinite(value.Number)) _json.WriteNumber(key, value.Number);
            else _json.WriteNull(key);
        }
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    public void Dispose() => _json.Dispose();
}
