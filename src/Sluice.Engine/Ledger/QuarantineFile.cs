using System.Text.Json;
using Sluice.Core.Release;
using Sluice.Storage.Files;

namespace Sluice.Engine.Ledger;

/// <summary><c>quarantine/quarantine.jsonl</c>: what could not be read, one object a line: <c>id, file, offset, length, decompressed-offset, reason, detail, url</c>.</summary>
sealed class QuarantineFile : IDisposable
{
    readonly AtomicFile _file;
    readonly Utf8JsonWriter _json;

    public QuarantineFile(string path)
    {
        _file = new(path);
        _json = new(_file.Stream, RowJson.Options);
    }

    /// <summary>Writes a quarantined row.</summary>
    public void Write(LedgerRow row)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("id", row.Id);
        RowJson.WriteOrigin(_json, row.Origin);
        _json.WriteString("reason", row.Rule);
        _json.WriteString("detail", row.Evidence);
        _json.WriteString("url", row.Url);
        _json.WriteEndObject();
        _json.Flush();
        _file.Stream.WriteByte((byte)'\n');
    }

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        _json.Dispose();
        _file.Commit();
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
