// Trains models/sluice-languages.ftz, the language model that ships with Sluice.
// Usage: dotnet run -c Release eng/languages/train-languages.cs [--data ../shared/data/langid] [--cache DIR] [--output FILE] [--texts FILE | --from FILE]
//   (--texts: writes the training texts and stops; --from: trains on them)
// Needs npm, apt-get and dpkg-deb, and Debian's iso-codes. Archives are fetched once, in the versions of sources.tsv, and their SHA-256 is checked.
// Of the project's own test data only the "train" half is read: texts whose SHA-256 ends in an odd byte.
// The order of texts follows from their hashes, and the training runs on one thread: the same texts give the same bytes.
#:project ../../src/Sluice.Curate/Sluice.Curate.csproj
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

// Languages of many pages on the web, beside those with sets of short texts: they get more texts, for a model learns from these how frequent a language is.
const string AlsoCommon = "as ast br ceb ckb fo fy gl ha ht ig jv km kn ku ky lb lo mg ml mt my ne ny oc or ps rw sd su tg tk tt ug uz yi";
const string Mark = "__label__";
// Most texts of one language from one source.
const int MessagesMax = 150, CommonMessagesMax = 900, NamesMax = 150, CommonNamesMax = 600, WordsMax = 100, CommonWordsMax = 1200, EnglishMax = 15000, CodeMax = 1500;
// A language that the test data does not have needs this many bytes of text.
const int TextBytesMin = 20_000;
string[] sets = ["udhr", "bible-verses", "lingua-sentences", "lingua-word-pairs", "lingua-single-words", "detector-fixtures"];

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
string data = Option("--data") ?? Path.Combine("..", "shared", "data", "langid");
string cache = Option("--cache") ?? Path.Combine(Path.GetTempPath(), "sluice-languages");
string training = Option("--from") ?? Option("--texts") ?? Path.Combine(cache, "texts.txt");
Directory.CreateDirectory(cache);
if (Option("--from") is not null)
{
    Train();
    return;
}

Labels labels = new();
Texts texts = new();
HashSet<string> tested = new(StringComparer.Ordinal) { "und" }, common = [.. AlsoCommon.Split(' ')];
foreach (string set in sets)
{
    using StreamReader rows = new(new GZipStream(File.OpenRead(Path.Combine(data, set + ".jsonl.gz")), CompressionMode.Decompress));
    while (rows.ReadLine() is { } row)
    {
        using JsonDocument json = JsonDocument.Parse(row);
        string text = json.RootElement.GetProperty("text").GetString()!;
        if (SHA256.HashData(Encoding.UTF8.GetBytes(text))[^1] % 2 == 0 || labels.Of(json.RootElement.GetProperty("lang").GetString()!) is not { } label) continue;
        tested.Add(label);
        if (set.StartsWith("lingua", StringComparison.Ordinal)) common.Add(label);
        texts.Add(set, label, text);
    }
}

foreach (string[] source in File.ReadLines(Path.Combine("eng", "languages", "sources.tsv")).Skip(1).Select(line => line.Split('\t')))
{
    (string kind, string name, string version, string hash) = (source[0], source[1], source[2], source[3]);
    string archive = Fetch(kind, name, version, hash);
    if (name.Contains("spell-", StringComparison.Ordinal)) Dictionary(archive);
    else
    {
        foreach ((string path, byte[] bytes) in Entries(archive))
        {
            if (name == "@openstreetmap/id" && Path.GetFileName(path) is "iD.js" or "iD.css") Code(bytes);
            else Strings(name, path, bytes);
        }
    }
}

texts.Choose((source, label) => label == "en" && source is ("mediawiki" or "id" or "names") ? EnglishMax : (source, common.Contains(label)) switch
{
    ("mediawiki" or "id", true) => CommonMessagesMax, ("mediawiki" or "id", false) => MessagesMax,
    ("words", true) => CommonWordsMax, ("words", false) => WordsMax,
    ("names", true) => CommonNamesMax, ("names", false) => NamesMax,
    ("code", _) => CodeMax,
    _ => int.MaxValue,
});
texts.Remove(label => !tested.Contains(label) && texts.Bytes(label) < TextBytesMin);
SortedDictionary<string, string> lines = new(StringComparer.Ordinal); // By hash: mixed, and the same on every run.
foreach ((string label, string text) in texts.All()) AddLine(label, text);
foreach ((string label, string text) in texts.All())
    if (Window(text) is { } window) AddLine(label, window);
