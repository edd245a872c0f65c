using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sluice.Cli;

/// <summary>How verbs write the one object of <c>--json</c>.</summary>
static class JsonOutput
{
    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Writes one object and a line feed to standard output.</summary>
    public static void PrintJson(this Call call, Action<Utf8JsonWriter> members)
    {
        using (Utf8JsonWriter writer = new(call.Output, s_options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        call.Print();
    }
}
