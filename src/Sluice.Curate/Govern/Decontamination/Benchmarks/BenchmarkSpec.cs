using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>A benchmark as a recipe names it: a built-in name, or a file with fields.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="File">Path or name of its file.</param>
/// <param name="Fields">Where its texts stand.</param>
/// <param name="IsPreset">Whether it is a built-in one.</param>
public sealed record BenchmarkSpec(string Name, string File, BenchmarkFields Fields, bool IsPreset)
{
    /// <summary>The word for every built-in benchmark whose file is found.</summary>
    public const string All = "all";

    static readonly string[] s_keys = ["question", "answer", "passage", "rows", "name", "like"];

    /// <summary>What is wrong with an entry of the option <c>benchmarks</c>; nothing where it is right.</summary>
    public static IEnumerable<string> ProblemsOf(string written)
    {
        if (written == All) yield break;
        Dictionary<string, string> values = Split(written, out string file, out List<string> problems);
        foreach (string problem in problems) yield return problem;
        if (problems.Count > 0) yield break;
        if (values.Count == 0)
        {
            if (BenchmarkPresets.Find(file) is not null) yield break;
            string? nearest = NearestName.Find(file, BenchmarkPresets.All.Select(preset => preset.Name));
            yield return $"benchmarks: '{file}' is no built-in benchmark{(nearest is null ? "" : $"; did you mean {nearest}?")} (of a file, name the field to read: '{file} question=FIELD')";
            yield break;
        }
        if (file.Length == 0) yield return $"benchmarks: '{written}' names no file; write 'FILE question=FIELD'";
        if (values.TryGetValue("like", out string? like) && BenchmarkPresets.Find(like) is null)
        {
            string? nearest = NearestName.Find(like, BenchmarkPresets.All.Select(preset => preset.Name));
            yield return $"benchmarks: like={like} names no built-in benchmark{(nearest is null ? "" : $"; did you mean {nearest}?")}";
        }
        if (!values.ContainsKey("like") && !values.ContainsKey("question") && !values.ContainsKey("answer"))
            yield return $"benchmarks: '{written}' names no field to read; add question=FIELD, or answer=FIELD";
        if (values.GetValueOrDefault("name") is { } name && (name.Contains(' ', StringComparison.Ordinal) || name.Contains('#', StringComparison.Ordinal)))
            yield return $"benchmarks: the name '{name}' has a space or # in it";
    }

    /// <summary>Reads an entry that has no problems; not <see cref="All"/>.</summary>
    public static BenchmarkSpec Parse(string written)
    {
        Dictionary<string, string> values = Split(written, out string file, out _);
        if (values.Count == 0 && BenchmarkPresets.Find(file) is { } preset) return new(preset.Name, preset.File, preset.Fields, true);
        BenchmarkFields fields = values.TryGetValue("like", out string? like) ? BenchmarkPresets.Find(like)!.Fields : new();
        if (values.TryGetValue("question", out string? question)) fields = fields with { Question = Sources(question) };
        if (values.TryGetValue("answer", out string? answer)) fields = fields with { Answer = Sources(answer) };
        if (values.TryGetValue("passage", out string? passage)) fields = fields with { Passage = Sources(passage) };
        if (values.TryGetValue("rows", out string? rows)) fields = fields with { Rows = rows };
        string name = values.GetValueOrDefault("name") ?? Path.GetFileName(file).Split('.')[0].Replace(' ', '-').Replace('#', '-');
        return new(name.Length == 0 ? "benchmark" : name, file, fields, false);
    }

    static FieldSource[] Sources(string fields) =>
        [.. fields.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(field => new FieldSource(field))];

    // Paths and names of fields may have spaces: a value goes on to the next " key=".
    static Dictionary<string, string> Split(string written, out string file, out List<string> problems)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        problems = [];
        List<(int Start, int ValueStart, string Key)> found = [];
        for (int at = written.IndexOf('=', StringComparison.Ordinal); at >= 0; at = written.IndexOf('=', at + 1))
        {
            int space = at == 0 ? -1 : written.LastIndexOf(' ', at - 1);
            if (space < 0) continue;
            string key = written[(space + 1)..at];
            if (s_keys.Contains(key, StringComparer.Ordinal)) found.Add((space, at + 1, key));
            else if (key.Length > 0 && key.All(char.IsAsciiLetterLower))
                problems.Add($"benchmarks: '{key}=' is no key{(NearestName.Find(key, s_keys) is { } nearest ? $"; did you mean {nearest}?" : "")} (keys are {string.Join(", ", s_keys)})");
        }
        file = (found.Count == 0 ? written : written[..found[0].Start]).Trim();
        for (int i = 0; i < found.Count; i++)
        {
            string value = written[found[i].ValueStart..(i + 1 < found.Count ? found[i + 1].Start : written.Length)].Trim();
            if (value.Length == 0) problems.Add($"benchmarks: '{found[i].Key}=' has no value in '{written}'");
            if (!values.TryAdd(found[i].Key, value)) problems.Add($"benchmarks: '{found[i].Key}=' stands twice in '{written}'");
        }
        return values;
    }
}
