// Makes src/Sluice.Ingest/Extract/Charsets/Models/letters.bin, what charset detection knows of languages: how costly (in eighths of a bit) each pair of letters is in 40 languages,
// and each character in Chinese (two scripts), Japanese and Korean.
// Usage: dotnet run eng/train-charsets.cs LANGID NODE_MODULES, with LANGID = ../shared/data/langid and NODE_MODULES holding typescript 5.9.2 and monaco-editor 0.52.2
// (npm install --ignore-scripts typescript@5.9.2 monaco-editor@0.52.2). Of LANGID only the texts of the "train" half are read: those whose SHA-256 ends in an odd byte.
// The same texts give the same bytes.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

// Name, then the codes that the sets give the language.
const string Languages = """
    en eng,de deu,fr fra,es spa,pt por,it ita,nl nld,sv swe,da dan,nb nob nn nno,fi fin,is isl,ca cat,ga gle,sq als sqi,cs ces,sk slk,pl pol,hu hun,ro ron,
    hr hrv bs bos,sl slv,tr tur,et ekk est,lt lit,lv lvs lav,eo epo,vi vie,ru rus,uk ukr,be bel,bg bul,mk mkd,sr srp,el ell,he heb,ar arb ara,fa pes fas,ur urd,th tha
    """;
const int BitParts = 8;
const double PairBackoff = 12; // A letter seen n times before others trusts its own pairs by n / (n + 12).
string[] sets = ["udhr", "bible-verses", "lingua-sentences"];
string langid = args[0], modules = args[1];
string output = Path.Combine("src", "Sluice.Ingest", "Extract", "Charsets", "Models", "letters.bin");

Dictionary<string, string> names = Languages.Split(',', StringSplitOptions.TrimEntries).Select(entry => entry.Split(' '))
    .SelectMany(codes => codes.Select(code => (Code: code, Name: codes[0]))).ToDictionary(pair => pair.Code, pair => pair.Name);
SortedDictionary<string, List<string>> texts = new(StringComparer.Ordinal);
foreach (string set in sets)
{
    using StreamReader rows = new(new GZipStream(File.OpenRead(Path.Combine(langid, set + ".jsonl.gz")), CompressionMode.Decompress));
    while (rows.ReadLine() is { } row)
    {
        using JsonDocument json = JsonDocument.Parse(row);
        string text = json.RootElement.GetProperty("text").GetString()!, code = json.RootElement.GetProperty("lang").GetString()!;
        if (SHA256.HashData(Encoding.UTF8.GetBytes(text))[^1] % 2 == 0) continue;
        string? tag = json.RootElement.TryGetProperty("bcp47", out JsonElement bcp) ? bcp.GetString() : null;
        string? name = code switch
        {
            "zh" => "zh-hans",
            "cmn" => tag == "zh-Hant" ? "zh-hant" : "zh-hans",
            "yue" => "zh-hant",
            "ja" or "jpn" => "ja",
            "ko" or "kor" => "ko",
            "srp" when tag == "sr-Latn" => "hr",
            _ => names.GetValueOrDefault(code),
        };
        if (name is not null) Add(name, text);
    }
}
foreach ((string folder, string name) in ((string, string)[])[("zh-cn", "zh-hans"), ("zh-tw", "zh-hant"), ("ja", "ja"), ("ko", "ko")])
{
    using JsonDocument messages = JsonDocument.Parse(File.ReadAllText(Path.Combine(modules, "typescript", "lib", folder, "diagnosticMessages.generated.json")));
    foreach (JsonProperty message in messages.RootElement.EnumerateObject()) Add(name, message.Value.GetString()!);
    Add(name, File.ReadAllText(Path.Combine(modules, "monaco-editor", "min", "vs", $"nls.messages.{folder}.js")));
}

using MemoryStream model = new();
string[] ideographic = ["ja", "ko", "zh-hans", "zh-hant"];
model.WriteByte((byte)(texts.Count - ideographic.Length));
foreach ((string name, List<string> lines) in texts)
    if (!ideographic.Contains(name)) WritePairs(name, lines);
