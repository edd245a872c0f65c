namespace Sluice.Core.Steps;

/// <summary>A step that has something to tell before the first document: a rule that has no list, for one.</summary>
public interface INotedStep
{
    /// <summary>One sentence each, for a person; empty where there is nothing to tell.</summary>
    IReadOnlyList<string> Notes { get; }
}
