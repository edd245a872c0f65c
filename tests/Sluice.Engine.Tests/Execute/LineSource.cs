using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;

namespace Sluice.Engine.Tests.Execute;

/// <summary>A source for tests: each line of a file is a record. <c>!x</c> is quarantined, <c>?kind</c> is skipped, <c>id=… text</c> has an id of its own.</summary>
static class LineSource
{
    public sealed record Options : IStepOptions
    {
        /// <summary>Bytes of a batch; ranges are cut blindly, so most begin inside a line.</summary>
        public int BatchBytes { get; init; } = 64;

        /// <summary>Whether a range's begin is taken for a record's begin, so that nearly every batch starts falsely.</summary>
        public bool StartsFalsely { get; init; }
    }

    public static SourceDefinition Definition { get; } = SourceDefinition.Create<Options>("lines", "lines of a file", [".txt"], (shard, options) => new Reader(shard, options));

    sealed class Reader(Shard shard, Options options) : IShardReader
    {
        readonly byte[] _bytes = File.ReadAllBytes(shard.Path);
        int _next;

        public IRecordBatch? NextBatch()
        {
            if (_next >= _bytes.Length) return null;
            int from = _next;
            _next += options.BatchBytes;
            return new Batch(shard, _bytes, from, Math.Min(_next, _bytes.Length), options.StartsFalsely);
        }

        public void Dispose() { }
    }

    sealed class Batch(Shard shard, byte[] bytes, int from, int to, bool startsFalsely) : IRecordBatch
    {
        public long HeldBytes => to - from;

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            int at = (int?)start ?? FirstLine();
            if (at >= to) return new(null, 0);
            int first = at;
            while (at < to)
            {
                int end = bytes.AsSpan(at).IndexOf((byte)'\n');
                int next = end < 0 ? bytes.Length : at + end + 1;
                Line(sink, document, at, next);
                at = next;
            }
            sink.Progress(at - first, at - first);
            return new(first, at);
        }

        public void Dispose() { }

        int FirstLine()
        {
            if (from == 0 || startsFalsely) return from;
            int end = bytes.AsSpan(from - 1).IndexOf((byte)'\n');
            return end < 0 ? bytes.Length : from + end;
        }

        void Line(IRecordSink sink, Document document, int at, int next)
        {
            string line = Encoding.UTF8.GetString(bytes, at, next - at).TrimEnd('\n');
            Origin origin = new() { File = shard.Name, Offset = at, Length = next - at };
            if (line.StartsWith('?'))
            {
                sink.Skip(line[1..]);
                return;
            }
            if (line.StartsWith('!'))
            {
                sink.Quarantine(new(origin, "test-broken", "a line that is made to be broken"));
                return;
            }
            document.Reset();
            document.Origin = origin;
            document.Id = line.StartsWith("id=", StringComparison.Ordinal) ? line[3..line.IndexOf(' ', StringComparison.Ordinal)] : DocumentId.Make(shard.Digest, at);
            if (line.Contains("status404", StringComparison.Ordinal)) document.ReadVerdict = Verdict.Drop("read.http-status", 404, 299);
            document.SetText(Encoding.UTF8.GetBytes(line));
            sink.Document(document);
        }
    }
}
