// What parsing and extraction cost on the pages of web archives, beside AngleSharp's own parse of the same pages in the same run. Run by bench/extract.
#:package AngleSharp
#:project ../src/Sluice.Ingest/Sluice.Ingest.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=extract.lock.json
using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Ingest;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Html;
using Sluice.Ingest.Warc;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
List<string> files = [.. args];
if (files.Count == 0 || files.Any(f => !File.Exists(f)))
{
    Console.Error.WriteLine("usage: bench/extract FILE.warc.gz...");
    return 2;
}

Pages pages = new();
SourceDefinition warc = Sources.Find("warc")!;
foreach (string file in files)
{
    using IShardReader reader = warc.Open(new(file, file, new FileInfo(file).Length, new byte[32]), new WarcOptions());
    Document document = new();
    while (reader.NextBatch() is { } batch)
    {
        batch.Read(pages, document, null);
        batch.Dispose();
    }
}
double megabytes = pages.All.Sum(p => p.Body.Length) / 1e6;
Console.WriteLine($"{pages.All.Count} pages, {megabytes:0.0} MB of HTML, one thread; the first round holds the compiler's work");

HtmlParser parser = new();
ExtractHtmlStep step = new(new());
PageDecoder decoder = new();
HtmlTree tree = new();
HtmlPageParser treeParser = new(tree, new());
Document page = new();
Dictionary<byte[], ReadOnlyMemory<byte>> decoded = pages.All.ToDictionary(p => p.Body, p => (ReadOnlyMemory<byte>)decoder.Decode(p.Body, p.Charset).ToArray());
for (int round = 1; round <= 5; round++)
{
    Report(round, "AngleSharp, document", (body, _) =>
    {
        using var parsed = parser.ParseDocument(Encoding.UTF8.GetString(body));
        return parsed.DocumentElement.ChildElementCount;
    });
    Report(round, "charset", (body, charset) => decoder.Decode(body, charset).Length);
    Report(round, "charset and parse", (body, charset) =>
    {
        treeParser.Parse(decoder.Decode(body, charset));
        return tree.NodeCount;
    });
    Report(round, "parse", (body, _) =>
    {
        treeParser.Parse(decoded[body]);
        return tree.NodeCount;
    });
    Report(round, "extract-html", (body, charset) =>
    {
        page.Reset();
        page.Body = body;
        page.HeaderCharset = charset;
        return step.Apply(page, Measurements.None).IsKept ? page.Text.Length : 0;
    });
}
return 0;

void Report(int round, string name, Func<byte[], string?, long> work)
{
    long allocated = GC.GetTotalAllocatedBytes(), sum = 0;
    TimeSpan before = Environment.CpuUsage.TotalTime;
    foreach ((byte[] body, string? charset) in pages.All) sum += work(body, charset);
    double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    Console.WriteLine($"  {round} {name,-22}{cpu,7:0.00} CPU s{megabytes / cpu,8:0.0} MB/s{pages.All.Count / cpu,8:0} pages/s{(GC.GetTotalAllocatedBytes() - allocated) / 1e6,9:0} MB allocated  ({sum})");
}

sealed class Pages : IRecordSink
{
    public List<(byte[] Body, string? Charset)> All { get; } = [];

    public void Document(Document document) => All.Add((document.Body.ToArray(), document.HeaderCharset));

    public void Skip(string kind)
    {
    }

    public void Quarantine(in QuarantinedRecord record) => Console.Error.WriteLine(record);

    public void Progress(long storedBytes, long rawBytes)
    {
    }
}
