using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;

namespace Sluice.TrainContent;

/// <summary>What the text of one page should hold: a whole text, or phrases.</summary>
sealed partial class Truth
{
    public required string Set { get; init; }
    public required string Hash { get; init; }
    public required string Url { get; init; }
    public string? Text { get; private set; }
    public string[] Wanted { get; private init; } = [];
    public string[] Unwanted { get; private init; } = [];

    /// <summary>Texts of the parser versions of fundus; <see cref="ChooseVersion"/> takes the one that the page holds.</summary>
    string[] _versions = [];

    /// <summary>The part of the host that one owner has: pages of one site must not be on both sides of a split.</summary>
    public string Site => Page?.Site ?? SiteOf(Url, Hash);

    /// <summary>Our own labels of its blocks, instead of texts.</summary>
    public KindPage? Page { get; private init; }

    public static string SiteOf(string url, string hash)
    {
        string host = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? uri.Host : hash;
        if (host is "fakehost" or "") return hash;
        string[] labels = host.Split('.');
        if (labels.Length < 2 || labels.All(l => l.All(char.IsAsciiDigit))) return host;
        bool isSecondLevel = labels.Length > 2 && labels[^1].Length == 2 && labels[^2].Length <= 3;
        return string.Join('.', labels[^(isSecondLevel ? 3 : 2)..]);
    }

    /// <summary>A page whose blocks we labelled.</summary>
    public static Truth Of(KindPage page) => new()
    {
        Set = KindPage.Set,
        Hash = page.Digest,
        Url = "",
        Page = page,
    };

    public static IEnumerable<Truth> Read(string data, string set)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(Path.Combine(data, "extraction", set + ".jsonl.gz")), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement item = json.RootElement, truth = item.GetProperty("truth");
            string[] Strings(string name) => truth.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(e => Collapse(e.GetString()!))] : [];
            Truth read = new()
            {
                Set = set,
                Hash = item.GetProperty("payload_sha256").GetString()!,
                Url = item.GetProperty("warc_target_uri").GetString() ?? "",
                Wanted = Strings("must_contain"),
                Unwanted = Strings("must_not_contain"),
            };
            if (truth.TryGetProperty("article_body", out JsonElement body)) read.Text = body.GetString() ?? "";
            else if (truth.TryGetProperty("expected_html", out JsonElement html)) read.Text = TextOf(html.GetString() ?? "");
            else if (truth.TryGetProperty("groundtruth_content", out JsonElement markdown)) read.Text = OfMarkdown(markdown.GetString() ?? "");
            else if (truth.TryGetProperty("versions", out JsonElement versions)) read._versions = [.. versions.EnumerateObject().Select(v => OfVersion(v.Value))];
            yield return read;
        }
    }

    /// <summary>Of several versions the one whose long words the page holds most of; none where no version has half of them there.</summary>
    public void ChooseVersion(string page)
    {
        if (_versions.Length == 0) return;
        Dictionary<string, int> held = Words.Counts(Words.Split(Tags().Replace(WebUtility.HtmlDecode(page).Replace("\\\"", "\"", StringComparison.Ordinal), " ")));
        double best = 0.5;
        foreach (string version in _versions)
        {
            Dictionary<string, int> rare = Words.Counts(Words.Split(version).Where(w => w.Length > 5 || !Ascii.IsValid(w)));
            double share = (double)rare.Sum(r => Math.Min(r.Value, held.GetValueOrDefault(r.Key))) / Math.Max(1, rare.Values.Sum());
            if (share > best) (best, Text) = (share, version);
        }
    }

    public static string Collapse(string text) => Spaces().Replace(text, " ").Trim();

    static string TextOf(string html)
    {
        HtmlTree tree = new();
        new HtmlPageParser(tree, new()).Parse(Encoding.UTF8.GetBytes(html));
        PageBlocks page = new();
        new BlockScanner().Scan(tree, page);
        foreach (ref TextBlock block in page.All) block.IsKept = true;
        System.Buffers.ArrayBufferWriter<byte> text = new();
        BlockWriter.Write(page, text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    static string OfMarkdown(string text) => Links().Replace(Images().Replace(text, " "), "$1");

    static string OfVersion(JsonElement version)
    {
        StringBuilder text = new();
        if (!version.TryGetProperty("body", out JsonElement body) || body.ValueKind != JsonValueKind.Object) return "";
        void Add(JsonElement from, string name)
        {
            if (!from.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array) return;
            foreach (JsonElement paragraph in list.EnumerateArray()) text.Append(paragraph.GetString()).Append('\n');
        }
        Add(body, "summary");
        if (body.TryGetProperty("sections", out JsonElement sections) && sections.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement section in sections.EnumerateArray())
            {
                Add(section, "headline");
                Add(section, "paragraphs");
            }
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"!\[[^\]]*\]\([^)]*\)|^\s*```.*$", RegexOptions.Multiline)]
    private static partial Regex Images();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();
}
