namespace Sluice.Engine.Index;

/// <summary>What an index says of itself before its first document.</summary>
/// <param name="Step">Name of the merge step.</param>
/// <param name="Kind">What two indexes must agree on to be comparable (<see cref="Core.Steps.IMergeIndex.Kind"/>).</param>
/// <param name="Release">Name of the dataset, as its recipe has it.</param>
public sealed record IndexHeader(string Step, string Kind, string Release);

/// <summary>What a whole index came to.</summary>
/// <param name="Header">What it says of itself.</param>
/// <param name="Documents">Documents in it.</param>
/// <param name="EntryBytes">Bytes of their entries, ids not counted.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Digest of the file, hex.</param>
public sealed record IndexSummary(IndexHeader Header, long Documents, long EntryBytes, long Bytes, string Sha256);
