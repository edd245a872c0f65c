using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Tests;

/// <summary>Lists and models from one folder.</summary>
sealed class TestResources(string? folder = null, ulong seed = 0) : IStepResources
{
    public ulong Seed => seed;

    public string? TryFind(string nameOrPath)
    {
        if (Path.IsPathRooted(nameOrPath)) return File.Exists(nameOrPath) ? nameOrPath : null;
        string? path = folder is null ? null : Path.Combine(folder, nameOrPath);
        return File.Exists(path) ? path : null;
    }

    public string Find(string nameOrPath, string howToGet) => TryFind(nameOrPath) ?? throw new SluiceException($"{nameOrPath} is missing", hint: howToGet);

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
