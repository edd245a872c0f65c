using System.IO.Compression;
using System.Text.Json;
using Sluice.Core.Rights;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.License.Expressions;

public sealed class LicenseCategoriesTests
{
    static string[] Set(string python, string name)
    {
        string text = File.ReadAllText(SharedData.Path(python));
        int start = text.IndexOf(name + " = set(\"\"\"", StringComparison.Ordinal) + name.Length + 10, end = text.IndexOf("\"\"\"", start, StringComparison.Ordinal);
        return text[start..end].Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact] // Outside oracle: ScanCode's categories, as the score tool has them.
    public void No_id_that_restricts_by_ScanCode_is_permissive_here()
    {
        string[] restricting = Set("tools/license_classes.py", "RESTRICTED");
        Assert.True(restricting.Length > 250);
        Assert.All(restricting, id => Assert.True(LicenseCategories.Of(LicenseExpressionParser.TryParse(id)!) > LicenseCategory.Permissive, id));
    }

    [Fact]
    public void Every_id_that_is_permissive_by_ScanCode_and_on_the_list_is_permissive_here()
    {
        HashSet<string> listed = [.. Listed()];
        Assert.All(Set("tools/license_classes.py", "PERMISSIVE").Where(listed.Contains), id => Assert.True(LicenseCategories.Of(LicenseExpressionParser.TryParse(id)!) <= LicenseCategory.Permissive, id));
    }

    [Fact]
    public void The_table_has_every_id_of_the_list_in_its_spelling()
    {
        string[] listed = [.. Listed()];
        Assert.Equal(728, listed.Length);
        Assert.All(listed, id => Assert.Equal(id, LicenseCategories.ListedId(id.ToUpperInvariant())));
    }

    static IEnumerable<string> Listed()
    {
        using GZipStream gzip = new(File.OpenRead(SharedData.Path("data/code/spdx-license-texts.jsonl.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return row.RootElement.GetProperty("id").GetString()!;
        }
    }
}
