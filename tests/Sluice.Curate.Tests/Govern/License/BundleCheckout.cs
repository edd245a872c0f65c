using System.Diagnostics;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.License;

/// <summary>The files of one of the shared bundles, as a source of repositories would hand them on.</summary>
sealed class BundleCheckout : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _root;

    public BundleCheckout(string name)
    {
        _root = System.IO.Path.Combine(_folder.Path, "tree");
        string bundle = SharedData.Path($"data/code/bundles/{name}.bundle");
        using Process git = Process.Start(new ProcessStartInfo("git", ["-c", "core.hooksPath=/dev/null", "clone", "-q", bundle, _root]) { RedirectStandardError = true })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        Paths = [.. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Select(path => System.IO.Path.GetRelativePath(_root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith(".git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Repository = new()
        {
            Name = name,
            RightsFiles = [.. Paths.Where(path => RightsFiles.Matches(path)).Select(path => new RepositoryFile(path, "", Read(path)))],
        };
    }

    public Repository Repository { get; }

    public IReadOnlyList<string> Paths { get; }

    public byte[] Read(string path) => File.ReadAllBytes(System.IO.Path.Combine(_root, path));

    /// <summary>The document after the step, and the step's verdict.</summary>
    public (Document Document, Verdict Verdict) Judge(IStep step, string path)
    {
        Document document = new()
        {
            Id = $"{Repository.Name}/{path}",
            Path = path,
            Repository = Repository,
        };
        document.SetText(Read(path));
        return (document, step.Apply(document, Measurements.None));
    }

    public void Dispose() => _folder.Dispose();
}
