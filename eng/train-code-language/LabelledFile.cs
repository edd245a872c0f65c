using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Sluice.Curate.Filter.CodeLanguage;

namespace Sluice.TrainCodeLanguage;

/// <summary>A file whose language is known: its folder's name.</summary>
sealed record LabelledFile(string Path, string Name, string Language, byte[] Text)
{
    /// <summary>The part of a cross-validation that it is in, by the hash of its path.</summary>
    public int Fold { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Path))[0] % Folds;

    public const int Folds = 3;

    /// <summary>Reads an archive of samples: <c>samples/LANGUAGE/…/name</c>, in order of paths.</summary>
    public static List<LabelledFile> Read(string archive)
    {
        List<LabelledFile> files = [];
        using TarReader tar = new(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            string[] parts = entry.Name.Split('/');
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || parts.Length < 3 || entry.DataStream is null) continue;
            using MemoryStream text = new();
            entry.DataStream.CopyTo(text);
            files.Add(new(entry.Name, parts[^1], NameOf(parts[1]), text.ToArray()));
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    // Some folders are not named as their language is.
    static string NameOf(string folder) => folder switch
    {
        "Fstar" => "F*",
        "ProC" => "Pro*C",
        "Coq" => "Rocq Prover",
        "Mathematica" => "Wolfram Language",
        _ => LanguageTable.Shared.All.FirstOrDefault(language => string.Equals(language.Name, folder, StringComparison.OrdinalIgnoreCase))?.Name ?? throw new InvalidDataException(folder),
    };
}
