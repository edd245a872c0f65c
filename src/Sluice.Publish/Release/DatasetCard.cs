using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Core.Release;
using static Sluice.Publish.Release.CardMarkdown;

namespace Sluice.Publish.Release;

/// <summary>Writes a release's <c>README.md</c>: Hugging Face front matter, then what a reader needs to know, with the run's own figures. No clock.</summary>
static class DatasetCard
{
    const int LanguagesShown = 50;

    static readonly JsonSerializerOptions s_quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(
        ReleaseSummary summary, IReadOnlyList<KeyValuePair<string, long>> licenses, CodeFigures? code, IReadOnlyList<CardSample> samples, string writerVersion)
    {
        StringBuilder card = new();
        WriteFrontMatter(card, summary, code);
        WriteIntroduction(card, summary);
        WriteFunnel(card, summary);
        if (!summary.OfRepositories) WriteLanguages(card, summary); // Those of code have a table of their own.
        if (code is not null) CodeCard.Write(card, code);
        WriteLicenses(card, summary, licenses, code);
        WriteSamples(card, samples);
        WriteColumns(card, "Columns of the data", ReleaseColumns.DataOf(summary.OfRepositories));
        WriteColumns(card, "Columns of the ledger", ReleaseColumns.Ledger);
        WriteUse(card, summary, writerVersion);
        WriteLimits(card);
        return card.ToString();
    }

    // Strings are quoted as in JSON, which YAML reads as they are: no value can end the front matter or add a key to it.
    static void WriteFrontMatter(StringBuilder card, ReleaseSummary summary, CodeFigures? code)
    {
        bool isByFile = code is not null && summary.License == "NOASSERTION";
        string license = isByFile ? "other" : HuggingFaceTerms.License(summary.License);
        IReadOnlyList<string> languages = [.. HuggingFaceTerms.Languages(summary.Languages), .. code is null ? [] : (string[])["code"]];
        card.Append("---\n");
        card.Append("configs:\n");
        card.Append("- config_name: default\n  default: true\n  data_files:\n  - split: train\n    path: data/*.parquet\n");
        card.Append("- config_name: ledger\n  data_files:\n  - split: train\n    path: ledger/*.parquet\n");
        if (code is not null)
        {
            card.Append("- config_name: attribution\n  data_files:\n  - split: train\n    path: ATTRIBUTION.parquet\n");
            card.Append("- config_name: license-texts\n  data_files:\n  - split: train\n    path: LICENSE-TEXTS.parquet\n");
        }
        card.Append("license: ").Append(license).Append('\n');
        if (license == "other") card.Append("license_name: ").Append(Quote(isByFile ? CodeCard.LicenseNames(code!) : summary.License)).Append('\n');
        if (isByFile) card.Append("license_link: NOTICE.txt\n");
        if (languages.Count > 0) card.Append("language:\n");
        foreach (string language in languages) card.Append("- ").Append(Quote(language)).Append('\n'); // Quoted: no (Norwegian) is false in YAML.
        if (code is not null) CodeCard.WriteFrontMatter(card, code, Quote);
        card.Append("size_categories:\n- ").Append(HuggingFaceTerms.Size(summary.Kept)).Append('\n');
        card.Append("pretty_name: ").Append(Quote(summary.Name)).Append('\n');
        card.Append("task_categories:\n- text-generation\n");
        card.Append("tags:\n- sluice\n- pretraining\n").Append(code is null ? "" : "- code\n");
        card.Append("---\n\n");
    }

