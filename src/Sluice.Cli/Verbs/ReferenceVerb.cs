using System.CommandLine;
using Sluice.Cli.Reference;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice reference</c>, hidden: writes the reference pages of the docs.</summary>
sealed class ReferenceVerb : Verb
{
    readonly Argument<string> _folder = new("DIR") { Description = "Folder that the pages are written to" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice reference docs/reference"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => command.Arguments.Add(_folder);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        string folder = Directory.CreateDirectory(call.Get(_folder)!).FullName;
        foreach ((string name, string page) in ReferenceDocs.Pages()) File.WriteAllText(Path.Combine(folder, name), page);
        return ExitCode.Done;
    }
}