AddNoLanguage();
Console.WriteLine($"{lines.Count} texts, {texts.Labels.Count} languages");
foreach (string label in texts.Labels) Console.WriteLine($"{label}\t{texts.Describe(label)}");
File.WriteAllText(training, string.Join('\n', lines.Values) + "\n", new UTF8Encoding(false));
if (Option("--texts") is not null) return;

Train();
return;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;

void Train()
{
    TrainingTexts sample = new();
    foreach (string line in File.ReadLines(training))
    {
        string[] parts = line.Split(' ');
        int labelled = parts.TakeWhile(part => part.StartsWith(Mark, StringComparison.Ordinal)).Count();
        sample.Add([.. parts[..labelled].Select(part => part[Mark.Length..])], Encoding.UTF8.GetBytes(string.Join(' ', parts[labelled..])));
    }
    string output = Option("--output") ?? Path.Combine("models", "sluice-languages.ftz");
    FastTextModel trained = FastTextTrainer.Train(sample, new() { Dim = Number("--dim", 24), Epochs = Number("--epochs", 12), LearningRate = 0.5, CharNgramsMin = 1, CharNgramsMax = Number("--maxn", 5), Bucket = Number("--bucket", 2_000_000), MinCount = 2 });
    if (Option("--output") is not null) trained.Save(output + ".bin");
    FastTextQuantizer.Quantize(trained, sample, new() { Cutoff = Number("--cutoff", 320_000), Epochs = 2 }).Save(output);
    byte[] model = File.ReadAllBytes(output);
    Console.WriteLine($"{output}: {model.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(model))}");
}

int Number(string name, int usual) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

void AddLine(string label, string text)
{
    string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    if (line.Length > 0) lines.TryAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line))) + label, $"__label__{label} {line}");
}

// A few words of a longer text in lower case and without marks, as in search queries and lists of words.
static string? Window(string text)
{
    byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    if (hash[0] % 2 == 0) return null;
    string[] words = Regex.Replace(text.ToLowerInvariant(), @"[^\p{L}\p{M}\u200c\u200d]+", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
    if (words.Length < 6) return null;
    int count = Math.Min(words.Length, 3 + hash[1] % 12), start = hash[2] % (words.Length - count + 1);
    return string.Join(' ', words[start..(start + count)]);
}

// Strings of the interfaces and tables of names that an archive has, by the language of their file.
void Strings(string name, string path, byte[] bytes)
{
    if (!path.EndsWith(".json", StringComparison.Ordinal) || bytes.Length == 0) return;
    string source = name switch { "mediawiki" => "mediawiki", "@openstreetmap/id" => "id", _ => "names" };
    string folder = Path.GetFileName(Path.GetDirectoryName(path)!), file = Path.GetFileName(path).Split('.')[0];
    string? code = name switch
    {
        "mediawiki" => path.Contains("/i18n/", StringComparison.Ordinal) && !path.Contains("ooui", StringComparison.Ordinal) && !path.Contains("oojs", StringComparison.Ordinal) ? file : null,
        "@openstreetmap/id" => folder == "locales" && file != "index" ? file : null,
        "@openstreetmap/id-tagging-schema" => folder == "translations" && file != "index" && !path.EndsWith(".min.json", StringComparison.Ordinal) ? file : null,
        "cldr-localenames-full" => file is "languages" or "territories" or "scripts" ? folder : null,
        _ => file is "annotations" or "units" or "ca-gregorian" ? folder : null,
    };
    if (code is null || labels.OfLocale(code) is not { } label) return;
    using JsonDocument json = JsonDocument.Parse(bytes, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    Walk(json.RootElement);

    void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
                if (property.Name is not ("@metadata" or "identity" or "rtl")) Walk(property.Value);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in element.EnumerateArray()) Walk(one);
        }
        else if (element.ValueKind == JsonValueKind.String && Clean(element.GetString()!) is { Length: > 3 } text) texts.Add(source, label, text);
    }
}

