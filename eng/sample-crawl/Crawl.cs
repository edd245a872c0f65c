using System.Text;

namespace Sluice.SampleCrawl;

/// <summary>Makes the sample crawl from the pages written for it.</summary>
public static class Crawl
{
    static readonly string[] s_files = ["crawl-00000.warc.gz", "crawl-00001.warc.gz", "late-additions.warc"];

    /// <summary>Every file of the sample crawl with its bytes: two files with a gzip member a record, one not compressed, and what should become of each page.</summary>
    /// <param name="pagesFolder">Folder of the site files.</param>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Make(string pagesFolder)
    {
        List<SitePage> pages = SitePage.ReadAll(pagesFolder);
        List<(string, byte[])> files = [];
        for (int i = 0; i < s_files.Length; i++)
        {
            WarcWriter writer = new(s_files[i], pages.Where(page => page.File == i + 1));
            files.Add((s_files[i], writer.Bytes));
        }
        files.Add(("expected.tsv", Expected(pages)));
        return files;
    }

    static byte[] Expected(IEnumerable<SitePage> pages)
    {
        StringBuilder text = new("url\toutcome\trule\twhy\n");
        foreach (SitePage page in pages.Where(page => page.Record is "response" or "resource").OrderBy(page => page.File))
        {
            string rule = page["expect"] ?? "kept";
            string outcome = rule switch { "kept" => "kept", _ when page["cut"] is not null => "quarantined", _ => "dropped" };
            text.Append(page.Url).Append('\t').Append(outcome).Append('\t').Append(rule).Append('\t').Append(page["why"] ?? page.SiteWhy).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
