namespace Sluice.Storage.Sql;

/// <summary>DuckDB refused a query or could not finish it: its own words. Callers turn it into an error for a person, or into a quarantine.</summary>
public sealed class SqlException(string message) : Exception(message)
{
    /// <summary>Whether it needed more memory than the database may take.</summary>
    public bool IsOutOfMemory => Message.StartsWith("Out of Memory Error", StringComparison.Ordinal);
}
