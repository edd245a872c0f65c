namespace Sluice.Core;

/// <summary>An error for a person: what went wrong, where, and how to mend it. Commands print it without a stack trace.</summary>
/// <param name="What">What is wrong, in one sentence without a full stop.</param>
/// <param name="Where">File, line and column, or file and byte offset; null where there is no place.</param>
/// <param name="Hint">How to mend it; null where nothing can be advised.</param>
public sealed record SluiceError(string What, string? Where = null, string? Hint = null)
{
    /// <summary>The error as commands print it.</summary>
    public override string ToString() => $"{(Where is null ? "" : Where + ": ")}{What}{(Hint is null ? "" : $"\n\nhint: {Hint}")}";
}

/// <summary>Carries one or more <see cref="SluiceError"/>s to the command that reports them together.</summary>
public sealed class SluiceException : Exception
{
    /// <summary>One error.</summary>
    public SluiceException(string what, string? where = null, string? hint = null) : this([new SluiceError(what, where, hint)]) { }

    /// <summary>Several errors, reported together.</summary>
    public SluiceException(IReadOnlyList<SluiceError> errors) : base(string.Join("\n", errors)) => Errors = errors;

    /// <summary>What went wrong; at least one.</summary>
    public IReadOnlyList<SluiceError> Errors { get; }

    /// <summary>The exit code of the command: 2 (the default) before the first byte is read, 1 after it.</summary>
    public int ExitCode { get; init; } = 2;
}
