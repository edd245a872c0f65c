using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Core;

namespace Sluice.Engine.Ledger;

/// <summary>How the release's JSON Lines files write their rows.</summary>
static class RowJson
{
    /// <summary>UTF-8 as it is; one line a row.</summary>
    public static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes where a record lies.</summary>
    public static void WriteOrigin(Utf8JsonWriter json, in Origin origin)
    {
        json.WriteString("file", origin.File);
        json.WriteNumber("offset", origin.Offset);
        json.WriteNumber("length", origin.Length);
        json.WriteBoolean("decompressed-offset", origin.IsDecompressedOffset);
    }
}
