namespace Sluice.Cli;

/// <summary>Whether output may be colored: on a terminal, unless <c>NO_COLOR</c> is set (no-color.org) or the terminal is dumb.</summary>
static class Colors
{
    /// <summary>Standard output.</summary>
    public static bool OnOutput => !Console.IsOutputRedirected && Wanted;

    /// <summary>Standard error.</summary>
    public static bool OnError => !Console.IsErrorRedirected && Wanted;

    static bool Wanted => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
}
