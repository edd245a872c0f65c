using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>Makes items of rows, and knows which fields were never there: most of those are slips of the hand.</summary>
sealed class RowTexts(string path, BenchmarkFields fields)
{
    const int NamesMax = 64;

    readonly HashSet<string> _found = new(StringComparer.Ordinal);
    readonly List<string> _names = [];
    readonly StringBuilder _joined = new();

    public string File => path;

    public string? Rows => fields.Rows;

    public bool Asks(string field) => fields.All.Any(source => source.Path == field);

    /// <summary>The item of a row.</summary>
    /// <param name="row">Index of the row.</param>
    /// <param name="value">Gives a field's text; null where the row has none. Empty text for a field that is there but holds nothing.</param>
    public BenchmarkItem Item(int row, Func<string, string?> value) =>
        new(row, Join(fields.Question, value), Join(fields.Answer, value), Join(fields.Passage, value));

    /// <summary>Fields that the rows have, for the error about one that they don't.</summary>
    public void Offer(IEnumerable<string> names)
    {
        if (_names.Count == 0) _names.AddRange(names.Take(NamesMax));
    }

    public void CheckAllFound(int rows)
    {
        if (rows == 0) throw new SluiceException("the benchmark file has no rows", path, fields.Rows is null ? null : $"rows={fields.Rows} names where they lie");
        foreach (FieldSource source in fields.All)
        {
            if (_found.Contains(source.Path)) continue;
            string? nearest = NearestName.Find(source.Path, _names);
            string names = string.Join(", ", _names.Select(name => Sluice.Core.Text.VisibleText.Line(name, 40)));
            throw new SluiceException($"no row of the benchmark file has the field '{source.Path}'", path, $"{(nearest is null ? "" : $"did you mean {nearest}? ")}the rows have {names}");
        }
    }

    string Join(IReadOnlyList<FieldSource> sources, Func<string, string?> value)
    {
        if (sources.Count == 0) return "";
        _joined.Clear();
        foreach (FieldSource source in sources)
        {
            if (value(source.Path) is not { } text) continue;
            _found.Add(source.Path);
            string part = source.Of(text).Trim();
            if (part.Length == 0) continue;
            if (_joined.Length > 0) _joined.Append('\n');
            _joined.Append(part);
        }
        return _joined.ToString();
    }
}
