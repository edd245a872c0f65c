using System.Security.Cryptography;
using System.Text;
using Sluice.Core.Records;
using Sluice.Core.Release;
using Sluice.Fixtures;
using Sluice.Publish.Release;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Tests.Release.Attribution;

public sealed class AttributionFilesTests : IDisposable
{
    const string Mit = "MIT License\n\nCopyright (c) 2020 Ann\n\nPermission is hereby granted\n";
    const string Apache = "Apache License\nVersion 2.0\n";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_repository_and_license_is_a_row_with_files_bytes_holders_and_texts()
    {
        Write(
            new(Repo("o/one", ("LICENSE", Mit), ("package.json", "{}"), ("vendor/x/LICENSE", Apache), ("vendor/x/NOTICE", "Product X\n"), ("docs/NOTICE", "of the docs")),
            [
                Row("MIT", "src/a.c", 10, "LICENSE package.json", "2020 Ann; 2021 Bob <bob@example.org>"),
                Row("MIT", "src/b.c", 20, "LICENSE", "2020 Ann"),
                Row("Apache-2.0", "vendor/x/y/c.c", 5, "vendor/x/LICENSE", null),
            ]),
            new(Repo("o/none", ("LICENSE", Mit)), []),
            new(Repo("o/two", ("LICENSE", Mit), ("README.md", "# two"), ("sub/COPYING", "x")), [Row(null, "a.py", 7, null, null)]));

        Assert.Equal(
        [
            "o/one | Apache-2.0 | 1 | 5 | [] | vendor/x/LICENSE license, vendor/x/NOTICE notice",
            "o/one | MIT | 2 | 30 | [2020 Ann, 2021 Bob] | LICENSE license",
            "o/two | NOASSERTION | 1 | 7 | [] | LICENSE license",
        ], Query("SELECT repository, license, files, bytes, holders::VARCHAR, list_aggregate(list_transform(texts, t -> t.path || ' ' || t.kind), 'string_agg', ', ') FROM"));
        Assert.Equal([$"{Digest(Apache)} | 1 | 27 | 1 | {Apache}", $"{Digest("Product X\n")} | 2 | 10 | 1 | Product X\n", $"{Digest(Mit)} | 3 | {Mit.Length} | 2 | {Mit}"],
            Query("SELECT * FROM", "LICENSE-TEXTS.parquet"));
    }

