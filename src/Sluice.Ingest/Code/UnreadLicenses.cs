using Sluice.Core.Records;

namespace Sluice.Ingest.Code;

/// <summary>License files of a tree whose text is not known: listed by their paths, so that nothing is permitted where one of them lies.</summary>
sealed class UnreadLicenses
{
    readonly List<RepositoryFile> _files = [];
    long _chars;
    bool _hasMore;

    /// <summary>Takes one; beyond the limits of <see cref="RightsFiles"/>, one entry stands for all others.</summary>
    /// <param name="path">Path of a rights file; what is no license file is passed over.</param>
    /// <param name="reason">What kept it from being read.</param>
    public void Add(string path, string reason)
    {
        if (!RightsFiles.IsLicense(path)) return;
        if (_files.Count == RightsFiles.UnreadMax || _chars > RightsFiles.UnreadCharsMax)
        {
            _hasMore = true;
            return;
        }
        _chars += path.Length;
        _files.Add(Of(path, reason));
    }

    /// <summary>All of them, in no order.</summary>
    /// <param name="rootLength">Length of the folder that is no part of the paths.</param>
    public IEnumerable<RepositoryFile> Files(int rootLength = 0)
    {
        IEnumerable<RepositoryFile> files = rootLength == 0 ? _files : _files.Select(file => file with { Path = file.Path[rootLength..] });
        return _hasMore ? files.Append(Of(RightsFiles.MorePath, RightsFiles.LimitReason)) : files;
    }

    static RepositoryFile Of(string path, string reason) => new(path, "", ReadOnlyMemory<byte>.Empty) { Unread = reason };
}
