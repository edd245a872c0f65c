namespace Sluice.Curate.Filter.CodeLanguage;

sealed class CodeClassifier
{
    public ProgrammingLanguage? Best(ReadOnlySpan<byte> textUtf8, ReadOnlySpan<ProgrammingLanguage> candidates, ReadOnlySpan<char> extension) => null;
}