model.WriteByte((byte)ideographic.Length);
foreach (string name in ideographic) WriteCharacters(name, texts[name]);
using (FileStream file = File.Create(output))
using (BrotliStream packed = new(file, new BrotliCompressionOptions { Quality = 11 })) packed.Write(model.ToArray());
Console.WriteLine($"{output}: {new FileInfo(output).Length} bytes of {model.Length}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(output)))}");

void Add(string name, string text)
{
    if (!texts.TryGetValue(name, out List<string>? lines)) texts.Add(name, lines = []);
    lines.Add(string.Concat(text.Select(c => char.IsSurrogate(c) ? ' ' : c)));
}

// Alphabet by code point, then the cost of each pair; the first row and column are the word's edge.
void WritePairs(string name, List<string> lines)
{
    bool isLatin = lines.Sum(line => line.Count(char.IsAsciiLetter)) * 2 > lines.Sum(line => line.Count(char.IsLetter));
    string text = string.Join('\n', lines.Select(line => Normalize(name, line)));
    int letters = text.Count(IsLetter);
    char[] alphabet = [.. text.Where(c => IsLetter(c) && (isLatin || !char.IsAscii(c))).GroupBy(c => c).Where(c => c.Count() * 10_000 > letters || char.IsAscii(c.Key)).Select(c => c.Key).Order()];
    int n = alphabet.Length + 1;
    double[,] pairs = new double[n, n];
    double[] firsts = new double[n], seconds = new double[n];
    int before = 0;
    foreach (char c in text)
    {
        int at = Array.IndexOf(alphabet, c) + 1;
        if (at == 0 && before == 0) continue;
        pairs[before, at]++;
        firsts[before]++;
        seconds[at]++;
        before = at;
    }
    double total = seconds.Sum();
    WriteName(name);
    model.WriteByte((byte)alphabet.Length);
    foreach (char c in alphabet) WriteChar(c);
    for (int a = 0; a < n; a++)
        for (int b = 0; b < n; b++)
            model.WriteByte(Cost((pairs[a, b] + (PairBackoff * (seconds[b] + 0.5) / (total + (0.5 * n)))) / (firsts[a] + PairBackoff)));
    Console.WriteLine($"{name}: {letters} letters, alphabet of {alphabet.Length}");
}

// The characters outside ASCII by code point, each with its cost.
void WriteCharacters(string name, List<string> lines)
{
    (char Character, int Count)[] counts = [.. string.Concat(lines).Normalize(NormalizationForm.FormC).Where(c => !char.IsAscii(c)).GroupBy(c => c).Select(c => (c.Key, c.Count())).OrderBy(c => c.Key)];
    double total = counts.Sum(c => c.Count) + counts.Length; // As many as there are kinds is kept for what was not seen.
    WriteName(name);
    Span<byte> count = stackalloc byte[2];
    BinaryPrimitives.WriteUInt16LittleEndian(count, (ushort)counts.Length);
    model.Write(count);
    foreach ((char c, _) in counts) WriteChar(c);
    foreach ((_, int times) in counts) model.WriteByte(Cost(times / total));
    Console.WriteLine($"{name}: {total} characters of {counts.Length} kinds");
}

static byte Cost(double probability) => (byte)Math.Clamp(Math.Round(-Math.Log2(probability) * BitParts), 0, 255);

static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

// As the legacy charsets write it: composed, lower case; Vietnamese with tone marks of their own, Romanian with cedillas.
static string Normalize(string name, string text)
{
    text = text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
    if (name == "ro") return text.Replace('ș', 'ş').Replace('ț', 'ţ');
    if (name != "vi") return text;
    const string Tones = "\u0300\u0301\u0303\u0309\u0323";
    StringBuilder split = new();
    foreach (char c in text)
    {
        string parts = c.ToString().Normalize(NormalizationForm.FormD);
        split.Append(string.Concat(parts.Where(p => !Tones.Contains(p))).Normalize(NormalizationForm.FormC)).Append(string.Concat(parts.Where(Tones.Contains)));
    }
    return split.ToString();
}

void WriteName(string name)
{
    model.WriteByte((byte)name.Length);
    model.Write(Encoding.ASCII.GetBytes(name));
}

void WriteChar(char c)
{
    Span<byte> bytes = stackalloc byte[2];
    BinaryPrimitives.WriteUInt16LittleEndian(bytes, c);
    model.Write(bytes);
}
