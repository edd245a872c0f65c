namespace Sluice.Publish.Layout;

/// <summary>Finds the files of a repository that a file imports: statements as <see cref="ImportStatements"/> reads them, resolved to paths as each language does, as far as names alone tell.</summary>
/// <remarks>What lies outside of the repository is not found, which is right. Search paths, build files and macros are not read. A name that several files declare stands for at most
/// <see cref="FilesOfNameMax"/> of them.</remarks>
sealed class ImportIndex
{
    /// <summary>Files that one name (a package, a namespace) stands for at most.</summary>
    internal const int FilesOfNameMax = 200;

    // Folders above a file that are looked through; deeper paths are no one's source tree.
    const int FoldersMax = 64;

    static readonly string[] s_scriptEndings = ["", ".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".json", "/index.ts", "/index.tsx", "/index.js", "/index.jsx", "/index.mjs"];
    static readonly string[] s_pythonEndings = [".py", "/__init__.py", ".pyi"];
    static readonly string[] s_rustEndings = [".rs", "/mod.rs"];

    readonly IReadOnlyList<SourceFile> _files;
    readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    // Names that files declare (packages, namespaces, classes) or that their folder is (Go), by family.
    readonly Dictionary<(ImportFamily Family, string Name), List<int>> _byName = [];

    internal ImportIndex(IReadOnlyList<SourceFile> files)
    {
        _files = files;
        for (int i = 0; i < files.Count; i++)
        {
            _byPath.TryAdd(files[i].Path, i);
            ImportFamily family = ImportFamilies.Of(files[i]);
            if (family == ImportFamily.Go && !files[i].Path.EndsWith("_test.go", StringComparison.Ordinal)) Name(family, FolderOf(files[i].Path), i);
            if (family is not (ImportFamily.Java or ImportFamily.CSharp or ImportFamily.Php)) continue;
            foreach (string name in ImportStatements.Declared(family, files[i]))
            {
                Name(family, name, i);
                if (family != ImportFamily.CSharp) Name(family, $"{name}.{StemOf(files[i].Path)}", i);
            }
        }
    }

    /// <summary>The files that a file imports, as its lines name them; some may come more than once.</summary>
    internal IEnumerable<int> ImportsOf(int file)
    {
        ImportFamily family = ImportFamilies.Of(_files[file]);
        string path = _files[file].Path, folder = FolderOf(path);
        foreach (ImportStatement import in ImportStatements.Of(family, _files[file]))
        {
            IEnumerable<int> found = family switch
            {
                ImportFamily.Python => Python(folder, import),
                ImportFamily.JavaScript => One(First(Join(folder, import.Name), s_scriptEndings) ?? First(Join(folder, WithoutEnding(import.Name)), s_scriptEndings)),
                ImportFamily.C => One(At(Join(folder, import.Name)) ?? Above(folder, ["", "include/", "src/"], import.Name, [""])),
                ImportFamily.Ruby => One(import.IsRelative ? First(Join(folder, import.Name), ["", ".rb"]) : Above(folder, ["", "lib/"], import.Name, ["", ".rb"])),
                ImportFamily.Php when import.IsRelative => One(At(Join(folder, import.Name)) ?? Above(folder, [""], import.Name, [""])),
                ImportFamily.Rust => One(Rust(path, folder, import)),
                ImportFamily.Go => Go(import.Name),
                _ => Named(family, import.Name),
            };
            foreach (int other in found) yield return other;
        }
    }

    // from ..a import b: one dot is the file's own folder. A module may be b itself, or hold it.
    IEnumerable<int> Python(string folder, ImportStatement import)
    {
        string name = import.Name.Replace('.', '/');
        foreach (string module in import.Member is { } member ? [name.Length == 0 ? member : $"{name}/{member}", name] : (string[])[name])
        {
            string? from = folder;
            for (int level = 1; level < import.Level && from is not null; level++) from = from.Length == 0 ? null : FolderOf(from);
            if (from is null) yield break;
            int? found = import.Level > 0 ? First(Join(from, module), s_pythonEndings) : Above(folder, ["", "src/", "lib/"], module, s_pythonEndings);
            if (found is null) continue;
            yield return found.Value;
            yield break;
        }
    }

    // mod a: beside the file, or in the folder named after it. use crate::a::b: from the folder of lib.rs or main.rs; the last parts may be items of a file.
    int? Rust(string path, string folder, ImportStatement import)
    {
        string stem = StemOf(path);
        string? own = stem is "mod" or "lib" or "main" ? folder : Join(folder, stem);
        if (import.IsRelative) return First(Join(own, import.Name), s_rustEndings);
        string[] parts = import.Name.Split("::");
        string? from = parts[0] switch { "crate" => CrateOf(folder), "self" => own, "super" => own is null ? null : FolderOf(own), _ => null };
        for (int length = parts.Length; from is not null && length > 1; length--)
            if (First(Join(from, string.Join('/', parts[1..length])), s_rustEndings) is { } found) return found;
        return null;
    }

    string? CrateOf(string folder) => FoldersAbove(folder).FirstOrDefault(above => At(Join(above, "lib.rs")) is not null || At(Join(above, "main.rs")) is not null);

    // host/owner/repository/a/b: the longest end of it that is a folder here. Names without a dot before the first slash are of the language.
    List<int> Go(string name)
    {
        int slash = name.IndexOf('/');
        if (slash < 0 || !name.AsSpan(0, slash).Contains('.')) return [];
        for (int i = 0; i < FoldersMax && slash >= 0; i++, slash = name.IndexOf('/', slash + 1))
            if (_byName.TryGetValue((ImportFamily.Go, name[(slash + 1)..]), out List<int>? files)) return files;
        return [];
    }

    List<int> Named(ImportFamily family, string name) => _byName.TryGetValue((family, name), out List<int>? files) ? files : [];

    void Name(ImportFamily family, string name, int file)
    {
        if (!_byName.TryGetValue((family, name), out List<int>? files)) _byName[(family, name)] = files = [];
        if (files.Count < FilesOfNameMax) files.Add(file);
    }

    // In the folder of the file or one above it, the nearest first.
    int? Above(string folder, string[] roots, string name, string[] endings)
    {
        foreach (string above in FoldersAbove(folder))
            foreach (string root in roots)
                if (First(Join(above, root + name), endings) is { } found) return found;
        return null;
    }

    static IEnumerable<string> FoldersAbove(string folder)
    {
        for (int i = 0; i < FoldersMax; i++)
        {
            yield return folder;
            if (folder.Length == 0) yield break;
            folder = FolderOf(folder);
        }
    }

    int? First(string? path, string[] endings)
    {
        if (path is null) return null;
        foreach (string ending in endings)
            if (At(path + ending) is { } found) return found;
        return null;
    }

    int? At(string? path) => path is not null && _byPath.TryGetValue(path, out int file) ? file : null;

    static IEnumerable<int> One(int? file) => file is { } one ? [one] : [];

    static string WithoutEnding(string name) => name.LastIndexOf('.') is > 0 and var dot && dot > name.LastIndexOf('/') ? name[..dot] : name;

    static string StemOf(string path) => WithoutEnding(path[(path.LastIndexOf('/') + 1)..]);

    static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    // A path below a folder, . and .. resolved; null where it leaves the repository.
    static string? Join(string? folder, string name)
    {
        if (folder is null || name.Length > 1_000) return null;
        List<string> parts = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }
        return string.Join('/', parts);
    }
}
