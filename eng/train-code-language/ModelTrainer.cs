using System.IO.Compression;
using System.Text;
using Sluice.Curate.Filter.CodeLanguage;

namespace Sluice.TrainCodeLanguage;

/// <summary>Counts the tokens of labelled files and writes what <see cref="CodeModel"/> reads. The same files give the same bytes.</summary>
static class ModelTrainer
{
    // Weight of all languages' common use, in files. Each file counts as one, whatever its length, and as less if it is short.
    const double Smoothing = 1;
    const double ShortFileTokens = 50;
    const int TokensPerLanguage = 3000;

    public static byte[] Train(IEnumerable<LabelledFile> files)
    {
        SortedDictionary<int, Dictionary<uint, double>> counts = [];
        Dictionary<uint, double> common = [];
        Dictionary<uint, int> filesOf = [];
        Dictionary<int, double> sizes = [];
        double total = 0;
        foreach (LabelledFile file in files)
        {
            Dictionary<uint, int> own = [];
            int length = 0;
            CodeTokens tokens = new(file.Text.AsSpan(0, Math.Min(file.Text.Length, CodeIdentifier.ContentBytesMax)));
            for (; tokens.MoveNext(); length++) own[tokens.Current] = own.GetValueOrDefault(tokens.Current) + 1;
            int language = LanguageTable.Shared.Find(file.Language)!.Number;
            if (!counts.TryGetValue(language, out Dictionary<uint, double>? sums)) counts.Add(language, sums = []);
            double one = 1 / Math.Max(ShortFileTokens, length);
            foreach ((uint token, int times) in own)
            {
                sums[token] = sums.GetValueOrDefault(token) + (times * one);
                common[token] = common.GetValueOrDefault(token) + (times * one);
                filesOf[token] = filesOf.GetValueOrDefault(token) + 1;
            }
            sizes[language] = sizes.GetValueOrDefault(language) + (length * one);
            total += length * one;
        }

        SortedDictionary<uint, List<(int Language, byte Weight)>> entries = [];
        int[] languages = [.. counts.Keys];
        for (int place = 0; place < languages.Length; place++)
        {
            // What is in one file only is mostly a name of its own.
            var kept = counts[languages[place]].Where(pair => filesOf[pair.Key] > 1)
                .Select(pair => (Token: pair.Key, Count: pair.Value, Weight: Math.Log(1 + (pair.Value / (Smoothing * common[pair.Key] / total)))))
                .OrderByDescending(entry => entry.Count * entry.Weight).ThenBy(entry => entry.Token).Take(TokensPerLanguage);
            foreach ((uint token, _, double weight) in kept)
            {
                byte stored = (byte)Math.Clamp(Math.Round(weight * CodeModel.WeightParts), 0, 255);
                if (stored == 0) continue;
                if (!entries.TryGetValue(token, out List<(int, byte)>? list)) entries.Add(token, list = []);
                list.Add((place, stored));
            }
        }

        using MemoryStream model = new();
        using (BinaryWriter writer = new(model, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(languages.Length);
            foreach (int language in languages)
            {
                writer.Write(LanguageTable.Shared.All[language].Name);
                writer.Write7BitEncodedInt((int)Math.Round(Math.Log((sizes[language] + Smoothing) / Smoothing) * CodeModel.BaseParts));
            }
            writer.Write7BitEncodedInt(entries.Count);
            uint before = 0;
            foreach (uint token in entries.Keys)
            {
                writer.Write7BitEncodedInt((int)(token - before));
                before = token;
            }
            foreach (List<(int, byte)> list in entries.Values) writer.Write7BitEncodedInt(list.Count);
            foreach (List<(int Language, byte)> list in entries.Values)
            {
                int last = 0;
                foreach ((int language, _) in list)
                {
                    writer.Write7BitEncodedInt(language - last);
                    last = language;
                }
            }
            foreach (List<(int, byte Weight)> list in entries.Values)
                foreach ((_, byte weight) in list) writer.Write(weight);
        }
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, new BrotliCompressionOptions { Quality = 11 }, leaveOpen: true)) brotli.Write(model.ToArray());
        return packed.ToArray();
    }
}
