using System.Globalization;
using System.Text;
using static Sluice.Publish.Release.CardMarkdown;

namespace Sluice.Publish.Release;

/// <summary>What the card of a release of code says beside other cards: languages, licenses and holders, how diverse it is, whom to credit; and its pictures.</summary>
static class CodeCard
{
    const int RowsShown = 50;
    const int BarsShown = 15;
    const int LicenseNamesShown = 10;

    /// <summary>Draws the pictures into the release.</summary>
    internal static void Draw(string folder, CodeFigures figures)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        List<Bar> languages = Bars(figures.Languages, one => NameOf(one.Language), one => one.Bytes, Bytes);
        List<Bar> licenses = Bars(figures.Licenses, one => one.License, one => one.Files, files => Count(files) + (files == 1 ? " file" : " files"));
        File.WriteAllText(Path.Combine(folder, "images", "languages.svg"),
            BarChart.Draw("Bytes by programming language", Described("languages", figures.Languages.Count, languages), languages));
        File.WriteAllText(Path.Combine(folder, "images", "licenses.svg"),
            BarChart.Draw("Files by license", Described("licenses", figures.Licenses.Count, licenses), licenses));
    }

    /// <summary>Adds the keys of the Hub's front matter that tell that this is code.</summary>
    internal static void WriteFrontMatter(StringBuilder card, CodeFigures figures, Func<string, string> quote)
    {
        IReadOnlyList<CodeLanguageFigure> known = [.. figures.Languages.Where(one => one.Language.Length > 0)];
        if (known.Count > 0) card.Append("programming_language:\n");
        foreach (CodeLanguageFigure language in known) card.Append("- ").Append(quote(language.Language)).Append('\n');
    }

    /// <summary>The licenses of the files, for front matter that has one name only.</summary>
    internal static string LicenseNames(CodeFigures figures)
    {
        string names = string.Join(", ", figures.Licenses.Take(LicenseNamesShown).Select(license => license.License));
        int more = figures.Licenses.Count - LicenseNamesShown;
        return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{names} and {more} more") : names;
    }

    /// <summary>Adds the part about code.</summary>
    internal static void Write(StringBuilder card, CodeFigures figures)
    {
        Line(card, "## Programming languages\n");
        Line(card, "![Bytes by programming language](images/languages.svg)\n");
        Line(card, "| language | files | bytes | repositories | licenses | holders | main license |");
        Line(card, "| --- | ---: | ---: | ---: | ---: | ---: | --- |");
        foreach (CodeLanguageFigure one in figures.Languages.Take(RowsShown))
            Line(card, $"| {Cell(NameOf(one.Language))} | {Count(one.Files)} | {Count(one.Bytes)} | {Count(one.Repositories)} | {Count(one.Licenses)} | {Count(one.Holders)} | {Cell(one.MainLicense)} |");
        if (figures.Languages.Count > RowsShown) Line(card, $"\n{Count(figures.Languages.Count - RowsShown)} more languages with {Count(figures.Languages.Skip(RowsShown).Sum(one => one.Files))} files.");
        Line(card, $"\n{Count(figures.FileCount)} files of {Count(figures.Diversities[1].Kinds)} repositories name {Count(figures.Holders)} copyright holders (years left out).\n");
        Line(card, "### Diversity\n");
        Line(card, "| over | kinds | entropy in bits | effective number |");
        Line(card, "| --- | ---: | ---: | ---: |");
        foreach (Diversity diversity in figures.Diversities) Line(card, $"| {diversity.Over} | {Count(diversity.Kinds)} | {Number(diversity.Bits)} | {Number(diversity.Effective)} |");
        Line(card, "\nEntropy is Shannon's, H = -Σ p log2 p, where p is the share of files; the effective number 2^H is how many kinds of the same size would be as diverse.\n");
    }

    /// <summary>Adds licenses by file, and where the credits are.</summary>
    internal static void WriteLicenses(StringBuilder card, CodeFigures figures)
    {
        Line(card, "![Files by license](images/licenses.svg)\n");
        Line(card, "| license of the file | files | bytes | repositories |");
        Line(card, "| --- | ---: | ---: | ---: |");
        foreach (CodeLicenseFigure one in figures.Licenses.Take(RowsShown)) Line(card, $"| {Cell(one.License)} | {Count(one.Files)} | {Count(one.Bytes)} | {Count(one.Repositories)} |");
        if (figures.Licenses.Count > RowsShown) Line(card, $"\n{Count(figures.Licenses.Count - RowsShown)} more license expressions with {Count(figures.Licenses.Skip(RowsShown).Sum(one => one.Files))} files.");
        Line(card, "\n`NOTICE.txt` names repositories, holders and license texts for people, `ATTRIBUTION.parquet` and `LICENSE-TEXTS.parquet` as tables. Who uses the data passes on what the licenses ask for:");
        Line(card, "`sluice attribution . --repository NAME` prints it for one repository, `--format spdx` as an SPDX 2.3 document.\n");
    }

    static List<Bar> Bars<T>(IReadOnlyList<T> all, Func<T, string> name, Func<T, long> value, Func<long, string> show)
    {
        List<Bar> bars = [.. all.Take(all.Count > BarsShown ? BarsShown - 1 : BarsShown).Select(one => new Bar(name(one), value(one), show(value(one))))];
        long rest = all.Skip(bars.Count).Sum(value);
        if (all.Count > bars.Count) bars.Add(new($"{Count(all.Count - bars.Count)} others", rest, show(rest)));
        return bars;
    }

    static string Described(string kinds, int count, List<Bar> bars) => $"{Count(count)} {kinds}; " + string.Join(", ", bars.Take(5).Select(bar => $"{bar.Label}: {bar.Shown}"));

    static string NameOf(string language) => language.Length > 0 ? language : "unknown";

    static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => Count(bytes) + " B",
        < 10_000_000 => Number(bytes / 1e3) + " kB",
        < 10_000_000_000 => Number(bytes / 1e6) + " MB",
        _ => Number(bytes / 1e9) + " GB",
    };

    static string Number(double number) => number.ToString("#,0.00", CultureInfo.InvariantCulture);

    static void Line(StringBuilder card, string line = "") => card.Append(line).Append('\n');
}
