using Sluice.Core.Records;
using Sluice.Ingest.Code.Archives;
using Sluice.Ingest.Code.Git;

namespace Sluice.Ingest.Code;

/// <summary>The source <c>git</c>: one shard is one repository, bundle, archive or package.</summary>
static class CodeSource
{
    static readonly string[] s_suffixes = [".bundle", .. ArchiveSource.Suffixes];

    /// <summary>The source.</summary>
    public static SourceDefinition Definition { get; } =
        SourceDefinition.OfRepositories<GitOptions>("git", "Repositories, bundles, archives and packages of source code: a file is a document", s_suffixes, Open, CodeInputs.Find);

    /// <summary>Opens what the shard's path is.</summary>
    public static IShardReader Open(Shard shard, GitOptions options) => ArchiveSource.IsArchive(shard.Path)
        ? ArchiveSource.Open(shard, options)
        : GitSource.Open(shard, options);
}
