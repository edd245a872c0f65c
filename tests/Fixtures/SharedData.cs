namespace Sluice.Fixtures;

/// <summary>The real data beside the checkout (<c>../shared</c>): tests that need it skip, with a reason, where it is absent.</summary>
static class SharedData
{
    /// <summary>Full path of <c>../shared</c>, or null where it is absent.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The path of a file or folder below <c>../shared</c>; skips the running test when it is absent.</summary>
    public static string Path(string relative)
    {
        string? path = Root is null ? null : System.IO.Path.Combine(Root, relative);
        Assert.SkipWhen(path is null || !(File.Exists(path) || Directory.Exists(path)), $"needs ../shared/{relative}, which is not beside this checkout");
        return path!;
    }

    static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Sluice.slnx"))) continue;
            string shared = System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable("SLUICE_SHARED") ?? System.IO.Path.Combine(folder.FullName, "..", "shared"));
            return Directory.Exists(shared) ? shared : null;
        }
        return null;
    }
}
