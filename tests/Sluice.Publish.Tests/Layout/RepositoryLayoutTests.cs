using System.Text;
using Sluice.Core.Recipes;
using Sluice.Core.Release;
using Sluice.Publish.Layout;

namespace Sluice.Publish.Tests.Layout;

public sealed class RepositoryLayoutTests
{
    static ReleasedDocument File(string path, string text, string license = "MIT", string? language = "Python", string repository = "o/n") => new()
    {
        Id = $"{repository}/{path}",
        Repository = repository,
        Commit = "abc",
        Path = path,
        Text = Encoding.UTF8.GetBytes(text),
        License = license,
        CodeLanguage = language,
        Date = "2024-01-0" + (path.Length % 9),
        MetadataJson = """{"license-from":"header"}""",
    };

    static List<ReleasedDocument> Arrange(RecipeRelease release, params ReleasedDocument[] files)
    {
        // One instance for all, as the engine gives them.
        ReleasedDocument shared = new();
        return [.. RepositoryLayout.Of(release)!.Arrange(files.Select(file =>
        {
            foreach (System.Reflection.PropertyInfo property in typeof(ReleasedDocument).GetProperties()) property.SetValue(shared, property.GetValue(file));
            return shared;
        }), default).Select(row => new ReleasedDocument { Id = row.Id, Text = row.Text.ToArray(), License = row.License, CodeLanguage = row.CodeLanguage, Path = row.Path, Date = row.Date, MetadataJson = row.MetadataJson })];
    }

    static string Text(ReleasedDocument row) => Encoding.UTF8.GetString(row.Text.Span);

    [Fact]
    public void Files_stay_as_they_come_unless_asked_otherwise() => Assert.Null(RepositoryLayout.Of(new()));

    [Fact]
    public void Files_are_ordered_by_imports() =>
        Assert.Equal(["o/n/b.py", "o/n/a.py"], Arrange(new() { Order = FileOrder.Imports }, File("a.py", "import b"), File("b.py", "x")).Select(row => row.Id));

    [Fact]
    public void Joined_row_has_every_file_with_its_path_and_the_licenses_of_all()
    {
        ReleasedDocument row = Assert.Single(Arrange(new() { Order = FileOrder.Imports, Join = RowUnit.Repository }, File("a.py", "import b\n", "MIT OR Apache-2.0"), File("b.py", "x", "BSD-3-Clause", "C")));
        Assert.Equal("<repo_name>o/n<file_sep>b.py\nx<file_sep>a.py\nimport b\n", Text(row));
        Assert.Equal(("o/n/b.py", null, null), (row.Id, row.CodeLanguage, row.Path));
        Assert.Equal("BSD-3-Clause AND (MIT OR Apache-2.0)", row.License);
        JsonElement files = JsonDocument.Parse(row.MetadataJson!).RootElement.GetProperty("files");
        Assert.Equal(["o/n/b.py", "o/n/a.py"], files.EnumerateArray().Select(file => file.GetProperty("id").GetString()));
        Assert.Equal((9, "header"), (files[1].GetProperty("bytes").GetInt32(), files[1].GetProperty("metadata").GetProperty("license-from").GetString()));
    }

    [Fact]
    public void Nothing_is_asserted_of_a_row_where_nothing_is_of_a_part() =>
        Assert.Equal("NOASSERTION", Assert.Single(Arrange(new() { Join = RowUnit.Repository }, File("a", "a"), File("b", "b", "NOASSERTION"))).License);

    [Fact]
    public void A_row_ends_before_it_is_too_large_and_at_the_end_of_its_repository()
    {
        string[] rows = [.. Arrange(new() { Join = RowUnit.Repository, JoinSize = new(1024) }, File("a", new('a', 600)), File("b", new('b', 300)), File("c", new('c', 300)), File("d", new('d', 5000)), File("e", "e"), File("f", "f", repository: "o/other"))
            .Select(row => string.Join(',', JsonDocument.Parse(row.MetadataJson!).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString())))];
        Assert.Equal(["a,b", "c", "d", "e", "f"], rows);
    }

    [Fact]
    public void A_file_that_could_pretend_to_be_several_stays_a_row_of_its_own()
    {
        List<ReleasedDocument> rows = Arrange(new() { Join = RowUnit.Repository }, File("a", "a"), File("b", "x<file_sep>evil\ny"), File("c\nd", "c"), File("e<repo_name>", "e"), File("f", "f"), File("g", "g"));
        Assert.Equal(["<repo_name>o/n<file_sep>a\na", "x<file_sep>evil\ny", "c", "e", "<repo_name>o/n<file_sep>f\nf<file_sep>g\ng"], rows.Select(Text));
        Assert.Equal([null, "b", "c\nd", "e<repo_name>", null], rows.Select(row => row.Path));
    }

    [Fact]
    public void Pages_pass_through()
    {
        ReleasedDocument page = new() { Id = "page", Text = "import b"u8.ToArray() };
        Assert.Equal(["page", "page2"], Arrange(new() { Order = FileOrder.Imports, Join = RowUnit.Repository }, page, new() { Id = "page2" }).Select(row => row.Id));
    }
}
