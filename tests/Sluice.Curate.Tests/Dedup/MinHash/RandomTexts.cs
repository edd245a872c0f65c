using System.Globalization;

namespace Sluice.Curate.Tests.Dedup.MinHash;

/// <summary>Texts of random words with near-duplicates of every degree among them.</summary>
static class RandomTexts
{
    public static List<string> Make(int count, int seed, int wordsMax = 120)
    {
        Random random = new(seed);
        List<string[]> documents = [];
        for (int n = 0; n < count; n++)
        {
            string[] words = n > 0 && random.Next(10) < 7 ? (string[])documents[random.Next(n)].Clone() : NewWords(random, random.Next(0, wordsMax));
            for (int edits = random.Next(6); edits > 0 && words.Length > 0; edits--) words[random.Next(words.Length)] = NewWord(random);
            documents.Add(words);
        }
        return [.. documents.Select(words => string.Join(' ', words))];
    }

    static string[] NewWords(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => NewWord(random))];

    static string NewWord(Random random) => string.Create(CultureInfo.InvariantCulture, $"q{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}");
}
