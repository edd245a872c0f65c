using System.Buffers;
using BenchmarkDotNet.Attributes;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Pii;
using Sluice.Curate.Govern.Secrets;

namespace Sluice.Bench.Govern;

/// <summary>The search for secrets and personal data, beside the floors: one byte that is nowhere (memchr), and the same words by .NET's own search for several
/// strings at once, which takes UTF-16.</summary>
[MemoryDiagnoser]
public class SecretsBench
{
    static readonly SearchValues<string> s_words = SearchValues.Create(["begin ", "putty-", "://", "passw", "pwd", "curl", "bundle_", "kind:", "uthor"], StringComparison.OrdinalIgnoreCase);

    readonly RedactSecrets _step = new(new()), _allKinds = new(new() { Phones = true, Cards = true, Ibans = true, UsSocialSecurity = true, AuthorNames = true }),
        _secretsAlone = new(new() { Emails = false, IpAddresses = IpAddresses.None });
    readonly Document _document = new();
    byte[][] _texts = [];
    string[] _strings = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => ["code", .. BenchTexts.Names];

    [GlobalSetup]
    public void Load()
    {
        _texts = BenchTexts.Load(Texts);
        _strings = [.. _texts.Select(System.Text.Encoding.UTF8.GetString)];
    }

    [Benchmark(Baseline = true)]
    public int FloorOneByte()
    {
        int found = 0;
        foreach (byte[] text in _texts)
            if (text.AsSpan().IndexOf((byte)1) >= 0) found++;
        return found;
    }

    [Benchmark]
    public int FloorSearchValues()
    {
        int found = 0;
        foreach (string text in _strings)
        {
            for (ReadOnlySpan<char> rest = text; ; found++)
            {
                int next = rest.IndexOfAny(s_words);
                if (next < 0) break;
                rest = rest[(next + 1)..];
            }
        }
        return found;
    }

    [Benchmark] public int Copy() => Apply(null);

    [Benchmark] public int SecretsAlone() => Apply(_secretsAlone);

    [Benchmark] public int Defaults() => Apply(_step);

    [Benchmark] public int AllKinds() => Apply(_allKinds);

    int Apply(RedactSecrets? step)
    {
        int bytes = 0;
        foreach (byte[] text in _texts)
        {
            _document.Reset();
            _document.SetText(text);
            step?.Apply(_document, Measurements.None);
            bytes += _document.Text.Length;
        }
        return bytes;
    }
}