// What a reader sees of a message: no markup, no placeholders, no addresses.
static string Clean(string message)
{
    string text = message;
    for (int round = 0; round < 3; round++) text = Regex.Replace(text, @"\{\{[^{}]*\}\}", " ");
    text = Regex.Replace(text, @"\[\[(?:[^][|]*\|)?([^][|]*)\]\]", "$1");
    text = Regex.Replace(text, @"<[^<>]*>|\{[^{}]*\}|\$[0-9]+|&[#a-z0-9]+;|\b(?:https?:)?//[^\s\]]+|'{2,}|\b\w+\.\w{2,}\b|[][{}|_=*#<>""\\/`]|\(\)", " ");
    text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    return text.Count(char.IsLetter) * 2 > text.Length ? text : "";
}

// Words of a spelling dictionary, without their flags.
void Dictionary(string archive)
{
    List<(string Path, byte[] Bytes)> files = [.. Entries(archive).Where(e => e.Path.EndsWith(".dic", StringComparison.Ordinal) || e.Path.EndsWith(".aff", StringComparison.Ordinal))];
    foreach ((string path, byte[] bytes) in files.Where(f => f.Path.EndsWith(".dic", StringComparison.Ordinal) && f.Bytes.Length > 0 && !Path.GetFileName(f.Path).StartsWith("hyph", StringComparison.Ordinal)))
    {
        if (labels.OfLocale(Path.GetFileNameWithoutExtension(path)) is not { } label) continue;
        byte[] rules = files.FirstOrDefault(f => f.Path == Path.ChangeExtension(path, ".aff")).Bytes ?? [];
        Match set = Regex.Match(Encoding.Latin1.GetString(rules), @"^SET\s+(\S+)", RegexOptions.Multiline);
        Encoding encoding = Encoding.GetEncoding(!set.Success ? "utf-8" : set.Groups[1].Value.ToLowerInvariant().Replace("iso8859", "iso-8859").Replace("microsoft-cp", "windows-"));
        Affixes affixes = new(encoding.GetString(rules));
        foreach (string line in encoding.GetString(bytes).Split('\n').Skip(1).Where((_, n) => Mixed(n) % 4 == 0 || bytes.Length < 1_000_000))
        {
            string[] parts = line.Split('\t', ' ', '\r')[0].Split('/');
            foreach (string word in affixes.Forms(parts[0], parts.Length > 1 ? parts[1] : "").Prepend(parts[0]))
                if (word.Length > 2 && word.All(c => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                    texts.Add("words", label, word.ToLowerInvariant().Normalize());
        }
    }
}

static uint Mixed(int n) => BitConverter.ToUInt32(SHA256.HashData(BitConverter.GetBytes(n)));

// Lines of programs and style sheets that are not mostly words.
void Code(byte[] bytes)
{
    foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.Trim()))
        if (line.Length is > 15 and < 200 && line.Count(c => char.IsPunctuation(c) || char.IsSymbol(c)) * 7 > line.Length) texts.Add("code", "und", line);
}

// What is no language, and what is several.
void AddNoLanguage()
{
    string[] noise = [.. Noise(20_000)];
    string[] own = [.. lines.Values];
    for (int n = 0; n < own.Length; n++)
    {
        string[] words = own[n].Split(' '), others = own[(n + 1) % own.Length].Split(' ');
        uint draw = Mixed(n);
        string numbers = noise[draw % noise.Length];
        if (draw % 8 == 1) AddLine(words[0][Mark.Length..], Mix(words[1..], numbers.Split(' ')));
        else if (draw % 16 == 2) AddLine("und", numbers);
        else if (draw % 32 == 3 && words.Length > 4 && others.Length > 4) // Two languages by halves: both labels, so that neither is sure.
        {
            int half = Math.Min(words.Length, others.Length) - 1;
            lines.TryAdd("X" + n, $"{words[0]} {others[0]} {string.Join(' ', words[1..(1 + half)])} {string.Join(' ', others[1..(1 + half)])}");
        }
        else if (draw % 128 == 4) // A few words each of many languages.
        {
            AddLine("und", string.Join(' ', Enumerable.Range(0, 5 + (int)(draw / 64 % 20)).Select(k => own[(n + k * 7) % own.Length].Split(' ').Skip(1).Take(4)).SelectMany(few => few)));
        }
    }
}

