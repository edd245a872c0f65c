using System.Text;
using System.Text.Json;
using System.Xml;
using Sluice.Core.Records;
using Sluice.Ingest.Code.Git;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Who a package says it is: name, version, repository, commit. Only what stands at its root counts; the first that says something has the say.</summary>
/// <remarks>npm: <c>package.json</c>. Cargo: <c>Cargo.toml</c>, <c>.cargo_vcs_info.json</c>. NuGet: <c>*.nuspec</c>. PyPI: <c>PKG-INFO</c>, <c>*.dist-info/METADATA</c>. What is broken says nothing.</remarks>
sealed class PackageIdentity
{
    /// <summary>Most manifests that are looked at.</summary>
    public const int FilesMax = 64;

    const int CharsMax = 500, LinesMax = 2_000;

    /// <summary>Name; null where none is stated.</summary>
    public string? Name { get; private set; }

    /// <summary>Version; null where none is stated.</summary>
    public string? Version { get; private set; }

    /// <summary>Address of the repository, else of the project; null where none is stated.</summary>
    public string? Url { get; private set; }

    /// <summary>Commit that it was made of; null where none is stated.</summary>
    public string? Commit { get; private set; }

    /// <summary>Whether a file may say it: a manifest at the root, or one folder below.</summary>
    public static bool Matches(string path)
    {
        int slash = path.LastIndexOf('/');
        if (path.AsSpan().Count('/') > 1) return false;
        string name = path[(slash + 1)..];
        return name is "package.json" or "Cargo.toml" or ".cargo_vcs_info.json" or "PKG-INFO" or "METADATA" || name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the manifests.</summary>
    public static PackageIdentity Read(IReadOnlyList<RepositoryFile> files)
    {
        PackageIdentity identity = new();
        foreach (RepositoryFile file in files)
        {
            bool isAtRoot = !file.Path.Contains('/', StringComparison.Ordinal);
            if (file.Path == "package.json") TakeJson(file.Bytes, identity.TakeNpm);
            else if (file.Path == ".cargo_vcs_info.json") TakeJson(file.Bytes, identity.TakeCargoCommit);
            else if (file.Path == "Cargo.toml") identity.TakeToml(file.Bytes.Span);
            else if (isAtRoot && file.Path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)) identity.TakeNuspec(file.Bytes);
            else if (file.Path == "PKG-INFO" || (file.Path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal))) identity.TakeHeaders(file.Bytes.Span);
        }
        return identity;
    }

    void Take(string? name, string? version, string? url, string? commit)
    {
        Name ??= Short(name);
        Version ??= Short(version);
        Url ??= Short(url);
        if (commit is not null && ObjectId.Is(commit)) Commit ??= commit;
    }

    static string? Short(string? value) => value?.Trim() is { Length: > 0 and <= CharsMax } trimmed && !trimmed.Any(char.IsControl) ? trimmed : null;

    static void TakeJson(ReadOnlyMemory<byte> bytes, Action<JsonElement> take)
    {
        try
        {
            if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
            using JsonDocument json = JsonDocument.Parse(bytes, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind == JsonValueKind.Object) take(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken, or with half a surrogate in a text: it says nothing.
        }
    }

    void TakeNpm(JsonElement package)
    {
        string? url = null;
        if (package.TryGetProperty("repository", out JsonElement repository))
            url = repository.ValueKind == JsonValueKind.Object ? Text(repository, "url") : repository.ValueKind == JsonValueKind.String ? repository.GetString() : null;
        if (url?.StartsWith("github:", StringComparison.Ordinal) == true) url = "https://github.com/" + url["github:".Length..];
        else if (url is not null && url.Count(c => c == '/') == 1 && !url.Contains(':', StringComparison.Ordinal)) url = "https://github.com/" + url;
        Take(Text(package, "name"), Text(package, "version"), url ?? Text(package, "homepage"), Text(package, "gitHead"));
    }

    void TakeCargoCommit(JsonElement info)
    {
        if (info.TryGetProperty("git", out JsonElement git) && git.ValueKind == JsonValueKind.Object) Take(null, null, null, Text(git, "sha1"));
    }

    static string? Text(JsonElement element, string key) => element.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Name, version and addresses stand on lines of their own, in the table [package].
    void TakeToml(ReadOnlySpan<byte> bytes)
    {
        string? table = null, name = null, version = null, repository = null, homepage = null;
        foreach (string line in Lines(bytes))
        {
            string text = line.Trim();
            if (text.StartsWith('[')) table = text;
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (table != "[package]" || equals < 0) continue;
            string value = text[(equals + 1)..].Trim();
            if (value.Length < 2 || value[0] is not ('"' or '\'')) continue;
            int end = value.IndexOf(value[0], 1);
            value = end < 0 ? "" : value[1..end];
            switch (text[..equals].Trim())
            {
                case "name": name ??= value; break;
                case "version": version ??= value; break;
                case "repository": repository ??= value; break;
                case "homepage": homepage ??= value; break;
                default: break;
            }
        }
        Take(name, version, repository ?? homepage, null);
    }

    void TakeHeaders(ReadOnlySpan<byte> bytes)
    {
        string? name = null, version = null, home = null, source = null;
        foreach (string line in Lines(bytes))
        {
            if (line.Length == 0) break;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;
            string value = line[(colon + 1)..].Trim();
            switch (line[..colon])
            {
                case "Name": name ??= value; break;
                case "Version": version ??= value; break;
                case "Home-page": home ??= value; break;
                case "Project-URL":
                    int comma = value.IndexOf(',', StringComparison.Ordinal);
                    string label = comma < 0 ? "" : value[..comma].Trim();
                    if (comma < 0) break;
                    if (label.Equals("source", StringComparison.OrdinalIgnoreCase) || label.Equals("repository", StringComparison.OrdinalIgnoreCase) || label.Equals("source code", StringComparison.OrdinalIgnoreCase)
                        || label.Equals("github", StringComparison.OrdinalIgnoreCase)) source ??= value[(comma + 1)..].Trim();
                    else if (label.Equals("homepage", StringComparison.OrdinalIgnoreCase)) home ??= value[(comma + 1)..].Trim();
                    break;
                default: break;
            }
        }
        Take(name, version, source ?? home, null);
    }

    static string[] Lines(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).Split('\n', LinesMax + 1).Select(line => line.TrimEnd('\r')).Take(LinesMax).ToArray();

    void TakeNuspec(ReadOnlyMemory<byte> bytes)
    {
        string? id = null, version = null, project = null, url = null, commit = null;
        try
        {
            using XmlReader xml = XmlReader.Create(new MemoryStream(bytes.ToArray()), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = RightsFiles.FileBytesMax });
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.Depth != 2) continue;
                switch (xml.LocalName)
                {
                    case "id": id ??= Content(xml); break;
                    case "version": version ??= Content(xml); break;
                    case "projectUrl": project ??= Content(xml); break;
                    case "repository": (url, commit) = (url ?? xml.GetAttribute("url"), commit ?? xml.GetAttribute("commit")); break;
                    default: break;
                }
            }
        }
        catch (XmlException)
        {
            // What stands before the fault counts.
        }
        Take(id, version, url ?? project, commit);
    }

    static string? Content(XmlReader xml) => !xml.IsEmptyElement && xml.Read() && xml.NodeType == XmlNodeType.Text ? xml.Value : null;
}
