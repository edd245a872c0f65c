using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Engine.Run;
using Sluice.Storage.Files;

namespace Sluice.Engine.Plan;

/// <summary>SHA-256 of every input. A file of the same path, size and time of change as in an earlier run into this folder is not read again; what brings a digest of its own is not read either.</summary>
static class ShardDigests
{
    sealed record Known(long Bytes, DateTime Changed, string Sha256);

    /// <summary>The shards of the inputs, in order.</summary>
    public static IEnumerable<PlannedShard> Of(IReadOnlyList<(RecipeSource Source, FoundInput Input)> inputs, string spoolFolder, CancellationToken cancellation)
    {
        string knownFile = Path.Combine(spoolFolder, "inputs.json");
        Dictionary<string, Known> known = RunFolder.Read<Dictionary<string, Known>>(knownFile) ?? [];
        Dictionary<string, Known> current = new(StringComparer.Ordinal);
        PlannedShard[] shards = new PlannedShard[inputs.Count];
        Parallel.For(0, inputs.Count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, i =>
        {
            (RecipeSource source, FoundInput input) = inputs[i];
            if (input.Digest is { } digest)
            {
                shards[i] = new(source, new Shard(input.Path, input.Name, input.Bytes, digest));
                return;
            }
            string path = input.Path == StandardInput.Name ? SpoolStandardInput(spoolFolder, cancellation) : input.Path;
            FileInfo info = new(path);
            Known? old = known.GetValueOrDefault(path);
            Known entry = old is not null && old.Bytes == info.Length && old.Changed == info.LastWriteTimeUtc ? old
                : new(info.Length, info.LastWriteTimeUtc, Convert.ToHexStringLower(FileDigest.Sha256(path, cancellation)));
            lock (current) current[path] = entry;
            shards[i] = new(source, new Shard(path, input.Name, entry.Bytes, Convert.FromHexString(entry.Sha256)));
        });
        Directory.CreateDirectory(spoolFolder);
        RunFolder.Write(knownFile, current, durable: false);
        return shards;
    }

    // Read whole and stored, since it can't be read twice: once for its digest, once for its records.
    static string SpoolStandardInput(string spoolFolder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(spoolFolder);
        string path = Path.Combine(spoolFolder, "standard-input");
        StandardInput.Spool(path, cancellation);
        return path;
    }
}