string Fetch(string kind, string name, string version, string hash)
{
    string plain = name.TrimStart('@').Replace('/', '-'), folder = Path.Combine(cache, $"{plain}-{version.Replace(':', '_')}");
    if (!Directory.Exists(folder) || Directory.GetFiles(folder).Length == 0)
    {
        Directory.CreateDirectory(folder);
        if (kind == "npm") Run("npm", $"pack --silent {name}@{version}", folder);
        else Run("apt-get", $"download -q {name}={version}", folder);
    }
    string archive = Directory.GetFiles(folder).Single();
    using FileStream file = File.OpenRead(archive);
    string found = Convert.ToHexStringLower(SHA256.HashData(file));
    return found == hash ? archive : throw new InvalidOperationException($"{archive} has SHA-256 {found}, sources.tsv says {hash}");
}

static IEnumerable<(string Path, byte[] Bytes)> Entries(string archive)
{
    using Process? unpack = archive.EndsWith(".deb", StringComparison.Ordinal)
        ? Process.Start(new ProcessStartInfo("dpkg-deb", $"--fsys-tarfile {archive}") { RedirectStandardOutput = true }) : null;
    using Stream stream = unpack?.StandardOutput.BaseStream ?? new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
    using TarReader tar = new(stream);
    while (tar.GetNextEntry() is { } entry)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is null) continue;
        if (Path.GetExtension(entry.Name) is not (".json" or ".dic" or ".aff" or ".js" or ".css")) continue;
        MemoryStream bytes = new();
        entry.DataStream.CopyTo(bytes);
        yield return (entry.Name, bytes.ToArray());
    }
    stream.CopyTo(Stream.Null); // So that the program that unpacks can end.
}

static void Run(string program, string arguments, string? folder = null)
{
    using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder ?? "" })!;
    process.WaitForExit();
    if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {arguments} failed");
}

// Numbers, dates, prices, part numbers, addresses, encoded bytes, symbols, single letters, keys hit at random.
static IEnumerable<string> Noise(int count)
{
    Random random = new(1);
    string[] rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "1234567890"];
    string[] symbols = ["|", "-", "=", "—", "•", "…", "->", "©", "★", "✓", "😀", "🎉", "❤️", "👍", "🔥", "→", "*", "#", "//", "&&", "{}", "();", "<br>", "</div>", "[1]"];
    const string base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Func<string>[] kinds =
    [
        () => Digits(1, 7), () => Digits(1, 4) + "." + Digits(1, 3), () => Digits(1, 3) + "," + Digits(3, 3), () => Digits(1, 2) + ":" + Digits(2, 2),
        () => Digits(4, 4) + "-" + Digits(2, 2) + "-" + Digits(2, 2), () => Digits(1, 2) + "/" + Digits(1, 2) + "/" + Digits(2, 4), () => "$" + Digits(1, 4) + ".99",
        () => Digits(1, 3) + "%", () => Of(base64[..26], 1, 3) + Digits(2, 5), () => Of(base64[..26], 2, 3) + "-" + Digits(1, 4), () => "(" + Digits(1, 3) + ")", () => "+" + Digits(10, 12),
        () => "#" + Digits(1, 4), () => Digits(1, 3) + "." + Digits(1, 3) + "." + Digits(1, 3) + "." + Digits(1, 3), () => Of(base64[..26], 1, 1) + ".",
        () => symbols[random.Next(symbols.Length)], () => symbols[random.Next(symbols.Length)], () => symbols[random.Next(symbols.Length)],
        () => "0x" + Convert.ToHexString(BitConverter.GetBytes(random.Next())), () => Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64())),
        () => Of(base64, 16, 120) + (random.Next(2) == 0 ? "==" : ""), () => Of(base64[26..52], 1, 1), () => Of(base64[26..52], 1, 1), () => Of(base64[..26], 1, 1),
        () => Of(rows[random.Next(rows.Length)], 3, 14), () => Of(rows[random.Next(3)], 3, 14), () => Of(base64[26..52], 5, 14), () => string.Concat(Enumerable.Repeat(Of(base64[26..52], 1, 2), random.Next(2, 8))),
        () => $"https://www.{Of(base64[26..52], 3, 10)}.com/{Of(base64[26..62], 2, 12)}/{Digits(1, 6)}?{Of(base64[26..52], 1, 6)}={Digits(1, 5)}",
        () => $"{Of(base64[26..52], 3, 8)}@{Of(base64[26..52], 3, 8)}.org", () => $"{Of(base64[26..52], 3, 8)}.{Of(base64[26..52], 3, 8)}({Of(base64[26..52], 1, 3)})", () => $"/{Of(base64[26..52], 3, 8)}/{Of(base64[26..52], 3, 8)}.png",
    ];
    for (int n = 0; n < count; n++)
    {
        Func<string>[] chosen = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => kinds[random.Next(kinds.Length)])];
        yield return string.Join(' ', Enumerable.Range(0, random.Next(1, 40)).Select(_ => chosen[random.Next(chosen.Length)]()));
    }

    string Digits(int least, int most) => Of("0123456789", least, most);

    string Of(string letters, int least, int most) => string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => letters[random.Next(letters.Length)]));
}

