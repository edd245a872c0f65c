using System.Text.Json;
using Sluice.Core;

namespace Sluice.Engine.Run;

/// <summary>The state of a run, in <c>DIR/.run/</c> beside the release: plan, task outputs and their completion markers, progress.</summary>
public sealed class RunFolder
{
    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower, WriteIndented = true };

    /// <summary>The state of the run that writes this release folder.</summary>
    public RunFolder(string releaseFolder)
    {
        Release = Path.GetFullPath(releaseFolder);
        Root = Path.Combine(Release, ".run");
    }

    /// <summary>The release's folder.</summary>
    public string Release { get; }

    /// <summary><c>DIR/.run</c>.</summary>
    public string Root { get; }

    /// <summary>What the run is: written once, before the first task.</summary>
    public string PlanFile => Path.Combine(Root, "plan.json");

    /// <summary>How far it is: written every second.</summary>
    public string ProgressFile => Path.Combine(Root, "progress.json");

    /// <summary>What the run came to: written last.</summary>
    public string DoneFile => Path.Combine(Root, "done.json");

    /// <summary>Where a process holds the run.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>The folder of a stage's outputs.</summary>
    public string StageFolder(string stage) => Path.Combine(Root, "stages", stage);

    /// <summary>The output of a task.</summary>
    public string TaskFile(string stage, int task) => Path.Combine(StageFolder(stage), FormattableString.Invariant($"{task:00000}.task"));

    /// <summary>The repository that a task of the first stage reads, where it reads one.</summary>
    public string RepositoryFile(int task) => Path.Combine(StageFolder(Execute.StageNames.Map(0)), FormattableString.Invariant($"{task:00000}.repository"));

    /// <summary>The completion marker of a task.</summary>
    public string MarkerFile(string stage, int task) => Path.Combine(StageFolder(stage), FormattableString.Invariant($"{task:00000}.done"));

    /// <summary>Reads a JSON file of the run; null where it is absent.</summary>
    /// <exception cref="SluiceException">The file is damaged.</exception>
    public static T? Read<T>(string path) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), s_json);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new SluiceException("the state of the run is damaged: " + e.Message, path, "delete the folder .run to start the run again");
        }
    }

    /// <summary>Writes a JSON file of the run so that it is either whole or absent.</summary>
    public static void Write<T>(string path, T value, bool durable = true)
    {
        string partial = path + ".partial";
        using (FileStream file = new(partial, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, value, s_json);
            file.Flush(durable);
        }
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Whether a process is building into the folder now.</summary>
    public bool IsHeld()
    {
        try
        {
            if (File.Exists(LockFile)) new FileStream(LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes the run for this process.</summary>
    /// <exception cref="SluiceException">Another process holds it, or the folder can't be written.</exception>
    public FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException("the output folder can't be written: " + e.Message, Release, "choose another folder with -o, or make this one writable");
        }
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SluiceException("the output folder can't be written: " + e.Message, Release, "choose another folder with -o, or make this one writable");
        }
        catch (IOException)
        {
            throw new SluiceException("another process is building into this folder", Release, "wait for it ('sluice status' shows how far it is), or choose another folder with -o");
        }
    }
}
