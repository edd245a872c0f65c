using System.CommandLine;
using System.Text;
using System.Text.Json;
using Sluice.Cli.Building;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice contamination</c>: which benchmarks' texts a release's documents held, side by side.</summary>
sealed class ContaminationVerb : Verb
{
    const int SampleDefault = 3, SampleMost = 1_000;
    const int AroundBytes = 120, ShownBytesMax = 2_000;

    readonly Argument<string> _release = ReleaseArgument.Create();
    readonly Option<string> _benchmark = new("--benchmark") { Description = "Only this benchmark", HelpName = "NAME" };
    readonly Option<int> _sample = new("--sample")
    {
        Description = "How many items of each benchmark are shown with their texts; 0 for the table alone",
        HelpName = "N",
        DefaultValueFactory = _ => SampleDefault,
    };

    readonly Option<string> _bench = new("--bench") { Description = "Folder of the benchmarks' files, where it is another than the recipe says", HelpName = "FOLDER" };
    readonly Option<string> _models = new("--models") { Description = "Folder of models and lists", HelpName = "DIR" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice contamination out/quickstart",
        "sluice contamination out/fineweb --benchmark gsm8k-test --sample 10 --bench ~/bench",
        "sluice contamination out/fineweb --json | jq '.benchmarks[] | [.name, .\"items-found\"]'",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_release);
        foreach (Option option in (Option[])[_benchmark, _sample, _bench, _models]) command.Options.Add(option);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        int sample = call.Get(_sample);
        if (sample is < 0 or > SampleMost) throw new SluiceException($"--sample is {sample}", hint: $"use 0 to {SampleMost}");
        if (call.Get(_bench) is { } folder && !Directory.Exists(folder)) throw new SluiceException("there is no such folder", folder, "--bench names the folder of the benchmarks' files");
        ReleaseFolder release = call.Open(_release);
        BenchmarkTexts texts = new(release, call.Get(_bench), call.Get(_models));
        IReadOnlyList<BenchmarkFinds> benchmarks = ContaminationReport.Read(release, sample, call.Cancellation);
        if (call.Get(_benchmark) is { } name) benchmarks = Only(benchmarks, name, texts);
        texts.Load(benchmarks.SelectMany(benchmark => benchmark.Shown.Select(shown => (benchmark.Name, shown.Find.Item)).DefaultIfEmpty((benchmark.Name, -1))));
        foreach (string note in texts.Notes) call.Error.WriteLine("note: " + VisibleText.Line(note, 500));
        if (call.Json) PrintJson(call, release, benchmarks, texts);
        else Print(call, release, benchmarks, texts, isAll: call.Get(_benchmark) is null);
        return ExitCode.Done;
    }

    // A benchmark that was looked for and not found is no error.
    static IReadOnlyList<BenchmarkFinds> Only(IReadOnlyList<BenchmarkFinds> benchmarks, string name, BenchmarkTexts texts)
    {
        if (benchmarks.FirstOrDefault(benchmark => benchmark.Name == name) is { } one) return [one];
        string[] known = [.. benchmarks.Select(benchmark => benchmark.Name).Concat(texts.Names).Concat(texts.Searched).Distinct(StringComparer.Ordinal)];
        if (known.Contains(name, StringComparer.Ordinal)) return [new(name, 0)];
        string? nearest = NearestName.Find(name, known);
        throw new SluiceException($"the release has no find of a benchmark '{VisibleText.Line(name, 100)}'", null,
            nearest is not null ? $"did you mean {nearest}?" : known.Length == 0 ? NothingFound(texts) : $"there are {string.Join(", ", known.Order(StringComparer.Ordinal))}");
    }

    static string NothingFound(BenchmarkTexts texts) => texts.HasSteps switch
    {
        true => "no document held a text of a benchmark",
        false => "the recipe has no step decontaminate: no benchmark was searched",
        null => "no document held a text of a benchmark, or the recipe has no step decontaminate: recipe.lock.yaml cannot be read",
    };

    static void Print(Call call, ReleaseFolder release, IReadOnlyList<BenchmarkFinds> benchmarks, BenchmarkTexts texts, bool isAll)
    {
        if (benchmarks.Count == 0) call.Print(NothingFound(texts));
        else
        {
            foreach (string line in TextTable.Lines(["benchmark", "items", "found", "documents dropped", "kept"], [.. benchmarks.Select(b => (IReadOnlyList<string>)
                [VisibleText.Line(b.Name, 60), texts.ItemsOf(b.Name) is { } items ? TextTable.Count(items) : "?", TextTable.Count(b.ItemsFound), TextTable.Count(b.DocumentsDropped), TextTable.Count(b.DocumentsKept)])])) call.Print(line);
        }
        string[] without = isAll ? [.. texts.Searched.Except(benchmarks.Select(benchmark => benchmark.Name), StringComparer.Ordinal)] : [];
        if (without.Length > 0) call.Print($"searched, nothing found: {string.Join(", ", without.Select(name => VisibleText.Line(name, 60)))}");
        if (texts.Rules.Count > 0) call.Print($"rule: {string.Join(", ", texts.Rules)}");
        foreach (IGrouping<string, ShownFind> same in benchmarks.SelectMany(benchmark => benchmark.Shown).GroupBy(shown => ItemOf(shown, texts), StringComparer.Ordinal))
        {
            ShownFind shown = same.First();
            Sides sides = Sides.Of(shown, release, texts, call.Cancellation);
            call.Print();
            call.Print(Line(shown.Find));
            foreach (ShownFind other in same.Skip(1))
                call.Print($"  the same item: {Line(other.Find)}{(other.Document.Id == shown.Document.Id ? "" : $", in {VisibleText.Line(other.Document.Id, 300)}")}");
            call.Print($"  in {VisibleText.Line(shown.Document.Id, 300)}{(shown.Document.Url is { } url ? $", {VisibleText.Line(url, 300)}" : "")}: {(shown.Document.Rule is { } rule ? "dropped by " + VisibleText.Line(rule, 100) : "kept")}");
            Side("document", sides.Document, sides.Item, sides.NoDocument);
            Side("item    ", sides.Item, sides.Document, sides.NoItem);
        }

        static string Line(ContaminationFind find) => $"{VisibleText.Line(find.Benchmark, 60)}#{find.Item} {find.Field}, share {TextTable.Number(find.Score)}";

        void Side(string name, string? text, string? other, string? missing)
        {
            if (text is null) call.Print($"  {name} | ({missing})");
            else foreach (string line in TerminalText.Excerpt(other is null ? text : CommonWords.Marked(text, other), int.MaxValue)) call.Print($"  {name} | {line}");
        }
    }

    // An item that stands in several benchmarks is known by its text; where that is not at hand, by its place in the document.
    static string ItemOf(ShownFind shown, BenchmarkTexts texts) => texts.TextOf(shown.Find.Benchmark, shown.Find.Item, shown.Find.Field)
        ?? FormattableString.Invariant($"\0{shown.Find.Start} {shown.Find.End} {shown.Document.Id}");

    static void PrintJson(Call call, ReleaseFolder release, IReadOnlyList<BenchmarkFinds> benchmarks, BenchmarkTexts texts) => call.PrintJson(json =>
    {
        json.WriteStartArray("rules");
        foreach (string rule in texts.Rules) json.WriteStringValue(rule);
        json.WriteEndArray();
        json.WriteStartArray("searched");
        foreach (string name in texts.Searched) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("benchmarks");
        foreach (BenchmarkFinds benchmark in benchmarks)
        {
            json.WriteStartObject();
            json.WriteString("name", benchmark.Name);
            LedgerEntryOutput.WriteNumber(json, "items", texts.ItemsOf(benchmark.Name));
            json.WriteNumber("items-found", benchmark.ItemsFound);
            json.WriteNumber("documents-dropped", benchmark.DocumentsDropped);
            json.WriteNumber("documents-kept", benchmark.DocumentsKept);
            json.WriteStartArray("finds");
            foreach (ShownFind shown in benchmark.Shown) WriteFind(json, shown, Sides.Of(shown, release, texts, call.Cancellation));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void WriteFind(Utf8JsonWriter json, ShownFind shown, Sides sides)
    {
        json.WriteStartObject();
        json.WriteNumber("item", shown.Find.Item);
        json.WriteString("field", shown.Find.Field);
        json.WriteNumber("score", shown.Find.Score);
        json.WriteString("document", shown.Document.Id);
        json.WriteString("url", shown.Document.Url);
        json.WriteString("outcome", shown.Document.Outcome);
        json.WriteString("rule", shown.Document.Rule);
        json.WriteNumber("start", shown.Find.Start);
        json.WriteNumber("end", shown.Find.End);
        WriteParts("document-text", sides.Document, sides.Item);
        WriteParts("item-text", sides.Item, sides.Document);
        json.WriteEndObject();

        void WriteParts(string name, string? text, string? other)
        {
            if (text is null)
            {
                json.WriteNull(name);
                return;
            }
            json.WriteStartArray(name);
            foreach (TextPart part in CommonWords.Parts(text, other ?? ""))
            {
                json.WriteStartObject();
                json.WriteString("text", part.Text);
                json.WriteBoolean("common", part.IsCommon);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }

    // The two texts, or why one is not at hand.
    sealed record Sides(string? Document, string? NoDocument, string? Item, string? NoItem)
    {
        public static Sides Of(ShownFind shown, ReleaseFolder release, BenchmarkTexts texts, CancellationToken cancellation)
        {
            ContaminationFind find = shown.Find;
            string? item = texts.TextOf(find.Benchmark, find.Item, find.Field);
            if (item is { Length: > ShownBytesMax }) item = item[..ShownBytesMax] + " …";
            const string NoItem = "the benchmark's file is not at hand: --bench FOLDER";
            if (shown.Document.IsCut) return new(null, "cut out of the document: the release does not hold it", item, NoItem);
            string? text = shown.Document.TextIn(release, cancellation);
            if (text is null) return new(null, "the release holds no text of this document: it is not among the samples", item, NoItem);
            return Around(text, find) is { } around ? new(around, null, item, NoItem)
                : new(null, "a later step changed the document's text, so the place is not known", item, NoItem);
        }

        static string? Around(string text, ContaminationFind find)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            if (find.Start < 0 || find.End > utf8.Length || find.End <= find.Start) return null;
            int start = Math.Max(0, find.Start - AroundBytes), end = (int)Math.Min(utf8.Length, (long)find.End + AroundBytes);
            bool isLong = end - start > ShownBytesMax;
            if (isLong) end = start + ShownBytesMax;
            while (start > 0 && (sbyte)utf8[start] < -64) start--;
            while (end > start && end < utf8.Length && (sbyte)utf8[end] < -64) end--;
            return $"{(start > 0 ? "… " : "")}{Encoding.UTF8.GetString(utf8, start, end - start)}{(end < utf8.Length ? " …" : "")}";
        }
    }
}