    static void WriteIntroduction(StringBuilder card, ReleaseSummary summary)
    {
        long bytes = summary.Files.Sum(file => file.TextBytes);
        Line(card, $"# {Escape(summary.Name)}\n");
        Line(card, string.IsNullOrWhiteSpace(summary.Description)
            ? $"A {(summary.OfRepositories ? "code" : "text")} dataset of {Count(summary.Kept)} documents, made by Sluice from {Count(summary.Records)} records.\n"
            : summary.Description.Trim() + "\n");
        string files = $"{Count(summary.Files.Count)} Parquet {(summary.Files.Count == 1 ? "file" : "files")}";
        Line(card, $"- **Documents**: {Count(summary.Kept)}, with {Count(bytes)} bytes of text in {files} (`data/`)");
        string sum = $"{Count(summary.Kept)} kept + {Count(summary.Dropped)} dropped + {Count(summary.Quarantined)} unreadable";
        Line(card, $"- **Records read**: {Count(summary.Records)} = {sum}");
        if (summary.DateLatest is { } date) Line(card, $"- **{(summary.OfRepositories ? "Latest change of a file" : "Latest capture")}**: {Code(date)}");
        if (summary.Earlier.Count > 0)
            Line(card, $"- **Deduplicated against** {string.Join(", ", summary.Earlier.Select(name => Code(name)))}: `duplicate_of` and `cluster_id` may be ids of theirs, where `evidence` says so");
        if (summary.Indexes.Count > 0)
            Line(card, $"- **Index** for later builds, which need no text to leave out what is here: {string.Join(", ", summary.Indexes.Select(name => Code(name)))}");
        Line(card, "- **Every record is accounted for** in `ledger/`: kept, or dropped by which rule, with the measured value and the threshold. "
            + "Dropped samples with their text are in `samples/`, unreadable records in `quarantine/`\n");
    }

