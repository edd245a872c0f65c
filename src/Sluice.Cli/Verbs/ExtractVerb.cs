using System.CommandLine;
using System.Text;
using Sluice.Cli.Explaining;
using Sluice.Cli.Try;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Engine.Resources;
using Sluice.Ingest.Extract;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice extract</c>: the text of one page, and why each part of the page was kept or left out.</summary>
sealed class ExtractVerb : Verb
{
    const int PageBytesMax = 512 << 20;
    const int WidthWithoutTerminal = 160;

    readonly Argument<string> _input = new("PAGE") { Description = "An HTML file, or a web archive; - is a page from standard input" };
    readonly Option<string> _record = new("--record") { Description = "Of a web archive: the page's URL or record id; else its first page", HelpName = "URL-OR-ID" };
    readonly Option<bool> _explain = new("--explain") { Description = "Show every block of the page: kept (+) or not (-), its kind, score and reason" };
    readonly Option<string> _html = new("--html") { Description = "Write blocks and text side by side to a file for the browser; it loads and runs nothing", HelpName = "FILE" };
    StepDefinition? _step;
    StepOptionFlags? _flags;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice extract page.html",
        "sluice extract page.html --explain --favor recall",
        "sluice extract crawl.warc.gz --record https://example.org/story --html story.html",
        "curl -s https://example.org/ | sluice extract - --format markdown",
        "sluice extract page.html --json | jq '.blocks[] | select(.kept | not)'",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_input);
        foreach (Option option in (Option[])[_record, _explain, _html]) command.Options.Add(option);
        _step = Catalog.Steps.First(s => s.Name == ExtractHtmlStep.Name);
        _flags = new(_step, withHelp: words.Any(word => word is "--help" or "-h" or "-?"));
        _flags.AddTo(command);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        IStepOptions options = _flags!.Bind(call.Arguments);
        ExtractHtmlStep step = (ExtractHtmlStep)_step!.Create(options, new StepResources(0, null));
        ExplainedPage page = Read(call, step);
        if (call.Get(_html) is { } file) WriteHtml(page, file);
        if (call.Json) PrintJson(call, page);
        else if (call.Get(_explain))
        {
            int width = Console.IsOutputRedirected ? WidthWithoutTerminal : Math.Max(Console.WindowWidth, 40);
            foreach (string line in new BlockTable(width, Colors.OnOutput).Lines(page)) call.Print(line);
        }
        else if (call.Get(_html) is null && page.Text.Length > 0) call.Print(page.Text);
        if (!page.Verdict.IsKept && !call.Get(_explain)) call.Error.WriteLine($"note: {page.Summary}");
        return ExitCode.Done;
    }

    ExplainedPage Read(Call call, ExtractHtmlStep step)
    {
        string input = call.Get(_input)!;
        string? record = call.Get(_record);
        ExplainedPage? page = null;
        if (input == "-")
        {
            Document document = new() { Id = "standard input", Mime = "text/html", Body = ReadInput() };
            return Explain(step, document);
        }
        TryInputs inputs = new(call.Error, call.Cancellation) { KeepsPages = true };
        inputs.Read([input], document =>
        {
            if (page is not null || (record is null ? document.Body.IsEmpty : !IsRecord(document, record))) return;
            page = Explain(step, document);
            inputs.Limit = 0; // Enough was read.
        });
        if (page is not null) return page;
        throw record is null
            ? new SluiceException($"there is no page in {input}", hint: "extract reads HTML files and web archives; `sluice try` reads texts too") { ExitCode = ExitCode.Failed }
            : new SluiceException($"there is no record '{record}' in {input}", hint: "give a URL or a WARC-Record-ID as it stands in the archive") { ExitCode = ExitCode.Failed };
    }

    static bool IsRecord(Document document, string record) =>
        document.Url == record || document.Id == record || document.Id.AsSpan().Trim("<>").SequenceEqual(record.AsSpan().Trim("<>"));

    static byte[] ReadInput()
    {
        using Stream input = Console.OpenStandardInput();
        using MemoryStream all = new();
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = input.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, n);
            if (all.Length > PageBytesMax) throw new SluiceException($"the page is larger than {new ByteSize(PageBytesMax)}");
        }
        return all.ToArray();
    }

    static ExplainedPage Explain(ExtractHtmlStep step, Document document)
    {
        Verdict verdict = step.Apply(document, Measurements.None);
        return new(document.Id, document.Url, verdict, verdict.IsKept ? Encoding.UTF8.GetString(document.Text) : "", [.. document.Metadata.Entries], step.ExplainLast());
    }

    static void WriteHtml(ExplainedPage page, string file)
    {
        try
        {
            File.WriteAllText(file, ExplainedHtml.Of(page));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException(e.Message.TrimEnd('.'), file) { ExitCode = ExitCode.Failed };
        }
    }

    static void PrintJson(Call call, ExplainedPage page) => call.PrintJson(json =>
    {
        json.WriteString("id", page.Id);
        if (page.Url is not null) json.WriteString("url", page.Url);
        json.WriteBoolean("keep", page.Verdict.IsKept);
        if (page.Verdict.Rule is { } rule) json.WriteString("rule", rule);
        json.WriteString("text", page.Text);
        json.WriteStartObject("metadata");
        foreach ((string key, MetadataValue value) in page.Metadata)
        {
            if (value.Text is { } text) json.WriteString(key, text);
            else json.WriteNumber(key, value.Number);
        }
        json.WriteEndObject();
        json.WriteStartArray("blocks");
        foreach (PageBlock block in page.Blocks)
        {
            json.WriteStartObject();
            json.WriteBoolean("kept", block.IsKept);
            json.WriteString("kind", block.Kind);
            if (block.Level > 0) json.WriteNumber("level", block.Level);
            json.WriteNumber("score", block.Score);
            json.WriteString("reason", block.Reason);
            json.WriteString("path", block.Path);
            json.WriteString("text", block.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
