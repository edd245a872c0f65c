using System.CommandLine;
using System.Text.Json;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Engine.Index;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice index</c>: the indexes that a release keeps of its documents, and documents taken out of them.</summary>
sealed class IndexVerb : Verb
{
    const int IdBytesMax = 1 << 16;

    readonly Argument<string> _release = new("RELEASE") { Description = "Folder of a finished release, or one file of its folder index" };
    readonly Option<string[]> _remove = new("--remove") { Description = "Take these documents out, by id or URL: a later copy of each is then kept", HelpName = "ID-OR-URL", AllowMultipleArgumentsPerToken = true };
    readonly Option<string> _removeFrom = new("--remove-from") { Description = "The same for a file of ids or URLs, one a line; - is standard input", HelpName = "FILE" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice index out/crawl-1",
        "sluice index out/crawl-1 --remove 0f5c7a52-7f2e-4c1e-9d3a-0123456789ab",
        "jq -r .id taken-down.jsonl | sluice index out/crawl-1 --remove-from - --json | jq .unknown",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_release);
        command.Options.Add(_remove);
        command.Options.Add(_removeFrom);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        string release = call.Get(_release)!;
        string[] ids = [.. call.Get(_remove) ?? [], .. call.Get(_removeFrom) is { } file ? ReadIds(file) : []];
        if (ids.Length > 0 || call.Get(_removeFrom) is not null)
        {
            ILookup<string, string> urls = IdsOfUrls(call, release, ids);
            RemovalResult removal = IndexRemoval.Run(release, ids.SelectMany(id => urls.Contains(id) ? urls[id] : [id]), call.Cancellation);
            removal = removal with { Unknown = WithoutKnownUrls(removal.Unknown, urls) };
            if (call.Json) PrintJson(call, removal);
            else Print(call, removal);
            return ExitCode.Done;
        }
        IReadOnlyList<(string File, IndexSummary? Index, SluiceError? Problem)> indexes = [.. IndexFolder.Find(release).Select(path => Look(path, call.Cancellation))];
        if (call.Json) PrintJson(call, indexes);
        else Print(call, indexes);
        return indexes.All(index => index.Problem is null) ? ExitCode.Done : ExitCode.Failed;
    }

    static (string File, IndexSummary? Index, SluiceError? Problem) Look(string path, CancellationToken cancellation)
    {
        try
        {
            return (Path.GetFileName(path), IndexReader.Check(path, cancellation), null);
        }
        catch (SluiceException e)
        {
            return (Path.GetFileName(path), null, e.Errors[0]);
        }
    }

    // A URL stands for every record of the release's ledger that has it; one that the ledger does not know stays as it is.
    static ILookup<string, string> IdsOfUrls(Call call, string release, IReadOnlyList<string> written) =>
        written.Any(IsUrl) && Directory.Exists(Path.Combine(release, "ledger"))
            ? RecordLife.IdsOfUrls(ReleaseFolder.Open(release), written.Where(IsUrl), call.Cancellation)
            : Array.Empty<string>().ToLookup(id => id, StringComparer.Ordinal);

    // Of the records with a URL most may have been dropped before the index: one that was found is enough.
    static IReadOnlyList<string> WithoutKnownUrls(IReadOnlyList<string> unknown, ILookup<string, string> urls)
    {
        HashSet<string> missing = new(unknown, StringComparer.Ordinal);
        HashSet<string> ofUrls = [.. urls.SelectMany(ids => ids)];
        return [.. unknown.Where(id => !ofUrls.Contains(id)).Concat(urls.Where(ids => ids.All(missing.Contains)).Select(ids => ids.Key)).Order(StringComparer.Ordinal)];
    }

    static bool IsUrl(string written) => written.Contains("://", StringComparison.Ordinal);

    static List<string> ReadIds(string file)
    {
        try
        {
            using TextReader lines = file == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
            List<string> ids = [];
            while (lines.ReadLine() is { } line)
            {
                if (line.Length > IdBytesMax) throw new SluiceException(FormattableString.Invariant($"line {ids.Count + 1} is longer than an id can be"), file, "give one id a line");
                if (line.Trim() is { Length: > 0 } id) ids.Add(id);
            }
            return ids;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException("the ids can't be read: " + e.Message.TrimEnd('.'), file);
        }
    }

    static void Print(Call call, RemovalResult removal)
    {
        foreach (IndexChange change in removal.Files) call.Print(FormattableString.Invariant($"{change.File}: {change.Removed:#,0} taken out, {change.After.Documents:#,0} left"));
        foreach (string id in removal.Unknown)
        {
            call.Error.WriteLine($"note: no index has the document {VisibleText.Line(id, 200)}"
                + (IsUrl(id) ? ": its ids are what `sluice why RELEASE URL` tells" : ""));
        }
    }

    static void PrintJson(Call call, RemovalResult removal) => call.PrintJson(json =>
    {
        json.WriteStartArray("indexes");
        foreach (IndexChange change in removal.Files)
        {
            json.WriteStartObject();
            json.WriteString("file", change.File);
            json.WriteNumber("removed", change.Removed);
            Write(json, change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("unknown");
        foreach (string id in removal.Unknown) json.WriteStringValue(id);
        json.WriteEndArray();
    });

    static void Print(Call call, IReadOnlyList<(string File, IndexSummary? Index, SluiceError? Problem)> indexes)
    {
        for (int i = 0; i < indexes.Count; i++)
        {
            (string file, IndexSummary? index, SluiceError? problem) = indexes[i];
            if (i > 0) call.Print();
            call.Print(file);
            if (index is null)
            {
                call.Print("  refused    " + problem!.What);
                if (problem.Hint is { } hint) call.Print("             " + hint);
                continue;
            }
            call.Print("  step       " + VisibleText.Line(index.Header.Step, 200));
            call.Print("  kind       " + VisibleText.Line(index.Header.Kind, 500));
            call.Print("  release    " + VisibleText.Line(index.Header.Release, 200));
            call.Print("  documents  " + TextTable.Count(index.Documents));
            call.Print($"  size       {new ByteSize(index.Bytes)} ({TextTable.Number(index.Documents == 0 ? 0 : Math.Round((double)index.Bytes / index.Documents, 1))} bytes a document)");
            call.Print("  checked    every frame matches its checksum");
        }
    }

    static void PrintJson(Call call, IReadOnlyList<(string File, IndexSummary? Index, SluiceError? Problem)> indexes) => call.PrintJson(json =>
    {
        json.WriteBoolean("ok", indexes.All(index => index.Problem is null));
        json.WriteStartArray("indexes");
        foreach ((string file, IndexSummary? index, SluiceError? problem) in indexes)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteBoolean("ok", problem is null);
            if (index is not null) Write(json, index);
            else json.WriteString("problem", problem!.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void Write(Utf8JsonWriter json, IndexSummary index)
    {
        json.WriteString("step", index.Header.Step);
        json.WriteString("kind", index.Header.Kind);
        json.WriteString("release", index.Header.Release);
        json.WriteNumber("documents", index.Documents);
        json.WriteNumber("entry-bytes", index.EntryBytes);
        json.WriteNumber("bytes", index.Bytes);
        json.WriteString("sha256", index.Sha256);
    }
}
