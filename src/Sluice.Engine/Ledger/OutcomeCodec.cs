using Sluice.Core.Release;
using Sluice.Engine.Store;

namespace Sluice.Engine.Ledger;

/// <summary>One entry of a stage's outcomes: a whole ledger row where the stage decided, one byte where the document went on.</summary>
/// <remarks>The ledger is composed at the end by walking the first stage's entries; at each that went on, the next stage's next entry is taken.</remarks>
static class OutcomeCodec
{
    const byte WentOn = 255;

    /// <summary>The document goes on to the next stage, which decides.</summary>
    public static void WriteWentOn(FieldWriter writer) => writer.Byte(WentOn);

    /// <summary>The stage decided.</summary>
    public static void Write(FieldWriter writer, LedgerRow row)
    {
        writer.Byte((byte)row.Outcome);
        writer.String(row.Id);
        DocumentCodec.WriteOrigin(writer, row.Origin);
        writer.String(row.Url);
        writer.String(row.Date);
        writer.String(row.Step);
        writer.String(row.Rule);
        writer.OptionalDouble(row.Value);
        writer.OptionalDouble(row.Threshold);
        writer.String(row.Evidence);
        writer.String(row.MetadataJson);
        writer.String(row.DuplicateOf);
        writer.OptionalDouble(row.Similarity);
        writer.Varint((ulong)row.StepsPassed);
        writer.String(row.Language);
        writer.Varint(row.TextBytes);
    }

    /// <summary>Reads the next entry into a row; false where the document went on.</summary>
    public static bool TryRead(ref FieldReader reader, LedgerRow row, ref RepeatedStrings repeated)
    {
        byte outcome = reader.Byte();
        if (outcome == WentOn) return false;
        row.Outcome = (Outcome)outcome;
        row.Id = reader.String()!;
        row.Origin = DocumentCodec.ReadOrigin(ref reader, ref repeated);
        row.Url = reader.String();
        row.Date = reader.String();
        row.Step = reader.String(ref repeated.Key);
        row.Rule = reader.String(ref repeated.Rule);
        row.Value = reader.OptionalDouble();
        row.Threshold = reader.OptionalDouble();
        row.Evidence = reader.String();
        row.MetadataJson = reader.String();
        row.DuplicateOf = reader.String();
        row.Similarity = reader.OptionalDouble();
        row.StepsPassed = checked((int)reader.Varint());
        row.Language = reader.String(ref repeated.Language);
        row.TextBytes = reader.Long();
        return true;
    }
}
