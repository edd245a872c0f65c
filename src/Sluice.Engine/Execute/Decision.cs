using Sluice.Core;
using Sluice.Engine.Store;

namespace Sluice.Engine.Execute;

/// <summary>What a merge decided about one document of a task, ids instead of numbers.</summary>
/// <param name="Document">Its number among the task's documents.</param>
/// <param name="Verdict">Keep or drop.</param>
/// <param name="DuplicateOf">Id of the document that stays in its place.</param>
/// <param name="Similarity">Measured similarity to it.</param>
/// <param name="ClusterId">Id of the cluster's first document.</param>
/// <param name="ClusterSize">Documents of the cluster.</param>
sealed record Decision(long Document, Verdict Verdict, string? DuplicateOf, double? Similarity, string? ClusterId, int ClusterSize)
{
    /// <summary>What the step is to do to the document; empty for nothing.</summary>
    public ReadOnlyMemory<byte> Change { get; init; }

    /// <summary>Writes it.</summary>
    public void Write(FieldWriter writer)
    {
        writer.Varint(Document);
        writer.String(Verdict.Rule);
        writer.OptionalDouble(Verdict.Value);
        writer.OptionalDouble(Verdict.Threshold);
        writer.String(Verdict.Evidence);
        writer.Byte(Verdict.WithholdsText ? (byte)1 : (byte)0);
        writer.String(DuplicateOf);
        writer.OptionalDouble(Similarity);
        writer.String(ClusterId);
        writer.Varint((ulong)ClusterSize);
        writer.Bytes(Change.Span);
    }

    /// <summary>Reads one.</summary>
    public static Decision Read(ref FieldReader reader)
    {
        long document = reader.Long();
        Verdict verdict = new()
        {
            Rule = reader.String(),
            Value = reader.OptionalDouble(),
            Threshold = reader.OptionalDouble(),
            Evidence = reader.String(),
            WithholdsText = reader.Byte() != 0,
        };
        return new(document, verdict, reader.String(), reader.OptionalDouble(), reader.String(), checked((int)reader.Varint())) { Change = reader.Bytes().ToArray() };
    }

    /// <summary>Hands it to the document.</summary>
    public void Apply(Document document)
    {
        document.ReadVerdict = Verdict;
        document.DuplicateOf = DuplicateOf;
        document.Similarity = Similarity;
        // A document that a later merge only cuts stays in the cluster that an earlier one found.
        if (ClusterId is not null) (document.ClusterId, document.ClusterSize) = (ClusterId, ClusterSize);
        document.MergeChange = Change;
    }
}
