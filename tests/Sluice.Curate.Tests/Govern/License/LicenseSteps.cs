using Sluice.Curate.Govern.License;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Tests.Govern.License;

/// <summary>Makes the step with the fetched texts; skips where they were not fetched.</summary>
static class LicenseSteps
{
    static readonly string? s_models = Find();
    static readonly CachedResources s_resources = new(new(s_models));

    public static DetectLicense Create(DetectLicenseOptions? options = null)
    {
        Assert.SkipWhen(s_models is null, $"needs .build/models/{SpdxListFile.FileName}: eng/fetch-native fetches it");
        return new(options ?? new(), s_resources);
    }

    static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Sluice.slnx"))) continue;
            string models = System.IO.Path.Combine(folder.FullName, ".build", "models");
            return File.Exists(System.IO.Path.Combine(models, SpdxListFile.FileName)) ? models : null;
        }
        return null;
    }

    // The index of texts is read once for all tests.
    sealed class CachedResources(TestResources inner) : Core.Steps.IStepResources
    {
        readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<object>> _loaded = new(StringComparer.Ordinal);

        public ulong Seed => inner.Seed;

        public string? TryFind(string nameOrPath) => inner.TryFind(nameOrPath);

        public string Find(string nameOrPath, string howToGet) => inner.Find(nameOrPath, howToGet);

        public T Load<T>(string path, Func<string, T> load) where T : class => (T)_loaded.GetOrAdd(path, _ => new(() => load(path))).Value;
    }
}
