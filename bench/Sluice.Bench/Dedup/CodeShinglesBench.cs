using BenchmarkDotNet.Attributes;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;
using Sluice.Curate.Dedup.MinHash;
using Sluice.Curate.Govern.OptOut;

namespace Sluice.Bench.Dedup;

/// <summary>What near-duplicates takes of source text: its tokens, beside the same byte by byte and beside a hash of all bytes (the floor); shingles of them; all of a document's sketch with The Stack's parameters. And the search for opted-out authors, in the same files.</summary>
/// <remarks>The files are this repository's own.</remarks>
[MemoryDiagnoser]
public class CodeShinglesBench
{
    const int ShingleTokens = 5;
    readonly CodeTokens _tokens = new();
    readonly Shingles _shingles = new();
    readonly DocumentSketch _sketch = DocumentSketch.Create(new() { ShingleOf = ShingleUnit.CodeTokens, Similarity = 0.7 }, 0);
    readonly TextAnalysis _analysis = new();
    byte[][] _files = [];
    Document[] _documents = [];
    Consent? _consent;

    [Params("code")] public string Texts { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _files = BenchTexts.Load(Texts);
        _documents = Array.ConvertAll(_files, file =>
        {
            Document document = new();
            document.SetText(file);
            return document;
        });
        string list = Path.GetTempFileName();
        File.WriteAllLines(list, Enumerable.Range(0, 10_000).Select(n => $"- author: Person{n} Surname{n} <person{n}@example.org>"));
        _consent = new Consent(new() { List = [list] }, new OneFile());
        File.Delete(list);
    }

    [Benchmark(Baseline = true)]
    public ulong HashOfAllBytes()
    {
        ulong hash = 0;
        foreach (byte[] file in _files) hash ^= TextHash.Of(file);
        return hash;
    }

    [Benchmark]
    public int Tokens()
    {
        int count = 0;
        foreach (byte[] file in _files) count += _tokens.Of(file).Length;
        return count;
    }

    [Benchmark]
    public int TokensPlain()
    {
        int count = 0;
        foreach (byte[] file in _files) count += _tokens.OfPlain(file).Count;
        return count;
    }

    [Benchmark]
    public int TokensAndShingles()
    {
        int count = 0;
        foreach (byte[] file in _files) count += _shingles.Of(_tokens.Of(file), ShingleTokens).Length;
        return count;
    }

    [Benchmark]
    public int Sketch()
    {
        int count = 0;
        foreach (byte[] file in _files)
        {
            _analysis.Reset(file, null);
            count += _sketch.Take(_analysis).Length;
        }
        return count;
    }

    [Benchmark]
    public int ConsentOfAuthors()
    {
        int kept = 0;
        foreach (Document document in _documents) kept += _consent!.Apply(document, Measurements.None).IsKept ? 1 : 0;
        return kept;
    }

    sealed class OneFile : IStepResources
    {
        public ulong Seed => 0;
        public string? TryFind(string nameOrPath) => nameOrPath;
        public string Find(string nameOrPath, string howToGet) => nameOrPath;
        public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
    }
}
