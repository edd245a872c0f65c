// What reading web archives costs, beside plain decompression of the same bytes in the same run: GZipStream in reads of 64 KB, and `gzip -dc`. Run by bench/read.
#:project ../src/Sluice.Ingest/Sluice.Ingest.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=read.lock.json
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest;
using Sluice.Ingest.Warc;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
List<string> files = [.. args];
if (files.Count == 0 || files.Any(f => !File.Exists(f)))
{
    Console.Error.WriteLine("usage: bench/read FILE.warc.gz...");
    return 2;
}

const int Rounds = 7;
byte[] buffer = new byte[64 << 10];
Counts counts = new();
SourceDefinition warc = Sources.Find("warc")!;
List<double> plain = [], read = [];
double gzip = GzipSeconds();
for (int round = 0; round < Rounds; round++)
{
    plain.Add(CpuSeconds(() => files.ForEach(Decompress)));
    counts = new();
    read.Add(CpuSeconds(() => files.ForEach(Read)));
}
double stored = files.Sum(f => new FileInfo(f).Length) / 1e6;
Console.WriteLine($"{files.Count} files, {stored:0.0} MB stored, {counts.RawBytes / 1e6:0.0} MB raw, {counts.Documents} documents, {counts.Skipped} other records, {counts.Quarantined} quarantined; one thread, best of {Rounds}");
Console.WriteLine($"  gzip -dc       {gzip,7:0.000} CPU s");
Console.WriteLine($"  GZipStream     {plain.Min(),7:0.000} CPU s");
Console.WriteLine($"  source warc    {read.Min(),7:0.000} CPU s  {read.Min() / plain.Min():0.00} of GZipStream  {read.Min() / gzip:0.00} of gzip -dc  {counts.RawBytes / 1e6 / read.Min():0} MB/s raw");
return 0;

void Decompress(string file)
{
    using GZipStream stream = new(File.OpenRead(file), CompressionMode.Decompress);
    while (stream.Read(buffer) > 0) { }
}

void Read(string file)
{
    using IShardReader reader = warc.Open(new(file, file, new FileInfo(file).Length, new byte[32]), new WarcOptions());
    Document document = new();
    long? end = null;
    while (reader.NextBatch() is { } batch)
    {
        using (batch)
        {
            BatchRange range = batch.Read(counts, document, end);
            if (range.Start is not null) end = range.End;
        }
    }
}

double GzipSeconds()
{
    ProcessStartInfo start = new("bash") { RedirectStandardError = true, ArgumentList = { "-c", "TIMEFORMAT='%U %S'; time gzip -dc \"$@\" > /dev/null", "bash" } };
    files.ForEach(start.ArgumentList.Add);
    return Enumerable.Range(0, 3).Min(_ =>
    {
        using Process bash = Process.Start(start)!;
        string said = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        return said.Trim().Split('\n')[^1].Split(' ').Sum(double.Parse);
    });
}

static double CpuSeconds(Action work)
{
    using Process process = Process.GetCurrentProcess();
    TimeSpan before = process.TotalProcessorTime;
    work();
    process.Refresh();
    return (process.TotalProcessorTime - before).TotalSeconds;
}

sealed class Counts : IRecordSink
{
    public long Documents { get; private set; }
    public long Skipped { get; private set; }
    public long Quarantined { get; private set; }
    public long RawBytes { get; private set; }

    void IRecordSink.Document(Document document) => Documents++;

    void IRecordSink.Skip(string kind) => Skipped++;

    void IRecordSink.Quarantine(in QuarantinedRecord record) => Quarantined++;

    void IRecordSink.Progress(long storedBytes, long rawBytes) => RawBytes += rawBytes;
}