// Words and numbers by turns.
static string Mix(string[] words, string[] numbers)
{
    List<string> mixed = [];
    for (int n = 0; n < Math.Max(words.Length, Math.Min(numbers.Length, 2 * words.Length)); n++)
    {
        if (n < words.Length) mixed.Add(words[n]);
        if (n < numbers.Length) mixed.Add(numbers[n]);
    }
    return string.Join(' ', mixed);
}

// The suffixes of a spelling dictionary: some forms of a word, one for each of its first flags.
sealed class Affixes
{
    const int FormsMax = 3;
    readonly Dictionary<string, List<(string Strip, string Add, Regex Condition)>> _suffixes = new(StringComparer.Ordinal);
    readonly List<string> _aliases = [];
    readonly string _flags = "";

    public Affixes(string rules)
    {
        foreach (string[] field in rules.Split('\n').Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(field => field.Length > 1))
        {
            if (field[0] == "FLAG") _flags = field[1];
            else if (field[0] == "AF") _aliases.Add(field[1]);
            else if (field[0] == "SFX" && field.Length > 4)
            {
                if (!_suffixes.TryGetValue(field[1], out var own)) _suffixes[field[1]] = own = [];
                string condition = field[4].Replace("-", "\\-") is "." or "" ? "" : field[4].Replace("-", "\\-");
                try { own.Add((field[2] == "0" ? "" : field[2], field[3].Split('/')[0] is "0" ? "" : field[3].Split('/')[0], new Regex(condition + "$", RegexOptions.CultureInvariant))); }
                catch (ArgumentException) { } // A condition that is no pattern: the rule is left out.
            }
        }
    }

    public IEnumerable<string> Forms(string word, string flags)
    {
        if (_aliases.Count > 1 && int.TryParse(flags, out int alias) && alias > 0 && alias < _aliases.Count) flags = _aliases[alias];
        string[] own = _flags switch
        {
            "long" => [.. flags.Chunk(2).Select(pair => new string(pair))],
            "num" => flags.Split(','),
            _ => [.. flags.Select(c => c.ToString())],
        };
        int forms = 0;
        for (int n = 0; n < own.Length && forms < FormsMax; n++)
        {
            if (!_suffixes.TryGetValue(own[n], out var rules)) continue;
            var fitting = rules.Where(rule => word.EndsWith(rule.Strip, StringComparison.Ordinal) && word.Length > rule.Strip.Length && rule.Condition.IsMatch(word)).ToArray();
            if (fitting.Length == 0) continue;
            (string strip, string add, _) = fitting[word.Length * 7 % fitting.Length];
            forms++;
            yield return word[..^strip.Length] + add;
        }
    }
}

// Texts by label and source, each once.
sealed class Texts
{
    readonly SortedDictionary<string, SortedDictionary<string, SortedDictionary<string, string>>> _texts = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Labels => _texts.Keys;

