namespace Sluice.Curate.Govern.OptOut;

/// <summary>What the keys of an entry mean, and when their values are right.</summary>
static class OptOutEntry
{
    /// <summary>Longest id.</summary>
    public const int IdCharsMax = 100;

    const int ValueCharsMax = 4096;

    /// <summary>Keys of which an entry has one.</summary>
    public static readonly string[] Kinds = ["owner", "repository", "path", "author", "swhid"];

    /// <summary>All keys.</summary>
    public static readonly string[] Keys = [.. Kinds, "id", "date", "note"];

    /// <summary>Those of which an entry has one, for a person.</summary>
    public const string KindList = "owner, repository, path, author or swhid";

    /// <summary>Checks an entry and adds it to a list.</summary>
    /// <returns>What is wrong with it; null where it was added.</returns>
    public static Fault? Add(OptOutList list, string? id, string key, string value) => Take(list, id, key, value);

    /// <summary>Checks an entry.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static Fault? Problem(string key, string value) => Take(null, null, key, value);

    static Fault? Take(OptOutList? list, string? id, string key, string value)
    {
        if (value.Length > ValueCharsMax) return new($"{key} has more than {ValueCharsMax} characters", null);
        return key switch
        {
            "owner" => TakeOwner(list, id, value),
            "repository" => TakeRepository(list, id, value),
            "path" => TakePath(list, id, value),
            "author" => TakeAuthor(list, id, value),
            _ => TakeSwhid(list, id, value),
        };
    }

    static Fault? TakeOwner(OptOutList? list, string? id, string value)
    {
        if (value.Contains(' ', StringComparison.Ordinal) || value.StartsWith('@') || !RepositoryName.TrySplit(value, out string? host, out string owner) || (host is null && owner.Contains('/', StringComparison.Ordinal)))
            return new("this is no owner", "an account's or organization's name, janedoe, or its address, https://github.com/janedoe; for one repository use repository");
        if (list is null) return null;
        int entry = list.Begin(id);
        list.Add(entry, OptOutKind.Owner, host is null ? owner : host + "/" + owner);
        if (host is not null) list.Add(entry, OptOutKind.OwnerOnSomeHost, owner);
        return null;
    }

    static Fault? TakeRepository(OptOutList? list, string? id, string value)
    {
        if (value.Contains(' ', StringComparison.Ordinal) || !RepositoryName.TrySplit(value, out string? host, out string name) || (host is not null && !name.Contains('/', StringComparison.Ordinal)))
            return new("this is no repository", "owner/name, or its address, https://github.com/owner/name");
        if (list is null) return null;
        int entry = list.Begin(id);
        list.Add(entry, OptOutKind.Repository, host is null ? name : host + "/" + name);
        if (host is not null) list.Add(entry, OptOutKind.RepositoryOnSomeHost, name);
        return null;
    }

    static Fault? TakePath(OptOutList? list, string? id, string value)
    {
        const string How = "owner/name/path, with / between the parts: owner/name/docs/**, owner/name/src/*.c";
        if (value.Contains("://", StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal)) return new("this is no path", How);
        string[] parts = value.TrimEnd('/').Split('/');
        if (parts.Length < 3) return new("this names no path in a repository", parts.Length == 2 ? $"for the whole repository use repository: {value}; else {How}" : How);
        if (parts.Any(part => part is "" or "." or "..")) return new("a part of the path is empty, . or ..", How);
        string repository = (parts[0] + "/" + parts[1]).ToLowerInvariant(), path = string.Join('/', parts[2..]);
        if (repository.Any(c => c is '*' or '?')) return new("a wildcard in the repository's name", "wildcards are for the path below owner/name; for all of an owner use owner");
        if (path == "**") return new("this is the whole repository", $"use repository: {parts[0]}/{parts[1]}");
        return list is null || list.AddPath(list.Begin(id), repository, path) ? null : new($"more than {OptOutList.PatternsMax} patterns of one repository", "name folders (folder/**) or the repository");
    }

    static Fault? TakeAuthor(OptOutList? list, string? id, string value)
    {
        int open = value.IndexOf('<', StringComparison.Ordinal);
        string? email = null;
        string name = value;
        if (value.Contains('@', StringComparison.Ordinal))
        {
            int close = value.IndexOf('>', StringComparison.Ordinal);
            email = (open >= 0 && close > open ? value[(open + 1)..close] : value).Trim();
            name = open >= 0 ? value[..open] : "";
            if (!AuthorLines.IsEmail(email)) return new("the address is none", "Jane Doe <jane@example.org>, or jane@example.org");
        }
        else if (open >= 0) return new("no address between < and >", "Jane Doe <jane@example.org>, or Jane Doe");
        string words = NameWords.Of(name);
        if (email is null && !words.Contains(' ', StringComparison.Ordinal)) return new("a name of one word would match others", "give the full name, or the address: Jane Doe <jane@example.org>");
        if (words.Length > 0 && words.Count(c => c == ' ') >= NameWords.WordsMax) return new($"a name of more than {NameWords.WordsMax} words", "give the name as it stands in the files");
        if (list is null) return null;
        int entry = list.Begin(id);
        if (email is not null) list.Add(entry, OptOutKind.Email, email.ToLowerInvariant());
        if (words.Contains(' ', StringComparison.Ordinal)) list.Add(entry, OptOutKind.PersonName, words);
        return null;
    }

    static Fault? TakeSwhid(OptOutList? list, string? id, string value)
    {
        if (!Swhid.TryRead(value, out OptOutKind kind, out string hex, out string? problem, out string? hint)) return new(problem!, hint);
        list?.Add(list.Begin(id), kind, hex);
        return null;
    }

    /// <summary>What is wrong with a value.</summary>
    /// <param name="What">In one sentence.</param>
    /// <param name="Hint">How to mend it.</param>
    public sealed record Fault(string What, string? Hint);
}
