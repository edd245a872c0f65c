using System.CommandLine;
using Sluice.Cli.Inspecting;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice why</c>: the life of one record.</summary>
sealed class WhyVerb : Verb
{
    const int NameWidth = 14;

    readonly Argument<string> _release = ReleaseArgument.Create();
    readonly Argument<string> _id = new("ID-OR-URL") { Description = "Id of a record (brackets may be left out, so may all but the UUID), or its URL" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
        ["sluice why out/quickstart https://example.org/page", "sluice why out/quickstart 0f5c7a52-7f2e-4c1e-9d3a-0123456789ab --json | jq '.records[].rule'"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_release);
        command.Arguments.Add(_id);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        ReleaseFolder release = call.Open(_release);
        IReadOnlyList<RecordLife> lives = RecordLife.Find(release, call.Get(_id)!, call.Cancellation);
        IReadOnlyList<EarlierDocument> earlier = EarlierDocument.Find(release, call.Get(_id)!, call.Cancellation);
        if (call.Json) PrintJson(call, call.Get(_id)!, lives, earlier);
        else Print(call, lives, earlier);
        return ExitCode.Done;
    }

    static void Print(Call call, IReadOnlyList<RecordLife> lives, IReadOnlyList<EarlierDocument> earlier)
    {
        for (int i = 0; i < lives.Count; i++)
        {
            RecordLife life = lives[i];
            if (i > 0) call.Print();
            call.Print(VisibleText.Line(life.Entry.Id, 300));
            foreach ((string name, string value) in LedgerEntryOutput.Lines(life.Entry)) Line(name, value);
            if (life.QuarantineDetail is { } detail) Line("because", VisibleText.Line(detail, 500));
            if (life.Entry.DuplicateOf is { } original)
            {
                string alike = life.Entry.Similarity is { } similarity ? $", similarity {TextTable.Number(similarity)}" : "";
                Line("duplicate of", VisibleText.Line(original, 300) + alike);
                foreach ((string name, string value) in life.Original is null ? [] : LedgerEntryOutput.Lines(life.Original)) Line("  " + name, value);
            }
            if (life.DataFile is { } file) Line("data", $"{file}, row {TextTable.Count(life.DataRow)} (from 0)");
        }
        if (lives.Count == RecordLife.MatchesMax) call.Print($"\nonly the first {RecordLife.MatchesMax} are shown; ledger/*.parquet has them all");
        for (int i = 0; i < earlier.Count; i++)
        {
            EarlierDocument document = earlier[i];
            if (i + lives.Count > 0) call.Print();
            call.Print(VisibleText.Line(document.Id, 300));
            Line("outcome", $"a document of an earlier release, {VisibleText.Line(document.Of, 300)}; {TextTable.Count(document.Removed)} {(document.Removed == 1 ? "document" : "documents")} of this one went for it");
        }

        void Line(string name, string value) => call.Print($"  {name.PadRight(NameWidth)}{value}");
    }

    static void PrintJson(Call call, string query, IReadOnlyList<RecordLife> lives, IReadOnlyList<EarlierDocument> earlier) => call.PrintJson(json =>
    {
        json.WriteString("query", query);
        json.WriteStartArray("records");
        foreach (RecordLife life in lives)
        {
            json.WriteStartObject();
            LedgerEntryOutput.WriteMembers(json, life.Entry);
            json.WriteString("quarantine-detail", life.QuarantineDetail);
            json.WriteString("data-file", life.DataFile);
            if (life.DataFile is null) json.WriteNull("data-row");
            else json.WriteNumber("data-row", life.DataRow);
            if (life.Original is null) json.WriteNull("original");
            else
            {
                json.WriteStartObject("original");
                LedgerEntryOutput.WriteMembers(json, life.Original);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("earlier");
        foreach (EarlierDocument document in earlier)
        {
            json.WriteStartObject();
            json.WriteString("id", document.Id);
            json.WriteString("release", document.Of);
            json.WriteNumber("removed", document.Removed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
