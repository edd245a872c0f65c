using Sluice.Core;

namespace Sluice.Engine.Store;

/// <summary>A document between two stages: everything, its payload only while it has no text.</summary>
static class DocumentCodec
{
    const byte Stays = 0, Witness = 1;

    /// <summary>Writes a document; of a witness only that there is one.</summary>
    /// <param name="writer">Takes the fields.</param>
    /// <param name="document">The document.</param>
    /// <param name="row">Its row: the number of its record among the records of its batch that can be documents.</param>
    public static void Write(FieldWriter writer, Document document, long row)
    {
        writer.Varint(row);
        writer.Byte(document.DroppedBy.IsKept ? Stays : Witness);
        if (!document.DroppedBy.IsKept) return; // It went; only its number counts from now on.
        writer.String(document.Id);
        WriteOrigin(writer, document.Origin);
        writer.String(document.Path);
        writer.String(document.Url);
        writer.String(document.Date);
        writer.String(document.Mime);
        writer.String(document.PayloadDigest);
        writer.String(document.Truncated);
        writer.String(document.Language);
        writer.OptionalDouble(document.LanguageScore);
        writer.String(document.ClusterId);
        writer.Varint((ulong)document.ClusterSize);
        writer.Varint((ulong)document.Metadata.Entries.Count);
        foreach ((string key, MetadataValue value) in document.Metadata.Entries)
        {
            writer.String(key);
            writer.String(value.Text);
            if (value.Text is null) writer.Double(value.Number);
        }
        writer.Bytes(document.Text);
        // A page that has no text yet: extraction comes after the merge.
        bool isPage = document.Text.IsEmpty;
        writer.String(isPage ? document.HeaderCharset : null);
        writer.Bytes(isPage ? document.Body.Span : []);
    }

    /// <summary>Reads the next document into a worker's.</summary>
    /// <returns>False for a witness, which is no document of any later stage.</returns>
    public static bool TryRead(ref FieldReader reader, Document document, ref RepeatedStrings repeated, out long row)
    {
        document.Reset();
        row = reader.Long();
        if (reader.Byte() == Witness) return false;
        document.Id = reader.String()!;
        document.Origin = ReadOrigin(ref reader, ref repeated);
        document.Path = reader.String();
        document.Url = reader.String();
        document.Date = reader.String();
        document.Mime = reader.String(ref repeated.Mime);
        document.PayloadDigest = reader.String();
        document.Truncated = reader.String(ref repeated.Truncated);
        document.Language = reader.String(ref repeated.Language);
        document.LanguageScore = reader.OptionalDouble();
        document.ClusterId = reader.String();
        document.ClusterSize = checked((int)reader.Varint());
        for (ulong left = reader.Varint(); left > 0; left--)
        {
            string key = reader.String(ref repeated.Key)!;
            string? text = reader.String();
            document.Metadata.Set(key, text is null ? reader.Double() : text);
        }
        document.SetText(reader.Bytes());
        document.HeaderCharset = reader.String(ref repeated.HeaderCharset);
        document.Body = reader.Bytes().ToArray();
        return true;
    }

    /// <summary>Writes an origin.</summary>
    public static void WriteOrigin(FieldWriter writer, in Origin origin)
    {
        writer.String(origin.File);
        writer.Varint(origin.Offset);
        writer.Varint(origin.Length);
        writer.Byte(origin.IsDecompressedOffset ? (byte)1 : (byte)0);
    }

    /// <summary>Reads an origin.</summary>
    public static Origin ReadOrigin(ref FieldReader reader, ref RepeatedStrings repeated) => new()
    {
        File = reader.String(ref repeated.File)!,
        Offset = reader.Long(),
        Length = reader.Long(),
        IsDecompressedOffset = reader.Byte() != 0,
    };
}

/// <summary>The last strings of fields that seldom change from row to row, so that reading them makes no new string.</summary>
struct RepeatedStrings
{
    public string? File;
    public string? Mime;
    public string? HeaderCharset;
    public string? Truncated;
    public string? Language;
    public string? Key;
    public string? Rule;
}
