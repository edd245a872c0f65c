using Sluice.Core;

namespace Sluice.Engine.Plan;

/// <summary>Which dropped documents are kept, with their text, in <c>samples/</c>.</summary>
public enum KeepDropped
{
    /// <summary>None.</summary>
    None,

    /// <summary>Up to 200 of each rule, chosen by hash of id.</summary>
    Sample,

    /// <summary>All.</summary>
    All,
}

/// <summary>What the command line says of a run, beside the recipe.</summary>
public sealed record RunOptions
{
    /// <summary>Folder of the release.</summary>
    public required string Output { get; init; }

    /// <summary>Threads that work on documents. Never changes a result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Peak resident memory of the process. Never changes a result.</summary>
    public ByteSize Memory { get; init; } = new(2L << 30);

    /// <summary>Records taken at most, in input order; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>Folder where models and lists are looked up first; null for none.</summary>
    public string? Models { get; init; }

    /// <summary>Which dropped documents are kept with their text.</summary>
    public KeepDropped KeepDropped { get; init; } = KeepDropped.Sample;
}
