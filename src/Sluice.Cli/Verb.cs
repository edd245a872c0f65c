using System.CommandLine;

namespace Sluice.Cli;

/// <summary>One verb of the command line: its options and arguments, and what it does. Made only when it is the one that was asked for.</summary>
abstract class Verb
{
    /// <summary>Command lines that work, shown at the end of its help.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Whether Ctrl-C must leave it the time to end by itself, as long as that takes. Others are ended after a second: they may wait for input.</summary>
    public virtual bool EndsByItself => false;

    /// <summary>Adds its options and arguments.</summary>
    /// <param name="command">The command named after it.</param>
    /// <param name="words">The command line after the verb, as written: for a verb whose options depend on an argument.</param>
    public abstract void Define(Command command, IReadOnlyList<string> words);

    /// <summary>Does it.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="Core.SluiceException">What went wrong, for a person; its exit code becomes the program's.</exception>
    public abstract int Run(Call call);
}
