using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Storage.Files;

namespace Sluice.Engine.Store;

/// <summary>The repository of a task, beside the task's output: later stages and the release need what its files have in common.</summary>
static class StoredRepository
{
    /// <summary>Writes it, whole or not at all.</summary>
    public static void Write(string path, Repository repository)
    {
        FieldWriter writer = new();
        writer.String(repository.Name);
        writer.String(repository.Url);
        writer.String(repository.Commit);
        writer.String(repository.Version);
        writer.String(repository.ForkOf);
        writer.Varint((ulong)repository.RightsFiles.Count);
        foreach (RepositoryFile file in repository.RightsFiles)
        {
            writer.String(file.Path);
            writer.String(file.Blob);
            writer.Bytes(file.Bytes.Span);
            writer.String(file.Unread);
        }
        AtomicFile.WriteAllBytes(path, writer.Written);
    }

    /// <summary>Reads it; null where the task's shard is none.</summary>
    /// <exception cref="SluiceException">The file is damaged.</exception>
    public static Repository? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            FieldReader reader = new(File.ReadAllBytes(path));
            return new()
            {
                Name = reader.String()!,
                Url = reader.String(),
                Commit = reader.String(),
                Version = reader.String(),
                ForkOf = reader.String(),
                RightsFiles = ReadFiles(ref reader),
            };
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            throw new SluiceException("the state of the run is damaged: " + e.Message, path, "delete the folder .run to start the run again");
        }
    }

    static RepositoryFile[] ReadFiles(ref FieldReader reader)
    {
        RepositoryFile[] files = new RepositoryFile[Math.Min(reader.Varint(), RightsFiles.FilesMax + RightsFiles.UnreadMax + 1)];
        for (int i = 0; i < files.Length; i++)
            files[i] = new(reader.String()!, reader.String()!, reader.Bytes().ToArray())
            {
                Unread = reader.String(),
            };
        return files;
    }
}
