using System.Text;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Ingest;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Charsets;
using Sluice.Ingest.Warc;

namespace Sluice.Bench.Extract;

/// <summary>Main text of the sample crawl's pages, beside the floors: finding the charset, and AngleSharp's whole document. bench/extract measures real crawls.</summary>
[MemoryDiagnoser]
public class ExtractBench
{
    readonly ExtractHtmlStep _step = new(new());
    readonly HtmlParser _parser = new();
    readonly Document _document = new();
    readonly List<(byte[] Body, string? Charset)> _pages = [];

    [GlobalSetup]
    public void Load()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Sluice.slnx"))) root = root.Parent!;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root.FullName, "examples"), "*.warc.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using IShardReader reader = Sources.Find("warc")!.Open(new(file, file, new FileInfo(file).Length, new byte[32]), new WarcOptions());
            while (reader.NextBatch() is { } batch)
            {
                batch.Read(new Sink(_pages), _document, null);
                batch.Dispose();
            }
        }
    }

    [Benchmark(Baseline = true)]
    public int AngleSharpDocument()
    {
        int elements = 0;
        foreach ((byte[] body, _) in _pages)
        {
            using AngleSharp.Html.Dom.IHtmlDocument document = _parser.ParseDocument(Encoding.UTF8.GetString(body));
            elements += document.DocumentElement.ChildElementCount;
        }
        return elements;
    }

    [Benchmark]
    public int DetectCharset()
    {
        int utf8 = 0;
        foreach ((byte[] body, string? charset) in _pages) utf8 += Charset.Detect(body, charset) == Charset.Utf8 ? 1 : 0;
        return utf8;
    }

    [Benchmark]
    public int ExtractHtml()
    {
        int kept = 0;
        foreach ((byte[] body, string? charset) in _pages)
        {
            _document.Reset();
            (_document.Body, _document.HeaderCharset) = (body, charset);
            kept += _step.Apply(_document, Measurements.None).IsKept ? 1 : 0;
        }
        return kept;
    }

    sealed class Sink(List<(byte[], string?)> pages) : IRecordSink
    {
        public void Document(Document document) => pages.Add((document.Body.ToArray(), document.HeaderCharset));

        public void Skip(string kind)
        {
        }

        public void Quarantine(in QuarantinedRecord record)
        {
        }

        public void Progress(long storedBytes, long rawBytes)
        {
        }
    }
}
