using System.Text;
using System.Text.Json;
using Sluice.Cli.Try;

namespace Sluice.Cli.Classify;

/// <summary>Reads one line of JSON that holds a text and its label, or a list of labels. Numbers and truth values are labels as they are written.</summary>
sealed class LabelledRow(string textField, string labelField)
{
    const int DepthMax = 64;
    readonly List<string> _labels = [];
    byte[]? _text;

    /// <summary>The row's <c>id</c>; null where it has none.</summary>
    public string? Id { get; private set; }

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>The text.</summary>
    public byte[] Text => _text ?? [];

    /// <summary>Reads a line.</summary>
    /// <param name="line">UTF-8.</param>
    /// <param name="problem">What is wrong with it; null where nothing is.</param>
    public bool TryRead(ReadOnlySpan<byte> line, out string? problem)
    {
        problem = null;
        if (!System.Text.Unicode.Utf8.IsValid(line)) line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line)); // Broken characters become U+FFFD.
        try
        {
            Utf8JsonReader reader = new(line, new JsonReaderOptions { MaxDepth = DepthMax });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problem = "is no JSON object";
                return false;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader);
            reader.Read();
            if (_text is null) problem = $"has no text: its member '{textField}' is missing or no string";
        }
        catch (JsonException e)
        {
            problem = $"is no JSON: {e.Message.Split(" LineNumber", 2)[0].TrimEnd('.')}";
        }
        return problem is null;
    }

    void ReadMember(ref Utf8JsonReader reader)
    {
        bool isText = reader.ValueTextEquals(textField), isLabel = reader.ValueTextEquals(labelField), isId = reader.ValueTextEquals("id"u8);
        reader.Read();
        if (isText && reader.TokenType == JsonTokenType.String) _text = Encoding.UTF8.GetBytes(GetString(ref reader));
        else if (isId && Scalar(ref reader) is { } id) Id = id;
        else if (isLabel && reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (Scalar(ref reader) is { } label) _labels.Add(label);
                else reader.Skip();
            }
        }
        else if (isLabel && Scalar(ref reader) is { } label) _labels.Add(label);
        else reader.Skip();
    }

    static string? Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => GetString(ref reader),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };

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
