using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Engine.Resources;

/// <summary>A model or list that steps loaded.</summary>
/// <param name="Name">As it was asked for: a path, or the file name that was looked up.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Digest of its bytes, hex.</param>
public sealed record ResourceFile(string Name, long Bytes, string Sha256);

/// <summary>Finds models and lists, and loads each once for all workers.</summary>
/// <param name="seed">The recipe's seed.</param>
/// <param name="modelsFolder"><c>--models</c>; null where it isn't given.</param>
/// <remarks>Looked up in <c>--models</c>, then <c>$SLUICE_MODELS</c>, then the folder <c>models</c> beside the program, then <c>.build/models</c> of the checkout (<c>eng/fetch-native</c>). A name with a slash is a path, and looked up as one first.</remarks>
public sealed class StepResources(ulong seed, string? modelsFolder) : IStepResources
{
    readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal); // path: name that found it
    readonly ConcurrentDictionary<(string Path, Type Type), Lazy<object>> _loaded = new();

    /// <inheritdoc/>
    public ulong Seed => seed;

    /// <summary>What was loaded, in ordinal order of names: it belongs to the digest of a plan, since it decides what is released.</summary>
    /// <exception cref="SluiceException">A file can't be read any more.</exception>
    public IReadOnlyList<ResourceFile> Used =>
        [.. _loaded.Keys.Select(key => key.Path).Distinct(StringComparer.Ordinal).Select(Describe).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string? TryFind(string nameOrPath)
    {
        if (nameOrPath.Length == 0) return null;
        IEnumerable<string> candidates = Folders().Select(folder => Path.Combine(folder, nameOrPath)).Prepend(nameOrPath);
        string? found = candidates.FirstOrDefault(File.Exists);
        if (found is null) return null;
        found = Path.GetFullPath(found);
        _names.TryAdd(found, nameOrPath);
        return found;
    }

    /// <inheritdoc/>
    public string Find(string nameOrPath, string howToGet)
    {
        if (TryFind(nameOrPath) is { } found) return found;
        bool isPath = nameOrPath.Contains('/', StringComparison.Ordinal);
        string looked = string.Join(", ", Folders().Prepend(isPath ? nameOrPath : Environment.CurrentDirectory));
        throw new SluiceException($"the file {nameOrPath} is missing; looked in {looked}", hint: howToGet);
    }

    /// <inheritdoc/>
    public T Load<T>(string path, Func<string, T> load) where T : class
    {
        string full = Path.GetFullPath(path);
        return (T)_loaded.GetOrAdd((full, typeof(T)), _ => new(() => LoadOne(full, load))).Value;
    }

    static object LoadOne<T>(string path, Func<string, T> load) where T : class
    {
        try
        {
            return load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException("the file can't be read: " + e.Message.TrimEnd('.'), path);
        }
    }

    IEnumerable<string> Folders()
    {
        if (modelsFolder is not null) yield return modelsFolder;
        if (Environment.GetEnvironmentVariable("SLUICE_MODELS") is { Length: > 0 } folder) yield return folder;
        yield return Path.Combine(AppContext.BaseDirectory, "models");
        for (DirectoryInfo? checkout = new(AppContext.BaseDirectory); checkout is not null; checkout = checkout.Parent)
        {
            if (!File.Exists(Path.Combine(checkout.FullName, "Sluice.slnx"))) continue;
            yield return Path.Combine(checkout.FullName, ".build", "models");
            break;
        }
    }

    ResourceFile Describe(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return new(_names.GetValueOrDefault(path, path), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException("the file can't be read: " + e.Message.TrimEnd('.'), path);
        }
    }
}
