using Sluice.Core;

namespace Sluice.Cli.Try;

/// <summary>What <c>sluice try</c> does to each document of its inputs.</summary>
abstract class Trial
{
    /// <summary>Takes the next document and writes its line, or keeps what it needs for one.</summary>
    public abstract void Take(Document document, JsonLine line);

    /// <summary>Writes what had to wait for the last document.</summary>
    public virtual void Finish(JsonLine line) { }
}
