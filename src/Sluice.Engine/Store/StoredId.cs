namespace Sluice.Engine.Store;

/// <summary>The id of a document that goes into a merge, as the stage before it stores it.</summary>
/// <param name="Row">Its row, counted in its batch.</param>
/// <param name="Id">Its id; repeats are not numbered yet.</param>
/// <param name="IsWitness">Whether it is dropped already, and only bears witness.</param>
readonly record struct StoredId(long Row, string Id, bool IsWitness)
{
    /// <summary>Writes one.</summary>
    public static void Write(FieldWriter writer, long row, string id, bool isWitness)
    {
        writer.Varint(row);
        writer.String(id);
        writer.Byte(isWitness ? (byte)1 : (byte)0);
    }

    /// <summary>Reads the next.</summary>
    public static StoredId Read(ref FieldReader reader) => new(reader.Long(), reader.String()!, reader.Byte() != 0);
}
