using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Sluice.Core.Text;

namespace Sluice.Bench.Dedup;

/// <summary>The words of real pages in reading order, each with what stands behind it (a space or a newline), and where else each word occurs.</summary>
/// <remarks>Only words that are one word to Sluice as well, so that the true Jaccard is one of the same words; without what JSON would escape.</remarks>
sealed class WordPool
{
    const int WordBytesMax = 32;

    // So many stay in a processor's cache; a document of 500 words still shares no 5 in a row with another of millions.
    const int WordsMost = 1 << 18;
    const int Between = 9;

    readonly byte[] _bytes;
    readonly int[] _starts;
    readonly ulong[] _hashes;
    readonly int[] _occurrences;
    readonly (int First, int Places)[] _elsewhere;

    WordPool(byte[] bytes, List<int> starts, List<ulong> hashes)
    {
        (_bytes, _starts, _hashes) = (bytes, [.. starts, bytes.Length], [.. hashes]);
        Dictionary<ulong, int> numbers = [];
        int[] vocabulary = new int[_hashes.Length];
        for (int i = 0; i < _hashes.Length; i++)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, _hashes[i], out bool isKnown);
            if (!isKnown) number = numbers.Count - 1;
            vocabulary[i] = number;
        }
        Distinct = numbers.Count;
        int[] first = new int[Distinct + 1];
        foreach (int word in vocabulary) first[word + 1]++;
        for (int i = 0; i < Distinct; i++) first[i + 1] += first[i];
        _occurrences = new int[_hashes.Length];
        int[] next = [.. first];
        for (int i = 0; i < vocabulary.Length; i++) _occurrences[next[vocabulary[i]]++] = i;
        _elsewhere = [.. vocabulary.Select(word => (first[word], first[word + 1] - first[word]))];
    }

    /// <summary>Words, repeats counted.</summary>
    public int Count => _hashes.Length;

    /// <summary>Distinct words.</summary>
    public int Distinct { get; }

    /// <summary>Bytes of a word and what stands behind it, on average.</summary>
    public double BytesPerWord => (double)_bytes.Length / Count;

    /// <summary>What the word is when texts are compared.</summary>
    public ulong Hash(int word) => _hashes[word];

    /// <summary>The bytes of neighboring words.</summary>
    public ReadOnlySpan<byte> Bytes(int word, int words) => _bytes.AsSpan(_starts[word], _starts[word + words] - _starts[word]);

    /// <summary>Where else this word stands: how many places, and one of them.</summary>
    public (int Places, int Word) Elsewhere(int word, ref Draws draws)
    {
        (int first, int places) = _elsewhere[word];
        return (places, _occurrences[first + draws.Below(places)]);
    }

    /// <summary>Reads the texts of JSON Lines files, gzip or plain.</summary>
    public static WordPool Read(IEnumerable<string> files)
    {
        MemoryStream bytes = new();
        List<int> starts = [];
        List<ulong> hashes = [];
        TextAnalysis analysis = new();
        Dictionary<string, ulong?> known = new(StringComparer.Ordinal);
        // Every ninth page, so that all sources have their part, then the one after each.
        string[] pages = [.. files.SelectMany(Texts)];
        for (int from = 0; from < Between; from++)
        {
            for (int page = from; page < pages.Length && hashes.Count < WordsMost; page += Between)
                foreach (string paragraph in pages[page].Split('\n')) Add(paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        return new(bytes.ToArray(), starts, hashes);

        void Add(string[] words)
        {
            int taken = 0;
            foreach (string word in words)
            {
                if (!known.TryGetValue(word, out ulong? hash)) known[word] = hash = HashOf(word, analysis);
                if (hash is null) continue;
                starts.Add((int)bytes.Position);
                hashes.Add(hash.Value);
                bytes.Write(Encoding.UTF8.GetBytes(word));
                bytes.WriteByte((byte)' ');
                taken++;
            }
            if (taken == 0) return;
            // A newline as JSON writes it.
            bytes.Position--;
            bytes.Write("\\n"u8);
        }
    }

    static IEnumerable<string> Texts(string file)
    {
        using Stream stored = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using StreamReader lines = new(stored);
        while (lines.ReadLine() is { } line) yield return JsonElement.Parse(line).GetProperty("text").GetString()!;
    }

    // Null for what is not exactly one word by itself.
    static ulong? HashOf(string word, TextAnalysis analysis)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(word);
        if (bytes.Length > WordBytesMax || !word.Any(char.IsLetter) || word.Any(c => char.IsDigit(c) || char.IsControl(c) || c is '"' or '\\' or '\uFFFD')) return null;
        analysis.Reset(bytes, null);
        ReadOnlySpan<ulong> hashes = analysis.SimplifiedWordHashes;
        return hashes.Length == 1 ? hashes[0] : null;
    }
}
