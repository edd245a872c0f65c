using System.Diagnostics;
using Sluice.Curate.Filter.CodeLanguage;

namespace Sluice.TrainCodeLanguage;

static class Program
{
    static void Main(string[] args)
    {
        var samples = LabelledFile.Read(args[0]);
        CodeIdentifier identifier = new(null);
        foreach (var s in samples) identifier.Identify(s.Name, s.Text, out _);
        Dictionary<(CodeEvidence, bool), int> counts = [];
        foreach (var s in samples)
        {
            var got = identifier.Identify(s.Name, s.Text, out CodeEvidence by);
            bool right = got?.Name == s.Language;
            counts[(by, right)] = counts.GetValueOrDefault((by, right)) + 1;
            if (!right && by is not CodeEvidence.None) Console.WriteLine($"{by} {s.Path} -> {got}");
        }
        foreach (var c in counts.OrderBy(c => c.Key)) Console.WriteLine($"{c.Key} {c.Value}");
        var watch = Stopwatch.StartNew();
        int n = 0;
        while (watch.ElapsedMilliseconds < 2000) { foreach (var s in samples) identifier.Identify(s.Name, s.Text, out _); n += samples.Count; }
        Console.WriteLine($"{n / watch.Elapsed.TotalSeconds:0} files/s");
    }
}
