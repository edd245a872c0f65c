using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>What a document's metadata says about a benchmark's text in it.</summary>
/// <param name="Benchmark">Name of the benchmark.</param>
/// <param name="Item">Row of the item in the benchmark's file, from 0.</param>
/// <param name="Field"><c>question</c>, <c>answer</c> or <c>passage</c>.</param>
/// <param name="Score">Share of the text that was found, 0 to 1.</param>
/// <param name="Start">Byte offset of the place in the document's text, as the step saw it.</param>
/// <param name="End">Byte offset after it.</param>
public sealed record ContaminationFind(string Benchmark, int Item, string Field, double Score, int Start, int End)
{
    /// <summary>Metadata key: a JSON array of finds, best first. What <c>action: cut</c> took out is under the keys of <see cref="Sluice.Core.Text.TextCuts.Describe"/> that begin with it.</summary>
    public const string Key = "contamination";

    /// <summary>Metadata key: how many finds are left out of <see cref="Key"/>.</summary>
    public const string MoreKey = "contamination-more";

    /// <summary>Most finds in a document's metadata.</summary>
    public const int FindsMax = 32;

    static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes finds as metadata has them; the best <see cref="FindsMax"/>.</summary>
    internal static void Write(Metadata metadata, IReadOnlyList<ContaminationFind> finds)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, s_options))
        {
            json.WriteStartArray();
            foreach (ContaminationFind find in finds.Take(FindsMax))
            {
                json.WriteStartObject();
                json.WriteString("benchmark", find.Benchmark);
                json.WriteNumber("item", find.Item);
                json.WriteString("field", find.Field);
                json.WriteNumber("score", Math.Round(find.Score, 4));
                json.WriteNumber("start", find.Start);
                json.WriteNumber("end", find.End);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        metadata.Set(Key, Encoding.UTF8.GetString(buffer.WrittenSpan));
        if (finds.Count > FindsMax) metadata.Set(MoreKey, finds.Count - FindsMax);
    }

    /// <summary>Reads what metadata has under <see cref="Key"/>.</summary>
    /// <returns>The finds; none where it is not this step's.</returns>
    public static IReadOnlyList<ContaminationFind> Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(find => new ContaminationFind(find.GetProperty("benchmark").GetString()!, find.GetProperty("item").GetInt32(),
                find.GetProperty("field").GetString()!, find.GetProperty("score").GetDouble(), find.GetProperty("start").GetInt32(), find.GetProperty("end").GetInt32()))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return [];
        }
    }
}
