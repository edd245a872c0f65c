// Trains models/sluice-languages.ftz, the language model that ships with Sluice, with Debian's program fasttext (apt-get install fasttext).
// Usage: dotnet run eng/train-languages.cs [../shared/data/langid]. Only the texts of the "train" half are read: those whose SHA-256 ends in an odd byte.
// The order of texts follows from their hashes, and the training runs on one thread: the same program on the same machine writes the same bytes.
using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

// Label, then the codes that the sets give the language. All other languages of the sets together are "und".
const string Languages = """
    af afr,am amh,ar arb ara,az azj aze,be bel,bg bul,bn ben,bs bos,ca cat,cs ces,cy cym,da dan,de deu,el ell,en eng,eo epo,es spa,et ekk est,eu eus baq,fa pes fas,fi fin,
    fr fra,ga gle,gu guj,he heb,hi hin,hr hrv,hu hun,hy hye arm,id ind,is isl,it ita,ja jpn,ka kat,kk kaz,ko kor,la lat,lg lug,lt lit,lv lvs lav,mi mri,mk mkd,mn khk mon,
    mr mar,ms zsm zlm msa,nb nob,nl nld,nn nno,om gaz orm,pa pan,pl pol,pt por,ro ron,ru rus,si sin,sk slk,sl slv,sn sna,so som,sq als sqi,sr srp,st sot,sv swe,sw swh swa,
    ta tam,te tel,th tha,ti tir,tl tgl,tn tsn,tr tur,ts tso,uk ukr,ur urd,vi vie,xh xho,yo yor,zh cmn zho,zu zul
    """;
// One text in three of the other languages: they would outweigh any language else.
const int UndKept = 3;
string[] sets = ["udhr", "bible-verses", "lingua-sentences", "lingua-word-pairs", "lingua-single-words"];
HashSet<string> noLanguage = ["und", "xx"];
string data = args.Length > 0 ? args[0] : Path.Combine("..", "shared", "data", "langid");
string output = Path.GetFullPath(Path.Combine("models", "sluice-languages"));

Dictionary<string, string> labels = Languages.Split(',', StringSplitOptions.TrimEntries).Select(entry => entry.Split(' '))
    .SelectMany(codes => codes.Select(code => (Code: code, Label: codes[0]))).ToDictionary(pair => pair.Code, pair => pair.Label);
SortedDictionary<string, string> lines = new(StringComparer.Ordinal); // By hash of the text: mixed, and the same on every run.
SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
foreach (string set in sets)
{
    using StreamReader rows = new(new GZipStream(File.OpenRead(Path.Combine(data, set + ".jsonl.gz")), CompressionMode.Decompress));
    while (rows.ReadLine() is { } row)
    {
        using JsonDocument json = JsonDocument.Parse(row);
        string text = json.RootElement.GetProperty("text").GetString()!, code = json.RootElement.GetProperty("lang").GetString()!;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        if (hash[^1] % 2 == 0 || noLanguage.Contains(code)) continue;
        string label = labels.GetValueOrDefault(code, "und");
        if (label == "und" && hash[0] % UndKept != 0) continue;
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (lines.TryAdd(Convert.ToHexString(hash) + label, $"__label__{label} {line}")) counts[label] = counts.GetValueOrDefault(label) + 1;
    }
}
// Numbers alone are no language, and numbers among words change none.
string[] numbers = [.. Numbers(lines.Count)];
foreach ((string hash, string line) in lines.ToArray())
{
    string[] own = numbers[Convert.ToInt32(hash[..6], 16) % numbers.Length].Split(' ');
    if (hash[7] is '0') lines.TryAdd(hash + "+", Mix(line.Split(' '), own));
    else if (hash[6..8] is "10") lines.TryAdd(hash + "+", "__label__und " + string.Join(' ', own));
}
Console.WriteLine($"{lines.Count} texts: {string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))}");

string training = Path.GetTempFileName();
File.WriteAllText(training, string.Join('\n', lines.Values) + "\n", new UTF8Encoding(false));
Run("fasttext", $"supervised -input {training} -output {output} -thread 1 -seed 0 -epoch 25 -lr 0.5 -dim 16 -minn 2 -maxn 4 -bucket 500000 -loss softmax -minCount 2");
Run("fasttext", $"quantize -input {training} -output {output} -thread 1 -qnorm -cutoff 40000 -dsub 2 -retrain -epoch 2 -lr 0.1");
foreach (string left in (string[])[training, output + ".bin", output + ".vec"]) File.Delete(left);
byte[] model = File.ReadAllBytes(output + ".ftz");
Console.WriteLine($"models/sluice-languages.ftz: {model.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(model))}");

// What is no language: numbers, dates, prices, scores, part numbers, addresses of files.
static IEnumerable<string> Numbers(int count)
{
    Random random = new(1);
    Func<string>[] kinds =
    [
        () => Digits(1, 7), () => Digits(1, 4) + "." + Digits(1, 3), () => Digits(1, 3) + "," + Digits(3, 3), () => Digits(1, 2) + ":" + Digits(2, 2),
        () => Digits(4, 4) + "-" + Digits(2, 2) + "-" + Digits(2, 2), () => Digits(1, 2) + "/" + Digits(1, 2) + "/" + Digits(2, 4), () => "$" + Digits(1, 4) + ".99",
        () => Digits(1, 3) + "%", () => Capitals(1, 3) + Digits(2, 5), () => Capitals(2, 3) + "-" + Digits(1, 4), () => "(" + Digits(1, 3) + ")", () => "+" + Digits(10, 12),
        () => "|", () => "-", () => "=", () => "#" + Digits(1, 4), () => Digits(1, 3) + "." + Digits(1, 3) + "." + Digits(1, 3) + "." + Digits(1, 3), () => Capitals(1, 1) + ".",
        () => "0x" + Convert.ToHexString(BitConverter.GetBytes(random.Next())), () => Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64())),
    ];
    for (int n = 0; n < count; n++)
    {
        Func<string>[] chosen = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => kinds[random.Next(kinds.Length)])];
        yield return string.Join(' ', Enumerable.Range(0, random.Next(1, 40)).Select(_ => chosen[random.Next(chosen.Length)]()));
    }

    string Digits(int least, int most) => string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => (char)('0' + random.Next(10))));

    string Capitals(int least, int most) => string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => (char)('A' + random.Next(26))));
}

// The label, then words and numbers by turns.
static string Mix(string[] words, string[] numbers)
{
    List<string> mixed = [words[0]];
    for (int n = 0; n < Math.Max(words.Length - 1, Math.Min(numbers.Length, 2 * words.Length)); n++)
    {
        if (n + 1 < words.Length) mixed.Add(words[n + 1]);
        if (n < numbers.Length) mixed.Add(numbers[n]);
    }
    return string.Join(' ', mixed);
}

static void Run(string program, string arguments)
{
    using Process process = Process.Start(program, arguments);
    process.WaitForExit();
    if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {arguments} failed");
}
