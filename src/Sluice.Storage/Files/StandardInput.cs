namespace Sluice.Storage.Files;

/// <summary>Standard input as a file: what must be read at any offset, twice, or by several workers is stored first.</summary>
public static class StandardInput
{
    /// <summary>How patterns and origins name it.</summary>
    public const string Name = "-";

    /// <summary>Copies standard input to a file, whole or not at all.</summary>
    public static void Spool(string path, CancellationToken cancellation = default)
    {
        using Stream input = Console.OpenStandardInput();
        Spool(input, path, cancellation);
    }

    /// <summary>Copies a stream to a file, whole or not at all.</summary>
    public static void Spool(Stream input, string path, CancellationToken cancellation = default)
    {
        using AtomicFile file = new(path);
        byte[] buffer = new byte[64 << 10];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            file.Stream.Write(buffer, 0, read);
        }
        file.Commit();
    }
}
