using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sluice.Engine.Store;

namespace Sluice.Engine.Execute;

/// <summary>The ids of all documents that went into a merge, by their number. On the disk: 8 bytes and the id for each, read as they are asked for.</summary>
/// <remarks>Decisions name documents from anywhere in the input, so ids are laid out once for random access instead of being looked up in compressed frames.</remarks>
sealed class IdTable : IDisposable
{
    const int RememberedMax = 1 << 10;
    const int IdBytesOnStack = 256;

    readonly SafeFileHandle _ids;
    readonly SafeFileHandle _ends;
    readonly (long Document, string Id)[] _remembered = new (long, string)[RememberedMax];

    /// <summary>Lays out the ids of earlier releases, then those of the outputs of the stage before.</summary>
    /// <param name="earlier">Of the documents of earlier releases, in order.</param>
    /// <param name="taskFiles">In shard order.</param>
    /// <param name="repeats">Repeats of a task; none where ids are final.</param>
    /// <param name="scratchFolder">Takes two files.</param>
    public IdTable(IEnumerable<string> earlier, IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeats, string scratchFolder)
    {
        string ids = Path.Combine(scratchFolder, "ids"), ends = Path.Combine(scratchFolder, "id-ends");
        using (FileStream idStream = Create(ids), endStream = Create(ends))
        {
            foreach (string id in earlier) Append(id);
            for (int task = 0; task < taskFiles.Count; task++)
            {
                FirstOfTask.Add(endStream.Position / sizeof(long));
                IdRepeats repeatsOfTask = repeats(task);
                using TaskFileReader file = new(taskFiles[task]);
                using FrameEntries entries = new(file, FrameKind.Ids);
                while (entries.TryOpen(out FieldReader entry))
                {
                    StoredId id = StoredId.Read(ref entry);
                    Append(repeatsOfTask.Apply(entries.Base + id.Row, id.Id));
                    entries.Close(entry);
                }
            }
            FirstOfTask.Add(endStream.Position / sizeof(long));

            void Append(string id)
            {
                Span<byte> end = stackalloc byte[sizeof(long)];
                idStream.Write(Encoding.UTF8.GetBytes(id));
                BinaryPrimitives.WriteInt64LittleEndian(end, idStream.Position);
                endStream.Write(end);
            }
        }
        (_ids, _ends) = (File.OpenHandle(ids), File.OpenHandle(ends));
        Array.Fill(_remembered, (-1, ""));

        static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>Number of each task's first document; at the end the number of all.</summary>
    public List<long> FirstOfTask { get; } = [];

    /// <summary>The id of a document.</summary>
    public string this[long document]
    {
        get
        {
            ref (long Document, string Id) remembered = ref _remembered[document & (RememberedMax - 1)];
            if (remembered.Document != document) remembered = (document, Read(document));
            return remembered.Id;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ids.Dispose();
        _ends.Dispose();
    }

    string Read(long document)
    {
        Span<byte> bounds = stackalloc byte[2 * sizeof(long)];
        bounds.Clear();
        StoredKeys.ReadExactly(_ends, document == 0 ? bounds[sizeof(long)..] : bounds, Math.Max(0, document - 1) * sizeof(long));
        long start = BinaryPrimitives.ReadInt64LittleEndian(bounds), end = BinaryPrimitives.ReadInt64LittleEndian(bounds[sizeof(long)..]);
        int length = checked((int)(end - start));
        Span<byte> id = length <= IdBytesOnStack ? stackalloc byte[length] : new byte[length];
        StoredKeys.ReadExactly(_ids, id, start);
        return Encoding.UTF8.GetString(id);
    }
}
