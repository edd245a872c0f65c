using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sluice.Fixtures;

namespace Sluice.Ingest.Tests.Code.Git;

/// <summary>A repository that a test makes with the program git; the test skips where that is missing.</summary>
sealed class MadeRepository : IDisposable
{
    readonly TemporaryFolder _folder = new();
    int _minute;

    public MadeRepository(string name = "made", params string[] initArguments)
    {
        Assert.SkipWhen(!HasGit, "needs the program git");
        Path = System.IO.Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path);
        Git(["init", "--quiet", "--initial-branch=main", .. initArguments]);
    }

    public static bool HasGit { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, "git")));

    public string Path { get; }

    public string Root => _folder.Path;

    public string Head => Git("rev-parse", "HEAD").Trim();

    public static string Id(MadeRepository repository, string path) => repository.Git("rev-parse", "HEAD:" + path).Trim();

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        string full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public string Commit(string message = "change")
    {
        Git("add", "--all", "--force");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
        return Head;
    }

    /// <summary>Commits a tree of entries as they are, also such as no file system takes.</summary>
    public string CommitTree(string treeId, string message = "tree")
    {
        string commit = Git("commit-tree", treeId, "-m", message).Trim();
        Git("update-ref", "refs/heads/main", commit);
        return commit;
    }

    public string HashObject(byte[] bytes, string type = "blob") => Encoding.ASCII.GetString(Run(["hash-object", "-w", "--literally", "-t", type, "--stdin"], bytes)).Trim();

    /// <summary>A tree object as bytes: mode, name, hex id.</summary>
    public string Tree(params (string Mode, byte[] Name, string Id)[] entries)
    {
        using MemoryStream tree = new();
        foreach ((string mode, byte[] name, string id) in entries)
        {
            tree.Write(Encoding.ASCII.GetBytes(mode + " "));
            tree.Write(name);
            tree.WriteByte(0);
            tree.Write(Convert.FromHexString(id));
        }
        return HashObject(tree.ToArray(), "tree");
    }

    public string Git(params string[] arguments) => Encoding.UTF8.GetString(Run(arguments));

    public byte[] Run(IEnumerable<string> arguments, byte[]? input = null)
    {
        ProcessStartInfo info = new("git") { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        string date = string.Create(CultureInfo.InvariantCulture, $"2020-01-01T{_minute / 60:00}:{_minute++ % 60:00}:00Z");
        foreach (string who in (string[])["AUTHOR", "COMMITTER"])
        {
            info.Environment[$"GIT_{who}_NAME"] = "A. Uthor";
            info.Environment[$"GIT_{who}_EMAIL"] = "a@example.com";
            info.Environment[$"GIT_{who}_DATE"] = date;
        }
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        using Process git = Process.Start(info)!;
        Task<string> errors = git.StandardError.ReadToEndAsync();
        Task write = Task.Run(() =>
        {
            using Stream stream = git.StandardInput.BaseStream;
            if (input is not null) stream.Write(input);
        });
        using MemoryStream output = new();
        git.StandardOutput.BaseStream.CopyTo(output);
        git.WaitForExit();
        write.GetAwaiter().GetResult();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', info.ArgumentList)}: {errors.GetAwaiter().GetResult()}");
        return output.ToArray();
    }

    /// <summary>Git writes its objects read-only, and hooks must be programs.</summary>
    public static void MakeMine(string file)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        // Objects are read-only; their folders are not.
        _folder.Dispose();
    }
}
