using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Fixtures;
using Sluice.Ingest.Extract.Charsets;

namespace Sluice.Ingest.Tests.Extract.Charsets;

public sealed partial class CharsetDetectorTests
{
    [Theory] // The files of score-charset, by its rule of what is the same encoding: uchardet finds 95.1 %.
    [InlineData(false)]
    [InlineData(true)] // Their own statements overwritten: by their letters alone.
    public void Real_files_in_known_encodings_are_found(bool isMuted)
    {
        using FileStream file = File.OpenRead(SharedData.Path("data/charset/chardet-tests.tar.gz"));
        using TarReader archive = new(new GZipStream(file, CompressionMode.Decompress));
        int files = 0, same = 0;
        List<string> wrong = [];
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null) continue;
            using MemoryStream content = new();
            entry.DataStream.CopyTo(content);
            byte[] bytes = content.ToArray();
            if (isMuted) bytes = Encoding.Latin1.GetBytes(Statement().Replace(Encoding.Latin1.GetString(bytes), static m => new string('x', m.Length)));
            string folder = Path.GetFileName(Path.GetDirectoryName(entry.Name)!).ToLowerInvariant();
            string found = Charset.NameOf(bytes, null);
            files++;
            if (IsSame(folder, found)) same++;
            else wrong.Add($"{entry.Name}: {found}");
        }
        Assert.True(files > 200, $"{files} files");
        Assert.True(same >= files * 0.975, $"{same} of {files}; {string.Join(", ", wrong)}");
    }

    // A folder is encoding[-language]; encodings have hyphens too.
    static bool IsSame(string folder, string found)
    {
        if (folder is "utf-16" or "utf-32") return found.StartsWith(folder, StringComparison.Ordinal);
        string label = folder switch { "ascii" => "windows-1252", "cp932" => "shift_jis", "macroman" => "macintosh", "cp949" => "euc-kr", "utf-8-sig" => "utf-8", _ => folder };
        Charset? truth = Charset.Find(label) ?? (label.LastIndexOf('-') is > 0 and int cut ? Charset.Find(label[..cut]) : null);
        return truth?.Name == Charset.Find(found)!.Name;
    }

    [Theory] // Sentences that the models were not made from; decoded to the same text.
    [InlineData(40, 0.94)]
    [InlineData(150, 0.98)]
    public void Sentences_in_forty_charsets_are_found(int charsMin, double share)
    {
        const int Each = 15;
        Dictionary<string, List<string>> sentences = [];
        using StreamReader rows = new(new GZipStream(File.OpenRead(SharedData.Path("data/langid/lingua-sentences.jsonl.gz")), CompressionMode.Decompress));
        while (rows.ReadLine() is { } row)
        {
            using JsonDocument json = JsonDocument.Parse(row);
            string text = json.RootElement.GetProperty("text").GetString()!, language = json.RootElement.GetProperty("lang").GetString()!;
            if (!sentences.TryGetValue(language, out List<string>? own)) sentences.Add(language, own = []);
            if (own.Count < Each && text.Length >= charsMin && SHA256.HashData(Encoding.UTF8.GetBytes(text))[^1] % 2 == 0) own.Add(text);
        }
        int all = 0, right = 0;
        SortedDictionary<string, int> wrong = new(StringComparer.Ordinal);
        foreach ((string charset, string languages) in ((string, string)[])
            [
                ("windows-1252", "en de fr es pt it nl sv da nb fi is ca"), ("windows-1250", "cs sk pl hu sl"), ("iso-8859-2", "cs sk pl hu sl"), ("windows-1254", "tr"), ("windows-1257", "et lt lv"), ("iso-8859-13", "et lt lv"),
                ("windows-1251", "ru uk be bg mk sr"), ("koi8-r", "ru"), ("koi8-u", "uk"), ("iso-8859-5", "ru uk be bg mk sr"), ("ibm866", "ru"), ("x-mac-cyrillic", "ru uk bg"), ("ibm855", "ru bg"), ("windows-1253", "el"),
                ("iso-8859-7", "el"), ("windows-1255", "he"), ("windows-1256", "ar fa ur"), ("iso-8859-6", "ar"), ("windows-874", "th"), ("shift_jis", "ja"), ("euc-jp", "ja"), ("gb18030", "zh"), ("euc-kr", "ko"), ("johab", "ko"),
                ("iso-2022-jp", "ja"), ("utf-16le", "en ru"), ("utf-16be", "en"), ("utf-32le", "ja"), ("utf-8", "en fr ru ja zh"),
            ])
        {
            Encoding encoding = Charset.Find(charset)!.Encoding;
            foreach ((string language, string text) in languages.Split(' ').SelectMany(l => sentences[l].Select(t => (l, t))))
            {
                byte[] bytes = encoding.GetBytes(text[..charsMin]);
                Charset found = Charset.Detect(bytes, null);
                all++;
                if (found.Encoding.GetString(bytes) == encoding.GetString(bytes)) right++;
                else wrong[$"{charset} {language} {found.Name}"] = wrong.GetValueOrDefault($"{charset} {language} {found.Name}") + 1;
            }
        }
        Assert.True(right >= all * share, $"{right} of {all}; {string.Join(", ", wrong)}");
    }

    [Fact]
    public void Noise_is_no_charset()
    {
        byte[] noise = new byte[1 << 16];
        new Random(1).NextBytes(noise);
        Assert.Null(CharsetDetector.Guess(noise));
        Assert.Null(CharsetDetector.Guess("ascii"u8));
    }

    [Fact] // 4 MB each, 6 kinds, 10 runs' worth of time at most.
    public void Hostile_bytes_take_linear_time()
    {
        const int Bytes = 4 << 20;
        byte[][] pages =
        [
            Filled(0x80), Filled(0xE9), Filled((byte)'A', 0xE9), Filled(0xE9, (byte)' '), Filled((byte)'~', (byte)'{'), Filled(0x1B, (byte)'$'), Filled((byte)'@', (byte)'@', (byte)'@', 0xC3),
        ];
        Stopwatch watch = Stopwatch.StartNew();
        foreach (byte[] page in pages) _ = Charset.NameOf(page, null);
        Assert.True(watch.Elapsed.TotalSeconds < 5, $"{watch.Elapsed}");

        static byte[] Filled(params byte[] pattern) => [.. Enumerable.Range(0, Bytes).Select(i => pattern[i % pattern.Length])];
    }

    [GeneratedRegex("(charset|encoding)\\s*=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Statement();
}
