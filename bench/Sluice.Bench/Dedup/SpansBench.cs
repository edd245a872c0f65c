using System.Buffers;
using BenchmarkDotNet.Attributes;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Spans;

namespace Sluice.Bench.Dedup;

/// <summary>Repeated lines and sentences of 4 MB of texts: keys, and the merge until the last decision; beside them, as floors, finding the line feeds and the sentences only.</summary>
[MemoryDiagnoser]
public class SpansBench
{
    readonly DeduplicateLinesOptions _lines = new();
    readonly DeduplicateSentencesOptions _sentences = new();
    readonly UnitList _found = new();
    readonly ArrayBufferWriter<byte> _key = new();
    readonly Document _document = new() { Language = "en" };
    byte[][] _texts = [];
    HeldKeys _lineKeys = new([]), _sentenceKeys = new([]);
    string _folder = "";

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup]
    public void Load()
    {
        _texts = BenchTexts.Load(Texts);
        _lineKeys = new(Array.ConvertAll(_texts, text => KeyOf(new LineFinder(_lines, 0), text).ToArray()));
        _sentenceKeys = new(Array.ConvertAll(_texts, text => KeyOf(new SentenceFinder(_sentences, 0), text).ToArray()));
        _folder = Directory.CreateTempSubdirectory("sluice-bench-").FullName;
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public int FindLineFeeds()
    {
        int lines = 0;
        foreach (byte[] text in _texts)
            for (int at = 0, length; (length = text.AsSpan(at).IndexOf((byte)'\n')) >= 0; at += length + 1) lines++;
        return lines;
    }

    [Benchmark]
    public int LineKeys() => Keys(new LineFinder(_lines, 0));

    [Benchmark]
    public int LineKeysRaw() => Keys(new LineFinder(_lines with { Compare = UnitCompare.Raw }, 0));

    [Benchmark]
    public long LineMerge() => Merge(_lines.Rules, 1, _lineKeys, 64 << 20);

    [Benchmark]
    public long LineMergeIn256KiB() => Merge(_lines.Rules, 1, _lineKeys, 256 << 10);

    [Benchmark]
    public int FindSentences()
    {
        int sentences = 0;
        foreach (byte[] text in _texts)
        {
            _document.SetText(text);
            sentences += _document.Analysis.Sentences.Length;
        }
        return sentences;
    }

    [Benchmark]
    public int SentenceKeys() => Keys(new SentenceFinder(_sentences, 0));

    [Benchmark]
    public long SentenceMerge() => Merge(_sentences.Rules, _sentences.SpanSentences, _sentenceKeys, 64 << 20);

    int Keys(IUnitFinder finder)
    {
        int bytes = 0;
        foreach (byte[] text in _texts) bytes += KeyOf(finder, text).Length;
        return bytes;
    }

    ReadOnlySpan<byte> KeyOf(IUnitFinder finder, byte[] text)
    {
        _document.SetText(text);
        _found.Clear();
        _key.ResetWrittenCount();
        finder.Find(_document, _found);
        UnitKey.Write(_found, _key);
        return _key.WrittenSpan;
    }

    long Merge(UnitRules rules, int runUnits, HeldKeys keys, long memoryBytes)
    {
        using UnitMerge merge = new(rules, runUnits, new() { MemoryBytes = memoryBytes, ScratchFolder = _folder, Keys = keys });
        keys.AddTo(merge);
        return merge.Decide().Sum(decision => decision.Document);
    }

    sealed class HeldKeys(byte[][] keys) : IMergeKeys
    {
        readonly byte[] _all = [.. keys.SelectMany(key => key)];

        public void Read(long at, Span<byte> target) => _all.AsSpan((int)at, target.Length).CopyTo(target);

        public void AddTo(UnitMerge merge)
        {
            long at = 0;
            for (int n = 0; n < keys.Length; at += keys[n++].Length) merge.Add(n, keys[n], at);
        }
    }
}