    static void WriteFunnel(StringBuilder card, ReleaseSummary summary)
    {
        Line(card, "## Funnel\n");
        Line(card, "| step | in | kept | dropped | by rule |");
        Line(card, "| --- | ---: | ---: | ---: | --- |");
        foreach (FunnelStep step in summary.Steps)
        {
            string rules = string.Join(", ", step.Rules.OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => $"{Cell(Short(rule.Key, step.Name))} {Count(rule.Value)}"));
            Line(card, $"| {Cell(step.Name)} | {Count(step.In)} | {Count(step.Kept)} | {Count(step.Dropped)} | {rules} |");
        }
        foreach (FunnelStep step in summary.Steps.Where(step => step.Figures.Count > 0))
            Line(card, $"\n{Code(step.Name)} counted: {string.Join(", ", step.Figures.Select(figure => $"{Cell(figure.Key)} {Figure(figure.Value)}"))}.");
        string records = summary.Quarantined == 1 ? "record" : "records";
        if (summary.Quarantined > 0) Line(card, $"\n{Count(summary.Quarantined)} {records} could not be read: `quarantine/quarantine.jsonl` says where.");
        string skipped = string.Join(", ", summary.Skipped.Select(kind => $"{Code(kind.Key)} {Count(kind.Value)}"));
        if (summary.Skipped.Count > 0) Line(card, $"\nRecords that are no documents, by kind: {skipped}.");
        Line(card);
    }

    static void WriteLanguages(StringBuilder card, ReleaseSummary summary)
    {
        if (summary.Languages.Count == 0) return;
        bool hasWords = summary.Languages.Any(language => language.Words > 0);
        Line(card, "## Languages\n");
        Line(card, $"| language | documents | share | text bytes |{(hasWords ? " words |" : "")}");
        Line(card, $"| --- | ---: | ---: | ---: |{(hasWords ? " ---: |" : "")}");
        foreach (LanguageSum sum in summary.Languages.Take(LanguagesShown))
        {
            string share = summary.Kept == 0 ? "–" : (100.0 * sum.Documents / summary.Kept).ToString("0.0", CultureInfo.InvariantCulture) + " %";
            Line(card, $"| {Cell(sum.Language)} | {Count(sum.Documents)} | {share} | {Count(sum.TextBytes)} |{(hasWords ? $" {Count(sum.Words)} |" : "")}");
        }
        long others = summary.Languages.Skip(LanguagesShown).Sum(sum => sum.Documents);
        if (others > 0) Line(card, $"\n{Count(summary.Languages.Count - LanguagesShown)} more languages with {Count(others)} documents.");
        Line(card);
    }

    static void WriteLicenses(StringBuilder card, ReleaseSummary summary, IReadOnlyList<KeyValuePair<string, long>> licenses, CodeFigures? code)
    {
        Line(card, "## Licenses\n");
        Line(card, summary.License == "NOASSERTION"
            ? "No license is asserted for the release as a whole (`NOASSERTION`); each document carries its own in the column `license`.\n"
            : $"The release as a whole: {Code(summary.License)}. Each document carries its own in the column `license`.\n");
        if (code is not null)
        {
            CodeCard.WriteLicenses(card, code);
            return;
        }
        if (licenses.Count == 0) return;
        Line(card, "| license of the document | documents |");
        Line(card, "| --- | ---: |");
        foreach ((string license, long documents) in licenses.Take(LanguagesShown)) Line(card, $"| {Cell(license)} | {Count(documents)} |");
        Line(card);
    }

    static void WriteSamples(StringBuilder card, IReadOnlyList<CardSample> samples)
    {
        if (samples.Count == 0) return;
        Line(card, "## Sample documents\n");
        Line(card, "Chosen by the hash of their ids; each is shown from its start.\n");
        foreach (CardSample sample in samples)
        {
            string facts = $"language {Code(sample.Language ?? "und")}, license {Code(sample.License)}, {Count(sample.Characters)} characters";
            Line(card, $"**{Code(sample.Id)}** from {Code(sample.Url ?? "")}, {facts}\n");
            Line(card, Block(sample.Beginning + (sample.IsCut ? " …" : "")));
        }
    }

    static void WriteColumns(StringBuilder card, string title, IReadOnlyList<ReleaseColumn> columns)
    {
        Line(card, $"## {title}\n");
        Line(card, "| column | type | what |");
        Line(card, "| --- | --- | --- |");
        foreach (ReleaseColumn column in columns) Line(card, $"| `{column.Name}` | {TypeName(column)} | {column.Description} |");
        Line(card);
    }

    static void WriteUse(StringBuilder card, ReleaseSummary summary, string writerVersion)
    {
        Line(card, """
            ## How to load

            ```python
            from datasets import load_dataset

            data = load_dataset("parquet", data_files="data/*.parquet", split="train")
            ```

            ```sql
            -- DuckDB
            SELECT language, count(*) FROM 'data/*.parquet' GROUP BY language;
            SELECT step, rule, count(*) FROM 'ledger/*.parquet' WHERE outcome = 'dropped' GROUP BY ALL ORDER BY ALL;
            ```

            ## How to verify

            ```sh
            sha256sum -c checksums.txt   # every file is as it was published
            sluice verify .              # and the sums of the ledger hold
            sluice why . ID-OR-URL       # what became of one record, and why
            ```

            ## How it was made

            """.ReplaceLineEndings("\n"));
        Line(card, $"By Sluice {Code(summary.ToolVersion)}, with Parquet written by DuckDB {Code(writerVersion)}, from the recipe in `recipe.lock.yaml`,");
        Line(card, "which spells out every option and the digest of every input and model file. The same recipe over the same bytes, with the same versions,");
        Line(card, $"gives this release again, byte for byte. Digest of the plan: {Code(summary.PlanDigest)}.\n");
        Line(card, "Sources:\n");
        foreach (string source in summary.Sources) Line(card, $"- {Code(source, 500)}");
        Line(card);
    }

    static void WriteLimits(StringBuilder card) => Line(card, """
        ## Limits

        - Filters measure surface properties of text. They let some poor text through and drop some good text: the ledger and `samples/` show which.
        - Language labels come from a model or from the source, and are least sure for short texts and close relatives.
        - A license is recorded where evidence of one was found. `NOASSERTION` means that none was: it does not mean that the text is free to use.
        - Redaction finds personal data by its form. Names, and anything told in prose, stay.
        - Texts are as their authors wrote them: they can be wrong, harmful or offensive, and can hold instructions aimed at models.
        """.ReplaceLineEndings("\n"));

    // The card names a rule without its step where the row names the step.
    static string Short(string rule, string step) => rule.StartsWith(step + ".", StringComparison.Ordinal) ? rule[(step.Length + 1)..] : rule;

    static string TypeName(ReleaseColumn column) => column.IsList ? "list of text" : column.Type switch
    {
        Storage.Sql.SqlColumnType.Text => "text",
        Storage.Sql.SqlColumnType.Int64 => "integer",
        Storage.Sql.SqlColumnType.Double => "number",
        _ => "boolean",
    };

    static string Quote(string text) => JsonSerializer.Serialize(text, s_quoted);

    static void Line(StringBuilder card, string line = "") => card.Append(line).Append('\n');
}
