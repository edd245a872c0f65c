using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>Rows of a table as text, with names in the first row: quotes as RFC 4180 has them, line breaks inside quotes too.</summary>
static class CsvRows
{
    public static IEnumerable<BenchmarkItem> Read(string path, char separator, RowTexts texts)
    {
        using StreamReader reader = BenchmarkFile.OpenText(path);
        Row row = new(reader, separator, path);
        if (!row.Read()) yield break;
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        for (int i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i].Contains('\0', StringComparison.Ordinal)) throw new SluiceException("the benchmark file is no text", $"{path}:1");
            columns.TryAdd(row.Cells[i].Trim(), i);
        }
        texts.Offer(columns.Keys);
        for (int index = 0; row.Read(); index++)
        {
            if (row.Cells.Count > columns.Count && row.Cells.Count > columns.Values.Max() + 1)
                throw new SluiceException($"this row of the benchmark file has {row.Cells.Count} fields, the first has {columns.Values.Max() + 1}", $"{path}:{row.Line}", "a field with a separator or a quote in it is quoted");
            yield return texts.Item(index, field => !columns.TryGetValue(field, out int column) ? null : column < row.Cells.Count ? row.Cells[column] : "");
        }
    }

    sealed class Row(StreamReader reader, char separator, string path)
    {
        readonly StringBuilder _cell = new();
        int _nextLine = 1;

        public List<string> Cells { get; } = [];

        public int Line { get; private set; }

        // A row that is an empty line is passed over.
        public bool Read()
        {
            do
            {
                if (reader.Peek() < 0) return false;
                Cells.Clear();
                Line = _nextLine;
                ReadCells();
            }
            while (Cells is [""]);
            return true;
        }

        void ReadCells()
        {
            bool isQuoted = false, wasQuoted = false;
            long characters = 0;
            _cell.Clear();
            while (true)
            {
                int c = reader.Read();
                if (c == '\n') _nextLine++;
                if (++characters > BenchmarkFile.RowCharactersMax) throw new SluiceException($"this row of the benchmark file is longer than {BenchmarkFile.RowCharactersMax} characters", $"{path}:{Line}", "is a quote left open?");
                if (c < 0 && isQuoted) throw new SluiceException("a quoted field of the benchmark file never ends", $"{path}:{Line}");
                if (isQuoted)
                {
                    if (c != '"') _cell.Append((char)c);
                    else if (reader.Peek() == '"') _cell.Append((char)reader.Read());
                    else isQuoted = false;
                }
                else if (c == '"' && _cell.Length == 0 && !wasQuoted)
                {
                    isQuoted = wasQuoted = true;
                }
                else if (c == separator || c is '\n' or < 0)
                {
                    if (c != separator && _cell.Length > 0 && _cell[^1] == '\r') _cell.Length--;
                    Cells.Add(_cell.ToString());
                    _cell.Clear();
                    wasQuoted = false;
                    if (c != separator) return;
                }
                else
                {
                    _cell.Append((char)c);
                }
            }
        }
    }
}