    public void Add(string source, string label, string text)
    {
        if (!_texts.TryGetValue(label, out var sources)) _texts[label] = sources = new(StringComparer.Ordinal);
        if (!sources.TryGetValue(source, out var own)) sources[source] = own = new(StringComparer.Ordinal);
        own.TryAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12)), text);
    }

    // Leaves out what several languages have (untranslated or borrowed), and what goes past the most texts of a source, by hash.
    public void Choose(Func<string, string, int> most)
    {
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (string text in _texts.Values.SelectMany(sources => sources.Values).SelectMany(own => own.Values).ToArray()) uses[text] = uses.GetValueOrDefault(text) + 1;
        foreach ((string label, var sources) in _texts)
            foreach ((string source, var own) in sources)
            {
                bool given = source is not ("mediawiki" or "id" or "names" or "words" or "code");
                string[] left = given ? [] : [.. own.Where(pair => uses[pair.Value] > (label == "en" ? 100 : 2)).Select(pair => pair.Key)];
                foreach (string hash in left) own.Remove(hash);
                foreach (string hash in own.Keys.Skip(most(source, label)).ToArray()) own.Remove(hash);
            }
    }

    public void Remove(Func<string, bool> unwanted)
    {
        foreach (string label in _texts.Keys.Where(unwanted).ToArray()) _texts.Remove(label);
    }

    public int Bytes(string label) => _texts[label].Values.Sum(own => own.Values.Sum(Encoding.UTF8.GetByteCount));

    public string Describe(string label) => string.Join(' ', _texts[label].Select(source => $"{source.Key}:{source.Value.Count}"));

    public IEnumerable<(string Label, string Text)> All() =>
        _texts.SelectMany(label => label.Value.Values.SelectMany(own => own.Values.Select(text => (label.Key, text))));
}

// One label a language: ISO 639-1 where there is such a code, else ISO 639-3; a macrolanguage's code for its usual member.
sealed class Labels
{
    // ISO 639-3 code of the usual member, then the macrolanguage's; then codes of old, and those of Wikipedias and packages that are no ISO codes.
    const string Same = """
        twi=ak tw=ak arb=ar ayr=ay azj=az ekk=et pes=fa gug=gn kmr=ku knc=kr kng=kg kpv=kv lvs=lv plt=mg khk=mn zsm=ms zlm=ms npi=ne nob=nb no=nb ory=or gaz=om pbu=ps quy=qu als=sq src=sc swh=sw uzn=uz ydd=yi
        cmn=zh fuc=ff ike=iu esk=ik ojb=oj zyb=za hnj=hmn blu=hmn bal=bgn bxr=bua crk=cr mhr=chm bcl=bik diq=zza rmy=rom tmh=taq din=dik doi=dgo gon=gno kok=gom lah=pnb man=mku raj=mup syr=aii zap=ztu nah=nhe
        iw=he in=id ji=yi jw=jv mo=ro fil=tl tgl=tl bh=bho bih=bho sh=hbs
        alb=sq arm=hy baq=eu bur=my chi=zh cze=cs dut=nl fre=fr geo=ka ger=de gre=el ice=is mac=mk mao=mi may=ms per=fa rum=ro slo=sk tib=bo wel=cy
        """;
    const string Wikis = "als=gsw bat=sgs fiu=vro roa=- map=- simple=en eml=egl nrm=nrf cbk=cbk be=be qqq=- qqx=- und=- root=- isv=- sh=- tok=- lfn=- vo=vo cnr=-";
    readonly Dictionary<string, string> _same = Pairs(Same), _wikis = Pairs(Wikis), _two = new(StringComparer.Ordinal), _known = new(StringComparer.Ordinal);

    public Labels()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes("/usr/share/iso-codes/json/iso_639-3.json")); // Debian's iso-codes.
        foreach (JsonElement language in json.RootElement.GetProperty("639-3").EnumerateArray())
        {
            string three = language.GetProperty("alpha_3").GetString()!;
            _known[three] = three;
            if (!language.TryGetProperty("alpha_2", out JsonElement two)) continue;
            _two[three] = two.GetString()!;
            _known[two.GetString()!] = three;
        }
    }

    // Null for what is no language.
    public string? Of(string code)
    {
        if (code is "und" or "xx" or "zxx") return null;
        if (_same.TryGetValue(code, out string? same)) return _same.GetValueOrDefault(same, same);
        if (!_known.ContainsKey(code)) return null;
        same = _two.GetValueOrDefault(code, code);
        return _same.GetValueOrDefault(same, same);
    }

    // The label of a locale, if it is written in the language's usual script.
    public string? OfLocale(string locale)
    {
        string[] parts = locale.ToLowerInvariant().Split('-', '_', '@');
        if (locale is "zh-yue" or "zh-classical" or "zh-min-nan") return null;
        string code = _wikis.GetValueOrDefault(parts[0], parts[0]);
        return code == "-" ? null : Of(code);
    }

    static Dictionary<string, string> Pairs(string pairs) => pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
