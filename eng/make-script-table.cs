// Writes src/Sluice.Curate/Filter/Language/ScriptTable.cs: the code points of every script, from the Unicode tables of Debian's perl (perl-base; Unicode data files, Unicode-3.0).
// Usage: dotnet run eng/make-script-table.cs
using System.Diagnostics;
using System.Globalization;
using System.Text;

const string Program = """
    my $s = charscripts();
    for my $name (keys %$s) {
        next if $name =~ /^(Common|Inherited|Unknown)$/;
        my ($code) = prop_value_aliases("sc", $name);
        printf "%d %d %s\n", $_->[0], $_->[1], $code for @{$s->{$name}};
    }
    """;
ProcessStartInfo start = new("perl") { RedirectStandardOutput = true };
foreach (string argument in (string[])["-MUnicode::UCD=charscripts,prop_value_aliases", "-e", Program]) start.ArgumentList.Add(argument);
using Process perl = Process.Start(start)!;
List<(int First, int Last, string Script)> ranges = [];
foreach (string[] range in perl.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).OrderBy(range => int.Parse(range[0], CultureInfo.InvariantCulture)))
{
    (int first, int last, string script) = (int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture), range[2]);
    // Two ranges of a script are one where nothing but letters, marks and characters to come lies between them.
    if (ranges.Count > 0 && ranges[^1].Script == script && Enumerable.Range(ranges[^1].Last + 1, first - ranges[^1].Last - 1).All(IsLetterOrNone)) ranges[^1] = ranges[^1] with { Last = last };
    else ranges.Add((first, last, script));
}

StringBuilder text = new("""""
    namespace Sluice.Curate.Filter.Language;

    /// <summary>The code points of every script, by its ISO 15924 code: letters, marks and digits of its own, but nothing that scripts share.</summary>
    static class ScriptTable
    {
        // Written by eng/make-script-table.cs.
        internal const string Ranges = """

    """"");
foreach (var script in ranges.GroupBy(range => range.Script))
    text.Append(CultureInfo.InvariantCulture, $"        {script.Key} {string.Join(' ', script.Select(range => range.First == range.Last ? $"{range.First:X}" : $"{range.First:X}-{range.Last:X}"))}\n");
text.Append("        \"\"\";\n}\n");
File.WriteAllText(Path.Combine("src", "Sluice.Curate", "Filter", "Language", "ScriptTable.cs"), text.ToString());

static bool IsLetterOrNone(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.UppercaseLetter
    or UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
