using System.Security.Cryptography;
using System.Text;
using Sluice.Storage.Files;

namespace Sluice.Publish.Release.Attribution;

/// <summary>The license texts of a release, each once however many repositories have it: told apart by the digest of their bytes, numbered as they come, their bytes on the disk.</summary>
/// <remarks>Memory: a few dozen bytes a text and a use; the texts themselves lie in one temporary file, gone when this is disposed.</remarks>
sealed class LicenseTextSpool : IDisposable
{
    readonly FileStream _file;
    readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    readonly List<LicenseText> _texts = [];

    /// <summary>An empty one.</summary>
    /// <param name="path">The temporary file to make.</param>
    internal LicenseTextSpool(string path) => _file = new(path + AtomicFile.PartialSuffix, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>The texts, in the order they came.</summary>
    internal IReadOnlyList<LicenseText> Texts => _texts;

    /// <summary>Takes a text that a repository uses.</summary>
    internal LicenseText Add(AttributedText text, string repository)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(text.Content.Span));
        if (!_numbers.TryGetValue(digest, out int index))
        {
            _numbers[digest] = index = _texts.Count;
            ReadOnlyMemory<byte> utf8 = AsUtf8(text.Content);
            _file.Seek(0, SeekOrigin.End);
            _texts.Add(new(index + 1, digest, _file.Position, utf8.Length, text.Content.Length, !utf8.Equals(text.Content)));
            _file.Write(utf8.Span);
        }
        LicenseText found = _texts[index];
        if (found.Uses.Count == 0 || found.Uses[^1] != (repository, text.Path)) found.Uses.Add((repository, text.Path));
        return found;
    }

    /// <summary>Reads a text, UTF-8.</summary>
    internal byte[] Read(LicenseText text)
    {
        byte[] utf8 = new byte[text.Length];
        _file.Seek(text.Offset, SeekOrigin.Begin);
        _file.ReadExactly(utf8);
        return utf8;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // A release is text files: bytes that are no UTF-8 are read as Latin-1, where any byte is a character and old license files are at home.
    static ReadOnlyMemory<byte> AsUtf8(ReadOnlyMemory<byte> content) =>
        System.Text.Unicode.Utf8.IsValid(content.Span) ? content : Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(content.Span));
}

/// <summary>One license text of a release.</summary>
/// <param name="Number">Its number in <c>NOTICE.txt</c>, from 1.</param>
/// <param name="Sha256">Digest of its bytes as the repository has them, hex.</param>
/// <param name="Offset">Where the spool has it.</param>
/// <param name="Length">Its length there, UTF-8.</param>
/// <param name="Bytes">Its length as the repository has it.</param>
/// <param name="IsDecoded">Whether it was no UTF-8, and is written as such here.</param>
sealed record LicenseText(int Number, string Sha256, long Offset, int Length, int Bytes, bool IsDecoded)
{
    /// <summary>The repositories that have it, and where, in their order.</summary>
    internal List<(string Repository, string Path)> Uses { get; } = [];
}