    [Fact]
    public void Notice_has_each_text_once_and_names_who_has_it()
    {
        Write(new RepositoryUse(Repo("o/one", ("LICENSE", Mit), ("NOTICE", "no line end")), [Row("MIT", "a.c", 10, "LICENSE", "2020 Ann")]), new(Repo("o/two", ("COPYING", Mit)), [Row("MIT", "b.c", 3, "COPYING", null)]));
        string notice = File.ReadAllText(_folder.File("NOTICE.txt"));
        Assert.Contains("\no/one\n  from https://example.org/o/one\n  commit abc\n  MIT: 1 file, 10 bytes; [1] LICENSE, [2] NOTICE\n    2020 Ann\n\no/two\n", notice, StringComparison.Ordinal);
        Assert.Equal(2, notice.Split(Mit).Length);
        Assert.Contains($"[1] {Mit.Length} bytes, SHA-256 {Digest(Mit)}, of\n  o/one: LICENSE\n  o/two: COPYING\n{new string('=', 72)}\n{Mit}{new string('=', 72)}\n", notice, StringComparison.Ordinal);
        Assert.Contains("\nno line end\n=", notice, StringComparison.Ordinal);
        Assert.Equal(["ATTRIBUTION.parquet", "LICENSE-TEXTS.parquet", "NOTICE.txt"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void License_whose_text_no_file_holds_is_not_given_the_text_of_another()
    {
        Write(new RepositoryUse(Repo("o/zlib", ("LICENSE", "zlib License\n"), ("LICENSES/BSD-3-Clause.txt", "bsd"), ("package.json", "{}")),
        [
            Row("BSD-3-Clause", "t.c", 1, null, null),
            Row("Apache-2.0", "contrib/skipset.h", 10, null, null),
            Row("GPL-2.0-only WITH Classpath-exception-2.0 OR LicenseRef-own", "g.c", 1, null, null),
            Row("GPL-2.0-only WITH Classpath-exception-2.0 OR LicenseRef-own", "h.c", 1, null, null),
            Row("MIT", "m.js", 1, "package.json", null),
            Row("Zlib", "a.c", 1, "LICENSE", null),
        ]));
        Assert.Equal(["Apache-2.0 | 0", "BSD-3-Clause | 1", "GPL-2.0-only WITH Classpath-exception-2.0 OR LicenseRef-own | 0", "MIT | 0", "Zlib | 1"], Query("SELECT license, len(texts) FROM"));
        string notice = File.ReadAllText(_folder.File("NOTICE.txt"));
        Assert.Contains("  Apache-2.0: 1 file, 10 bytes\n    by the notice in the file itself, text: https://spdx.org/licenses/Apache-2.0.html\n", notice, StringComparison.Ordinal);
        Assert.Contains("    by the notices in the files themselves, text: https://spdx.org/licenses/GPL-2.0-only.html https://spdx.org/licenses/Classpath-exception-2.0.html\n", notice, StringComparison.Ordinal);
        Assert.Contains("    by package.json, text: https://spdx.org/licenses/MIT.html\n", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_holders_and_texts_stay_data()
    {
        string rule = new('=', 100);
        string text = $"{rule}\n\u001b[31m[2] 1 bytes, SHA-256 00, of\n  o/forged: LICENSE\n";
        Write(new RepositoryUse(Repo("o/\u001b[2J\u202ename\nx: MIT", ("LICENSE", text), ("a b/LICENSE with \"spaces\"", "spaced")),
            [Row("MIT\nGPL-3.0", "a\u0000\"'[]{}.c", 1, "LICENSE a b/LICENSE with \"spaces\" gone", "2020 \u0007Ann \"x\" ['y'], {z} NULL, \ud800")]));
        string notice = File.ReadAllText(_folder.File("NOTICE.txt"));
        Assert.Contains($"\n{rule}=\n{text}{rule}=\n", notice, StringComparison.Ordinal); // The fence is longer than any in the text.
        Assert.Contains("\no/�[2J�name x: MIT\n", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("\nx: MIT", notice, StringComparison.Ordinal);
        string[] row = Query("SELECT repository, license, to_json(holders)::VARCHAR, to_json(list_transform(texts, t -> t.path))::VARCHAR FROM").Single().Split(" | ");
        Assert.Equal("o/\u001b[2J\u202ename\nx: MIT", row[0]);
        Assert.Equal("MIT\nGPL-3.0", row[1]);
        Assert.Equal(["2020 \u0007Ann \"x\" ['y'], {z} NULL, �"], JsonSerializer.Deserialize<string[]>(row[2])!);
        Assert.Equal(["LICENSE", "a b/LICENSE with \"spaces\""], JsonSerializer.Deserialize<string[]>(row[3])!);
    }

    [Fact]
    public void Text_that_is_no_utf8_is_told_apart_by_its_own_bytes()
    {
        byte[] latin = Encoding.Latin1.GetBytes("© 1998 Jürgen\n");
        Write(new RepositoryUse(new() { Name = "o/one", RightsFiles = [new("LICENSE", "", latin)] }, [Row("MIT", "a", 1, "LICENSE", null)]));
        Assert.Equal([$"{Convert.ToHexStringLower(SHA256.HashData(latin))} | 1 | {latin.Length} | 1 | © 1998 Jürgen\n"], Query("SELECT * FROM", "LICENSE-TEXTS.parquet"));
        Assert.Contains("not UTF-8 there: read as Latin-1", File.ReadAllText(_folder.File("NOTICE.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void License_files_that_were_not_read_whole_are_said_to_be()
    {
        Write(new RepositoryUse(new()
        {
            Name = "o/one",
            RightsFiles = [new("COPYING", "", Encoding.UTF8.GetBytes(Mit)) { Unread = "read.rights-file-bytes-max" }, new("LICENSE", "", default) { Unread = "read.symlink" }],
        }, [Row("MIT", "a", 1, "COPYING LICENSE", null)]));
        Assert.Contains("[1] COPYING (only a part: read.rights-file-bytes-max), [2] LICENSE (not here: read.symlink)", File.ReadAllText(_folder.File("NOTICE.txt")), StringComparison.Ordinal);
        Assert.Equal(["COPYING,LICENSE"], Query("SELECT list_aggregate(list_transform(texts, t -> t.path), 'string_agg', ',') FROM"));
    }

    [Fact]
    public void Release_of_nothing_has_empty_tables()
    {
        Write();
        Assert.Empty(Query("SELECT * FROM"));
        Assert.Empty(Query("SELECT * FROM", "LICENSE-TEXTS.parquet"));
    }

    [Fact]
    public void More_holders_than_the_limit_are_told_of()
    {
        string holders = string.Join("; ", Enumerable.Range(0, 10_050).Select(i => $"2020 Holder {i}"));
        Write(new RepositoryUse(Repo("o/one"), [Row("MIT", "a", 1, null, holders)]));
        Assert.Equal(["10001 | true"], Query("SELECT len(holders), list_contains(holders, 'and others, named in the files') FROM"));
    }

    [Fact]
    public void Same_repositories_give_the_same_bytes()
    {
        RepositoryUse[] uses = [new(Repo("o/one", ("LICENSE", Mit)), [Row("MIT", "a.c", 10, "LICENSE", "2020 Ann")])];
        Write(uses);
        string[] first = Digests();
        Write(uses);
        Assert.Equal(first, Digests());

        string[] Digests() => [.. Directory.EnumerateFiles(_folder.Path).Order(StringComparer.Ordinal).Select(path => Digest(File.ReadAllText(path, Encoding.Latin1)))];
    }

    void Write(params RepositoryUse[] uses) => new ParquetRelease().WriteAttribution(_folder.Path, uses, null!, default);

    static Repository Repo(string name, params (string Path, string Text)[] files) => new()
    {
        Name = name,
        Url = "https://example.org/" + name,
        Commit = "abc",
        RightsFiles = [.. files.Select(file => new RepositoryFile(file.Path, "", Encoding.UTF8.GetBytes(file.Text)))],
    };

    static LedgerRow Row(string? license, string path, long bytes, string? files, string? holders) => new()
    {
        Id = path,
        TextBytes = bytes,
        MetadataJson = JsonSerializer.Serialize(new (string Key, string? Value)[] { ("path", path), ("license", license), ("license-files", files), ("copyright", holders) }
            .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value)),
    };

    static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    List<string> Query(string select, string file = "ATTRIBUTION.parquet")
    {
        string path = _folder.File(file);
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path] });
        using SqlResult result = database.Query($"SELECT COLUMNS(*)::VARCHAR FROM ({select} read_parquet({SqlText.File(path)}))");
        return [.. result.Rows().Select(row => string.Join(" | ", result.ColumnNames.Select((_, column) => row.Text(column))))];
    }
}
