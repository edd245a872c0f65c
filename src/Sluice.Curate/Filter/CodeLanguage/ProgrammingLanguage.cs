namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>A language as Linguist lists it.</summary>
/// <param name="Number">Its place in the list, which is ordered by name.</param>
/// <param name="Name">Linguist's name: <c>C#</c>.</param>
/// <param name="Type"><c>programming</c>, <c>markup</c>, <c>data</c> or <c>prose</c>.</param>
public sealed record ProgrammingLanguage(int Number, string Name, string Type)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
