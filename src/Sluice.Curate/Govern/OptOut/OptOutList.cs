using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>The entries of one opt-out list, by hash: looking one up costs the same in a list of ten and of ten million.</summary>
/// <remarks>About 30 bytes an entry, and its id where it has one; what the entries name is not held, patterns aside.</remarks>
sealed class OptOutList
{
    /// <summary>Patterns with wildcards inside that one repository may have; <c>folder/**</c> is none of them. Each costs a comparison a file.</summary>
    public const int PatternsMax = 1000;

    readonly string _name;
    readonly Dictionary<ulong, int> _entries = [];
    readonly Dictionary<ulong, List<KeyValuePair<string, int>>> _patterns = [];
    readonly HashSet<ulong> _repositoriesWithPaths = [];
    readonly Dictionary<int, string> _ids = [];

    OptOutList(string name) => _name = name;

    /// <summary>Entries of the file.</summary>
    public int Entries { get; private set; }

    /// <summary>Whether any entry names an author.</summary>
    public bool HasAuthors => HasNames || HasEmails;

    /// <summary>Whether any entry has an author's address.</summary>
    public bool HasEmails { get; private set; }

    /// <summary>Whether any entry has an author's name.</summary>
    public bool HasNames => NameWordsMax > 0;

    /// <summary>Words of the longest name.</summary>
    public int NameWordsMax { get; private set; }

    /// <summary>Reads a list.</summary>
    /// <exception cref="SluiceException">It can't be read, or has wrong entries: all of them, with line and column.</exception>
    public static OptOutList Load(string path)
    {
        OptOutList list = new(System.IO.Path.GetFileName(path));
        new OptOutReader(path, list).Read();
        return list;
    }

    /// <summary>What shows which entry it was: its id, or the list's name and its number from 1 on. Never what it names.</summary>
    public string EvidenceOf(int entry) => _ids.TryGetValue(entry, out string? id) ? id : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_name}#{entry + 1}");

    /// <summary>The entry that names something; -1 for none.</summary>
    public int Find(OptOutKind kind, ReadOnlySpan<byte> valueUtf8) => _entries.TryGetValue(KeyOf(kind, valueUtf8), out int entry) ? entry : -1;

    /// <summary>As above, of text.</summary>
    public int Find(OptOutKind kind, string value) => _entries.TryGetValue(KeyOf(kind, value), out int entry) ? entry : -1;

    /// <summary>Whether an entry names paths of a repository.</summary>
    public bool HasPathsOf(string repository) => _repositoriesWithPaths.Contains(KeyOf(OptOutKind.Pattern, repository));

    /// <summary>The patterns of a repository, with their entries.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> PatternsOf(string repository) => _patterns.TryGetValue(KeyOf(OptOutKind.Pattern, repository), out List<KeyValuePair<string, int>>? patterns) ? patterns : [];

    /// <summary>Takes the next entry's place.</summary>
    /// <returns>Its number.</returns>
    public int Begin(string? id)
    {
        if (id is not null) _ids[Entries] = id;
        return Entries++;
    }

    /// <summary>Takes what an entry names; of two that name the same, the first counts.</summary>
    public void Add(int entry, OptOutKind kind, string value)
    {
        _entries.TryAdd(KeyOf(kind, value), entry);
        if (kind == OptOutKind.Email) HasEmails = true;
        if (kind == OptOutKind.PersonName) NameWordsMax = Math.Max(NameWordsMax, value.Count(c => c == ' ') + 1);
    }

    /// <summary>Takes files of a repository.</summary>
    /// <returns>False where it has too many patterns.</returns>
    public bool AddPath(int entry, string repository, string path)
    {
        ulong key = KeyOf(OptOutKind.Pattern, repository);
        _repositoriesWithPaths.Add(key);
        string folder = path.EndsWith("/**", StringComparison.Ordinal) ? path[..^3] : path.TrimEnd('/');
        if (folder.AsSpan().IndexOfAny('*', '?') < 0)
        {
            // A path without wildcards may be a file or a folder: nobody who opts out should have to know the difference.
            if (folder.Length == path.Length) Add(entry, OptOutKind.Path, PathKey(repository, folder));
            Add(entry, OptOutKind.Folder, PathKey(repository, folder));
            return true;
        }
        if (!_patterns.TryGetValue(key, out List<KeyValuePair<string, int>>? patterns)) _patterns[key] = patterns = [];
        patterns.Add(new(path, entry));
        return patterns.Count <= PatternsMax;
    }

    /// <summary>What a path is looked up by.</summary>
    public static string PathKey(string repository, ReadOnlySpan<char> path) => string.Concat(repository, "\n", path);

    static ulong KeyOf(OptOutKind kind, ReadOnlySpan<byte> valueUtf8) => TextHash.Of(valueUtf8, (ulong)kind);

    static ulong KeyOf(OptOutKind kind, string value)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        try
        {
            return KeyOf(kind, rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
