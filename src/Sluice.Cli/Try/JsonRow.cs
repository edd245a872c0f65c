using System.Text;
using System.Text.Json;
using Sluice.Core;

namespace Sluice.Cli.Try;

/// <summary>Reads one line of JSON into a document: <c>id</c>, <c>text</c>, optional <c>url</c>, <c>path</c>, <c>language</c>. Other keys are passed over.</summary>
static class JsonRow
{
    const int DepthMax = 64;

    /// <summary>Reads a line.</summary>
    /// <param name="line">UTF-8.</param>
    /// <param name="document">Filled; empty before.</param>
    /// <param name="problem">What is wrong with the line; null where nothing is.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, Document document, out string? problem)
    {
        problem = null;
        if (!System.Text.Unicode.Utf8.IsValid(line)) line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line)); // Broken characters become U+FFFD.
        try
        {
            Utf8JsonReader reader = new(line, new JsonReaderOptions { MaxDepth = DepthMax });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) problem = "is no JSON object";
            else
            {
                bool hasText = false;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) hasText |= ReadMember(ref reader, document);
                reader.Read();
                if (!hasText) problem = "has no text";
            }
        }
        catch (JsonException e)
        {
            problem = $"is no JSON: {e.Message.Split(" LineNumber", 2)[0].TrimEnd('.')}";
        }
        return problem is null;
    }

    static bool ReadMember(ref Utf8JsonReader reader, Document document)
    {
        if (reader.ValueTextEquals("text"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                return false;
            }
            ReadText(ref reader, document);
            return true;
        }
        Action<string>? set = reader.ValueTextEquals("id"u8) ? value => document.Id = value
            : reader.ValueTextEquals("url"u8) ? value => document.Url = value
            : reader.ValueTextEquals("path"u8) ? value => document.Path = value
            : reader.ValueTextEquals("language"u8) ? value => document.Language = value
            : null;
        reader.Read();
        if (set is not null && reader.TokenType == JsonTokenType.String) set(GetString(ref reader));
        else if (set is not null && reader.TokenType == JsonTokenType.Number) set(Encoding.UTF8.GetString(reader.ValueSpan));
        else reader.Skip();
        return false;
    }

    static void ReadText(ref Utf8JsonReader reader, Document document)
    {
        if (!reader.ValueIsEscaped)
        {
            document.SetText(reader.ValueSpan);
            return;
        }
        System.Buffers.IBufferWriter<byte> text = document.BeginText();
        try
        {
            text.Advance(reader.CopyString(text.GetSpan(reader.ValueSpan.Length)));
            document.CommitText();
        }
        catch (InvalidOperationException)
        {
            document.SetText(Encoding.UTF8.GetBytes(GetString(ref reader)));
        }
    }

    static string GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }
}
