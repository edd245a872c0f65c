using System.Globalization;
using Sluice.Engine.Store;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Execute;

/// <summary>Which ids repeat earlier ones of the run, and their numbers: the second document of an id is <c>id#2</c>. Order is that of shards, then records.</summary>
/// <remarks>No two documents end with one id, whatever the input: where an id repeats, ids of the input that themselves end like a number (<c>id#2</c>) and
/// have the same base are numbered from <c>#1</c> on, so a number at the end always stands for a repeat.</remarks>
sealed class IdRepeats
{
    readonly long[] _rows;
    readonly int[] _numbers;

    IdRepeats(long[] rows, int[] numbers) => (_rows, _numbers) = (rows, numbers);

    /// <summary>No repeats: ids are final already.</summary>
    public static IdRepeats None { get; } = new([], []);

    /// <summary>The id of a row, with its number where it repeats.</summary>
    public string Apply(long row, string id)
    {
        if (_rows.Length == 0) return id;
        int at = Array.BinarySearch(_rows, row);
        return at < 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}#{_numbers[at]}");
    }

    /// <summary>Reads the repeats of one task.</summary>
    public static IdRepeats Read(string mergeFile, int task)
    {
        using TaskFileReader file = new(mergeFile);
        using ZstdBlock zstd = new();
        byte[] buffer = [];
        List<long> rows = [];
        List<int> numbers = [];
        foreach (Frame frame in file.Of(FrameKind.Repeats).Where(f => f.Base == task))
        {
            for (FieldReader reader = new(file.Read(zstd, frame, ref buffer)); !reader.IsAtEnd;)
            {
                rows.Add(reader.Long());
                numbers.Add(checked((int)reader.Varint()));
            }
        }
        return rows.Count == 0 ? None : new([.. rows], [.. numbers]);
    }

    /// <summary>Finds the repeats of the whole run, in as many passes over the hashes as the memory asks for, and writes them, task after task.</summary>
    /// <param name="taskFiles">Outputs of the first stage, in shard order.</param>
    /// <param name="target">Takes the frames.</param>
    /// <param name="memoryBytes">What may be held.</param>
    public static void Write(IReadOnlyList<string> taskFiles, TaskFileWriter target, long memoryBytes)
    {
        const int BytesPerRow = 2 * ((2 * IdHash.Bytes) + 16);
        long rows = taskFiles.Sum(path => { using TaskFileReader file = new(path); return file.EntriesOf(FrameKind.IdHashes); });
        ulong passes = (ulong)Math.Max(1, (rows * BytesPerRow / Math.Max(1, memoryBytes)) + 1);
        List<(int Task, long Row, int Number)> repeats = [];
        for (ulong pass = 0; pass < passes; pass++) FindInPass(taskFiles, pass, passes, repeats);
        repeats.Sort();

        using ZstdBlock zstd = new();
        FieldWriter writer = new();
        for (int at = 0; at < repeats.Count;)
        {
            int task = repeats[at].Task, entries = 0;
            writer.Clear();
            for (; at < repeats.Count && repeats[at].Task == task && writer.Length < 1 << 20; at++, entries++)
            {
                writer.Varint(repeats[at].Row);
                writer.Varint((ulong)repeats[at].Number);
            }
            target.Append(TaskFileWriter.Pack(zstd, FrameKind.Repeats, entries, writer.Written), task);
        }
    }

    static void FindInPass(IReadOnlyList<string> taskFiles, ulong pass, ulong passes, List<(int Task, long Row, int Number)> repeats)
    {
        List<(IdHash Base, int Task, long Row, IdHash Id)> seen = [];
        using ZstdBlock zstd = new();
        byte[] buffer = [];
        for (int task = 0; task < taskFiles.Count; task++)
        {
            using TaskFileReader file = new(taskFiles[task]);
            long row = 0;
            foreach (Frame frame in file.Of(FrameKind.IdHashes))
            {
                ReadOnlySpan<byte> hashes = file.Read(zstd, frame, ref buffer);
                for (; !hashes.IsEmpty; hashes = hashes[(2 * IdHash.Bytes)..], row++)
                {
                    IdHash baseHash = IdHash.Read(hashes);
                    if (baseHash.Low % passes == pass) seen.Add((baseHash, task, row, IdHash.Read(hashes[IdHash.Bytes..])));
                }
            }
        }
        seen.Sort();
        Dictionary<IdHash, int> times = [];
        for (int at = 0, end; at < seen.Count; at = end)
        {
            for (end = at + 1; end < seen.Count && seen[end].Base == seen[at].Base;) end++;
            if (end - at == 1) continue;
            times.Clear();
            for (int i = at; i < end; i++) times[seen[i].Id] = times.GetValueOrDefault(seen[i].Id) + 1;
            if (times.Count == end - at) continue;
            times.Clear();
            for (int i = at; i < end; i++)
            {
                int number = times[seen[i].Id] = times.GetValueOrDefault(seen[i].Id) + 1;
                if (number > 1 || seen[i].Id != seen[i].Base) repeats.Add((seen[i].Task, seen[i].Row, number));
            }
        }
    }
}
