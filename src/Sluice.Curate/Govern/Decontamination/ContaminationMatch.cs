namespace Sluice.Curate.Govern.Decontamination;

/// <summary>A benchmark's text, found in a document.</summary>
/// <param name="Text">Number of the text in its index.</param>
/// <param name="Score">What the rule measured: share of the text found, 0 to 1.</param>
/// <param name="Threshold">The bound it reached.</param>
/// <param name="Start">Byte offset in the document of the first byte in common.</param>
/// <param name="End">Byte offset after the last.</param>
readonly record struct ContaminationMatch(int Text, double Score, double Threshold, int Start, int End);
