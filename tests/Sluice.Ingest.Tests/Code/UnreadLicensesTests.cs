using Sluice.Core.Records;
using Sluice.Ingest.Code;

namespace Sluice.Ingest.Tests.Code;

public sealed class UnreadLicensesTests
{
    [Fact]
    public void More_than_the_limit_are_one_entry_for_the_whole_repository()
    {
        UnreadLicenses unread = new();
        for (int i = 0; i < RightsFiles.UnreadMax; i++) unread.Add($"{i}/LICENSE", "x");
        unread.Add("package.json", "x");
        Assert.Equal(RightsFiles.UnreadMax, unread.Files().Count());
        unread.Add("z/LICENSE", "x");
        unread.Add("zz/LICENSE", "x");
        Assert.Equal((RightsFiles.MorePath, RightsFiles.UnreadMax + 1), (unread.Files().Last().Path, unread.Files().Count()));
    }
}
