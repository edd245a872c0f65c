namespace Sluice.SampleCrawl;

/// <summary>One page of a site file: its settings and its text.</summary>
/// <remarks>A site file begins with settings (<c>key: value</c>) that hold for all its pages; <c>=== /path</c> begins a page with settings of its own, an empty line, then the text
/// (<see cref="Markup"/>). Settings: title, by, template, language; charset, declare (what the page says its charset is: header, meta, none, or a wrong name as <c>meta:utf-8</c>);
/// coding (gzip, br), chunked, status, mime, location; body (png, pdf); raw (the text is the whole page); copy-of, lead, replace, without (copies with changes); repeat;
/// record (response, resource, revisit), file (1 to 3), cut (the record ends there), same-id-as; expect, why (<c>expected.tsv</c>).</remarks>
sealed class SitePage
{
    readonly Dictionary<string, string> _settings;
    readonly Dictionary<string, string> _site;

    SitePage(Dictionary<string, string> site, string path)
    {
        _site = site;
        _settings = new(StringComparer.Ordinal) { ["path"] = path };
    }

    public string? this[string key] => _settings.GetValueOrDefault(key) ?? _site.GetValueOrDefault(key);

    public string Text { get; private set; } = "";
    public string Path => _settings["path"];
    public string Url => Path.Contains("://", StringComparison.Ordinal) ? Path : $"{this["scheme"] ?? "https"}://{this["host"]}{Path}";
    public string Title => this["title"] ?? "";
    public string Record => this["record"] ?? "response";
    public int File => int.Parse(this["file"] ?? "1", System.Globalization.CultureInfo.InvariantCulture);
    public string SiteWhy => _site.GetValueOrDefault("why") ?? "";

    public static List<SitePage> ReadAll(string folder)
    {
        List<SitePage> pages = [];
        foreach (string file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)) ReadSite(file, pages);
        foreach (SitePage page in pages.Where(page => page["copy-of"] is not null)) page.Copy(pages);
        return pages;
    }

    static void ReadSite(string file, List<SitePage> pages)
    {
        Dictionary<string, string> site = new(StringComparer.Ordinal);
        SitePage? page = null;
        bool inText = false;
        List<string> text = [];
        foreach (string line in System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                EndPage();
                page = new(site, line[4..].Trim());
                pages.Add(page);
                inText = false;
            }
            else if (inText) text.Add(line);
            else if (line.Length == 0) inText = page is not null;
            else
            {
                string[] setting = line.Split(": ", 2);
                if (setting.Length != 2) throw new InvalidDataException($"{file}: '{line}' is no setting");
                Dictionary<string, string> settings = page?._settings ?? site;
                // A setting given twice (replace) collects its values.
                settings[setting[0]] = page is not null && settings.TryGetValue(setting[0], out string? before) ? before + "\n" + setting[1] : setting[1];
            }
        }
        EndPage();

        void EndPage()
        {
            if (page is not null) page.Text = string.Join('\n', text).Trim('\n') + "\n";
            text.Clear();
        }
    }

    void Copy(List<SitePage> pages)
    {
        SitePage original = pages.Find(page => page.Url == this["copy-of"]) ?? throw new InvalidDataException($"{Url}: there is no {this["copy-of"]}");
        List<string> blocks = [.. original.Text.TrimEnd('\n').Split("\n\n")];
        foreach (string start in Lines("without"))
            if (blocks.RemoveAll(block => block.StartsWith(start, StringComparison.Ordinal)) != 1) throw new InvalidDataException($"{Url}: '{start}' begins no block");
        string text = string.Join("\n\n", blocks);
        foreach (string edit in Lines("replace"))
        {
            string[] sides = edit.Split(" => ", 2);
            if (!text.Contains(sides[0], StringComparison.Ordinal)) throw new InvalidDataException($"{Url}: '{sides[0]}' is not in the original");
            text = text.Replace(sides[0], sides[1], StringComparison.Ordinal);
        }
        if (this["lead"] is { } lead) text = lead + "\n\n" + text;
        Text = Text.Trim('\n').Length > 0 ? text + "\n\n" + Text : text + "\n";
        _settings.TryAdd("title", original.Title);
    }

    string[] Lines(string key) => this[key]?.Split('\n') ?? [];
}
