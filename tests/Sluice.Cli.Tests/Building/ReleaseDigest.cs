using System.Security.Cryptography;

namespace Sluice.Cli.Tests.Building;

/// <summary>Two releases are equal when every file of one is in the other, byte for byte.</summary>
static class ReleaseDigest
{
    /// <summary>Name and SHA-256 of every file of a release, the run's state left out.</summary>
    public static string Of(string release) => string.Join('\n', Directory.EnumerateFiles(release, "*", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(release, path), Path: path)).Where(file => !file.Name.StartsWith(".run", StringComparison.Ordinal))
        .OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => file.Name + " " + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Path)))));
}
