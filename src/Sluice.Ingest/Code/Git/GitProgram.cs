using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Sluice.Core;

namespace Sluice.Ingest.Code.Git;

/// <summary>The program <c>git</c>, and how it is called: never with a configuration, a hook, an attribute or a helper that it did not get from here.</summary>
/// <remarks>It only ever sees git folders made by <see cref="GitFolder"/>. Everything that could run a program or reach the network is turned off besides, by environment and <c>-c</c>;
/// only a clone gets protocols, and the user's own keys and proxies.</remarks>
static class GitProgram
{
    /// <summary>Oldest version that knows all that is asked of it (GIT_CONFIG_GLOBAL).</summary>
    static readonly Version s_oldest = new(2, 32);

    static readonly string[] s_settings =
    [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null", "core.commitGraph=false", "core.multiPackIndex=true", "core.askPass=true", "core.sshCommand=ssh",
        "protocol.ext.allow=never", "protocol.fd.allow=never", "credential.helper=", "log.showSignature=false", "log.mailmap=false", "gc.auto=0", "maintenance.auto=false",
        "fetch.unpackLimit=1", "fetch.recurseSubmodules=false", "fetch.writeCommitGraph=false", "pack.threads=1", "safe.directory=*",
        // Mapped packs and cached bases count as memory of the run.
        "core.packedGitWindowSize=8m", "core.packedGitLimit=64m", "core.deltaBaseCacheLimit=16m",
    ];

    // What a clone may take from the user: keys, proxies, certificates. All else starts empty.
    static readonly string[] s_cloneVariables =
        ["HOME", "USER", "SSH_AUTH_SOCK", "GIT_SSH", "GIT_SSH_COMMAND", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "GIT_SSL_CAINFO", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    static readonly Lazy<string?> s_trouble = new(FindTrouble);

    /// <summary>Fails where git is missing or too old.</summary>
    /// <exception cref="SluiceException">It is.</exception>
    public static void Require()
    {
        if (s_trouble.Value is { } trouble) throw new SluiceException(trouble, null, FormattableString.Invariant($"the source git needs the program git, {s_oldest} or later: apt-get install git"));
    }

    /// <summary>Starts git over a folder.</summary>
    /// <param name="folder">The git folder that it works in.</param>
    /// <param name="stallSeconds">Seconds without a byte after which it is ended.</param>
    /// <param name="allocationMax">Bytes that it may allocate, at once and in all.</param>
    /// <param name="arguments">Verb and arguments; none is taken from input but ids that were checked to be hex.</param>
    public static GitProcess Start(string folder, int stallSeconds, long allocationMax, params ReadOnlySpan<string> arguments) =>
        new(StartInfo(folder, allocationMax, arguments), stallSeconds, allocationMax);

    /// <summary>Starts git for a clone: with the protocols https, ssh and file, and the user's keys.</summary>
    public static GitProcess StartClone(string folder, int stallSeconds, params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo info = StartInfo(folder, AllocationMax, arguments);
        info.Environment["GIT_ALLOW_PROTOCOL"] = "https:ssh";
        foreach (string name in s_cloneVariables)
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) info.Environment[name] = value;
        if (!info.Environment.ContainsKey("GIT_SSH_COMMAND")) info.Environment["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes";
        return new(info, stallSeconds, AllocationMax) { HasChildren = true };
    }

    /// <summary>Bytes that git may allocate to unpack: some hundred bytes an object.</summary>
    public const long AllocationMax = 1L << 30;

    /// <summary>Bytes that git may allocate to list a tree or walk a history: some two hundred bytes a path of one commit's changes.</summary>
    public const long WalkAllocationMax = 256L << 20;

    static ProcessStartInfo StartInfo(string folder, long allocationMax, ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo info = new("git") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        info.Environment.Clear();
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        info.Environment["HOME"] = "/nonexistent";
        info.Environment["LC_ALL"] = "C";
        info.Environment["GIT_DIR"] = folder;
        info.Environment["GIT_CONFIG_NOSYSTEM"] = info.Environment["GIT_ATTR_NOSYSTEM"] = info.Environment["GIT_NO_REPLACE_OBJECTS"] = info.Environment["GIT_NO_LAZY_FETCH"] = "1";
        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        info.Environment["GIT_OPTIONAL_LOCKS"] = info.Environment["GIT_TERMINAL_PROMPT"] = info.Environment["GIT_PROTOCOL_FROM_USER"] = "0";
        info.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        info.Environment["GIT_PAGER"] = "cat";
        info.Environment["GIT_ALLOC_LIMIT"] = allocationMax.ToString(CultureInfo.InvariantCulture);
        foreach (string setting in s_settings)
        {
            info.ArgumentList.Add("-c");
            info.ArgumentList.Add(setting);
        }
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        return info;
    }

    static string? FindTrouble()
    {
        try
        {
            using GitProcess git = Start(Path.GetTempPath(), 60, AllocationMax, "version");
            string said = git.ReadText(256);
            string number = string.Join('.', said.Replace("git version ", "", StringComparison.Ordinal).Split('.', ' ', '\n').TakeWhile(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Take(2));
            if (!Version.TryParse(number, out Version? version)) return "the program git does not tell its version";
            return version >= s_oldest ? null : $"the program git is too old: {version}";
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return "the program git is missing";
        }
    }
}
