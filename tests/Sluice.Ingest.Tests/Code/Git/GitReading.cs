using Sluice.Core.Records;
using Sluice.Ingest.Code;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Git;

/// <summary>Reads repositories as the engine does: finds the inputs, gives files their digest, opens them.</summary>
static class GitReading
{
    public static IReadOnlyList<Shard> Shards(GitOptions options, params string[] patterns) =>
        [.. CodeSource.Definition.Find(patterns, options, CancellationToken.None)!.Select(found => new Shard(found.Path, found.Name, found.Bytes, found.Digest ?? Storage.Files.FileDigest.Sha256(found.Path)))];

    public static Readings Read(string path, GitOptions? options = null) => Read(path, options, out _);

    public static Readings Read(string path, GitOptions? options, out Repository? repository)
    {
        options = WithCache(options ?? new());
        Shard shard = Assert.Single(Shards(options, path));
        IShardReader reader = CodeSource.Definition.Open(shard, options);
        repository = reader.Repository;
        return Readings.Read(reader);
    }

    // The cache of the tests, gone with their process.
    public static GitOptions WithCache(GitOptions options) => options.Cache is not null ? options : options with { Cache = s_cache.Path };

    static readonly Fixtures.TemporaryFolder s_cache = Create();

    static Fixtures.TemporaryFolder Create()
    {
        Fixtures.TemporaryFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
