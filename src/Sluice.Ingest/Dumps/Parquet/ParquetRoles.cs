using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Storage.Parquet;

namespace Sluice.Ingest.Dumps.Parquet;

/// <summary>What a column of the file is to the document.</summary>
enum ParquetRole
{
    Text,
    Id,
    Url,
    Language,
    Date,
    MetadataText,
    MetadataNumber,
}

/// <summary>Which columns of one file are read, and as what.</summary>
/// <param name="Columns">Names and roles, text first.</param>
sealed record ParquetRoles(IReadOnlyList<(string Name, ParquetRole Role)> Columns)
{
    /// <summary>A document's metadata is walked to look a key up: it stays short.</summary>
    public const int MetadataColumnsMax = 64;

    /// <summary>Finds the columns that the options name, or that have the usual names.</summary>
    /// <exception cref="SluiceException">One that is named is missing.</exception>
    public static ParquetRoles Of(IReadOnlyList<ParquetField> fields, ParquetOptions options, Shard shard)
    {
        List<(string Name, ParquetRole Role)> columns = [];
        List<SluiceError> errors = [];
        Named(options.TextColumn, "text-column", ParquetRole.Text);
        NamedOrUsual(options.IdColumn, "id", ParquetRole.Id);
        NamedOrUsual(options.UrlColumn, "url", ParquetRole.Url);
        NamedOrUsual(options.LanguageColumn, "language", ParquetRole.Language);
        NamedOrUsual(options.DateColumn, "date", ParquetRole.Date);
        if (options.MetadataColumns is { } named)
        {
            foreach (string name in named) Named(name, "metadata-columns", MetadataRole(fields.FirstOrDefault(field => field.Name == name)?.Type ?? "VARCHAR"));
        }
        else
        {
            IEnumerable<ParquetField> others = fields.Where(field => IsScalar(field.Type) && !columns.Exists(column => column.Name == field.Name));
            columns.AddRange(others.Take(MetadataColumnsMax).Select(field => (field.Name, MetadataRole(field.Type))).ToList());
        }
        return errors.Count == 0 ? new(columns) : throw new SluiceException(errors);

        void Named(string name, string option, ParquetRole role)
        {
            if (fields.Any(field => field.Name == name)) columns.Add((name, role));
            else errors.Add(Missing(name, option));
        }

        void NamedOrUsual(string? name, string usual, ParquetRole role)
        {
            if (name is not null) Named(name, $"{usual}-column", role);
            else if (fields.Any(field => field.Name == usual) && usual != options.TextColumn) columns.Add((usual, role));
        }

        SluiceError Missing(string name, string option)
        {
            IReadOnlyList<string> there = [.. fields.Select(field => field.Name)];
            string? nearest = NearestName.Find(name, there);
            return new($"{option} names '{name}', which the file has not; its columns are {string.Join(", ", there.Take(MetadataColumnsMax))}", shard.Name,
                nearest is null ? $"set {option} to one of them" : $"did you mean {nearest}?");
        }
    }

    static ParquetRole MetadataRole(string type) => IsNumber(type) ? ParquetRole.MetadataNumber : ParquetRole.MetadataText;

    static bool IsNumber(string type) =>
        type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "FLOAT" or "DOUBLE"
        || type.StartsWith("DECIMAL", StringComparison.Ordinal);

    static bool IsScalar(string type) =>
        IsNumber(type) || type is "VARCHAR" or "BOOLEAN" or "DATE" or "UUID" || type.StartsWith("TIME", StringComparison.Ordinal);
}
