using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Reads the JSON-LD scripts of a page, as much of them as is well-formed.</summary>
/// <remarks>Source: JSON-LD 1.1, and schema.org for the names. Contexts are not resolved: the last part of a name is taken. Linear in the scripts' bytes, which are bounded.</remarks>
sealed class LinkedData
{
    // Each broken script costs an exception; real pages have under ten.
    const int ScriptsMax = 24;
    const int BytesMax = 2 << 20;
    const int ThingsMax = 500;
    const int DepthMax = 32;
    const int ValueBytesMax = 4_000;
    const int AuthorsMax = 30;

    static readonly JsonReaderOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = DepthMax };

    readonly List<LinkedThing> _things = [];
    int _scripts;
    int _bytes;

    /// <summary>The things, in the order in which they begin.</summary>
    public IReadOnlyList<LinkedThing> Things => _things;

    public void Clear()
    {
        _things.Clear();
        _scripts = _bytes = 0;
    }

    /// <summary>Reads one script.</summary>
    public void Read(ReadOnlySpan<byte> script)
    {
        _bytes += script.Length;
        if (++_scripts > ScriptsMax || _bytes > BytesMax) return;
        script = Trim(script);
        byte[] rented = ArrayPool<byte>.Shared.Rent(Math.Max(script.Length, 1));
        try
        {
            Span<byte> clean = rented.AsSpan(0, script.Length);
            script.CopyTo(clean);
            while (clean.IndexOfAnyInRange((byte)0, (byte)0x1F) is >= 0 and int at) // Line ends in strings are errors of JSON, and frequent.
            {
                clean[at] = (byte)' ';
                clean = clean[(at + 1)..];
            }
            Utf8JsonReader reader = new(rented.AsSpan(0, script.Length), s_options);
            if (reader.Read()) ReadTop(ref reader);
        }
        catch (JsonException)
        {
            // What was read before the break stays.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The name of the thing with that id; null where there is none.</summary>
    public string? NameOf(string id)
    {
        foreach (LinkedThing thing in _things)
            if (thing.Id == id && thing.Name is not null) return thing.Name;
        return null;
    }

    // Scripts wrap their data in comments of HTML and sections of XML. What follows the first value is not read.
    static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> script)
    {
        int start = script.IndexOfAny((byte)'{', (byte)'[');
        if (start < 0) return default;
        script = script[start..];
        if (!script.StartsWith("[CDATA["u8)) return script;
        start = script[1..].IndexOf((byte)'[') + 2;
        script = script[start..];
        start = script.IndexOfAny((byte)'{', (byte)'[');
        return start < 0 ? default : script[start..];
    }

    void ReadTop(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) ReadThing(ref reader, null);
        else if (reader.TokenType == JsonTokenType.StartArray)
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadTop(ref reader);
    }

    // The reader stands at the start of the object, and at its end afterwards.
    LinkedThing? ReadThing(ref Utf8JsonReader reader, string? role)
    {
        if (_things.Count == ThingsMax)
        {
            reader.Skip();
            return null;
        }
        LinkedThing thing = new() { Role = role };
        _things.Add(thing);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.ValueSpan.Length > 64 ? "" : Text(ref reader);
            int colon = key.LastIndexOf(':');
            if (colon >= 0) key = key[(colon + 1)..];
            reader.Read();
            ReadProperty(ref reader, thing, key);
        }
        return thing;
    }

    void ReadProperty(ref Utf8JsonReader reader, LinkedThing thing, string key)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadProperty(ref reader, thing, key);
                break;
            case JsonTokenType.StartObject:
                LinkedThing? inner = ReadThing(ref reader, key == "@graph" ? thing.Role : key);
                if (inner is not null) SetThing(thing, key, inner);
                break;
            case JsonTokenType.String when reader.ValueSpan.Length <= ValueBytesMax:
                Set(thing, key, Text(ref reader));
                break;
            case JsonTokenType.Number when key.StartsWith("date", StringComparison.Ordinal):
                Set(thing, key, Encoding.ASCII.GetString(reader.ValueSpan));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Set(thing, key, reader.TokenType == JsonTokenType.True ? "true" : "false");
                break;
        }
    }

    static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return ""; // An escaped lone surrogate.
        }
    }

    static void SetThing(LinkedThing thing, string key, LinkedThing inner)
    {
        (string, bool)? named = inner.Name is { Length: > 0 } name ? (name, false) : inner.Id is { Length: > 0 } id ? (id, true) : null;
        if (key is "author" or "creator" && named is { } author && thing.Authors.Count < AuthorsMax) thing.Authors.Add(author);
        else if (key == "publisher") thing.Publisher ??= named;
        else if (key == "license") thing.License ??= inner.Url ?? inner.Id ?? inner.Name;
        else if (key == "inLanguage") thing.Language ??= inner.Name;
    }

    static void Set(LinkedThing thing, string key, string value)
    {
        if (value.Length == 0) return;
        switch (key)
        {
            case "@type" or "type":
                string type = value[(value.LastIndexOf('/') + 1)..];
                if (thing.Type is null || (thing.Type is "Thing" or "WebPage" or "CreativeWork" && type.EndsWith("Article", StringComparison.Ordinal))) thing.Type = type;
                break;
            case "@id" or "id": thing.Id ??= value; break;
            case "name": thing.Name ??= value; break;
            case "headline": thing.Headline ??= value; break;
            case "description": thing.Description ??= value; break;
            case "datePublished" or "uploadDate": thing.Published ??= value; break;
            case "dateCreated": thing.Created ??= value; break;
            case "dateModified": thing.Modified ??= value; break;
            case "inLanguage": thing.Language ??= value; break;
            case "license": thing.License ??= value; break;
            case "isAccessibleForFree": thing.IsAccessibleForFree ??= value; break;
            case "conditionsOfAccess": thing.ConditionsOfAccess ??= value; break;
            case "url" or "mainEntityOfPage": thing.Url ??= value; break;
            case "author" or "creator":
                if (thing.Authors.Count < AuthorsMax) thing.Authors.Add((value, false));
                break;
            case "publisher": thing.Publisher ??= (value, false); break;
        }
    }
}
