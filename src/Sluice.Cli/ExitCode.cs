namespace Sluice.Cli;

/// <summary>What the exit codes of every verb mean.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed after the first byte was read: what is done is kept, and the same command resumes it.</summary>
    public const int Failed = 1;

    /// <summary>The command, recipe or an option is wrong; nothing was read.</summary>
    public const int Wrong = 2;

    /// <summary>Done, with quarantined input.</summary>
    public const int DoneWithQuarantine = 3;

    /// <summary>Stopped by Ctrl-C or a request to end.</summary>
    public const int Interrupted = 130;
}
