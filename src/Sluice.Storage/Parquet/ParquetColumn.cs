using Sluice.Storage.Sql;

namespace Sluice.Storage.Parquet;

/// <summary>One column of a file to be written.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">Type of the values that rows give.</param>
/// <param name="Expression">SQL over the value, <c>{0}</c> standing for it, where the file has something made of it; null for the value itself.</param>
public sealed record ParquetColumn(string Name, SqlColumnType Type, string? Expression = null);
