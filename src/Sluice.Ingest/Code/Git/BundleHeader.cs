using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>The head of a bundle: its refs and what it needs, up to where its pack begins.</summary>
/// <remarks>Source: <c>gitformat-bundle</c> of git's documentation, versions 2 and 3.</remarks>
sealed class BundleHeader
{
    const int LineBytesMax = 8 << 10, LinesMax = 1_000_000;

    static readonly string[] s_usualBranches = ["refs/heads/main", "refs/heads/master"];

    readonly List<(string Id, string Name)> _refs = [];

    /// <summary>Where the pack begins.</summary>
    public long PackOffset { get; private set; }

    /// <summary>Whether ids are SHA-256.</summary>
    public bool IsSha256 { get; private set; }

    /// <summary>Whether it needs commits that it does not hold.</summary>
    public bool HasPrerequisites { get; private set; }

    /// <summary>Whether a file begins as a bundle does.</summary>
    public static bool IsBundle(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64);
            Span<byte> head = stackalloc byte[16];
            int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return head[..read].SequenceEqual("# v2 git bundle\n"u8) || head[..read].SequenceEqual("# v3 git bundle\n"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the head; null where it is broken.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static BundleHeader? Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 << 10);
        BundleHeader header = new();
        for (int number = 0; number < LinesMax; number++)
        {
            if (ReadLine(file) is not { } line) return null;
            if (line.Length == 0)
            {
                header.PackOffset = file.Position;
                return header;
            }
            if (!header.Take(line)) return null;
        }
        return null;
    }

    /// <summary>The id that a name stands for: as <see cref="LocalRepository.Find"/>; null for the head asks for HEAD, else main, master, else the first branch.</summary>
    public string? Find(string? name)
    {
        if (name is null)
        {
            foreach (string usual in (string[])["HEAD", .. s_usualBranches])
                if (IdOf(usual) is { } id) return id;
            return _refs.Find(one => one.Name.StartsWith("refs/heads/", StringComparison.Ordinal)).Id ?? (_refs.Count > 0 ? _refs[0].Id : null);
        }
        if (ObjectId.Is(name)) return name;
        return IdOf("refs/tags/" + name) ?? IdOf("refs/heads/" + name) ?? IdOf("refs/remotes/origin/" + name) ?? IdOf("refs/" + name) ?? IdOf(name);
    }

    string? IdOf(string name) => _refs.Find(one => one.Name == name).Id;

    bool Take(string line)
    {
        if (line.StartsWith("# v", StringComparison.Ordinal)) return true;
        if (line[0] == '@')
        {
            IsSha256 |= line == "@object-format=sha256";
            return line is "@object-format=sha256" or "@object-format=sha1"; // A filter means objects that were left out.
        }
        if (line[0] == '-') return HasPrerequisites = true;
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !ObjectId.Is(line[..space])) return false;
        _refs.Add((line[..space], line[(space + 1)..]));
        return true;
    }

    static string? ReadLine(FileStream file)
    {
        List<byte> line = [];
        for (int b; (b = file.ReadByte()) >= 0 && line.Count < LineBytesMax; line.Add((byte)b))
            if (b == '\n') return Encoding.UTF8.GetString([.. line]);
        return null;
    }
}
