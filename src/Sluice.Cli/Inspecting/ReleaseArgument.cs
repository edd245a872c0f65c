using System.CommandLine;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>The argument that names a finished release.</summary>
static class ReleaseArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create(string name = "RELEASE", string what = "Folder of a finished release") => new(name) { Description = what };

    /// <summary>The release that it names.</summary>
    /// <exception cref="Core.SluiceException">The folder holds none.</exception>
    public static ReleaseFolder Open(this Call call, Argument<string> argument) => ReleaseFolder.Open(call.Get(argument)!);
}
