using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Tests;

/// <summary>Finds models by path, as the engine's resources do.</summary>
sealed class TestResources(params string[] folders) : IStepResources
{
    public ulong Seed => 0;

    public string? TryFind(string nameOrPath) => new[] { nameOrPath }.Concat(folders.Select(f => Path.Combine(f, nameOrPath))).FirstOrDefault(File.Exists);

    public string Find(string nameOrPath, string howToGet) => TryFind(nameOrPath) ?? throw new SluiceException($"{nameOrPath} is missing", null, howToGet);

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
