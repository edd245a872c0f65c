namespace Sluice.Architecture.Tests;

/// <summary>The sources that the rules are checked on.</summary>
static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of <c>src/</c>, without <c>Sluice.</c>.</summary>
    public static string[] Projects { get; } = [.. Directory.GetDirectories(Path.Combine(Root, "src"), "Sluice.*").Select(folder => Path.GetFileName(folder)["Sluice.".Length..]).Order(StringComparer.Ordinal)];

    /// <summary>C# files of a project or a folder of it, generated ones left out; paths relative to the root.</summary>
    public static string[] Sources(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sluice.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
